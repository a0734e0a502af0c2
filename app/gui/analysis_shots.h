// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/main_window.h"

#include <functional>

namespace sc::app {

// Further pictures of the analysis screen for `--shots`: close up, samples, corrected, folded facts, while it listens,
// and what it says of a silent, a short, a beatless and a broken song. `take` draws the window as it is.
using TakeFn = std::function<bool(const QString &name, QSize size)>;
[[nodiscard]] bool takeAnalysisStates(ui::MainWindow &window, ui::AppContext &context, const QString &folder, const TakeFn &take);

} // namespace sc::app
