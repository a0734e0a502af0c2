// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/result.h"
#include "core/base/ticks.h"

#include <cstdint>
#include <vector>

namespace sc::audio {

// One column of a stereo waveform: extremes of both sides (127 = full scale) and their mean powers (full scale = 1).
struct StereoPoint
{
    std::int8_t leftMin = 0;
    std::int8_t leftMax = 0;
    std::int8_t rightMin = 0;
    std::int8_t rightMax = 0;
    float leftPower = 0;
    float rightPower = 0;
    float product = 0; // mean of left times right

    // -1 = one side is the other turned round, 0 = they have nothing in common, 1 = the same; 0 for silence.
    [[nodiscard]] double correlation() const;
    [[nodiscard]] double midPower() const { return (double(leftPower) + rightPower + 2 * double(product)) / 4; }
    [[nodiscard]] double sidePower() const { return (double(leftPower) + rightPower - 2 * double(product)) / 4; }
    bool operator==(const StereoPoint &) const = default;
};

// The two sides of a whole song, halving from level to level as WaveformPyramid does. Not stored: read from the file when
// somebody wants to see it.
struct StereoWaveform
{
    int sampleRate = 0;
    std::int64_t sampleCount = 0;
    int stride = 256;    // samples a point on level 0; more for songs of hours
    bool isMono = false; // the file has one channel: both sides are it
    std::vector<std::vector<StereoPoint>> levels;

    [[nodiscard]] bool isEmpty() const { return levels.empty() || levels.front().empty(); }
    [[nodiscard]] int levelFor(Ticks span) const;                          // as WaveformPyramid
    [[nodiscard]] StereoPoint over(int level, Ticks from, Ticks to) const; // silence outside the song
};

// Reads the song once; the first two channels are left and right. Blocking, for a worker thread. At most about a million
// points. What is damaged ends where the damage is. MEDIA_MISSING, FILE_DAMAGED, CANCELLED as analyzeFile().
[[nodiscard]] Result<StereoWaveform> stereoOf(const QString &path, const CancelToken &cancel = {}, const ProgressFn &progress = {});

} // namespace sc::audio
