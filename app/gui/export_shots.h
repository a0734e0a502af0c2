// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_screen.h"

#include <functional>

namespace sc::app {

// The Export screen in its states: each group of presets, an upright movie, a vertical one narrow, exports that run and wait, one
// that cannot be made, the history. `take` writes the window as a picture of that name and size. False when one could not be.
[[nodiscard]] bool takeExportStates(ui::ExportScreen &screen, const std::function<bool(const QString &name, QSize size)> &take);

} // namespace sc::app
