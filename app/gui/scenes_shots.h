// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scenes/scenes_screen.h"

#include <functional>

namespace sc::app {

// Draws the states of the scenes screen; `take` writes one picture.
[[nodiscard]] bool takeScenesStates(ui::ScenesScreen &screen, const std::function<bool(const QString &name, QSize size)> &take);

} // namespace sc::app
