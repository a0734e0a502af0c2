// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Measures that the parts of the show's window share, in px.
namespace sc::ui::show {

inline constexpr int kMargin = 24;
inline constexpr int kTop = 44;    // height of the plates at the top
inline constexpr int kBottom = 60; // and of the one at the bottom
inline constexpr int kSmall = 900; // narrower: the plates say less

} // namespace sc::ui::show
