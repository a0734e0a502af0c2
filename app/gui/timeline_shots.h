// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/main_window.h"

#include <functional>

namespace sc::app {

// The timeline in its states: folded and fanned alternates, a drag that finds room and one that is refused, lyrics, a song
// that is missing, ten thousand shots, wide. `take` writes the window as a picture of that name and size. Edits the open
// project and closes it at the end. False when a picture could not be written.
[[nodiscard]] bool takeTimelineStates(ui::MainWindow &window, ui::AppContext &context, ui::StudioController &controller,
                                      const std::function<bool(const QString &name, QSize size)> &take);

} // namespace sc::app
