// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_screen.h"

#include <functional>

namespace sc::app {

// Draws the states of gallery and review, with takes that are painted for it; `take` writes one picture.
[[nodiscard]] bool takeGalleryStates(ui::GalleryScreen &screen, const std::function<bool(const QString &name, QSize size)> &take);

} // namespace sc::app
