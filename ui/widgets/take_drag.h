// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <vector>

class QMimeData;

namespace sc::ui {

// Takes of the open project that are dragged inside the program: their ids, one a line. Their files go along for others.
inline constexpr char kTakesMimeType[] = "application/x-storycanvas-takes";
[[nodiscard]] std::vector<TakeId> takesOf(const QMimeData &data); // empty when it holds none
void putTakes(QMimeData &data, const std::vector<TakeId> &takes);

} // namespace sc::ui
