// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sc::ui {

// Makes the painted timeline readable for assistive programs: the surface is a list whose items are the live shots, each
// with name, place and state. Call once or often; it registers once.
void installTimelineAccessibility();

} // namespace sc::ui
