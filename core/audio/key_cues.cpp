// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/key_cues.h"

#include "core/audio/beat_features.h"
#include "core/audio/series.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sc::audio {

namespace {

using Profile = std::array<double, 12>;
using Classes = std::array<float, 12>;

struct ProfilePair
{
    Profile major;
    Profile minor;
};

// Krumhansl and Kessler 1982, Temperley 1999, and Faraldo et al. 2016 for electronic music.
constexpr std::array<ProfilePair, 3> kProfiles = {
    ProfilePair{{6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88},
                {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17}},
    ProfilePair{{5, 2, 3.5, 2, 4.5, 4, 2, 4.5, 2, 3.5, 1.5, 4}, {5, 2, 3.5, 4.5, 2, 4, 2, 4.5, 3.5, 2, 1.5, 4}},
    ProfilePair{{1, 0, .42, 0, .53, .37, 0, .77, 0, .38, .21, .30}, {1, 0, .36, .39, 0, .38, 0, .74, .27, 0, .42, .23}},
};
constexpr double kTemperature = 0.1;
constexpr double kShortestAnchor = 0.5; // seconds that a first or last chord lasts at least
constexpr double kChangeOfKey = 20;     // nats, of chord seconds
constexpr double kDoubtMargin = 0.12;   // nats a second that thirds must make no sense by
constexpr double kMinorBareLog = -2.3;  // a minor third that is no note of the chord is rare

// Shares of major-like and minor-like chords on each degree, from tables of popular and common-practice harmony
// (Temperley and de Clercq 2013 for the former), rounded; never zero, so that one odd chord does not rule a key out.
struct DegreeTable
{
    Profile major;
    Profile minor;
};
constexpr DegreeTable kInMajor = {{.30, .006, .025, .01, .02, .19, .006, .19, .012, .012, .035, .006},
                                  {.012, .004, .07, .004, .04, .015, .008, .012, .004, .10, .004, .008}};
constexpr DegreeTable kInMinor = {{.02, .012, .01, .09, .006, .04, .006, .07, .14, .004, .13, .004},
                                  {.30, .004, .02, .006, .006, .11, .004, .06, .004, .004, .012, .006}};

Classes weightedMean(const std::vector<Chroma36> &frames, double from, double to, double tuning)
{
    Chroma36 sum{};
    const auto end = std::min(frames.size(), static_cast<size_t>(std::max(0.0, std::ceil(to * kSlowRate))));
    for (auto i = static_cast<size_t>(std::max(0.0, from * kSlowRate)); i < end; ++i) {
        // Frames weigh by how much sounds in them, softly, so that a loud passage does not decide alone.
        const float total = std::accumulate(frames[i].begin(), frames[i].end(), 0.0F);
        if (total < 1e-3F)
            continue;
        for (size_t bin = 0; bin < sum.size(); ++bin)
            sum[bin] += frames[i][bin] / std::sqrt(total);
    }
    return foldChroma(sum, tuning);
}

double correlation(const Profile &profile, const Classes &chroma, int tonic)
{
    const double profileMean = std::accumulate(profile.begin(), profile.end(), 0.0) / 12;
    const double chromaMean = std::accumulate(chroma.begin(), chroma.end(), 0.0) / 12;
    double product = 0;
    double a = 1e-12;
    double b = 1e-12;
    for (int i = 0; i < 12; ++i) {
        const double x = profile[static_cast<size_t>(i)] - profileMean;
        const double y = double(chroma[static_cast<size_t>((i + tonic) % 12)]) - chromaMean;
        product += x * y;
        a += x * x;
        b += y * y;
    }
    return product / std::sqrt(a * b);
}

std::array<double, kKeys> profileProbabilities(const Classes &chroma)
{
    std::array<double, kKeys> total{};
    for (const ProfilePair &pair : kProfiles) {
        std::array<double, kKeys> scores{};
        double sum = 0;
        for (int key = 0; key < kKeys; ++key) {
            scores[static_cast<size_t>(key)] = std::exp(correlation(key < 12 ? pair.major : pair.minor, chroma, key % 12) / kTemperature);
            sum += scores[static_cast<size_t>(key)];
        }
        for (size_t key = 0; key < kKeys; ++key)
            total[key] += scores[key] / sum / kProfiles.size();
    }
    return total;
}

// 1 for the tonic triad or seventh of a key, something for its root with the other third (power chords, riffs).
double tonicMatch(const SoundingChord &chord, int key)
{
    if (chord.root != key % 12)
        return 0;
    if (!chord.hasThird())
        return 0.8;
    return chord.isMinor() == (key >= 12) ? 1 : 0.3;
}

const SoundingChord *chordAt(std::span<const SoundingChord> chords, double time)
{
    for (const SoundingChord &chord : chords) {
        if (chord.isChord() && chord.start <= time && time < chord.end)
            return &chord;
    }
    return nullptr;
}

double phraseShare(const SongFeatures &features, std::span<const SoundingChord> chords, std::span<const double> bars, int key)
{
    double sum = 0;
    double count = 0;
    const double loudest = features.loudness.momentaryMax.value_or(0);
    for (size_t i = 0; i < bars.size(); i += 4) {
        const double length = i + 1 < bars.size() ? bars[i + 1] - bars[i] : 1;
        if (const SoundingChord *chord = chordAt(chords, bars[i] + 0.2 * length)) {
            // Loud phrases weigh more: a refrain tells the key better than what leads to it.
            const double loudness = meanBetween(features.loudness.momentary, bars[i] * kSlowRate, (bars[i] + 2) * kSlowRate);
            const double weight = std::pow(10, std::max(-30.0, loudness - loudest) / 20);
            sum += weight * tonicMatch(*chord, key);
            count += weight;
        }
    }
    return count > 0 ? sum / count : 0;
}

double cadenceShare(std::span<const SoundingChord> chords, int key)
{
    double sum = 0;
    double changes = 0;
    for (size_t i = 1; i < chords.size(); ++i) {
        if (!chords[i].isChord() || !chords[i - 1].isChord() || chords[i].root == chords[i - 1].root)
            continue;
        changes += 1;
        if (chords[i - 1].root == (key + 7) % 12)
            sum += tonicMatch(chords[i], key) * (chords[i - 1].isMinor() ? 0.4 : 1);
    }
    return changes > 0 ? sum / changes : 0;
}

} // namespace

double degreeLikelihood(const SoundingChord &chord, int key)
{
    const DegreeTable &table = key < 12 ? kInMajor : kInMinor;
    const auto degree = static_cast<size_t>((chord.root - key % 12 + 12) % 12);
    const double share = chord.hasThird() ? (chord.isMinor() ? table.minor[degree] : table.major[degree])
                                          : 0.9 * std::max(table.major[degree], table.minor[degree]);
    return std::log(share);
}

std::vector<SoundingChord> withHonestThirds(std::vector<SoundingChord> chords)
{
    // A song that modulates makes sense as heard in one key after the other.
    std::array<double, kKeys> asHeard{};
    std::array<double, kKeys> rootsOnly{};
    double time = 0;
    for (const SoundingChord &chord : chords) {
        if (!chord.isChord())
            continue;
        const double length = chord.end - chord.start;
        const double elsewhere = *std::max_element(asHeard.begin(), asHeard.end()) - kChangeOfKey;
        SoundingChord bare = chord;
        bare.kind = ChordKind::Power;
        time += length;
        for (int key = 0; key < kKeys; ++key) {
            const auto at = static_cast<size_t>(key);
            asHeard[at] = std::max(asHeard[at], elsewhere) + length * degreeLikelihood(chord, key);
            rootsOnly[at] += length * (degreeLikelihood(bare, key) + (chord.isMinor() ? kMinorBareLog : 0));
        }
    }
    const double gain = *std::max_element(rootsOnly.begin(), rootsOnly.end()) - *std::max_element(asHeard.begin(), asHeard.end());
    if (time > 0 && gain / time > kDoubtMargin) {
        for (SoundingChord &chord : chords)
            chord.kind = chord.isMinor() || !chord.isChord() ? chord.kind : ChordKind::Power;
    }
    return chords;
}

std::array<KeyCues, kKeys> keyCues(const SongFeatures &features, std::span<const SoundingChord> chords, std::span<const double> bars,
                                   double from, double to)
{
    std::array<KeyCues, kKeys> cues{};
    const double tuning = features.spectrum.tuningCents;
    const std::array<double, kKeys> profiles = profileProbabilities(weightedMean(features.slow.chroma, from, to, tuning));
    const Classes bass = weightedMean(features.slow.bass, from, to, tuning);
    const float bassSum = std::accumulate(bass.begin(), bass.end(), 0.0F);
    const auto sounds = [](const SoundingChord &chord) { return chord.isChord() && chord.end - chord.start > kShortestAnchor; };
    const auto first = std::find_if(chords.begin(), chords.end(), sounds);
    const auto last = std::find_if(chords.rbegin(), chords.rend(), sounds);
    for (int key = 0; key < kKeys; ++key) {
        KeyCues &cue = cues[static_cast<size_t>(key)];
        cue.profile = std::log(profiles[static_cast<size_t>(key)] + 1e-4);
        cue.bass = bassSum > 0 ? double(bass[static_cast<size_t>(key % 12)] / bassSum) : 0;
        if (first == chords.end())
            continue;
        double time = 0;
        for (const SoundingChord &chord : chords) {
            if (!chord.isChord())
                continue;
            cue.degrees += degreeLikelihood(chord, key) * (chord.end - chord.start);
            time += chord.end - chord.start;
            cue.share += tonicMatch(chord, key) * (chord.end - chord.start);
        }
        cue.degrees /= std::max(1e-9, time);
        cue.share /= std::max(1e-9, time);
        cue.first = tonicMatch(*first, key);
        cue.last = tonicMatch(*last, key);
        cue.phrases = phraseShare(features, chords, bars, key);
        cue.cadences = cadenceShare(chords, key);
    }
    return cues;
}

} // namespace sc::audio
