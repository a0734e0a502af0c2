// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QtGui/QImage>

namespace sc::ui {

// The window's picture: the background colour and four very soft lights, with one 8-bit step of noise against
// banding. `size` in logical px. Deterministic.
[[nodiscard]] QImage makeBackdrop(const Theme &theme, QSize size, double devicePixelRatio);

} // namespace sc::ui
