// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/key_estimator.h"

#include "core/audio/beat_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace sc::audio {

namespace {

using Profile = std::array<double, 12>;
using Scores = std::array<double, 24>;

struct ProfilePair
{
    Profile major;
    Profile minor;
};

constexpr std::array<ProfilePair, 3> kProfiles = {
    ProfilePair{{6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88},
                {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17}},
    ProfilePair{{5, 2, 3.5, 2, 4.5, 4, 2, 4.5, 2, 3.5, 1.5, 4}, {5, 2, 3.5, 4.5, 2, 4, 2, 4.5, 3.5, 2, 1.5, 4}},
    ProfilePair{{1, 0, .42, 0, .53, .37, 0, .77, 0, .38, .21, .30}, {1, 0, .36, .39, 0, .38, 0, .74, .27, 0, .42, .23}},
};
constexpr double kTemperature = 0.1;
constexpr double kBassWeight = 1.6;
constexpr double kLeastConfidence = 0.12;

double correlation(const Profile &profile, const std::array<float, 12> &chroma, int tonic)
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

// Frames weigh by how much sounds in them, softly, so that a loud passage does not decide alone.
Chroma36 weightedMean(const std::vector<Chroma36> &frames)
{
    Chroma36 sum{};
    for (const Chroma36 &frame : frames) {
        const float total = std::accumulate(frame.begin(), frame.end(), 0.0F);
        if (total < 1e-3F)
            continue;
        const float weight = 1 / std::sqrt(total);
        for (size_t i = 0; i < sum.size(); ++i)
            sum[i] += weight * frame[i];
    }
    return sum;
}

Scores probabilities(const std::array<float, 12> &chroma, const std::array<float, 12> &bass)
{
    Scores total{};
    const float bassSum = std::max(1e-9F, std::accumulate(bass.begin(), bass.end(), 0.0F));
    for (const ProfilePair &pair : kProfiles) {
        Scores scores{};
        double sum = 0;
        for (int key = 0; key < 24; ++key) {
            const double fit = correlation(key < 12 ? pair.major : pair.minor, chroma, key % 12);
            const double tonic = double(bass[static_cast<size_t>(key % 12)] / bassSum) - 1.0 / 12;
            scores[static_cast<size_t>(key)] = std::exp(fit / kTemperature + kBassWeight * tonic / kTemperature * 0.5);
            sum += scores[static_cast<size_t>(key)];
        }
        for (size_t key = 0; key < 24; ++key)
            total[key] += scores[key] / sum / kProfiles.size();
    }
    return total;
}

} // namespace

QString keyName(int key)
{
    static constexpr std::array<const char *, 12> kTonics = {"C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"};
    return QLatin1String(kTonics[static_cast<size_t>(key % 12)]) + QLatin1String(key < 12 ? " major" : " minor");
}

EstimatedKey estimateKey(const SongFeatures &features)
{
    EstimatedKey key;
    const std::array<float, 12> chroma = foldChroma(weightedMean(features.slow.chroma), features.spectrum.tuningCents);
    const std::array<float, 12> bass = foldChroma(weightedMean(features.slow.bass), features.spectrum.tuningCents);
    const float sum = std::accumulate(chroma.begin(), chroma.end(), 0.0F);
    if (sum <= 0 || features.slow.chroma.size() < 20)
        return key;
    const Scores scores = probabilities(chroma, bass);
    std::array<int, 24> order{};
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return scores[static_cast<size_t>(a)] > scores[static_cast<size_t>(b)]; });
    const double best = scores[static_cast<size_t>(order[0])];
    const double second = scores[static_cast<size_t>(order[1])];
    // One tone, or noise, fits many keys: at least four pitch classes must carry weight, and not all twelve alike.
    const auto heard = std::count_if(chroma.begin(), chroma.end(), [&](float value) { return value > 0.04F * sum; });
    const float top = *std::max_element(chroma.begin(), chroma.end());
    const double shape = heard < 4 || top < 0.115F * sum ? 0 : 1;
    key.confidence = shape * std::clamp((best - second) / std::max(1e-9, best + second) * 0.6 + best * 0.4, 0.0, 1.0);
    if (key.confidence < kLeastConfidence) {
        key.confidence = 0;
        return key;
    }
    key.name = keyName(order[0]);
    key.second = keyName(order[1]);
    key.secondDistance = 1 - second / best;
    return key;
}

} // namespace sc::audio
