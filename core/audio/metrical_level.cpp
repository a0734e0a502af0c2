// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/metrical_level.h"

#include "core/audio/beat_features.h"
#include "core/audio/pulse_finder.h"
#include "core/audio/series.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kCentreBpm = 118;
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

double tempoOf(const std::vector<double> &frames)
{
    std::vector<double> steps;
    for (size_t i = 1; i < frames.size(); ++i)
        steps.push_back(frames[i] - frames[i - 1]);
    const double step = medianOf(steps);
    return step > 0 ? 60 * kFrameRate / step : 0;
}

bool sameBeats(const std::vector<double> &a, const std::vector<double> &b)
{
    constexpr double kNear = 4; // frames
    if (std::max(a.size(), b.size()) * 19 > std::min(a.size(), b.size()) * 20)
        return false;
    size_t same = 0;
    for (size_t i = 0, k = 0; i < a.size() && k < b.size();) {
        const double apart = a[i] - b[k];
        same += std::abs(apart) < kNear ? 1 : 0;
        i += apart < kNear ? 1 : 0;
        k += apart > -kNear ? 1 : 0;
    }
    return same * 20 >= std::max(a.size(), b.size()) * 19;
}

constexpr size_t kParts = 12; // of a beat, so that halves, thirds and quarters fall on one

// Onset strength of each band in each twelfth of each beat.
using BeatPattern = std::array<std::array<float, kParts>, kBands>;

// Onset functions in which the largest value near a frame is looked up, not searched for.
class Peaks
{
public:
    static constexpr int kReach = 3;

    explicit Peaks(const OnsetFunctions &onsets)
    {
        for (size_t band = 0; band < kBands; ++band)
            widen(onsets.band[band], m_band[band]);
        widen(onsets.activation, m_activation);
        widen(onsets.kick, m_kick);
    }
    [[nodiscard]] float kick(double frame, int reach) const { return at(m_kick, frame, reach); }
    [[nodiscard]] float band(size_t band, double frame, int reach) const { return at(m_band[band], frame, reach); }
    [[nodiscard]] float activation(double frame, int reach) const { return at(m_activation, frame, reach); }
    [[nodiscard]] float all(double frame, int reach) const
    {
        return band(0, frame, reach) + band(1, frame, reach) + band(2, frame, reach) + band(3, frame, reach);
    }

private:
    using Widened = std::array<std::vector<float>, kReach>;

    static void widen(const std::vector<float> &series, Widened &out)
    {
        const std::vector<float> *before = &series;
        for (std::vector<float> &row : out) {
            row.resize(series.size());
            for (size_t i = 0; i < series.size(); ++i) {
                row[i] = (*before)[i];
                if (i > 0)
                    row[i] = std::max(row[i], (*before)[i - 1]);
                if (i + 1 < series.size())
                    row[i] = std::max(row[i], (*before)[i + 1]);
            }
            before = &row;
        }
    }
    static float at(const Widened &series, double frame, int reach)
    {
        const std::vector<float> &row = series[static_cast<size_t>(reach) - 1];
        const auto i = static_cast<std::ptrdiff_t>(frame + 0.5);
        return i >= 0 && i < std::ssize(row) ? row[static_cast<size_t>(i)] : 0.0F;
    }

    std::array<Widened, kBands> m_band;
    Widened m_activation;
    Widened m_kick;
};

std::vector<BeatPattern> patternsOf(const std::vector<double> &beats, const Peaks &peaks)
{
    std::vector<BeatPattern> patterns;
    for (size_t i = 0; i + 1 < beats.size(); ++i) {
        const double step = beats[i + 1] - beats[i];
        const int reach = std::clamp(static_cast<int>(std::lround(step / (2 * kParts))), 1, Peaks::kReach);
        BeatPattern pattern{};
        for (size_t band = 0; band < kBands; ++band) {
            for (size_t part = 0; part < kParts; ++part)
                pattern[band][part] = peaks.band(band, beats[i] + step * static_cast<double>(part) / kParts, reach);
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
        float away = 0;
        float both = 0;
        for (size_t band = 0; band < kBands; ++band) {
            for (size_t part = 0; part < kParts; ++part) {
                const float a = patterns[i][band][part];
                const float b = patterns[i - lag][band][part];
                away += (a - b) * (a - b);
                both += a * a + b * b;
            }
        }
        apart += double(away);
        power += double(both);
    }
    return patterns.size() > lag ? 1 - apart / power : 0;
}

double contrast(double on, double off)
{
    return (on - off) / (on + off + 0.1);
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

// Of peaks of the mixed function: how many lie near quarters or near thirds of the beat, whichever are more, less what as many
// peaks strewn at random would.
double covered(const std::vector<double> &frames, const std::vector<double> &onsets)
{
    double quarters = 0;
    double thirds = 0;
    double count = 0;
    double chance = 0;
    size_t beat = 0;
    for (const double onset : onsets) {
        while (beat + 1 < frames.size() && frames[beat + 1] <= onset)
            ++beat;
        if (beat + 1 >= frames.size() || onset < frames[beat])
            continue;
        const double step = frames[beat + 1] - frames[beat];
        const double place = (onset - frames[beat]) / step;
        const double near = 2.5 / step;
        const auto off = [&](double parts) { return std::abs(place * parts - std::round(place * parts)) / parts; };
        quarters += off(4) < near ? 1 : 0;
        thirds += off(3) < near ? 1 : 0;
        chance += std::min(1.0, 8 * near);
        ++count;
    }
    return count > 0 ? (std::max(quarters, thirds) - chance) / count : 0;
}

double unsteady(const std::vector<double> &frames)
{
    double sum = 0;
    for (size_t i = 2; i < frames.size(); ++i)
        sum += std::min(0.2, std::abs(std::log(std::max(1.0, frames[i] - frames[i - 1]) / std::max(1.0, frames[i - 1] - frames[i - 2]))));
    return frames.size() > 2 ? sum / static_cast<double>(frames.size() - 2) : 0;
}

// What all candidates of a song are weighed with.
struct Song
{
    Peaks peaks;
    std::vector<double> onsets; // frames
    std::vector<double> strong; // the strongest of them
    std::vector<float> harmony; // change of harmony, at kSlowRate
    std::vector<float> bass;    // change of the bass alone
    const std::vector<float> *lowLevel;
};

// Place of each event in its beat, 0..1; those outside are left out.
template<class Use> void eachPlace(const std::vector<double> &frames, const std::vector<double> &events, Use use)
{
    size_t beat = 0;
    for (size_t i = 0; i < events.size(); ++i) {
        while (beat + 1 < frames.size() && frames[beat + 1] <= events[i])
            ++beat;
        if (beat + 1 < frames.size() && events[i] >= frames[beat])
            use(i, (events[i] - frames[beat]) / (frames[beat + 1] - frames[beat]), frames[beat + 1] - frames[beat]);
    }
}

void addEvents(LevelCandidate &candidate, const Song &song)
{
    const std::vector<double> &frames = candidate.frames;
    auto &evidence = candidate.evidence;
    double on = 0;
    double half = 0;
    double count = 1e-6;
    eachPlace(frames, song.strong, [&](size_t, double place, double step) {
        const double near = std::clamp(3.5 / step, 0.06, 0.2);
        on += place < near || place > 1 - near ? 1 : 0;
        half += std::abs(place - 0.5) < near ? 1 : 0;
        ++count;
    });
    evidence[StrongEvents] = (on - half) / count;
    double onLength = 0;
    double onCount = 1e-6;
    double halfLength = 0;
    double halfCount = 1e-6;
    eachPlace(frames, song.onsets, [&](size_t i, double place, double step) {
        const double near = std::clamp(3.5 / step, 0.06, 0.2);
        const double length = i + 1 < song.onsets.size() ? std::min(2.0, (song.onsets[i + 1] - song.onsets[i]) / step) : 1;
        if (place < near || place > 1 - near) {
            onLength += length;
            ++onCount;
        } else if (std::abs(place - 0.5) < near) {
            halfLength += length;
            ++halfCount;
        }
    });
    evidence[NoteLength] = contrast(onLength / onCount, halfLength / halfCount);
    double first = 0.5;
    if (!song.onsets.empty() && frames.size() > 2) {
        const double step = frames[1] - frames[0];
        double nearest = 1e9;
        for (size_t i = 0; i < std::min<size_t>(frames.size(), 8); ++i)
            nearest = std::min(nearest, std::abs(frames[i] - song.onsets.front()));
        first = std::min(0.5, nearest / step);
    }
    evidence[StartsOnBeat] = 1 - 2 * first;
    double hold = 0;
    double rest = 0;
    for (size_t i = 0; i + 1 < frames.size(); ++i) {
        const double middle = (frames[i] + frames[i + 1]) / 2;
        hold += meanBetween(*song.lowLevel, frames[i], middle);
        rest += meanBetween(*song.lowLevel, middle, frames[i + 1]);
    }
    evidence[LowHold] = (hold - rest) / (hold + rest + 1e-6);
}

// Mean of both middle bands on the beats and half-way between, each hit squeezed so that no instrument outweighs the others:
// sound fonts and records differ most in how loud a snare or a chord is.
std::array<double, 2> squeezedMiddle(const std::vector<BeatPattern> &patterns)
{
    constexpr double kUsualHit = 0.3;
    std::array<double, 2> sums{};
    for (const BeatPattern &pattern : patterns) {
        for (const size_t band : {size_t(1), size_t(2)}) {
            for (size_t half = 0; half < 2; ++half) {
                const auto hit = double(pattern[band][half * kParts / 2]);
                sums[half] += hit / (hit + kUsualHit) / static_cast<double>(patterns.size());
            }
        }
    }
    return sums;
}

void addRhythm(LevelCandidate &candidate, const Song &song)
{
    const std::vector<BeatPattern> patterns = patternsOf(candidate.frames, song.peaks);
    const BeatPattern mean = meanPattern(patterns);
    const std::array<double, 2> middle = squeezedMiddle(patterns);
    const auto low = [&](size_t part) { return double(mean[0][part]); };
    const auto mid = [&](size_t part) { return double(mean[1][part]); };
    const auto high = [&](size_t part) { return double(mean[2][part]) + double(mean[3][part]); };
    const auto all = [&](size_t part) { return low(part) + mid(part) + high(part); };
    double hits = 0;
    double loud = 0;
    for (const double frame : candidate.frames) {
        const float activation = song.peaks.activation(frame, 3);
        hits += activation > 0.25F ? 1 : 0;
        loud += double(activation);
    }
    const auto count = static_cast<double>(candidate.frames.size());
    auto &evidence = candidate.evidence;
    const double octaves = std::log2(candidate.bpm / kCentreBpm);
    evidence[Tempo] = octaves;
    evidence[TempoSquare] = octaves * octaves;
    evidence[LowContrast] = contrast(low(0), low(6));
    evidence[FullContrast] = contrast(all(0), all(6));
    evidence[MidContrast] = contrast(middle[0], middle[1]);
    evidence[BeatLikeness] = likeness(patterns, 1);
    evidence[PairLikeness] = likeness(patterns, 2);
    evidence[FourLikeness] = likeness(patterns, 4);
    evidence[ThreeLikeness] = likeness(patterns, 3);
    evidence[OnOnsets] = hits / count;
    evidence[Quarters] = (all(3) + all(9)) / 2 / (all(0) + 0.1);
    evidence[OddBeats] = std::min(0.0, oddBeats(patterns) / 0.15 - 1);
    evidence[Loudness] = loud / count;
    evidence[Covered] = covered(candidate.frames, song.onsets);
    double kick = 0;
    double between = 0;
    for (size_t i = 0; i + 1 < candidate.frames.size(); ++i) {
        kick += double(song.peaks.kick(candidate.frames[i], 3));
        between += double(song.peaks.kick((candidate.frames[i] + candidate.frames[i + 1]) / 2, 3));
    }
    evidence[KickContrast] = contrast(kick / count, between / count);
    evidence[Unsteady] = unsteady(candidate.frames);
}

double changeAt(const std::vector<float> &change, double frame)
{
    const double at = std::clamp(frame / (kFrameRate / kSlowRate) - 0.5, 0.0, std::max(0.0, static_cast<double>(change.size()) - 1.001));
    const auto i = static_cast<size_t>(at);
    const double part = at - static_cast<double>(i);
    return i + 1 < change.size() ? (1 - part) * double(change[i]) + part * double(change[i + 1]) : 0;
}

void addHarmony(LevelCandidate &candidate, const Song &song)
{
    const std::vector<double> &frames = candidate.frames;
    double on = 0;
    double between = 0;
    std::vector<double> values;
    for (size_t i = 0; i + 1 < frames.size(); ++i) {
        values.push_back(changeAt(song.harmony, frames[i]));
        on += values.back();
        between += changeAt(song.harmony, (frames[i] + frames[i + 1]) / 2);
    }
    candidate.evidence[ChordContrast] = (on - between) / (on + between + 1e-6);
    double bassOn = 0;
    double bassBetween = 0;
    for (size_t i = 0; i + 1 < frames.size(); ++i) {
        bassOn += changeAt(song.bass, frames[i]);
        bassBetween += changeAt(song.bass, (frames[i] + frames[i + 1]) / 2);
    }
    candidate.evidence[BassContrast] = (bassOn - bassBetween) / (bassOn + bassBetween + 1e-6);
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

std::vector<double> strongest(const std::vector<double> &frames, const OnsetFunctions &onsets)
{
    std::vector<std::pair<float, double>> events;
    for (const double frame : frames)
        events.emplace_back(-peakNear(onsets.strength, frame, 2), frame);
    std::sort(events.begin(), events.end());
    events.resize(events.size() / 12);
    std::vector<double> strong;
    for (const auto &[strength, frame] : events)
        strong.push_back(frame);
    std::sort(strong.begin(), strong.end());
    return strong;
}

// Fitted by conditional logit (tests/corpus/fit_levels.py) to the tuning seeds of the song corpus with four sound fonts and in
// other instruments, to songs made at random in 24 other styles and to bare drums and clicks.
constexpr std::array<double, kEvidenceCount> kWeights = {7.89, -1.09, -3.60, -6.22, -3.26,   -8.54, 5.98, 11.16, 13.92, 4.16, -4.42, 3.20,
                                                         9.29, 10.32, 17.41, 15.39, -101.79, 3.98,  2.20, 3.67,  3.87,  3.37, 5.79};

double scoreOf(const LevelCandidate &candidate)
{
    double score = 0;
    for (size_t i = 0; i < kEvidenceCount; ++i)
        score += kWeights[i] * candidate.evidence[i];
    return score;
}

std::vector<double> onsetFrames(const OnsetFunctions &onsets)
{
    std::vector<double> frames;
    for (const double time : pickOnsets(onsets))
        frames.push_back((time + kOnsetDelay) * kFrameRate);
    return frames;
}

} // namespace

std::vector<std::vector<double>> levelsOf(const std::vector<double> &pulse)
{
    std::vector<std::vector<double>> levels;
    const auto add = [&](std::vector<double> frames) {
        if (frames.size() < 3)
            return;
        const double bpm = tempoOf(frames);
        if (bpm >= kSlowestBpm && bpm <= kFastestBpm)
            levels.push_back(std::move(frames));
    };
    for (const Ratio &ratio : kRatios) {
        const std::vector<double> fine = subdivided(pulse, ratio.divide);
        for (int phase = 0; phase < ratio.stride; ++phase) {
            std::vector<double> frames;
            for (size_t i = static_cast<size_t>(phase); i < fine.size(); i += static_cast<size_t>(ratio.stride))
                frames.push_back(fine[i]);
            add(std::move(frames));
        }
    }
    std::vector<double> offBeat;
    for (size_t i = 0; i + 1 < pulse.size(); ++i)
        offBeat.push_back((pulse[i] + pulse[i + 1]) / 2);
    add(std::move(offBeat));
    return levels;
}

std::vector<std::vector<double>> allLevels(const OnsetFunctions &onsets, const CancelToken &cancel)
{
    std::vector<std::vector<double>> sequences;
    for (const std::vector<double> &pulse : findPulses(onsets, cancel)) {
        for (std::vector<double> &level : levelsOf(pulse))
            sequences.push_back(std::move(level));
    }
    return sequences;
}

std::vector<LevelCandidate> weighLevels(std::vector<std::vector<double>> sequences, const OnsetFunctions &onsets, const SlowSeries &slow)
{
    std::vector<double> events = onsetFrames(onsets);
    std::vector<double> strong = strongest(events, onsets);
    const Song song{Peaks(onsets), std::move(events), std::move(strong), harmonicChange(slow), bassChange(slow), &onsets.lowLevel};
    std::vector<LevelCandidate> candidates;
    for (std::vector<double> &frames : sequences) {
        if (frames.size() < 3 ||
            std::any_of(candidates.begin(), candidates.end(), [&](const LevelCandidate &known) { return sameBeats(known.frames, frames); }))
            continue;
        LevelCandidate candidate;
        candidate.bpm = tempoOf(frames);
        candidate.frames = std::move(frames);
        addRhythm(candidate, song);
        addHarmony(candidate, song);
        addEvents(candidate, song);
        candidate.score = scoreOf(candidate);
        candidates.push_back(std::move(candidate));
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const LevelCandidate &a, const LevelCandidate &b) { return a.score > b.score; });
    return candidates;
}

} // namespace sc::audio
