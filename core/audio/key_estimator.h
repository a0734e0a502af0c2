// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/chord_finder.h"
#include "core/audio/features.h"

#include <QtCore/QString>

#include <span>
#include <vector>

namespace sc::audio {

struct LocalKey
{
    double start = 0; // seconds
    double end = 0;
    int key = 0; // 0..11 major from C, 12..23 minor
    double confidence = 0;
};

struct EstimatedKey
{
    int key = -1; // -1 when there is no clear key
    int second = -1;
    double secondDistance = 0;   // 0 = as likely as the first, 1 = out of the question
    double confidence = 0;       // 0..1, how often such an answer is right
    std::vector<LocalKey> spans; // rising, touching, from 0 to the end of the song
    [[nodiscard]] bool isClear() const { return key >= 0; }
};

// The key that lasts longest and where others take over. Chords are followed through the twelve sets of seven notes
// (Viterbi, changes are dear); the key within the set that lasts longest is chosen by keyCues(), weighted as fitted on
// songs whose key is known; the same fit makes its probability the confidence.
[[nodiscard]] EstimatedKey estimateKey(const SongFeatures &features, std::span<const SoundingChord> chords, std::span<const double> bars);

// "C major" .. "B minor"
[[nodiscard]] QString keyName(int key);

} // namespace sc::audio
