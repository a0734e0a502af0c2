// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/embedding.h"

#include "core/audio/beat_features.h"
#include "core/audio/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace sc::audio {

namespace {

constexpr int kCepstra = 20;
constexpr float kGate = 5; // tenfold powers below the loud frames: what is quieter is no timbre
constexpr int kPeriods = 12;
constexpr double kShortestPeriod = 0.25; // beats
constexpr int kPeriodsAnOctave = 3;

constexpr float kFarthest = 4; // a strange sound is strange, but no more than that
// Centres and spreads of the places over the corpus's songs of three seeds, so that a distance weighs all of them alike.
constexpr std::array<float, kCepstra> kMeanCentre = {5.88F, 0.27F,  1.01F, 0.61F,  0.25F,  0.03F,  0.14F,  0.03F,  0.12F,  -0.10F,
                                                     0.02F, -0.05F, 0.01F, -0.04F, -0.04F, -0.07F, -0.11F, -0.07F, -0.02F, -0.08F};
constexpr std::array<float, kCepstra> kMeanScale = {0.95F, 1.19F, 0.56F, 0.65F, 0.42F, 0.36F, 0.35F, 0.30F, 0.30F, 0.24F,
                                                    0.25F, 0.21F, 0.22F, 0.19F, 0.20F, 0.18F, 0.15F, 0.14F, 0.13F, 0.12F};
constexpr std::array<float, kCepstra> kSpreadCentre = {1.47F, 1.12F, 0.91F, 0.79F, 0.58F, 0.52F, 0.52F, 0.49F, 0.49F, 0.47F,
                                                       0.44F, 0.41F, 0.39F, 0.40F, 0.41F, 0.42F, 0.41F, 0.39F, 0.36F, 0.32F};
constexpr std::array<float, kCepstra> kSpreadScale = {0.36F, 0.36F, 0.36F, 0.31F, 0.21F, 0.17F, 0.19F, 0.18F, 0.18F, 0.17F,
                                                      0.14F, 0.13F, 0.12F, 0.18F, 0.19F, 0.21F, 0.18F, 0.18F, 0.14F, 0.12F};

std::array<float, kCepstra> cepstrum(const MelFrame &mel)
{
    static const auto kBasis = [] {
        std::array<std::array<float, kMelBands>, kCepstra> basis{};
        for (size_t c = 0; c < kCepstra; ++c) {
            for (size_t b = 0; b < kMelBands; ++b)
                basis[c][b] = static_cast<float>(std::sqrt(2.0 / kMelBands) * std::cos(std::numbers::pi * static_cast<double>(c + 1) *
                                                                                       (static_cast<double>(b) + 0.5) / kMelBands));
        }
        return basis;
    }();
    std::array<float, kCepstra> result{};
    for (size_t c = 0; c < kCepstra; ++c)
        result[c] = std::inner_product(mel.begin(), mel.end(), kBasis[c].begin(), 0.0F);
    return result;
}

void addTimbre(std::vector<float> &out, const SlowSeries &slow)
{
    std::vector<float> levels;
    levels.reserve(slow.mel.size());
    for (const MelFrame &mel : slow.mel)
        levels.push_back(*std::ranges::max_element(mel));
    const float floor = percentile(levels, 0.95) - kGate;
    std::array<double, kCepstra> sum{};
    std::array<double, kCepstra> square{};
    double count = 0;
    for (size_t i = 0; i < slow.mel.size(); ++i) {
        if (levels[i] < floor)
            continue;
        // The quieter the less: where a frame falls on the tail of a click is chance.
        const double weight = std::pow(std::min(1.0, double((levels[i] - floor) / kGate)), 2);
        const auto values = cepstrum(slow.mel[i]);
        for (size_t c = 0; c < kCepstra; ++c) {
            sum[c] += weight * double(values[c]);
            square[c] += weight * double(values[c]) * double(values[c]);
        }
        count += weight;
    }
    for (size_t c = 0; c < kCepstra && count > 0; ++c) {
        const double mean = sum[c] / count;
        const double spread = std::sqrt(std::max(0.0, square[c] / count - mean * mean));
        out[embedding::kTimbreMean + c] = std::clamp((static_cast<float>(mean) - kMeanCentre[c]) / kMeanScale[c], -kFarthest, kFarthest);
        out[embedding::kTimbreSpread + c] =
            std::clamp((static_cast<float>(spread) - kSpreadCentre[c]) / kSpreadScale[c], -kFarthest, kFarthest);
    }
}

// Strongest repeat of a function within each third of an octave of periods, 0..1 of the function with itself.
std::array<float, kPeriods> periodicity(std::span<const float> series, double beatFrames)
{
    std::array<float, kPeriods> result{};
    const double mean = meanBetween(series, 0, static_cast<double>(series.size()));
    std::vector<float> centred(series.begin(), series.end());
    for (float &value : centred)
        value -= static_cast<float>(mean);
    const float whole = std::inner_product(centred.begin(), centred.end(), centred.begin(), 0.0F);
    if (whole <= 0)
        return result;
    for (int period = 0; period < kPeriods; ++period) {
        const double centre = kShortestPeriod * std::exp2(double(period) / kPeriodsAnOctave) * beatFrames;
        const double half = std::exp2(0.5 / kPeriodsAnOctave);
        const auto from = std::max<std::ptrdiff_t>(1, std::lround(centre / half));
        const auto to = std::min<std::ptrdiff_t>(std::ssize(centred) - 1, std::lround(centre * half));
        float best = 0;
        for (std::ptrdiff_t lag = from; lag <= to; ++lag)
            best = std::max(best, std::inner_product(centred.begin() + lag, centred.end(), centred.begin(), 0.0F));
        result[static_cast<size_t>(period)] = best / whole;
    }
    return result;
}

void addRhythm(std::vector<float> &out, const Analysis &analysis, const OnsetFunctions &onsets)
{
    if (!analysis.tempo.value || *analysis.tempo.value <= 0)
        return;
    const double beatFrames = 60 / *analysis.tempo.value * kFrameRate;
    const auto low = periodicity(onsets.band[0], beatFrames);
    std::vector<float> high(onsets.band[2].size());
    std::ranges::transform(onsets.band[2], onsets.band[3], high.begin(), std::plus<>());
    const auto above = periodicity(high, beatFrames);
    std::ranges::copy(low, out.begin() + embedding::kRhythm);
    std::ranges::copy(above, out.begin() + embedding::kRhythm + kPeriods);
}

// Place of the key note in the chromatic octave from C; -1 for no key.
int keyNote(const QString &key)
{
    static constexpr std::array<int, 7> kNatural = {9, 11, 0, 2, 4, 5, 7}; // A..G
    if (key.isEmpty() || key[0] < u'A' || key[0] > u'G')
        return -1;
    int note = kNatural[static_cast<size_t>(key[0].unicode() - u'A')];
    if (key.size() > 1 && key[1] == u'#')
        ++note;
    if (key.size() > 1 && key[1] == u'b')
        note += 11;
    return note % 12;
}

void addChroma(std::vector<float> &out, const Analysis &analysis, const SongFeatures &features)
{
    std::array<double, 12> sum{};
    for (const Chroma36 &frame : features.slow.chroma) {
        const auto folded = foldChroma(frame, features.spectrum.tuningCents);
        for (size_t i = 0; i < 12; ++i)
            sum[i] += double(folded[i]);
    }
    const double whole = std::accumulate(sum.begin(), sum.end(), 0.0);
    if (whole <= 0)
        return;
    const int note = keyNote(analysis.key.value.value_or(QString()));
    const size_t first = note >= 0 ? static_cast<size_t>(note) : static_cast<size_t>(std::ranges::max_element(sum) - sum.begin());
    for (size_t i = 0; i < 12; ++i)
        out[embedding::kChroma + i] = static_cast<float>(sum[(first + i) % 12] / whole);
    for (size_t k = 1; k <= 6; ++k) {
        double re = 0;
        double im = 0;
        for (size_t i = 0; i < 12; ++i) {
            const double angle = 2 * std::numbers::pi * static_cast<double>(k * i) / 12;
            re += sum[i] / whole * std::cos(angle);
            im += sum[i] / whole * std::sin(angle);
        }
        out[embedding::kTonality + k - 1] = static_cast<float>(std::hypot(re, im));
    }
}

void addBalance(std::vector<float> &out, const FrameSeries &frames)
{
    std::array<double, kBands> power{};
    for (size_t band = 0; band < kBands; ++band) {
        for (const float level : frames.level[band])
            power[band] += double(level) * double(level);
    }
    const double whole = std::accumulate(power.begin(), power.end(), 0.0);
    for (size_t band = 0; band < kBands && whole > 0; ++band)
        out[embedding::kBalance + band] = static_cast<float>(std::max(-6.0, std::log10(power[band] / whole + 1e-9)));
}

void addScalars(std::vector<float> &out, const Analysis &analysis)
{
    const double seconds = std::max(1.0, analysis.duration.toSeconds());
    const std::array<double, 10> values = {
        (analysis.integratedLufs.value_or(-20) + 20) / 10,
        analysis.loudnessRange.value_or(0) / 10,
        2 * analysis.energy.value.value_or(0.5) - 1,
        2 * analysis.danceability.value.value_or(0.5) - 1,
        2 * analysis.arousal.value.value_or(0.5) - 1,
        2 * analysis.valence.value.value_or(0.5) - 1,
        std::log2(std::max(20.0, analysis.spectralCentroid.value.value_or(1500)) / 1500),
        static_cast<double>(analysis.onsets.size()) / seconds / 4 - 1,
        analysis.tempo.value ? std::log2(*analysis.tempo.value / 120) : 0,
        2 * analysis.rhythmStrength.value.value_or(0.5) - 1,
    };
    for (size_t i = 0; i < values.size(); ++i)
        out[embedding::kScalars + i] = static_cast<float>(values[i]);
}

} // namespace

std::vector<float> songEmbedding(const Analysis &analysis, const SongFeatures &features, const OnsetFunctions &onsets)
{
    if (!analysis.integratedLufs || features.slow.mel.empty())
        return {};
    std::vector<float> out(embedding::kSize, 0.0F);
    addTimbre(out, features.slow);
    addRhythm(out, analysis, onsets);
    addChroma(out, analysis, features);
    addBalance(out, features.frames);
    addScalars(out, analysis);
    // Rounded as it is stored, so that what was stored equals what was measured.
    for (float &value : out)
        value = std::isfinite(value) ? std::round(value * 1e4F) / 1e4F : 0;
    return out;
}

} // namespace sc::audio
