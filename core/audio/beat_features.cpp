// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/beat_features.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

using Classes = std::array<float, 12>;

Classes unit(Classes chroma)
{
    float norm = 0;
    for (const float value : chroma)
        norm += value * value;
    norm = std::sqrt(norm);
    for (float &value : chroma)
        value = norm > 1e-9F ? value / norm : 0.0F;
    return chroma;
}

Classes meanChroma(const std::vector<Chroma36> &frames, double from, double to, double tuning)
{
    Chroma36 sum{};
    const auto count = std::ssize(frames);
    const auto first =
        std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(std::floor(from * kSlowRate)), 0, std::max<std::ptrdiff_t>(0, count - 1));
    const auto end = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(std::ceil(to * kSlowRate)), first, count);
    for (std::ptrdiff_t i = first; i < end; ++i) {
        // Frames that stick out of the span count for the part inside.
        const double inside = std::min(to, static_cast<double>(i + 1) / kSlowRate) - std::max(from, static_cast<double>(i) / kSlowRate);
        const auto weight = static_cast<float>(std::max(0.0, inside * kSlowRate));
        for (size_t bin = 0; bin < sum.size(); ++bin)
            sum[bin] += weight * frames[static_cast<size_t>(i)][bin];
    }
    return unit(foldChroma(sum, tuning));
}

float distance(const Classes &a, const Classes &b)
{
    float product = 0;
    for (size_t i = 0; i < a.size(); ++i)
        product += a[i] * b[i];
    return std::clamp(1 - product, 0.0F, 1.0F);
}

} // namespace

std::array<float, 12> foldChroma(const Chroma36 &chroma, double tuningCents)
{
    std::array<float, 12> folded{};
    for (size_t bin = 0; bin < chroma.size(); ++bin) {
        const double semitone = static_cast<double>(bin) / 3 - tuningCents / 100;
        const auto nearest = static_cast<int>(std::lround(semitone));
        const auto weight = static_cast<float>(std::max(0.0, 1 - 1.5 * std::abs(semitone - nearest)));
        folded[static_cast<size_t>((nearest % 12 + 12) % 12)] += weight * chroma[bin];
    }
    return folded;
}

std::vector<float> harmonicChange(const SlowSeries &slow)
{
    constexpr std::ptrdiff_t kReach = 4; // frames
    std::vector<float> change(slow.chroma.size(), 0.0F);
    const auto sumOf = [](const std::vector<Chroma36> &frames, std::ptrdiff_t from, std::ptrdiff_t to) {
        Chroma36 sum{};
        for (std::ptrdiff_t i = from; i < to; ++i) {
            for (size_t bin = 0; bin < sum.size(); ++bin)
                sum[bin] += frames[static_cast<size_t>(i)][bin];
        }
        return unit(foldChroma(sum, 0));
    };
    for (std::ptrdiff_t i = kReach; i + kReach < std::ssize(change); ++i) {
        // The frame at the change itself hears both sides.
        const float chords = distance(sumOf(slow.chroma, i - kReach, i), sumOf(slow.chroma, i + 1, i + 1 + kReach));
        const float bass = distance(sumOf(slow.bass, i - kReach, i), sumOf(slow.bass, i + 1, i + 1 + kReach));
        change[static_cast<size_t>(i)] = 0.6F * chords + 0.4F * bass;
    }
    return change;
}

std::vector<float> bassChange(const SlowSeries &slow)
{
    constexpr std::ptrdiff_t kReach = 2; // frames
    std::vector<float> change(slow.bass.size(), 0.0F);
    const auto sumOf = [&](std::ptrdiff_t from, std::ptrdiff_t to) {
        Chroma36 sum{};
        for (std::ptrdiff_t i = from; i < to; ++i) {
            for (size_t bin = 0; bin < sum.size(); ++bin)
                sum[bin] += slow.bass[static_cast<size_t>(i)][bin];
        }
        return unit(foldChroma(sum, 0));
    };
    for (std::ptrdiff_t i = kReach; i + kReach < std::ssize(change); ++i)
        change[static_cast<size_t>(i)] = distance(sumOf(i - kReach, i), sumOf(i + 1, i + 1 + kReach));
    return change;
}

BeatFeatures beatFeatures(const std::vector<double> &beatTimes, const SongFeatures &features, const OnsetFunctions &onsets)
{
    BeatFeatures beats;
    const double tuning = features.spectrum.tuningCents;
    for (size_t i = 0; i < beatTimes.size(); ++i) {
        const double time = beatTimes[i];
        const double next = i + 1 < beatTimes.size() ? beatTimes[i + 1] : time + (i > 0 ? time - beatTimes[i - 1] : 0.5);
        const double before = i > 0 ? beatTimes[i - 1] : std::max(0.0, 2 * time - next);
        std::array<float, kBands> hits{};
        for (size_t band = 0; band < kBands; ++band)
            hits[band] = peakNear(onsets.band[band], time * kFrameRate, 4);
        beats.hits.push_back(hits);
        const Classes chroma = meanChroma(features.slow.chroma, time, next, tuning);
        // A tenth of a second is left out before the beat: its window already hears the new chord.
        const double quiet = std::min(0.1, (time - before) / 3);
        beats.chordChange.push_back(distance(meanChroma(features.slow.chroma, time + quiet, next, tuning),
                                             meanChroma(features.slow.chroma, before, time - quiet, tuning)));
        beats.bassChange.push_back(distance(meanChroma(features.slow.bass, time + quiet, next, tuning),
                                            meanChroma(features.slow.bass, before, time - quiet, tuning)));
        beats.chroma.push_back(chroma);
    }
    return beats;
}

} // namespace sc::audio
