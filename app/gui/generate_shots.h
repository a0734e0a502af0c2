// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/main_window.h"

#include <functional>

namespace sc::app {

// Draws the states of the Generate screen: without a server, full of takes from a practice server, while one runs, every way to compare,
// the parts that open; `take` writes one picture.
[[nodiscard]] bool takeGenerateStates(ui::MainWindow &window, ui::AppContext &context,
                                      const std::function<bool(const QString &name, QSize size)> &take);

} // namespace sc::app
