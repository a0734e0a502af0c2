// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/main_window.h"

#include <functional>

namespace sc::app {

// Pictures of the pages of the settings.
bool takeSettingsStates(ui::MainWindow &window, const std::function<bool(const QString &, QSize)> &take);
// Pictures of the presentation in its four views, into `folder`; it is a window of its own.
bool takePresentationStates(ui::AppContext &context, const QString &folder);

} // namespace sc::app
