// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analysis_builder.h"

#include "core/audio/analyzer.h"
#include "core/audio/bar_decoder.h"
#include "core/audio/beat_tracker.h"
#include "core/audio/descriptors.h"
#include "core/audio/embedding.h"
#include "core/audio/grid_fitter.h"
#include "core/audio/key_estimator.h"
#include "core/audio/key_moments.h"
#include "core/audio/section_finder.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::audio {

namespace {

constexpr double kShortestForTempo = 2; // seconds

void takeLevels(Analysis &analysis, SongFeatures &features)
{
    analysis.duration = Ticks::fromSamples(features.sampleCount, std::max(1, features.sampleRate));
    analysis.map.duration = analysis.duration;
    analysis.sampleRate = features.sampleRate;
    analysis.channels = features.channels;
    analysis.integratedLufs = features.loudness.integrated;
    analysis.shortTermMaxLufs = features.loudness.shortTermMax;
    analysis.momentaryMaxLufs = features.loudness.momentaryMax;
    analysis.loudnessRange = features.loudness.range;
    analysis.truePeakDbtp = features.loudness.truePeak;
    analysis.loudness.values = features.loudness.shortTerm;
    analysis.waveform = std::move(features.waveform);
    if (features.spectrum.centroidHz) {
        analysis.spectralCentroid.value = *features.spectrum.centroidHz;
        analysis.spectralCentroid.confidence = 1;
    }
    if (features.spectrum.zeroCrossings) {
        analysis.zeroCrossingRate.value = *features.spectrum.zeroCrossings;
        analysis.zeroCrossingRate.confidence = 1;
    }
}

void takeRhythm(Analysis &analysis, const SongFeatures &features, const OnsetFunctions &onsets)
{
    const TrackedBeats tracked = trackBeats(features, onsets);
    if (tracked.isEmpty())
        return;
    const TrackedBars bars = trackBars(tracked.times, features, onsets);
    analysis.map.grid = fitGrid(tracked.times, bars.positions, analysis.duration);
    const double tempo = mainTempo(analysis.map.grid);
    analysis.tempo.value = tempo > 0 ? tempo : tracked.bpm;
    analysis.tempo.confidence = tracked.confidence;
    analysis.tempoCandidates = tracked.candidates;
    analysis.beatConfidence = tracked.confidence;
    analysis.timeSignature.value = bars.timeSignature.isEmpty() ? QStringLiteral("4/4") : bars.timeSignature;
    analysis.timeSignature.confidence = bars.confidence * tracked.confidence;
    analysis.rhythmStrength.value = rhythmStrength(tracked.times, onsets);
    analysis.rhythmStrength.confidence = tracked.confidence;
}

void takeKey(Analysis &analysis, const SongFeatures &features)
{
    const EstimatedKey key = estimateKey(features);
    if (key.name.isEmpty())
        return;
    analysis.key.value = key.name;
    analysis.key.confidence = key.confidence;
    analysis.secondKey = key.second;
    analysis.secondKeyDistance = key.secondDistance;
}

// Bar lines where there are beats, two-second steps where there are none; from 0 to the end.
std::vector<double> barEdges(const Analysis &analysis)
{
    const double end = analysis.duration.toSeconds();
    std::vector<double> edges{0};
    for (const Beat &beat : analysis.map.grid.beats()) {
        if (beat.isDownbeat() && beat.time.toSeconds() > edges.back() + 0.3)
            edges.push_back(beat.time.toSeconds());
    }
    if (edges.size() < 3) {
        edges = {0};
        for (double time = 2; time < end - 1; time += 2)
            edges.push_back(time);
    }
    // What follows the last bar line is cut like the bars before it.
    const double step = edges.size() > 2 ? edges.back() - edges[edges.size() - 2] : 2;
    while (edges.back() + 1.5 * step < end)
        edges.push_back(edges.back() + step);
    edges.push_back(std::max(end, edges.back() + 0.01));
    return edges;
}

void takeStructure(Analysis &analysis, const SongFeatures &features, const std::vector<double> &onsets)
{
    if (features.seconds() < 8 || !analysis.integratedLufs)
        return;
    const std::vector<BarFeatures> bars = barFeatures(barEdges(analysis), features, onsets);
    analysis.map.sections = labelSections(findSections(bars), bars, analysis.duration);
    analysis.map.moments = findKeyMoments(analysis.map.sections, bars, features);
}

} // namespace

Analysis buildAnalysis(SongFeatures features, const AnalyzeOptions &options, const StepFn &step)
{
    Analysis analysis;
    analysis.level = options.level;
    const Features wanted = options.level == AnalysisLevel::Custom ? options.features : featuresOf(options.level);
    analysis.engineVersion = kEngineVersion;
    takeLevels(analysis, features);
    const bool tooShort = features.seconds() < kShortestForTempo;
    if (tooShort)
        analysis.warnings.append(QCoreApplication::translate("sc::audio", "The sound is too short for a tempo, a key or sections."));
    if (!step(0, analysis))
        return analysis;
    const OnsetFunctions functions = makeOnsetFunctions(features.frames);
    const std::vector<double> onsets = tooShort ? std::vector<double>() : pickOnsets(functions);
    for (const double onset : onsets)
        analysis.onsets.push_back(Ticks::fromSeconds(onset));
    analysis.map.energy = energyCurve(features, onsets);
    takeRhythm(analysis, features, functions);
    if (!step(0.7, analysis) || tooShort)
        return analysis;
    takeKey(analysis, features);
    if (wanted & Feature::Structure)
        takeStructure(analysis, features, onsets);
    if (wanted & Feature::Descriptors)
        describe(analysis, features);
    if (wanted & Feature::Identity)
        analysis.embedding = songEmbedding(analysis, features, functions);
    return analysis;
}

} // namespace sc::audio
