// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"

#include <vector>

namespace sc::audio {

// Where a stretch of song lies on the plane of moods. Computed, not a listener's opinion.
struct MoodPoint
{
    double valence = 0.5;  // 0 dark .. 1 bright
    double arousal = 0.5;  // 0 calm .. 1 excited
    double confidence = 0; // 0..0.5: valence can hardly be heard from sound alone
    bool operator==(const MoodPoint &) const = default;
};

// What valence and arousal are made of; the same for a song and for a section of it.
struct MoodMeasures
{
    double lufs = -70;
    double onsetRate = 0; // a second
    double centroidHz = 0;
    double tempo = 0;     // 0 = none
    double majorness = 0; // key confidence, below 0 for minor
};
[[nodiscard]] double valenceOf(const MoodMeasures &measures); // 0..1
[[nodiscard]] double arousalOf(const MoodMeasures &measures); // 0..1

// One point for each section of analysis.map: its own loudness, onsets and key, the song's tempo and brightness. Empty
// without sections or for silence.
[[nodiscard]] std::vector<MoodPoint> moodBySection(const Analysis &analysis);

} // namespace sc::audio
