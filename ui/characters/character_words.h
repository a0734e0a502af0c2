// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/character.h"

#include <QtGui/QColor>

namespace sc::ui {

struct Theme;

[[nodiscard]] QColor characterColour(const Theme &theme, int colour);
[[nodiscard]] QString characterColourName(int colour);
// "IP-Adapter, 6 references", "LoRA coupe_91": what it comes in by.
[[nodiscard]] QString methodWords(const generation::Character &character);
// "19 shots", "unused".
[[nodiscard]] QString useWords(int shots);
// What a method still needs, in few words for a row: "needs a face"; or what it has: "6 references".
struct MethodState
{
    QString words;
    bool isMissing = false;
};
[[nodiscard]] MethodState methodState(const generation::Character &character, generation::CharacterMethod method);

} // namespace sc::ui
