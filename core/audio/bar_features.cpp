// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/bar_features.h"

#include "core/audio/beat_features.h"
#include "core/audio/series.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace sc::audio {

namespace {

constexpr double kFixedStep = 2;         // seconds, where there are no bars
constexpr double kLeastConfidence = 0.1; // of beats that bars are built on
constexpr double kAudible = 0.01;        // of the loudest moment, where sound begins
constexpr double kStillPlaying = 14;     // LU under the usual loudness
constexpr double kDecay = 3;             // LU from the first half of a bar to the second

float decibels(double value)
{
    return static_cast<float>(20 * std::log10(std::max(1e-5, value)));
}

std::array<float, 12> timbreOf(const std::vector<MelFrame> &mel, double from, double to)
{
    MelFrame mean{};
    const auto first = static_cast<std::ptrdiff_t>(std::max(0.0, std::floor(from * kSlowRate)));
    const auto end = std::min(std::ssize(mel), std::max(first + 1, static_cast<std::ptrdiff_t>(std::lround(to * kSlowRate))));
    for (std::ptrdiff_t i = first; i < end; ++i) {
        for (size_t band = 0; band < kMelBands; ++band)
            mean[band] += mel[static_cast<size_t>(i)][band] / static_cast<float>(end - first);
    }
    std::array<float, 12> cepstrum{};
    for (size_t k = 0; k < cepstrum.size(); ++k) {
        for (size_t band = 0; band < kMelBands; ++band)
            cepstrum[k] +=
                mean[band] *
                static_cast<float>(std::cos(std::numbers::pi * static_cast<double>(k + 1) * (static_cast<double>(band) + 0.5) / kMelBands));
    }
    return cepstrum;
}

double soundStart(const SongFeatures &features)
{
    const std::vector<float> &rms = features.frames.rms;
    const float loudest = rms.empty() ? 0.0F : *std::max_element(rms.begin(), rms.end());
    const auto first = std::find_if(rms.begin(), rms.end(), [&](float value) { return double(value) > kAudible * double(loudest); });
    return first == rms.end() ? 0 : static_cast<double>(first - rms.begin()) / kFrameRate;
}

std::vector<double> downbeats(const std::vector<Beat> &beats, double from, double to)
{
    std::vector<double> times;
    for (const Beat &beat : beats) {
        const double time = beat.time.toSeconds();
        if (beat.isDownbeat() && time > from && time < to && (times.empty() || time > times.back() + 0.3))
            times.push_back(time);
    }
    return times;
}

// Bars that only decay after the last note belong to what they decay from.
void dropTail(std::vector<double> &edges, const SongFeatures &features, const std::vector<double> &onsets)
{
    const auto level = [&](double from, double to) { return meanBetween(features.loudness.momentary, from * kSlowRate, to * kSlowRate); };
    const double usual = double(percentile(features.loudness.momentary, 0.6));
    for (int dropped = 0; edges.size() > 3; ++dropped) {
        const double start = edges[edges.size() - 2];
        const double middle = (start + edges.back()) / 2;
        const auto played =
            std::count_if(onsets.begin(), onsets.end(), [&](double onset) { return onset > start + 0.1 && onset < edges.back(); });
        // A chord may ring on without a new note for a bar or two.
        const bool rings = played == 0 && dropped < 2;
        const bool decays = level(middle, edges.back()) < level(start, middle) - kDecay;
        // Reverberation is full of onsets that are none, but it only falls.
        const bool dies = level(middle, edges.back()) < level(start, middle) - 2 * kDecay && level(start, edges.back()) < usual - kDecay;
        const bool quiet = level(start, edges.back()) < usual - kStillPlaying;
        if (!rings && !dies && (played > 1 + (edges.back() - start) / 2 || !(decays || quiet)))
            return;
        edges.pop_back();
    }
}

} // namespace

std::vector<double> barEdges(const std::vector<Beat> &beats, double beatConfidence, const SongFeatures &features,
                             const std::vector<double> &onsets)
{
    const double end = features.seconds();
    const double begin = soundStart(features);
    std::vector<double> edges = beatConfidence >= kLeastConfidence ? downbeats(beats, begin - 0.3, end - 0.3) : std::vector<double>();
    if (edges.size() < 4) {
        edges.clear();
        for (double time = begin; time < end - 0.7 * kFixedStep; time += kFixedStep)
            edges.push_back(time);
    }
    if (edges.empty())
        return {};
    const double step = edges.size() > 1 ? edges[1] - edges[0] : kFixedStep;
    while (edges.front() - 0.9 * step > begin)
        edges.insert(edges.begin(), std::max(begin, edges.front() - step));
    edges.front() = std::min(edges.front(), begin); // a pick-up belongs to the bar after it
    const double lastStep = edges.size() > 1 ? edges.back() - edges[edges.size() - 2] : kFixedStep;
    while (edges.back() + 1.5 * lastStep < end)
        edges.push_back(edges.back() + lastStep);
    edges.push_back(std::max(end, edges.back() + 0.01));
    dropTail(edges, features, onsets);
    return edges;
}

std::vector<BarFeatures> barFeatures(const std::vector<double> &edges, const SongFeatures &features, const std::vector<double> &onsets)
{
    std::vector<BarFeatures> bars;
    for (size_t i = 0; i + 1 < edges.size(); ++i) {
        BarFeatures bar;
        bar.start = edges[i];
        bar.end = edges[i + 1];
        bar.timbre = timbreOf(features.slow.mel, bar.start, bar.end);
        Chroma36 sum{};
        for (auto at = static_cast<size_t>(bar.start * kSlowRate);
             at < std::min(features.slow.chroma.size(), static_cast<size_t>(bar.end * kSlowRate)); ++at) {
            for (size_t bin = 0; bin < sum.size(); ++bin)
                sum[bin] += features.slow.chroma[at][bin];
        }
        bar.tonal = std::accumulate(sum.begin(), sum.end(), 0.0F) / static_cast<float>(std::max(0.1, bar.end - bar.start));
        bar.chroma = foldChroma(sum, features.spectrum.tuningCents);
        float norm = 1e-9F;
        for (const float value : bar.chroma)
            norm += value * value;
        for (float &value : bar.chroma)
            value /= std::sqrt(norm);
        bar.loudness = static_cast<float>(meanBetween(features.loudness.momentary, bar.start * kSlowRate, bar.end * kSlowRate));
        bar.low = decibels(meanBetween(features.frames.level[0], bar.start * kFrameRate, bar.end * kFrameRate));
        bar.high = decibels(meanBetween(features.frames.level[3], bar.start * kFrameRate, bar.end * kFrameRate));
        const auto high = [&](double from, double to) {
            return decibels(meanBetween(features.frames.level[3], from * kFrameRate, to * kFrameRate));
        };
        bar.crash = high(bar.start + 0.05, bar.start + 0.35) - high(bar.start - 0.35, bar.start - 0.03);
        const auto first = std::lower_bound(onsets.begin(), onsets.end(), bar.start);
        const auto last = std::lower_bound(onsets.begin(), onsets.end(), bar.end);
        bar.onsets = static_cast<float>(static_cast<double>(last - first) / std::max(0.1, bar.end - bar.start));
        bars.push_back(bar);
    }
    return bars;
}

} // namespace sc::audio
