// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/beat_tracker.h"

#include "core/audio/metrical_level.h"
#include "core/audio/series.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kShortestSong = 2; // seconds
constexpr double kSureSong = 8;
constexpr double kLeastClarity = 0.12;
constexpr size_t kMostCandidates = 4;

// Beats before the first sound and after the last are the model's invention.
void trimSilence(std::vector<double> &frames, const OnsetFunctions &onsets)
{
    const auto heard = [](float value) { return value > 0.05F; };
    const auto first = std::find_if(onsets.activation.begin(), onsets.activation.end(), heard);
    const auto last = std::find_if(onsets.activation.rbegin(), onsets.activation.rend(), heard);
    if (first == onsets.activation.end() || frames.size() < 2) {
        frames.clear();
        return;
    }
    const double half = (frames.back() - frames.front()) / static_cast<double>(frames.size() - 1) / 2;
    const double from = static_cast<double>(first - onsets.activation.begin()) - half;
    const double to = static_cast<double>(onsets.activation.rend() - last) + half;
    std::erase_if(frames, [&](double frame) { return frame < from || frame > to; });
}

// A song that begins on a beat shows no rise there: nothing lies before it. The beat is set where the others say it is,
// when that is the very beginning and there is sound.
void addBeatAtStart(std::vector<double> &frames, const std::vector<float> &rms)
{
    constexpr double kNear = 0.08;    // of a beat
    constexpr size_t kFirstSound = 5; // frames
    if (frames.size() < 4 || rms.size() < kFirstSound)
        return;
    const double step = (frames[3] - frames[0]) / 3;
    const double before = frames[0] - step;
    std::vector<float> onBeats;
    for (const double frame : frames)
        onBeats.push_back(rms[std::min(static_cast<size_t>(frame) + 1, rms.size() - 1)]);
    const float opening = *std::max_element(rms.begin(), rms.begin() + kFirstSound);
    if (std::abs(before) <= kNear * step && opening > 0.25F * percentile(onBeats, 0.5))
        frames.insert(frames.begin(), 0);
}

// Chance that the first of the levels is right, from its odds against the others, how many of the song's onsets its grid
// explains and how clear these are. Fitted by logistic regression to choices in pieces that the weights were not fitted on
// and to swells, drones and noise: expected calibration error 0.02.
double chanceOf(const std::vector<LevelCandidate> &levels, double clarity)
{
    double others = 1e-3;
    for (size_t i = 1; i < levels.size(); ++i)
        others += std::exp(levels[i].score - levels.front().score);
    const double logit = -3.94 - 0.48 * std::log(others) + 2.08 * levels.front().evidence[Covered] + 4.45 * clarity;
    return 1 / (1 + std::exp(-logit));
}

std::vector<TempoCandidate> candidatesOf(const std::vector<LevelCandidate> &levels)
{
    std::vector<TempoCandidate> candidates;
    for (const LevelCandidate &level : levels) {
        const bool known = std::any_of(candidates.begin(), candidates.end(),
                                       [&](const TempoCandidate &c) { return std::abs(c.bpm / level.bpm - 1) < 0.04; });
        if (!known && candidates.size() < kMostCandidates)
            candidates.push_back({std::round(level.bpm * 100) / 100, std::exp(level.score - levels.front().score)});
    }
    return candidates;
}

} // namespace

TrackedBeats trackBeats(const SongFeatures &features, const OnsetFunctions &onsets)
{
    TrackedBeats tracked;
    if (features.seconds() < kShortestSong || onsets.clarity < kLeastClarity)
        return tracked;
    const std::vector<LevelCandidate> levels = weighLevels(allLevels(onsets, features.cancel), onsets, features.slow);
    if (levels.empty())
        return tracked;
    std::vector<double> frames = levels.front().frames;
    // Slow beats stand further from where they were looked for.
    const double step = 60 * kFrameRate / levels.front().bpm;
    const int reach = std::clamp(static_cast<int>(std::lround(0.06 * step)), 3, 7);
    for (double &frame : frames)
        frame = refinePeak(onsets.mixed, frame, reach);
    trimSilence(frames, onsets);
    addBeatAtStart(frames, features.frames.rms);
    for (const double frame : frames)
        tracked.times.push_back(std::max(0.0, frame / kFrameRate - kOnsetDelay));
    tracked.bpm = levels.front().bpm;
    tracked.candidates = candidatesOf(levels);
    const double length = ramp(features.seconds(), 2, 12);
    tracked.confidence = chanceOf(levels, onsets.clarity) * (0.3 + 0.7 * length) * ramp(onsets.clarity, kLeastClarity / 2, 0.4);
    // Too little to tell the level of the pulse from.
    if (features.seconds() < kSureSong)
        tracked.confidence = std::min(tracked.confidence, 0.3);
    return tracked;
}

} // namespace sc::audio
