// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/label_classifier.h"
#include "core/audio/series.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kShortestForWords = 8; // seconds
constexpr double kLeastKey = 0.25;
constexpr double kLeastBeat = 0.3;

// A tag is said from half-way between its limits on; its confidence is that share times the measure's own.
struct TagLimit
{
    const char *name;
    std::optional<double> value;
    double from;
    double to; // below `from` for what falls
    double confidence;
};

double reached(const TagLimit &limit)
{
    if (!limit.value)
        return 0;
    return limit.to > limit.from ? ramp(*limit.value, limit.from, limit.to) : 1 - ramp(*limit.value, limit.to, limit.from);
}

void addTags(std::vector<Label> &labels, const Analysis &analysis)
{
    const double seconds = analysis.duration.toSeconds();
    const double onsetRate = seconds > 0 ? static_cast<double>(analysis.onsets.size()) / seconds : 0;
    const std::optional<double> seam = analysis.loops.empty() ? std::nullopt : std::optional(analysis.loops.front().seam);
    const std::array<TagLimit, 11> limits = {{
        {"fast", analysis.tempo.value, 120, 145, analysis.tempo.confidence},
        {"slow", analysis.tempo.value, 95, 75, analysis.tempo.confidence},
        {"loud", analysis.integratedLufs, -14, -9, 1},
        {"quiet", analysis.integratedLufs, -18, -24, 1},
        {"dynamic", analysis.loudnessRange, 7, 13, 1},
        {"steady", analysis.rhythm.tempoStability, 0.7, 0.95, analysis.beatConfidence},
        {"bright", analysis.spectralCentroid.value, 2000, 3200, 1},
        {"dark", analysis.spectralCentroid.value, 1500, 900, 1},
        {"dense", onsetRate, 4, 7, 0.9},
        {"sparse", onsetRate, 3, 1.2, 0.9},
        {"loopable", seam, 0.5, 1, 1},
    }};
    for (const TagLimit &limit : limits) {
        const double share = reached(limit);
        const double confidence = std::round(share * limit.confidence * 1e4) / 1e4;
        if (share >= 0.5 && confidence >= builtInLabelModel().sayFrom)
            labels.push_back({LabelKind::Tag, QLatin1String(limit.name), confidence, {}});
    }
}

} // namespace

std::vector<Label> labelSong(const Analysis &analysis, const SongFeatures &features, const OnsetFunctions &onsets)
{
    if (features.seconds() < kShortestForWords || !analysis.integratedLufs)
        return {};
    // Noise, a tone, speech in a hall: measures fit some rule by chance, so without music there are no words.
    const bool isMusic = analysis.onsets.size() >= 8 && (analysis.key.confidence >= kLeastKey || analysis.beatConfidence >= kLeastBeat);
    std::vector<Label> labels = isMusic ? classify(builtInLabelModel(), labelFeatures(analysis, features, onsets)) : std::vector<Label>();
    addTags(labels, analysis);
    std::ranges::stable_sort(
        labels, [](const Label &a, const Label &b) { return a.kind != b.kind ? a.kind < b.kind : a.confidence > b.confidence; });
    return labels;
}

} // namespace sc::audio
