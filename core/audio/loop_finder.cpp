// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/loop_finder.h"

#include "core/audio/beat_features.h"
#include "core/audio/series.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::audio {

namespace {

constexpr size_t kMost = 5;
constexpr double kLeastSeam = 0.5;
constexpr int kParts = 8;            // a bar is compared in eighths
constexpr double kTimbreReach = 0.9; // mean difference of log mel energies at which likeness has fallen to 0.6
constexpr double kQuiet = 25;        // LU under the usual loudness: a loop of next to nothing is none

struct Length
{
    size_t bars;
    double worth; // how welcome a loop of this length is
};
constexpr std::array<Length, 6> kLengths = {Length{4, 1.0}, {8, 1.0}, {2, 0.93}, {16, 0.95}, {1, 0.85}, {32, 0.9}};

struct BarPart
{
    MelFrame mel{};
    std::array<float, 12> chroma{};
    float level = 0; // LUFS
};
using Bar = std::array<BarPart, kParts>;

MelFrame melBetween(const std::vector<MelFrame> &frames, double from, double to)
{
    MelFrame mean{};
    const auto count = std::ssize(frames);
    const auto first = std::clamp<std::ptrdiff_t>(std::lround(from * kSlowRate), 0, std::max<std::ptrdiff_t>(0, count - 1));
    const auto end = std::clamp<std::ptrdiff_t>(std::lround(to * kSlowRate), std::min(first + 1, count), count);
    for (std::ptrdiff_t i = first; i < end; ++i) {
        for (size_t band = 0; band < kMelBands; ++band)
            mean[band] += frames[static_cast<size_t>(i)][band] / static_cast<float>(end - first);
    }
    return mean;
}

std::array<float, 12> unitChroma(const SongFeatures &features, double from, double to)
{
    Chroma36 sum{};
    const auto end = std::min(features.slow.chroma.size(), static_cast<size_t>(std::ceil(to * kSlowRate)));
    for (auto i = static_cast<size_t>(std::max(0.0, from * kSlowRate)); i < end; ++i) {
        for (size_t bin = 0; bin < sum.size(); ++bin)
            sum[bin] += features.slow.chroma[i][bin];
    }
    std::array<float, 12> chroma = foldChroma(sum, features.spectrum.tuningCents);
    float norm = 0;
    for (const float value : chroma)
        norm += value * value;
    for (float &value : chroma)
        value = norm > 1e-9F ? value / std::sqrt(norm) : 0.0F;
    return chroma;
}

Bar hearBar(const SongFeatures &features, double from, double to)
{
    Bar bar;
    const double part = (to - from) / kParts;
    for (int i = 0; i < kParts; ++i) {
        const double start = from + i * part;
        BarPart &heard = bar[static_cast<size_t>(i)];
        heard.mel = melBetween(features.slow.mel, start, start + part);
        heard.chroma = unitChroma(features, start, start + part);
        heard.level = static_cast<float>(
            meanBetween(features.loudness.momentary, start * kSlowRate, std::max(start + part, start + 0.1) * kSlowRate));
    }
    return bar;
}

double likeness(const Bar &a, const Bar &b)
{
    double timbre = 0;
    double chords = 0;
    double level = 0;
    for (size_t i = 0; i < kParts; ++i) {
        for (size_t band = 0; band < kMelBands; ++band)
            timbre += double(std::abs(a[i].mel[band] - b[i].mel[band])) / (kMelBands * kParts);
        double product = 0;
        double sounding = 0;
        for (size_t k = 0; k < 12; ++k) {
            product += double(a[i].chroma[k] * b[i].chroma[k]);
            sounding += double(a[i].chroma[k] + b[i].chroma[k]);
        }
        chords += (sounding > 0 ? product : 1) / kParts;
        level += double(std::abs(a[i].level - b[i].level)) / kParts;
    }
    const double away = timbre / kTimbreReach;
    return std::exp(-0.5 * away * away) * std::clamp(1 - 1.5 * (1 - chords), 0.0, 1.0) * std::exp(-0.5 * level * level / 16);
}

struct Candidate
{
    size_t first = 0;
    size_t end = 0;
    double seam = 0;
    double worth = 0;
};

bool overlaps(const Candidate &a, const Candidate &b)
{
    const size_t from = std::max(a.first, b.first);
    const size_t to = std::min(a.end, b.end);
    return to > from && 3 * (to - from) > std::min(a.end - a.first, b.end - b.first);
}

} // namespace

std::vector<LoopRegion> findLoops(std::span<const Beat> beats, const SongFeatures &features)
{
    std::vector<size_t> downbeats;
    for (size_t i = 0; i < beats.size(); ++i) {
        if (beats[i].isDownbeat() && beats[i].time >= Ticks())
            downbeats.push_back(i);
    }
    std::vector<LoopRegion> loops;
    if (downbeats.size() < 4)
        return loops;
    const double usual = double(percentile(features.loudness.momentary, 0.6));
    std::vector<Bar> bars;
    std::vector<bool> audible;
    for (size_t i = 0; i + 1 < downbeats.size(); ++i) {
        const double from = beats[downbeats[i]].time.toSeconds();
        const double to = beats[downbeats[i + 1]].time.toSeconds();
        bars.push_back(hearBar(features, from, to));
        audible.push_back(meanBetween(features.loudness.momentary, from * kSlowRate, to * kSlowRate) > usual - kQuiet);
    }
    std::vector<Candidate> candidates;
    for (const Length &length : kLengths) {
        // A bar before the start and one after the end are needed to hear the seam.
        for (size_t first = 1; first + length.bars < bars.size(); ++first) {
            const size_t end = first + length.bars;
            if (!audible[first] || !audible[end - 1])
                continue;
            const double seam = std::sqrt(likeness(bars[first], bars[end]) * likeness(bars[first - 1], bars[end - 1]));
            if (seam >= kLeastSeam)
                candidates.push_back({first, end, seam, seam * length.worth});
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) { return a.worth > b.worth; });
    std::vector<Candidate> chosen;
    for (const Candidate &candidate : candidates) {
        if (chosen.size() == kMost)
            break;
        if (std::none_of(chosen.begin(), chosen.end(), [&](const Candidate &other) { return overlaps(candidate, other); }))
            chosen.push_back(candidate);
    }
    for (const Candidate &candidate : chosen) {
        const size_t from = downbeats[candidate.first];
        const size_t to = downbeats[candidate.end];
        loops.push_back({beats[from].time, beats[to].time, static_cast<int>(to - from), std::clamp(candidate.seam, 0.0, 1.0)});
    }
    return loops;
}

} // namespace sc::audio
