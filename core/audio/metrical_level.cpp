// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/metrical_level.h"

#include "core/audio/beat_features.h"
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

constexpr size_t kParts = 12; // of a beat, so that halves, thirds and quarters fall on one

// Onset strength of each band in each twelfth of each beat.
using BeatPattern = std::array<std::array<float, kParts>, kBands>;

std::vector<BeatPattern> patternsOf(const std::vector<double> &beats, const OnsetFunctions &onsets)
{
    std::vector<BeatPattern> patterns;
    for (size_t i = 0; i + 1 < beats.size(); ++i) {
        const double step = beats[i + 1] - beats[i];
        const int reach = std::clamp(static_cast<int>(std::lround(step / (2 * kParts))), 1, 3);
        BeatPattern pattern{};
        for (size_t band = 0; band < kBands; ++band) {
            for (size_t part = 0; part < kParts; ++part)
                pattern[band][part] = peakNear(onsets.band[band], beats[i] + step * static_cast<double>(part) / kParts, reach);
        }
        patterns.push_back(pattern);
    }
    return patterns;
}

BeatPattern meanPattern(const std::vector<BeatPattern> &patterns)
{
    BeatPattern mean{};
    for (const BeatPattern &pattern : patterns) {
        for (size_t band = 0; band < kBands; ++band) {
            for (size_t part = 0; part < kParts; ++part)
                mean[band][part] += pattern[band][part] / static_cast<float>(patterns.size());
        }
    }
    return mean;
}

// 1 = every beat's rhythm comes back `lag` beats later, 0 = nothing in common.
double likeness(const std::vector<BeatPattern> &patterns, size_t lag)
{
    double apart = 0;
    double power = 1e-9;
    for (size_t i = lag; i < patterns.size(); ++i) {
        for (size_t band = 0; band < kBands; ++band) {
            for (size_t part = 0; part < kParts; ++part) {
                const double a = double(patterns[i][band][part]);
                const double b = double(patterns[i - lag][band][part]);
                apart += (a - b) * (a - b);
                power += a * a + b * b;
            }
        }
    }
    return patterns.size() > lag ? 1 - apart / power : 0;
}

double contrast(double on, double off)
{
    return (on - off) / (on + off + 0.1);
}

double prior(double bpm)
{
    const double octaves = std::log2(bpm / kCentreBpm) / kSigmaOctaves;
    return -0.5 * octaves * octaves;
}

// Low hits on the even beats and snare hits on the odd ones, or the other way round; the size of the difference.
double backBeat(const std::vector<BeatPattern> &patterns)
{
    double turn = 0;
    double sum = 1e-6;
    for (size_t i = 0; i < patterns.size(); ++i) {
        const double low = double(patterns[i][0][0]);
        const double snare = 0.5 * double(patterns[i][2][0] + patterns[i][3][0]);
        turn += (i % 2 == 0 ? 1 : -1) * (snare - low);
        sum += snare + low;
    }
    return std::abs(turn) / sum;
}

double oddBeats(const std::vector<BeatPattern> &patterns)
{
    std::array<double, 2> sums{};
    for (size_t i = 0; i < patterns.size(); ++i) {
        for (size_t band = 0; band < kBands; ++band)
            sums[i % 2] += double(patterns[i][band][0]);
    }
    return std::min(sums[0], sums[1]) / (std::max(sums[0], sums[1]) + 1e-6);
}

std::array<double, kEvidenceCount> evidenceOf(const LevelCandidate &candidate, const OnsetFunctions &onsets)
{
    const std::vector<BeatPattern> patterns = patternsOf(candidate.frames, onsets);
    const BeatPattern mean = meanPattern(patterns);
    const auto all = [&](size_t part) {
        return double(mean[0][part]) + double(mean[1][part]) + double(mean[2][part]) + double(mean[3][part]);
    };
    const auto high = [&](size_t part) { return double(mean[2][part]) + double(mean[3][part]); };
    size_t hits = 0;
    for (const double frame : candidate.frames)
        hits += peakNear(onsets.activation, frame, 3) > 0.25F ? 1 : 0;
    std::array<double, kEvidenceCount> evidence{};
    evidence[TempoPrior] = prior(candidate.bpm);
    evidence[LowContrast] = contrast(double(mean[0][0]), double(mean[0][6]));
    evidence[FullContrast] = contrast(all(0), all(6));
    evidence[HighContrast] = contrast(high(0), high(6));
    evidence[NextLikeness] = likeness(patterns, 1);
    evidence[PairLikeness] = std::max(likeness(patterns, 2), likeness(patterns, 4));
    evidence[TripleLikeness] = likeness(patterns, 3);
    evidence[Ternary] = std::max(0.0, contrast((all(4) + all(8)) / 2, all(6)));
    evidence[BackBeat] = backBeat(patterns);
    evidence[OnOnsets] = static_cast<double>(hits) / static_cast<double>(candidate.frames.size());
    evidence[Quarters] = (all(3) + all(9)) / 2 / (all(0) + 0.1);
    evidence[OddBeats] = std::min(0.0, oddBeats(patterns) / 0.15 - 1);
    return evidence;
}

double changeAt(const std::vector<float> &change, double frame)
{
    const double at = std::clamp(frame / (kFrameRate / kSlowRate) - 0.5, 0.0, std::max(0.0, static_cast<double>(change.size()) - 1.001));
    const auto i = static_cast<size_t>(at);
    const double part = at - static_cast<double>(i);
    return i + 1 < change.size() ? (1 - part) * double(change[i]) + part * double(change[i + 1]) : 0;
}

void addHarmony(LevelCandidate &candidate, const std::vector<float> &change)
{
    const std::vector<double> &frames = candidate.frames;
    double on = 0;
    double between = 0;
    std::vector<double> values;
    for (size_t i = 0; i + 1 < frames.size(); ++i) {
        values.push_back(changeAt(change, frames[i]));
        on += values.back();
        between += changeAt(change, (frames[i] + frames[i + 1]) / 2);
    }
    candidate.evidence[ChordContrast] = (on - between) / (on + between + 1e-6);
    double best = 0;
    for (const size_t metre : {size_t(2), size_t(3), size_t(4)}) {
        for (size_t phase = 0; phase < metre && values.size() > 3 * metre; ++phase) {
            double sum = 0;
            size_t count = 0;
            for (size_t i = phase; i < values.size(); i += metre, ++count)
                sum += values[i];
            best = std::max(best, sum / static_cast<double>(count) / (on / static_cast<double>(values.size()) + 1e-6) - 1);
        }
    }
    candidate.evidence[ChordBars] = std::min(best, 2.0);
}

// Fitted by conditional logit on two seeds of the song corpus, then drawn towards what the evidences should mean.
constexpr std::array<double, kEvidenceCount> kWeights = {1.7, 0.5, 0.6, 2.4, 0.9, 3.4, 1.8, -1.5, 1.9, 3.4, -0.6, 5.0, 2.2, 2.2};

double scoreOf(const LevelCandidate &candidate)
{
    double score = 0;
    for (size_t i = 0; i < kEvidenceCount; ++i)
        score += kWeights[i] * candidate.evidence[i];
    return score;
}

} // namespace

std::vector<LevelCandidate> weighLevels(const std::vector<double> &pulse, const OnsetFunctions &onsets, const SlowSeries &slow)
{
    const std::vector<float> change = harmonicChange(slow);
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
            candidate.evidence = evidenceOf(candidate, onsets);
            addHarmony(candidate, change);
            candidate.score = scoreOf(candidate);
            candidates.push_back(std::move(candidate));
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const LevelCandidate &a, const LevelCandidate &b) { return a.score > b.score; });
    return candidates;
}

} // namespace sc::audio
