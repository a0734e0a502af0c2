// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/main_window.h"

#include <functional>

namespace sc::app {

// Further pictures of the timeline for `--shots`: the audit and the problems of a cut with every kind of trouble and of a
// sound one, and the plan dialog. Takes the trouble back afterwards.
[[nodiscard]] bool takePlanStates(ui::MainWindow &window, const QString &folder,
                                  const std::function<bool(const QString &name, QSize size)> &take);

} // namespace sc::app
