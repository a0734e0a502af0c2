// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/main_window.h"

#include <functional>

namespace sc::app {

// The states of the queue and of the servers, each as a picture; the jobs run on practice servers of this process. False when
// one could not be written.
[[nodiscard]] bool takeQueueStates(ui::MainWindow &window, ui::AppContext &context, const QString &folder,
                                   const std::function<bool(const QString &, QSize)> &take);

} // namespace sc::app
