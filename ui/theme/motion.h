// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QVariantAnimation>

#include <functional>

namespace sc::ui {

// The kinds of movement of the design. Instant things (playhead, drag, meters) do not come here at all.
enum class MotionKind {
    Quick,    // 150 ms: hover, press, switch
    Standard, // 220 ms: menus, palette, toasts, underline
    Large,    // 300 ms: panels, change of screen
    Fade,     // like Standard, but stays a short fade with reduced motion
};

// Moves a number from `from` to `to` and calls `step` with it on the way, `done` at the end. Belongs to `owner`; with
// reduced motion `step(to)` comes at once. The only animation code of the program.
QVariantAnimation *startMotion(QObject *owner, MotionKind kind, double from, double to, const std::function<void(double)> &step,
                               const std::function<void()> &done = {});
[[nodiscard]] int motionDuration(MotionKind kind, bool reduced); // ms

} // namespace sc::ui
