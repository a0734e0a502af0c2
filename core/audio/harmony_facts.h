// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/chord_finder.h"
#include "core/audio/harmony.h"
#include "core/audio/key_estimator.h"

#include <span>

namespace sc::audio {

// What is told of a song's notes. Without chords only keys and tuning are filled; without a key, chords have no degrees and
// no tension.
[[nodiscard]] Harmony describeHarmony(const EstimatedKey &key, std::span<const SoundingChord> chords, const SongFeatures &features);

// "VI": the chord as a degree of the key, small letters for minor chords, b and # for roots that are not in the key's scale
// (of minor keys: the natural one). Empty for no chord.
[[nodiscard]] QString degreeName(const SoundingChord &chord, int key);

} // namespace sc::audio
