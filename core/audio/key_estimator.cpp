// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/key_estimator.h"

#include "core/audio/beat_features.h"
#include "core/audio/key_cues.h"
#include "core/audio/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace sc::audio {

namespace {

// In the order of KeyCues::values(); logistic fit over the 24 keys, each piece left out once.
constexpr std::array<double, KeyCues::kCount> kWeights = {0.47, 9.4, 0.83, 2.77, 0.83, 3.1, 8.6, 4.8};
constexpr double kLeastConfidence = 0.25;
constexpr double kModulationCost = 10; // nats that the chords of a stretch must gain by another set of notes
constexpr double kShortestSpan = 8;    // seconds
constexpr double kLongestVote = 3;     // seconds of one chord that count
constexpr double kWithoutChords = 0.6; // of the confidence, where no chord was made out

// Major key with these notes; its relative minor shares them.
int noteSetOf(int key)
{
    return key < 12 ? key : (key + 3) % 12;
}

int keyOfSet(int set, bool minor)
{
    return minor ? 12 + (set + 9) % 12 : set;
}

double setLikelihood(const SoundingChord &chord, int set)
{
    const double votes = std::min(kLongestVote, chord.end - chord.start) / 2;
    return votes * std::max(degreeLikelihood(chord, keyOfSet(set, false)), degreeLikelihood(chord, keyOfSet(set, true)));
}

// The set of notes in force at each chord.
std::vector<int> decodeSets(std::span<const SoundingChord> chords)
{
    std::vector<std::array<int, 12>> back(chords.size());
    std::array<double, 12> best{};
    for (size_t i = 0; i < chords.size(); ++i) {
        const auto top = static_cast<int>(std::max_element(best.begin(), best.end()) - best.begin());
        std::array<double, 12> next{};
        for (int set = 0; set < 12; ++set) {
            const auto at = static_cast<size_t>(set);
            const double moved = best[static_cast<size_t>(top)] - kModulationCost;
            back[i][at] = best[at] >= moved ? set : top;
            next[at] = std::max(best[at], moved) + (chords[i].isChord() ? setLikelihood(chords[i], set) : 0);
        }
        best = next;
    }
    std::vector<int> sets(chords.size());
    int set = static_cast<int>(std::max_element(best.begin(), best.end()) - best.begin());
    for (size_t i = chords.size(); i-- > 0;) {
        sets[i] = set;
        set = back[i][static_cast<size_t>(set)];
    }
    return sets;
}

struct SetSpan
{
    double start = 0;
    double end = 0;
    int set = 0;
};

std::vector<SetSpan> setSpans(std::span<const SoundingChord> chords, double seconds)
{
    std::vector<SetSpan> spans;
    const std::vector<int> sets = decodeSets(chords);
    for (size_t i = 0; i < chords.size(); ++i) {
        if (spans.empty() || spans.back().set != sets[i])
            spans.push_back({chords[i].start, 0, sets[i]});
        spans.back().end = chords[i].end;
    }
    std::erase_if(spans, [&](const SetSpan &span) { return spans.size() > 1 && span.end - span.start < kShortestSpan; });
    std::vector<SetSpan> joined;
    for (const SetSpan &span : spans) {
        if (!joined.empty() && joined.back().set == span.set)
            joined.back().end = span.end;
        else
            joined.push_back(span);
    }
    if (joined.empty())
        joined.push_back({0, seconds, 0});
    joined.front().start = 0;
    for (size_t i = 1; i < joined.size(); ++i)
        joined[i - 1].end = joined[i].start;
    joined.back().end = std::max(seconds, joined.back().start);
    return joined;
}

std::array<double, kKeys> probabilities(const std::array<KeyCues, kKeys> &cues)
{
    std::array<double, kKeys> scores{};
    for (size_t key = 0; key < kKeys; ++key) {
        const std::array<double, KeyCues::kCount> values = cues[key].values();
        scores[key] = std::inner_product(values.begin(), values.end(), kWeights.begin(), 0.0);
    }
    const double top = *std::max_element(scores.begin(), scores.end());
    double sum = 0;
    for (double &score : scores) {
        score = std::exp(score - top);
        sum += score;
    }
    for (double &score : scores)
        score /= sum;
    return scores;
}

// One tone, or noise, fits many keys: at least four pitch classes must carry weight, and not all twelve alike.
bool hasShape(const SongFeatures &features)
{
    if (features.slow.chroma.size() < 20)
        return false;
    const std::array<float, 12> chroma = chromaBetween(features.slow.chroma, 0, features.seconds() + 1, features.spectrum.tuningCents);
    const float sum = std::accumulate(chroma.begin(), chroma.end(), 0.0F);
    const auto heard = std::count_if(chroma.begin(), chroma.end(), [&](float value) { return value > 0.04F * sum; });
    return sum > 0 && heard >= 4 && *std::max_element(chroma.begin(), chroma.end()) >= 0.115F * sum;
}

// Half a semitone off, the key above is as good an answer as the key below.
double betweenSemitones(double cents)
{
    return 1 - 0.55 * ramp(std::abs(cents), 35, 50);
}

} // namespace

QString keyName(int key)
{
    return pitchName(key % 12) + QLatin1String(key < 12 ? " major" : " minor");
}

EstimatedKey estimateKey(const SongFeatures &features, std::span<const SoundingChord> heard, std::span<const double> bars)
{
    EstimatedKey result;
    if (!hasShape(features))
        return result;
    const std::vector<SoundingChord> chords = withHonestThirds({heard.begin(), heard.end()});
    const std::vector<SetSpan> spans = setSpans(chords, features.seconds());
    const SetSpan &main =
        *std::max_element(spans.begin(), spans.end(), [](const SetSpan &a, const SetSpan &b) { return a.end - a.start < b.end - b.start; });
    std::vector<SoundingChord> mainChords;
    std::copy_if(chords.begin(), chords.end(), std::back_inserter(mainChords),
                 [&](const SoundingChord &chord) { return chord.start >= main.start - 1e-6 && chord.end <= main.end + 1e-6; });
    std::vector<double> mainBars;
    std::copy_if(bars.begin(), bars.end(), std::back_inserter(mainBars),
                 [&](double bar) { return bar >= main.start - 0.1 && bar < main.end; });
    const std::array<double, kKeys> shares = probabilities(keyCues(features, mainChords, mainBars, main.start, main.end));
    std::array<int, kKeys> order{};
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return shares[static_cast<size_t>(a)] > shares[static_cast<size_t>(b)]; });
    const double best = shares[static_cast<size_t>(order[0])];
    const double confidence = best * (chords.empty() ? kWithoutChords : 1.0) * std::min(1.0, features.seconds() / 12) *
                              betweenSemitones(features.spectrum.tuningCents);
    if (confidence < kLeastConfidence)
        return result;
    result.key = order[0];
    result.second = order[1];
    result.secondDistance = 1 - shares[static_cast<size_t>(order[1])] / best;
    result.confidence = confidence;
    for (const SetSpan &span : spans) {
        // A song that modulates keeps its mode as a rule; where its notes are those of the main key, so is its key.
        const bool home = span.set == main.set || span.set == noteSetOf(result.key);
        const int key = home ? result.key : keyOfSet(span.set, result.key >= 12);
        if (!result.spans.empty() && result.spans.back().key == key)
            result.spans.back().end = span.end;
        else
            result.spans.push_back({span.start, span.end, key, home ? confidence : 0.8 * confidence});
    }
    return result;
}

} // namespace sc::audio
