// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

class QMimeData;

namespace sc::ui {

// Character cards that are dragged inside the program: their ids, one a line.
inline constexpr char kCharactersMimeType[] = "application/x-storycanvas-characters";
[[nodiscard]] QStringList charactersIn(const QMimeData &data); // ids; empty when it holds none

} // namespace sc::ui
