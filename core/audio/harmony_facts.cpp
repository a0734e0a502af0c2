// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/harmony_facts.h"

#include "core/audio/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace sc::audio {

namespace {

constexpr double kTensionStep = 0.5; // seconds
constexpr size_t kLongestProgression = 8;

// One chord after the other, as progressions see them: root and third.
struct Step
{
    int root = 0;
    bool isMinor = false;
    QString name;
    auto operator<=>(const Step &other) const { return std::pair(root, isMinor) <=> std::pair(other.root, other.isMinor); }
    bool operator==(const Step &other) const { return root == other.root && isMinor == other.isMinor; }
};

const LocalKey *keyAt(const EstimatedKey &key, double time)
{
    for (const LocalKey &span : key.spans) {
        if (time < span.end)
            return &span;
    }
    return key.spans.empty() ? nullptr : &key.spans.back();
}

std::vector<Step> stepsOf(const EstimatedKey &key, std::span<const SoundingChord> chords)
{
    std::vector<Step> steps;
    for (const SoundingChord &chord : chords) {
        const LocalKey *local = keyAt(key, chord.start);
        if (!chord.isChord() || !local)
            continue;
        // Relative to the tonic, so that a modulated refrain is the same progression.
        Step step{(chord.root - local->key % 12 + 12) % 12, chord.isMinor(), degreeName(chord, local->key)};
        if (steps.empty() || steps.back() != step)
            steps.push_back(std::move(step));
    }
    return steps;
}

// The run of two to eight chords that covers most of the song by coming back; of its turns, the one heard first.
QStringList commonProgression(const std::vector<Step> &steps)
{
    std::vector<Step> best;
    double top = 0;
    for (size_t length = 2; length <= kLongestProgression; ++length) {
        std::map<std::vector<Step>, std::pair<int, size_t>> counts; // times, end of the last one
        for (size_t i = 0; i + length <= steps.size(); ++i) {
            const std::vector<Step> run(steps.begin() + static_cast<std::ptrdiff_t>(i),
                                        steps.begin() + static_cast<std::ptrdiff_t>(i + length));
            // A run that repeats within itself is told by its shorter part.
            bool inner = false;
            for (size_t period = 1; period <= length / 2 && !inner; ++period)
                inner = length % period == 0 && std::equal(run.begin() + static_cast<std::ptrdiff_t>(period), run.end(), run.begin());
            if (inner)
                continue;
            auto &[times, end] = counts[run];
            if (times > 0 && i < end)
                continue;
            ++times;
            end = i + length;
            const double covered = static_cast<double>(times) * static_cast<double>(length) * (length == 4 ? 1.15 : length == 2 ? 0.85 : 1);
            if (times > 1 && covered > top) {
                top = covered;
                best = run;
            }
        }
    }
    // Several turns of one loop can cover alike: the first in the song is the one that is meant.
    for (size_t i = 0; !best.empty() && i + best.size() <= steps.size(); ++i) {
        for (size_t turn = 0; turn < best.size(); ++turn) {
            std::vector<Step> turned = best;
            std::rotate(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(turn), turned.end());
            if (std::equal(turned.begin(), turned.end(), steps.begin() + static_cast<std::ptrdiff_t>(i))) {
                QStringList names;
                for (const Step &step : turned)
                    names.append(step.name);
                return names;
            }
        }
    }
    return {};
}

bool inScale(int interval, bool minorKey)
{
    static constexpr std::array<bool, 12> kMajor = {true, false, true, false, true, true, false, true, false, true, false, true};
    static constexpr std::array<bool, 12> kMinor = {true, false, true, true, false, true, false, true, true, false, true, false};
    return (minorKey ? kMinor : kMajor)[static_cast<size_t>((interval % 12 + 12) % 12)];
}

int foreignNotes(const SoundingChord &chord, int key)
{
    const int third = chord.isMinor() ? 3 : 4;
    const int fifth = chord.kind == ChordKind::Diminished ? 6 : 7;
    int count = 0;
    for (const int interval : {0, third, fifth}) {
        if (interval == third && !chord.hasThird())
            continue;
        count += inScale(chord.root + interval - key % 12, key >= 12) ? 0 : 1;
    }
    return count;
}

double roughness(ChordKind kind)
{
    switch (kind) {
    case ChordKind::Major:
    case ChordKind::Minor:
    case ChordKind::Power:
        return 0;
    case ChordKind::Minor7:
        return 0.3;
    case ChordKind::Major7:
        return 0.4;
    case ChordKind::Dominant7:
        return 0.7;
    case ChordKind::Diminished:
        break;
    }
    return 1;
}

// How far a chord has gone from the tonic: along the circle of fifths, out of the scale, in its own dissonance (the
// parts of Lerdahl's tonal pitch space, simplified).
double tensionOf(const SoundingChord &chord, int key)
{
    const int up = ((chord.root - key % 12 + 12) % 12) * 7 % 12;
    const int fifths = std::min(up, 12 - up);
    return std::clamp(0.5 * fifths / 6 + 0.3 * foreignNotes(chord, key) / 2 + 0.2 * roughness(chord.kind), 0.0, 1.0);
}

Curve tensionCurve(const EstimatedKey &key, std::span<const SoundingChord> chords, double seconds)
{
    Curve curve;
    curve.step = Ticks::fromSeconds(kTensionStep);
    size_t at = 0;
    float last = 0;
    for (double time = 0; time < seconds; time += kTensionStep) {
        const double middle = time + kTensionStep / 2;
        while (at + 1 < chords.size() && chords[at].end <= middle)
            ++at;
        const LocalKey *local = keyAt(key, middle);
        const bool sounds = chords[at].isChord() && chords[at].start <= middle && middle < chords[at].end && local;
        last = sounds ? static_cast<float>(tensionOf(chords[at], local->key)) : 0.6F * last;
        curve.values.push_back(last);
    }
    return curve;
}

// Bits of surprise in the choice of chords, how many are sevenths and how many leave the scale.
double complexityOf(const EstimatedKey &key, std::span<const SoundingChord> chords)
{
    std::map<std::pair<int, bool>, double> time;
    double total = 0;
    double sevenths = 0;
    double foreign = 0;
    for (const SoundingChord &chord : chords) {
        if (!chord.isChord())
            continue;
        const double length = chord.end - chord.start;
        const LocalKey *local = keyAt(key, chord.start);
        time[{chord.root, chord.isMinor()}] += length;
        total += length;
        sevenths += roughness(chord.kind) > 0 ? length : 0;
        foreign += local && foreignNotes(chord, local->key) > 0 ? length : 0;
    }
    double bits = 0;
    for (const auto &[chord, length] : time)
        bits -= length / total * std::log2(length / total);
    return 0.5 * ramp(bits, 0.5, 3.5) + 0.25 * ramp(sevenths / total, 0, 0.8) + 0.25 * ramp(foreign / total, 0, 0.5);
}

double changesPerSecond(std::span<const SoundingChord> chords)
{
    double time = 0;
    int changes = 0;
    for (size_t i = 0; i < chords.size(); ++i) {
        time += chords[i].isChord() ? chords[i].end - chords[i].start : 0;
        changes += i > 0 && chords[i].isChord() && chords[i - 1].isChord() ? 1 : 0;
    }
    return time > 0 ? changes / time : 0;
}

} // namespace

QString degreeName(const SoundingChord &chord, int key)
{
    static constexpr std::array<const char *, 12> kInMajor = {"I",   "bII", "II",  "bIII", "III",  "IV",
                                                              "#IV", "V",   "bVI", "VI",   "bVII", "VII"};
    static constexpr std::array<const char *, 12> kInMinor = {"I",   "bII", "II", "III", "#III", "IV",
                                                              "#IV", "V",   "VI", "#VI", "VII",  "#VII"};
    if (!chord.isChord())
        return {};
    const QLatin1String name((key < 12 ? kInMajor : kInMinor)[static_cast<size_t>((chord.root - key % 12 + 12) % 12)]);
    // A power chord is told as the scale has it.
    const bool isMinor = chord.hasThird() ? chord.isMinor() : !inScale(chord.root + 4 - key % 12, key >= 12);
    return isMinor ? QString(name).toLower() : QString(name);
}

Harmony describeHarmony(const EstimatedKey &key, std::span<const SoundingChord> chords, const SongFeatures &features)
{
    Harmony harmony;
    const Ticks duration = Ticks::fromSamples(features.sampleCount, std::max(1, features.sampleRate));
    for (const LocalKey &span : key.spans)
        harmony.keys.push_back({Ticks::fromSeconds(span.start), Ticks::fromSeconds(span.end), keyName(span.key), span.confidence});
    if (!harmony.keys.empty())
        harmony.keys.back().end = duration;
    const bool any = std::any_of(chords.begin(), chords.end(), [](const SoundingChord &chord) { return chord.isChord(); });
    if (key.isClear() || any)
        harmony.tuningHz = 440 * std::exp2(features.spectrum.tuningCents / 1200);
    if (!any)
        return harmony;
    for (const SoundingChord &chord : chords)
        harmony.chords.push_back({Ticks::fromSeconds(chord.start), Ticks::fromSeconds(chord.end), chordName(chord), chord.confidence});
    harmony.chords.back().end = std::min(harmony.chords.back().end, duration);
    harmony.complexity = complexityOf(key, chords);
    harmony.changeRate = changesPerSecond(chords);
    if (key.isClear()) {
        harmony.progression = commonProgression(stepsOf(key, chords));
        harmony.tension = tensionCurve(key, chords, features.seconds());
    }
    return harmony;
}

} // namespace sc::audio
