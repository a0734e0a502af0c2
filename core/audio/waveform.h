// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticks.h"

#include <QtCore/QByteArray>

#include <cstdint>
#include <vector>

namespace sc::audio {

// One column of a waveform: the extremes, level and three band peaks of a stretch of samples. 8 bits each, linear,
// 127 (signed) or 255 (unsigned) = full scale; louder peaks are held at full scale.
struct WaveformPoint
{
    std::int8_t min = 0;
    std::int8_t max = 0;
    std::uint8_t rms = 0;
    std::uint8_t low = 0;  // below 200 Hz
    std::uint8_t mid = 0;  // 200..4000 Hz
    std::uint8_t high = 0; // above 4000 Hz
    bool operator==(const WaveformPoint &) const = default;
};

// Waveform of a whole song, halving from level to level (a mip-map): level 0 has one point per kBaseStride
// samples, level n one per kBaseStride << n, until a level has fewer than 2048 points.
struct WaveformPyramid
{
    static constexpr int kBaseStride = 256;

    int sampleRate = 0; // Hz of the samples the stride counts
    std::int64_t sampleCount = 0;
    std::vector<std::vector<WaveformPoint>> levels;

    [[nodiscard]] bool isEmpty() const { return levels.empty() || levels.front().empty(); }
    // The coarsest level that still has a point for every `span` of time (one pixel's worth); 0 when none does.
    [[nodiscard]] int levelFor(Ticks span) const;
    // Merged point of [from, to) song time on `level`; silence outside the song.
    [[nodiscard]] WaveformPoint over(int level, Ticks from, Ticks to) const;
    bool operator==(const WaveformPyramid &) const = default;
};

// Compact, versioned, checked form for a file or a database column; only level 0 is stored, compressed.
[[nodiscard]] QByteArray toBytes(const WaveformPyramid &pyramid);
[[nodiscard]] Result<WaveformPyramid> waveformFromBytes(const QByteArray &bytes); // FILE_DAMAGED

} // namespace sc::audio
