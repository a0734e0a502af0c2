// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/onset_functions.h"
#include "core/base/cancel_token.h"

#include <vector>

namespace sc::audio {

// The pulses a song can be heard with, as beats in frames: decoded from several mixtures of the onset functions (everything,
// the drums' low end, what enters softly, the upper bands), freely and stiffly, and each also as the even grid of its
// longest steady stretch drawn through the whole song. They may be wrong in level and phase. Cancelled: none.
[[nodiscard]] std::vector<std::vector<double>> findPulses(const OnsetFunctions &onsets, const CancelToken &cancel);

} // namespace sc::audio
