// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

namespace sc::bench {

// A cut like those that the shot plan makes: 118 BPM, a shot every two bars, words on every card.
[[nodiscard]] timeline::Timeline makeProgram(FrameRate rate, double seconds);

} // namespace sc::bench
