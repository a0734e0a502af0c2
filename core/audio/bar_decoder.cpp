// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/bar_decoder.h"

#include "core/audio/beat_features.h"
#include "core/audio/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <span>

namespace sc::audio {

namespace {

struct Metre
{
    int beats;
    double prior; // log, for each beat
};
// A bar of two is left to compound time: in simple time it cannot be told from a bar of four.
constexpr std::array<Metre, 4> kSimple = {Metre{4, 0.0}, Metre{3, -0.1}, Metre{5, -0.15}, Metre{7, -0.15}};
constexpr std::array<Metre, 2> kCompound = {Metre{2, 0.0}, Metre{4, -0.1}};
constexpr double kFewestThirds = 0.08; // strength on both thirds against the beats
constexpr double kTernary = 0.25;      // contrast of both thirds of the beat against its half
constexpr float kScoreScale = 0.5F;    // to the size that the costs below are set for
constexpr double kPickUpCost = 0.5;    // of a song that starts within a bar
const double kChangeCost = std::log(0.002);
const double kSlipCost = std::log(0.0001);

struct State
{
    size_t metre;
    int beat; // 0 = downbeat
};

std::vector<State> allStates(std::span<const Metre> metres)
{
    std::vector<State> states;
    for (size_t m = 0; m < metres.size(); ++m) {
        for (int beat = 0; beat < metres[m].beats; ++beat)
            states.push_back({m, beat});
    }
    return states;
}

// Distance from the mean in standard deviations, of which there are at least `least`: where all beats are alike, small
// differences say nothing.
std::vector<float> standing(const std::vector<float> &series, double least)
{
    double mean = 0;
    for (const float value : series)
        mean += double(value) / static_cast<double>(series.size());
    double square = 0;
    for (const float value : series)
        square += std::pow(double(value) - mean, 2) / static_cast<double>(series.size());
    const double deviation = std::max(std::sqrt(square), least);
    std::vector<float> scores;
    for (const float value : series)
        scores.push_back(static_cast<float>((double(value) - mean) / deviation));
    return scores;
}

// How much each beat looks like the first of a bar. Weights by logistic regression on beats of the tuning songs: a new chord
// and bass, which the neighbours have not, a low hit that is not repeated on the next beat, and the snare on that.
std::vector<float> downbeatScores(const BeatFeatures &beats)
{
    const size_t count = beats.hits.size();
    std::vector<float> low(count);
    std::vector<float> snare(count);
    std::vector<float> high(count);
    for (size_t i = 0; i < count; ++i) {
        low[i] = beats.hits[i][0];
        snare[i] = 0.5F * (beats.hits[i][1] + beats.hits[i][3]);
        high[i] = beats.hits[i][2];
    }
    const std::vector<float> zLow = standing(low, 0.25);
    const std::vector<float> zSnare = standing(snare, 0.25);
    const std::vector<float> zHigh = standing(high, 0.25);
    const std::vector<float> zChord = standing(beats.chordChange, 0.10);
    const std::vector<float> zBass = standing(beats.bassChange, 0.20);
    std::vector<float> scores(count);
    for (size_t i = 0; i < count; ++i) {
        const size_t next = i + 1 < count ? i + 1 : i;
        const size_t before = i > 0 ? i - 1 : i;
        const float score = 0.45F * zLow[i] - 0.2F * zSnare[i] + 0.29F * zHigh[i] + 1.59F * zChord[i] + 0.48F * zBass[i] +
                            0.19F * zSnare[next] - 0.5F * zLow[next] - 0.93F * zChord[next] - 0.6F * zChord[before];
        scores[i] = std::clamp(kScoreScale * score, -2.5F, 2.5F);
    }
    return scores;
}

// How alike beats `lag` apart are in rhythm, against the mean over all lags.
std::map<int, double> likenessByLag(const BeatFeatures &beats)
{
    std::map<int, double> likeness;
    double mean = 0;
    for (int lag = 2; lag <= 8; ++lag) {
        double sum = 0;
        double power = 1e-9;
        for (size_t i = static_cast<size_t>(lag); i < beats.hits.size(); ++i) {
            for (size_t band = 0; band < kBands; ++band) {
                const double a = double(beats.hits[i][band]);
                const double b = double(beats.hits[i - static_cast<size_t>(lag)][band]);
                sum += (a - b) * (a - b);
                power += a * a + b * b;
            }
        }
        likeness[lag] = 1 - sum / power;
        mean += likeness[lag] / 7;
    }
    for (auto &[lag, value] : likeness)
        value -= mean;
    return likeness;
}

class BarChain
{
public:
    BarChain(const std::vector<float> &scores, const std::map<int, double> &likeness, std::span<const Metre> metres)
        : m_scores(scores), m_likeness(likeness), m_metres(metres), m_states(allStates(metres))
    {
    }

    std::vector<State> best()
    {
        const size_t count = m_scores.size();
        std::vector<double> value(m_states.size());
        std::vector<std::vector<std::uint8_t>> back(count, std::vector<std::uint8_t>(m_states.size(), 0));
        for (size_t s = 0; s < m_states.size(); ++s)
            value[s] = emission(0, s) - (m_states[s].beat == 0 ? 0 : kPickUpCost);
        for (size_t i = 1; i < count; ++i) {
            std::vector<double> next(m_states.size(), -std::numeric_limits<double>::infinity());
            for (size_t s = 0; s < m_states.size(); ++s) {
                for (size_t from = 0; from < m_states.size(); ++from) {
                    const double moved = value[from] + transition(m_states[from], m_states[s]);
                    if (moved > next[s]) {
                        next[s] = moved;
                        back[i][s] = static_cast<std::uint8_t>(from);
                    }
                }
                next[s] += emission(i, s);
            }
            value = std::move(next);
        }
        size_t state = static_cast<size_t>(std::max_element(value.begin(), value.end()) - value.begin());
        std::vector<State> path(count);
        for (size_t i = count; i-- > 0;) {
            path[i] = m_states[state];
            state = back[i][state];
        }
        return path;
    }

private:
    [[nodiscard]] double emission(size_t i, size_t s) const
    {
        const State &state = m_states[s];
        const int beats = m_metres[state.metre].beats;
        // Zero mean and unit power over a bar, whatever its length.
        const double contrast = state.beat == 0 ? std::sqrt(beats - 1.0) : -1 / std::sqrt(beats - 1.0);
        return double(m_scores[i]) * contrast + 3.0 * m_likeness.at(beats) + m_metres[state.metre].prior;
    }

    [[nodiscard]] double transition(const State &from, const State &to) const
    {
        const int beats = m_metres[from.metre].beats;
        if (from.metre == to.metre) {
            if (to.beat == (from.beat + 1) % beats)
                return 0;
            return to.beat == 0 ? kSlipCost : -std::numeric_limits<double>::infinity();
        }
        return from.beat == beats - 1 && to.beat == 0 ? kChangeCost : -std::numeric_limits<double>::infinity();
    }

    const std::vector<float> &m_scores;
    const std::map<int, double> &m_likeness;
    std::span<const Metre> m_metres;
    std::vector<State> m_states;
};

// Whether beats divide in three: hits on both thirds, few on the half.
bool isCompound(const std::vector<double> &times, const OnsetFunctions &onsets)
{
    double thirds = 0;
    double halves = 0;
    double beats = 0;
    std::vector<double> steps;
    for (size_t i = 0; i + 1 < times.size(); ++i) {
        const double step = times[i + 1] - times[i];
        const auto at = [&](double part) { return double(peakNear(onsets.mixed, (times[i] + part * step) * kFrameRate, 2)); };
        thirds += std::min(at(1.0 / 3), at(2.0 / 3));
        halves += at(0.5);
        beats += at(0);
        steps.push_back(step);
    }
    if (thirds < kFewestThirds * beats)
        return false;
    return (thirds - halves) / (thirds + halves + 1e-6) > kTernary && 60 / medianOf(steps) < 130;
}

} // namespace

TrackedBars trackBars(const std::vector<double> &beatTimes, const SongFeatures &features, const OnsetFunctions &onsets)
{
    TrackedBars bars;
    if (beatTimes.size() < 4) {
        for (size_t i = 0; i < beatTimes.size(); ++i)
            bars.positions.push_back({4, static_cast<int>(i) + 1});
        return bars;
    }
    const BeatFeatures beats = beatFeatures(beatTimes, features, onsets);
    const std::vector<float> scores = downbeatScores(beats);
    const std::map<int, double> likeness = likenessByLag(beats);
    const bool compound = isCompound(beatTimes, onsets);
    const std::span<const Metre> metres = compound ? std::span<const Metre>(kCompound) : std::span<const Metre>(kSimple);
    std::map<int, int> lengths;
    double contrast = 0;
    for (const State &state : BarChain(scores, likeness, metres).best()) {
        const int metre = metres[state.metre].beats;
        bars.positions.push_back({metre, state.beat + 1});
        ++lengths[metre];
        contrast += state.beat == 0 ? double(scores[bars.positions.size() - 1]) : 0;
    }
    bars.isCompound = compound;
    const auto longest = std::max_element(lengths.begin(), lengths.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    bars.timeSignature = compound ? QStringLiteral("%1/8").arg(3 * longest->first)
                                  : QStringLiteral("%1/%2").arg(longest->first).arg(longest->first == 7 ? 8 : 4);
    const double downbeats = static_cast<double>(beatTimes.size()) / longest->first;
    bars.confidence = std::clamp(0.3 + 0.5 * contrast / std::max(1.0, downbeats), 0.1, 0.95);
    return bars;
}

} // namespace sc::audio
