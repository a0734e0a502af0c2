// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/metrical_level.h"

#include "core/audio/series.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kCentreBpm = 118;
constexpr double kSigmaOctaves = 0.55;
constexpr double kSlowestBpm = 40;
constexpr double kFastestBpm = 230;

struct Ratio
{
    int divide; // parts each beat of the pulse is cut into
    int stride; // of which every stride-th is a beat
};
constexpr std::array<Ratio, 7> kRatios = {Ratio{1, 1}, Ratio{2, 1}, Ratio{1, 2}, Ratio{3, 1}, Ratio{1, 3}, Ratio{3, 2}, Ratio{2, 3}};

std::vector<double> subdivided(const std::vector<double> &pulse, int divide)
{
    std::vector<double> fine;
    for (size_t i = 0; i + 1 < pulse.size(); ++i) {
        for (int part = 0; part < divide; ++part)
            fine.push_back(pulse[i] + (pulse[i + 1] - pulse[i]) * part / divide);
    }
    if (!pulse.empty())
        fine.push_back(pulse.back());
    return fine;
}

double meanAt(std::span<const float> series, const std::vector<double> &frames, double offset)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < frames.size(); ++i)
        sum += double(peakNear(series, frames[i] + offset * (frames[i + 1] - frames[i]), 3));
    return frames.size() > 1 ? sum / static_cast<double>(frames.size() - 1) : 0;
}

double contrast(double on, double off)
{
    return (on - off) / (on + off + 0.15);
}

double prior(double bpm)
{
    const double octaves = std::log2(bpm / kCentreBpm) / kSigmaOctaves;
    return -0.5 * octaves * octaves;
}

double scoreOf(const LevelCandidate &candidate, const OnsetFunctions &onsets)
{
    const double low = contrast(meanAt(onsets.band[0], candidate.frames, 0), meanAt(onsets.band[0], candidate.frames, 0.5));
    const double all = contrast(meanAt(onsets.mixed, candidate.frames, 0), meanAt(onsets.mixed, candidate.frames, 0.5));
    return 2.0 * prior(candidate.bpm) + 1.5 * low + 1.0 * all;
}

} // namespace

std::vector<LevelCandidate> weighLevels(const std::vector<double> &pulse, const OnsetFunctions &onsets, const SlowSeries &)
{
    std::vector<LevelCandidate> candidates;
    for (const Ratio &ratio : kRatios) {
        const std::vector<double> fine = subdivided(pulse, ratio.divide);
        const bool offBeat = ratio.divide == 1 && ratio.stride == 1;
        for (int phase = 0; phase < ratio.stride + (offBeat ? 1 : 0); ++phase) {
            LevelCandidate candidate;
            candidate.ratio = double(ratio.divide) / ratio.stride;
            candidate.shift = double(phase) / ratio.divide;
            if (phase == ratio.stride) {
                candidate.shift = 0.5;
                for (size_t i = 0; i + 1 < pulse.size(); ++i)
                    candidate.frames.push_back((pulse[i] + pulse[i + 1]) / 2);
            } else {
                for (size_t i = static_cast<size_t>(phase); i < fine.size(); i += static_cast<size_t>(ratio.stride))
                    candidate.frames.push_back(fine[i]);
            }
            if (candidate.frames.size() < 3)
                continue;
            std::vector<double> steps;
            for (size_t i = 1; i < candidate.frames.size(); ++i)
                steps.push_back(candidate.frames[i] - candidate.frames[i - 1]);
            candidate.bpm = 60 * kFrameRate / medianOf(steps);
            if (candidate.bpm < kSlowestBpm || candidate.bpm > kFastestBpm)
                continue;
            candidate.score = scoreOf(candidate, onsets);
            candidates.push_back(std::move(candidate));
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const LevelCandidate &a, const LevelCandidate &b) { return a.score > b.score; });
    return candidates;
}

} // namespace sc::audio
