// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/mood.h"

#include "core/audio/series.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

double brightness(double centroidHz)
{
    return ramp(std::log(std::max(20.0, centroidHz)), std::log(600), std::log(4500));
}

double activity(double onsetRate)
{
    return ramp(onsetRate, 0.5, 8);
}

// Short-term loudness averaged as power; silence counts as what it is.
double meanLufs(const Curve &loudness, Ticks start, Ticks end)
{
    double power = 0;
    size_t count = 0;
    for (size_t i = 0; i < loudness.values.size(); ++i) {
        const Ticks at = Ticks(loudness.step.value() * static_cast<std::int64_t>(i));
        if (at < start || at >= end)
            continue;
        power += std::pow(10, double(loudness.values[i]) / 10);
        ++count;
    }
    return count > 0 ? 10 * std::log10(power / static_cast<double>(count)) : -70;
}

// The key that sounds longest between two times.
const KeySpan *keyBetween(const Harmony &harmony, Ticks start, Ticks end)
{
    const KeySpan *best = nullptr;
    Ticks longest;
    for (const KeySpan &span : harmony.keys) {
        const Ticks shared = std::min(span.end, end) - std::max(span.start, start);
        if (shared > longest) {
            longest = shared;
            best = &span;
        }
    }
    return best;
}

double majorness(const QString &key, double confidence)
{
    return key.endsWith(u"major") ? confidence : key.endsWith(u"minor") ? -confidence : 0;
}

} // namespace

double valenceOf(const MoodMeasures &measures)
{
    double valence = 0.5 + 0.22 * measures.majorness;
    if (measures.tempo > 0)
        valence += 0.12 * std::clamp(std::log2(measures.tempo / 115) / 0.5, -1.5, 1.5);
    valence += 0.08 * (2 * brightness(measures.centroidHz) - 1) + 0.08 * (2 * activity(measures.onsetRate) - 1);
    return std::clamp(valence, 0.0, 1.0);
}

double arousalOf(const MoodMeasures &measures)
{
    const double loud = ramp(measures.lufs, -30, -8);
    return std::clamp(0.5 * loud + 0.3 * activity(measures.onsetRate) + 0.2 * brightness(measures.centroidHz), 0.0, 1.0);
}

std::vector<MoodPoint> moodBySection(const Analysis &analysis)
{
    std::vector<MoodPoint> points;
    if (!analysis.integratedLufs)
        return points;
    for (const Section &section : analysis.map.sections) {
        const double seconds = std::max(0.1, (section.end - section.start).toSeconds());
        const auto first = std::ranges::lower_bound(analysis.onsets, section.start);
        const auto last = std::ranges::lower_bound(analysis.onsets, section.end);
        const KeySpan *key = keyBetween(analysis.harmony, section.start, section.end);
        MoodMeasures measures;
        measures.lufs = meanLufs(analysis.loudness, section.start, section.end);
        measures.onsetRate = static_cast<double>(last - first) / seconds;
        measures.centroidHz = analysis.spectralCentroid.value.value_or(1600);
        measures.tempo = analysis.tempo.value.value_or(0);
        measures.majorness =
            key ? majorness(key->name, key->confidence) : majorness(analysis.key.value.value_or(QString()), analysis.key.confidence);
        points.push_back({valenceOf(measures), arousalOf(measures), std::min(0.5, analysis.valence.confidence)});
    }
    return points;
}

} // namespace sc::audio
