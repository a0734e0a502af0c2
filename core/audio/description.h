// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"

namespace sc::audio {

// Two or three translated sentences about how a song sounds, from measured facts only: tempo, metre, key and style; sound;
// what happens when; mood. What is sure above 0.75 is said plainly, above 0.5 with "probably", the rest not at all. The
// same analysis always gives the same words. Nothing about words sung, artist, era or voice. Empty when nothing is known.
[[nodiscard]] QString describeSong(const Analysis &analysis);

} // namespace sc::audio
