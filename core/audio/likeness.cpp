// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/likeness.h"

#include "core/audio/compatible_keys.h"
#include "core/audio/embedding.h"
#include "core/audio/likeness_vector.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

// Distances at which a part scores 0.61: for sets of numbers squared, near what lies between songs of one style.
constexpr float kTempoReach = 0.12F; // octaves
constexpr float kKeyReach = 1.8F;    // fifths
constexpr float kDurationReach = 0.6F;
constexpr float kChromaReach = 0.04F;
constexpr float kTimbreReach = 24.0F;
constexpr float kRhythmReach = 0.5F;
constexpr float kEnergyReach = 0.7F;

constexpr std::array<const char *, kLikenessParts> kParts = {"tempo", "key", "chroma", "timbre", "rhythm", "energy", "duration"};

float bell(float squared, float reachSquared)
{
    return std::exp(-0.5F * squared / reachSquared);
}

template<class Range> bool hasAny(const Range &values)
{
    return std::ranges::any_of(values, [](float value) { return value != 0; });
}

// The energy curve as 16 means, so that songs of any length can be laid over each other.
std::array<float, 16> energyShape(const Curve &curve)
{
    std::array<float, 16> shape{};
    const size_t count = curve.values.size();
    for (size_t i = 0; i < shape.size() && count > 0; ++i) {
        const size_t from = i * count / shape.size();
        const size_t to = std::max(from + 1, (i + 1) * count / shape.size());
        double sum = 0;
        for (size_t k = from; k < to && k < count; ++k)
            sum += double(curve.values[k]);
        shape[i] = static_cast<float>(sum / static_cast<double>(to - from));
    }
    return shape;
}

} // namespace

LikenessProfile likenessProfile(const Analysis &analysis)
{
    LikenessProfile profile;
    profile.bpm = static_cast<float>(analysis.tempo.value.value_or(0));
    if (const auto place = keyPlace(analysis.key.value.value_or(QString()))) {
        profile.key = static_cast<float>(place->fifths);
        profile.isMinor = place->isMinor;
    }
    profile.seconds = static_cast<float>(analysis.duration.toSeconds());
    profile.energy = energyShape(analysis.map.energy);
    profile.level = static_cast<float>(analysis.energy.value.value_or(0));
    const std::vector<float> &place = analysis.embedding;
    if (place.size() == embedding::kSize) {
        std::copy_n(place.begin() + embedding::kTimbreMean, profile.timbre.size(), profile.timbre.begin());
        std::copy_n(place.begin() + embedding::kRhythm, profile.rhythm.size(), profile.rhythm.begin());
        std::copy_n(place.begin() + embedding::kChroma, profile.chroma.size(), profile.chroma.begin());
    }
    return profile;
}

LikenessValues defaultLikenessWeights()
{
    return {0.15, 0.10, 0.05, 0.35, 0.20, 0.10, 0.05};
}

QString likenessPartName(LikenessPart part)
{
    return QLatin1String(kParts[static_cast<size_t>(part)]);
}

LikenessVector likenessVector(const LikenessProfile &profile)
{
    LikenessVector vector;
    auto out = vector.values.begin();
    out = std::ranges::transform(profile.chroma, out, [](float share) { return std::sqrt(std::max(0.0F, share)); }).out;
    out = std::ranges::copy(profile.timbre, out).out;
    out = std::ranges::copy(profile.rhythm, out).out;
    out = std::ranges::copy(profile.energy, out).out;
    *out = profile.level;
    vector.octave = profile.bpm > 0 ? std::log2(profile.bpm) : 0;
    vector.logSeconds = profile.seconds > 0 ? std::log2(profile.seconds) : 0;
    vector.key = static_cast<std::int8_t>(std::clamp(profile.key, 0.0F, 11.0F) + (profile.isMinor ? 12.0F : 0.0F));
    vector.isKnown = {profile.bpm > 0,        profile.key >= 0,       hasAny(profile.chroma),
                      hasAny(profile.timbre), hasAny(profile.rhythm), hasAny(profile.energy) || profile.level > 0,
                      profile.seconds > 0};
    return vector;
}

float tempoScore(float octaveA, float octaveB)
{
    const float apart = octaveA - octaveB;
    const float folded = apart - std::round(apart); // half and double tempo are felt alike
    return bell(folded * folded, kTempoReach * kTempoReach);
}

float keyScore(int keyA, int keyB)
{
    static const auto kScores = [] {
        std::array<float, 24> scores{}; // by steps up, then the other mode
        for (int apart = 0; apart < 24; ++apart) {
            const double distance = keyDistance({apart % 12, false}, {0, apart >= 12});
            scores[static_cast<size_t>(apart)] = bell(static_cast<float>(distance * distance), kKeyReach * kKeyReach);
        }
        return scores;
    }();
    const int steps = (keyA % 12 - keyB % 12 + 12) % 12;
    return kScores[static_cast<size_t>(steps + ((keyA < 12) == (keyB < 12) ? 0 : 12))];
}

float durationScore(float logSecondsA, float logSecondsB)
{
    const float apart = logSecondsA - logSecondsB;
    return bell(apart * apart, kDurationReach * kDurationReach);
}

float spreadScore(LikenessPart part, float squaredDistance)
{
    switch (part) {
    case LikenessPart::Chroma:
        return bell(squaredDistance, kChromaReach);
    case LikenessPart::Timbre:
        return bell(squaredDistance, kTimbreReach);
    case LikenessPart::Rhythm:
        return bell(squaredDistance, kRhythmReach);
    default:
        return bell(squaredDistance, kEnergyReach);
    }
}

LikenessValues usableWeights(const LikenessValues &weights)
{
    LikenessValues usable{};
    std::ranges::transform(weights, usable.begin(), [](double weight) { return weight > 0 && std::isfinite(weight) ? weight : 0; });
    return usable;
}

Likeness likeness(const LikenessVector &a, const LikenessVector &b, const LikenessValues &weights)
{
    const auto squared = [&](size_t from, size_t to) {
        float sum = 0;
        for (size_t i = from; i < to; ++i)
            sum += (a.values[i] - b.values[i]) * (a.values[i] - b.values[i]);
        return sum;
    };
    const std::array<float, kLikenessParts> scores = {
        tempoScore(a.octave, b.octave),
        keyScore(a.key, b.key),
        spreadScore(LikenessPart::Chroma, squared(0, LikenessVector::kChromaEnd)),
        spreadScore(LikenessPart::Timbre, squared(LikenessVector::kChromaEnd, LikenessVector::kTimbreEnd)),
        spreadScore(LikenessPart::Rhythm, squared(LikenessVector::kTimbreEnd, LikenessVector::kRhythmEnd)),
        spreadScore(LikenessPart::Energy, squared(LikenessVector::kRhythmEnd, LikenessVector::kEnergyEnd)),
        durationScore(a.logSeconds, b.logSeconds),
    };
    const LikenessValues usable = usableWeights(weights);
    Likeness result;
    double sum = 0;
    double whole = 0;
    for (size_t part = 0; part < kLikenessParts; ++part) {
        result.isKnown[part] = a.isKnown[part] && b.isKnown[part];
        if (!a.isKnown[part] && !b.isKnown[part])
            continue;
        result.parts[part] = double(result.isKnown[part] ? scores[part] : kHalfKnownScore);
        sum += usable[part] * result.parts[part];
        whole += usable[part];
    }
    if (whole > 0)
        result.total = std::min(1.0, sum / whole);
    else
        result.total = a.values == b.values && a.octave == b.octave && a.key == b.key && a.logSeconds == b.logSeconds ? 1 : 0;
    return result;
}

Likeness likeness(const LikenessProfile &a, const LikenessProfile &b, const LikenessValues &weights)
{
    return likeness(likenessVector(a), likenessVector(b), weights);
}

} // namespace sc::audio
