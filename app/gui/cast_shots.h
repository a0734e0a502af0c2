// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/characters/characters_screen.h"
#include "ui/templates/templates_screen.h"

#include <functional>

namespace sc::app {

using TakeShot = std::function<bool(const QString &name, QSize size)>;
// Draws the states of the characters and of the templates screen, with a practice server for a running sheet; `take` writes one
// picture, `wait` lets what is on its way arrive.
[[nodiscard]] bool takeCharacterStates(ui::CharactersScreen &screen, ui::AppContext &context, const TakeShot &take,
                                       const std::function<void(int ms)> &wait);
[[nodiscard]] bool takeTemplateStates(ui::TemplatesScreen &screen, ui::AppContext &context, const TakeShot &take,
                                      const std::function<void(int ms)> &wait);

} // namespace sc::app
