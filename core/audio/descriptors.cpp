// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/descriptors.h"

#include "core/audio/mood.h"
#include "core/audio/series.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

// Root mean square residual of straight lines through blocks of `length` samples of a walk.
double fluctuation(const std::vector<double> &walk, size_t length)
{
    const size_t hop = std::max<size_t>(1, length / 8);
    double total = 0;
    size_t blocks = 0;
    for (size_t from = 0; from + length <= walk.size(); from += hop) {
        double sy = 0;
        double sxy = 0;
        double syy = 0;
        const auto n = static_cast<double>(length);
        const double centre = (n - 1) / 2;
        for (size_t i = 0; i < length; ++i) {
            const double y = walk[from + i];
            sy += y;
            sxy += (static_cast<double>(i) - centre) * y;
            syy += y * y;
        }
        const double sxx = n * (n * n - 1) / 12;
        total += std::max(0.0, syy - sy * sy / n - sxy * sxy / sxx) / n;
        ++blocks;
    }
    return blocks > 0 ? std::sqrt(total / static_cast<double>(blocks)) : 0;
}

double onsetRate(const Analysis &analysis)
{
    const double seconds = analysis.duration.toSeconds();
    return seconds > 0 ? static_cast<double>(analysis.onsets.size()) / seconds : 0;
}

double activeShare(const FrameSeries &frames)
{
    if (frames.size() == 0)
        return 0;
    const float top = percentile(frames.rms, 0.99);
    const auto active = std::count_if(frames.rms.begin(), frames.rms.end(), [&](float rms) { return rms > 0.1F * top; });
    return static_cast<double>(active) / static_cast<double>(frames.size());
}

// How much of the low band comes back with the beat: kick and bass that feet can follow. 0..1.
double lowPulse(const Analysis &analysis, const FrameSeries &frames)
{
    const std::vector<Beat> beats = analysis.map.grid.beats();
    double on = 0;
    double between = 0;
    for (size_t i = 0; i + 1 < beats.size(); ++i) {
        const double here = beats[i].time.toSeconds() * kFrameRate;
        const double half = (beats[i].time + beats[i + 1].time).toSeconds() / 2 * kFrameRate;
        on += double(peakNear(frames.flux[0], here, 4));
        between += double(peakNear(frames.flux[0], half, 4));
    }
    return on > 0 ? ramp(on / (on + between), 0.5, 0.9) : 0;
}

double nearness(double bpm, double centre, double octaves)
{
    return bpm > 0 ? std::exp(-0.5 * std::pow(std::log2(bpm / centre) / octaves, 2)) : 0;
}

} // namespace

double rhythmStrength(const std::vector<double> &beatTimes, const OnsetFunctions &onsets)
{
    if (beatTimes.size() < 3)
        return 0;
    constexpr int kReach = 2; // frames
    double on = 0;
    double off = 0;
    size_t hits = 0;
    for (size_t i = 0; i + 1 < beatTimes.size(); ++i) {
        const double step = beatTimes[i + 1] - beatTimes[i];
        const auto at = [&](double part) {
            return peakNear(onsets.activation, (beatTimes[i] + part * step + kOnsetDelay) * kFrameRate, kReach);
        };
        const float here = at(0);
        on += double(here);
        hits += here > 0.25F ? 1 : 0;
        // Halves, thirds and quarters belong to a rhythm as the beats do; what lies between them does not.
        for (const double part : {0.125, 0.4, 0.6, 0.875})
            off += double(at(part)) / 4;
    }
    const double clarity = on > 0 ? ramp(on / (on + off), 0.5, 0.85) : 0;
    return clarity * static_cast<double>(hits) / static_cast<double>(beatTimes.size() - 1);
}

double danceabilityExponent(const FrameSeries &frames)
{
    std::vector<double> walk;
    double mean = 0;
    for (const float rms : frames.rms)
        mean += double(rms) / static_cast<double>(std::max<size_t>(1, frames.size()));
    double sum = 0;
    // Every second frame is enough for scales from 0.3 s on.
    for (size_t i = 0; i < frames.size(); i += 2)
        walk.push_back(sum += double(frames.rms[i]) - mean);
    std::vector<std::pair<double, double>> points;
    for (double seconds = 0.31; seconds < 8.8; seconds *= 1.1) {
        const auto length = static_cast<size_t>(seconds * kFrameRate / 2);
        if (length * 2 > walk.size())
            break;
        const double value = fluctuation(walk, length);
        if (value > 1e-9)
            points.emplace_back(static_cast<double>(length), value);
    }
    if (points.size() < 4)
        return 0;
    double slopes = 0;
    for (size_t i = 1; i < points.size(); ++i)
        slopes += std::log10(points[i].second / points[i - 1].second) / std::log10((points[i].first + 3) / (points[i - 1].first + 3));
    slopes /= static_cast<double>(points.size() - 1);
    return slopes > 0.05 ? std::min(3.0, 1 / slopes) : 3.0;
}

void describe(Analysis &analysis, const SongFeatures &features)
{
    if (!analysis.integratedLufs) {
        // The one descriptor that silence has: it is none.
        analysis.energy = {0.0, 1, FeatureOrigin::Measured};
        return;
    }
    if (!analysis.spectralCentroid.value)
        return;
    MoodMeasures measures;
    measures.lufs = *analysis.integratedLufs;
    measures.onsetRate = onsetRate(analysis);
    measures.centroidHz = *analysis.spectralCentroid.value;
    measures.tempo = analysis.tempo.value.value_or(0);
    if (analysis.key.value)
        measures.majorness = (analysis.key.value->endsWith(u"major") ? 1 : -1) * analysis.key.confidence;
    const double bright = ramp(std::log(measures.centroidHz), std::log(600), std::log(4500));
    const double loud = ramp(measures.lufs, -30, -8);
    const double dense = analysis.loudnessRange ? 1 - ramp(*analysis.loudnessRange, 2, 16) : 0.5;
    const double sure = ramp(features.seconds(), 1, 10);
    const double active = ramp(measures.onsetRate, 0.5, 8);
    analysis.energy.value =
        0.40 * loud + 0.20 * active + 0.15 * bright + 0.15 * ramp(activeShare(features.frames), 0.1, 0.9) + 0.10 * dense;
    analysis.energy.confidence = 0.8 * sure;
    analysis.arousal.value = arousalOf(measures);
    analysis.arousal.confidence = 0.6 * sure;

    const double exponent = danceabilityExponent(features.frames);
    if (analysis.rhythmStrength.value && exponent > 0) {
        const double regular = 1 / (1 + std::exp(-6.3 * (exponent - 1.25)));
        analysis.danceability.value = std::clamp(0.4 * regular + 0.25 * *analysis.rhythmStrength.value +
                                                     0.2 * nearness(measures.tempo, 115, 0.45) + 0.15 * lowPulse(analysis, features.frames),
                                                 0.0, 1.0);
        analysis.danceability.confidence = 0.3 + 0.4 * analysis.beatConfidence;
    }
    analysis.valence.value = valenceOf(measures);
    analysis.valence.confidence = std::min(0.5, 0.2 + 0.3 * analysis.key.confidence) * sure;
}

} // namespace sc::audio
