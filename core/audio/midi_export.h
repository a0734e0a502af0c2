// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"

namespace sc::audio {

// A Standard MIDI File (format 1, 960 ticks a quarter note) in which tick 0 is the song's first sample: tempo map, time
// signatures, key and section markers in the first track, a wood block on each beat in the second. Every beat of the song
// lies on a beat of the file within half a millisecond, however long the song is: tempos are whole microseconds, so the
// tempo is set anew before their rounding adds up. Before the first beat stand as many faster or slower beats as fit.
// A gap between two stretches of beats is counted through. VALIDATION_ERROR without beats.
[[nodiscard]] Result<QByteArray> exportMidi(const Analysis &analysis);

} // namespace sc::audio
