// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/chord_finder.h"

#include "core/audio/beat_features.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sc::audio {

namespace {

constexpr int kKinds = 7;
constexpr int kStates = 12 * kKinds + 1;
constexpr int kNoChord = kStates - 1;
constexpr double kSharpness = 20;    // of the fit between chroma and template
constexpr double kBassWeight = 1.4;  // of the root in the bass
constexpr double kChangeCost = 5;    // of leaving a chord
constexpr double kNoChordFit = 0.70; // what chroma must reach to be a chord

constexpr float kStandsOut = 0.11F; // share of the strongest pitch class in what is no noise

using Classes = std::array<float, 12>;

struct KindShape
{
    std::array<int, 4> intervals; // from the root; -1 = none
    double cost;                  // rarer kinds must fit better
};

constexpr std::array<KindShape, kKinds> kShapes = {
    KindShape{{0, 4, 7, -1}, 0.0}, KindShape{{0, 3, 7, -1}, 0.0}, KindShape{{0, 4, 7, 10}, 0.7},  KindShape{{0, 4, 7, 11}, 0.5},
    KindShape{{0, 3, 7, 10}, 0.5}, KindShape{{0, 3, 6, -1}, 1.5}, KindShape{{0, 7, -1, -1}, 0.8},
};

// What one note leaves in the chroma besides itself: its third and fifth harmonics, and a trace of the fifth below, which
// the analysis adds as a sub-harmonic.
constexpr float kFifthAbove = 0.45F;
constexpr float kFifthBelow = 0.02F;
constexpr float kThirdAbove = 0.07F;

Classes unit(Classes chroma)
{
    const float norm = std::sqrt(std::inner_product(chroma.begin(), chroma.end(), chroma.begin(), 0.0F));
    for (float &value : chroma)
        value = norm > 1e-9F ? value / norm : 0.0F;
    return chroma;
}

std::array<Classes, kKinds> makeTemplates()
{
    std::array<Classes, kKinds> templates{};
    for (size_t kind = 0; kind < kKinds; ++kind) {
        for (const int interval : kShapes[kind].intervals) {
            if (interval < 0)
                continue;
            const float weight = interval == 0 ? 1.0F : interval < 5 ? 0.75F : interval < 9 ? 0.8F : 0.7F;
            const auto at = static_cast<size_t>(interval);
            templates[kind][at] += weight;
            templates[kind][(at + 7) % 12] += weight * kFifthAbove;
            templates[kind][(at + 5) % 12] += weight * kFifthBelow;
            templates[kind][(at + 4) % 12] += weight * kThirdAbove;
        }
        templates[kind] = unit(templates[kind]);
    }
    return templates;
}

using StateScores = std::array<double, kStates>;

StateScores scoresOf(const Classes &chroma, const Classes &bass, double seconds, const std::array<Classes, kKinds> &templates)
{
    StateScores scores{};
    const float loud = std::accumulate(chroma.begin(), chroma.end(), 0.0F);
    if (loud < 1e-3F) {
        scores.fill(-kSharpness);
        scores[kNoChord] = 0;
        return scores;
    }
    const Classes heard = unit(chroma);
    const float bassSum = std::accumulate(bass.begin(), bass.end(), 0.0F);
    // Short steps hear half of their neighbours and say less.
    const double weight = std::clamp(seconds / 0.6, 0.4, 1.5);
    for (int root = 0; root < 12; ++root) {
        const double inBass = bassSum > 1e-4F ? double(bass[static_cast<size_t>(root)] / bassSum) : 1.0 / 12;
        for (size_t kind = 0; kind < kKinds; ++kind) {
            double fit = 0;
            for (int i = 0; i < 12; ++i)
                fit += double(templates[kind][static_cast<size_t>(i)] * heard[static_cast<size_t>((i + root) % 12)]);
            scores[static_cast<size_t>(root) * kKinds + kind] = weight * (kSharpness * fit + kBassWeight * inBass - kShapes[kind].cost);
        }
    }
    scores[kNoChord] = weight * (kSharpness * kNoChordFit + kBassWeight / 12);
    return scores;
}

std::vector<int> decode(const std::vector<StateScores> &steps)
{
    std::vector<std::array<std::uint8_t, kStates>> back(steps.size());
    StateScores best = steps.front();
    for (size_t i = 1; i < steps.size(); ++i) {
        const auto top = static_cast<size_t>(std::max_element(best.begin(), best.end()) - best.begin());
        const double moved = best[top] - kChangeCost;
        StateScores next{};
        for (size_t state = 0; state < kStates; ++state) {
            const bool stays = best[state] >= moved;
            next[state] = (stays ? best[state] : moved) + steps[i][state];
            back[i][state] = static_cast<std::uint8_t>(stays ? state : top);
        }
        best = next;
    }
    std::vector<int> path(steps.size());
    path.back() = static_cast<int>(std::max_element(best.begin(), best.end()) - best.begin());
    for (size_t i = steps.size(); i-- > 1;)
        path[i - 1] = back[i][static_cast<size_t>(path[i])];
    return path;
}

// Softmax share of the chosen root and third among all; sevenths of the same triad count with it.
double confidenceOf(const StateScores &scores, int chosen)
{
    const double top = *std::max_element(scores.begin(), scores.end());
    double sum = 0;
    double mine = 0;
    const auto isMinor = [](int state) { return kShapes[static_cast<size_t>(state % kKinds)].intervals[1] == 3; };
    for (int state = 0; state < kStates; ++state) {
        const double share = std::exp(scores[static_cast<size_t>(state)] - top);
        sum += share;
        const bool same = chosen == kNoChord ? state == kNoChord
                                             : state != kNoChord && state / kKinds == chosen / kKinds && isMinor(state) == isMinor(chosen);
        mine += same ? share : 0;
    }
    return mine / sum;
}

// Noise has peaks of every pitch: no class stands out over the song.
bool isFlat(const std::vector<Chroma36> &frames)
{
    Classes sum{};
    for (const Chroma36 &frame : frames) {
        for (size_t bin = 0; bin < frame.size(); ++bin)
            sum[bin / 3] += frame[bin];
    }
    const float total = std::accumulate(sum.begin(), sum.end(), 0.0F);
    return total <= 0 || *std::max_element(sum.begin(), sum.end()) < kStandsOut * total;
}

} // namespace

std::array<float, 12> chromaBetween(const std::vector<Chroma36> &frames, double from, double to, double tuningCents)
{
    Chroma36 sum{};
    const auto count = std::ssize(frames);
    const auto first = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(std::floor(from * kSlowRate)), 0, count);
    const auto end = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(std::ceil(to * kSlowRate)), first, count);
    double weights = 0;
    for (std::ptrdiff_t i = first; i < end; ++i) {
        const double inside = std::min(to, static_cast<double>(i + 1) / kSlowRate) - std::max(from, static_cast<double>(i) / kSlowRate);
        const auto weight = static_cast<float>(std::max(0.0, inside * kSlowRate));
        weights += double(weight);
        for (size_t bin = 0; bin < sum.size(); ++bin)
            sum[bin] += weight * frames[static_cast<size_t>(i)][bin];
    }
    for (float &value : sum)
        value = weights > 0 ? value / static_cast<float>(weights) : 0.0F;
    return foldChroma(sum, tuningCents);
}

std::vector<SoundingChord> findChords(std::span<const double> steps, const SongFeatures &features)
{
    std::vector<SoundingChord> chords;
    if (steps.size() < 2)
        return chords;
    static const std::array<Classes, kKinds> templates = makeTemplates();
    const double tuning = features.spectrum.tuningCents;
    std::vector<StateScores> scores;
    for (size_t i = 0; i + 1 < steps.size(); ++i) {
        // The first moments of a step still hear the chord before it: the analysis window is a third of a second long.
        const double late = std::min(0.08, (steps[i + 1] - steps[i]) / 4);
        scores.push_back(scoresOf(chromaBetween(features.slow.chroma, steps[i] + late, steps[i + 1], tuning),
                                  chromaBetween(features.slow.bass, steps[i] + late, steps[i + 1], tuning), steps[i + 1] - steps[i],
                                  templates));
    }
    if (isFlat(features.slow.chroma))
        return chords;
    const std::vector<int> path = decode(scores);
    bool any = false;
    for (size_t i = 0; i < path.size(); ++i) {
        SoundingChord chord{steps[i], steps[i + 1], path[i] == kNoChord ? -1 : path[i] / kKinds,
                            path[i] == kNoChord ? ChordKind::Major : static_cast<ChordKind>(path[i] % kKinds),
                            confidenceOf(scores[i], path[i])};
        any = any || chord.isChord();
        if (chords.empty() || !chords.back().sameAs(chord)) {
            chords.push_back(chord);
            continue;
        }
        SoundingChord &last = chords.back();
        const double before = last.end - last.start;
        const double added = chord.end - chord.start;
        last.confidence = (last.confidence * before + chord.confidence * added) / std::max(1e-9, before + added);
        last.end = chord.end;
    }
    return any ? chords : std::vector<SoundingChord>();
}

QString pitchName(int pitchClass)
{
    static constexpr std::array<const char *, 12> kNames = {"C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"};
    return QLatin1String(kNames[static_cast<size_t>((pitchClass % 12 + 12) % 12)]);
}

QString chordName(const SoundingChord &chord)
{
    static constexpr std::array<const char *, kKinds> kEndings = {"", "m", "7", "maj7", "m7", "dim", "5"};
    return chord.isChord() ? pitchName(chord.root) + QLatin1String(kEndings[static_cast<size_t>(chord.kind)]) : QStringLiteral("N");
}

} // namespace sc::audio
