// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analysis_builder.h"

#include "core/audio/analyzer.h"
#include "core/audio/bar_decoder.h"
#include "core/audio/bar_features.h"
#include "core/audio/beat_tracker.h"
#include "core/audio/chord_finder.h"
#include "core/audio/descriptors.h"
#include "core/audio/embedding.h"
#include "core/audio/grid_fitter.h"
#include "core/audio/groove.h"
#include "core/audio/harmony_facts.h"
#include "core/audio/key_estimator.h"
#include "core/audio/key_moments.h"
#include "core/audio/label_classifier.h"
#include "core/audio/loop_finder.h"
#include "core/audio/section_finder.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kShortestForTempo = 2; // seconds
constexpr double kShortestForSound = 1; // below: duration and loudness only

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
}

// Twelve notes from thirds of a semitone, turned to the song's own tuning, the strongest of the song at full scale.
void addNotes(SpectrumPicture &picture, const SongFeatures &features)
{
    std::vector<std::array<float, SpectrumPicture::kNotes>> notes(picture.bands.size());
    float strongest = 1e-9F;
    for (size_t column = 0; column < notes.size() && column < features.slow.chroma.size(); ++column) {
        for (size_t bin = 0; bin < kChromaBins; ++bin) {
            const double semitone = static_cast<double>(bin) * 12 / kChromaBins - features.spectrum.tuningCents / 100;
            const auto note = static_cast<size_t>((std::lround(semitone) + SpectrumPicture::kNotes) % SpectrumPicture::kNotes);
            notes[column][note] += features.slow.chroma[column][bin];
            strongest = std::max(strongest, notes[column][note]);
        }
    }
    picture.notes.resize(notes.size());
    for (size_t column = 0; column < notes.size(); ++column) {
        for (size_t note = 0; note < notes[column].size(); ++note)
            picture.notes[column][note] = static_cast<std::uint8_t>(std::lround(255 * std::max(0.0F, notes[column][note]) / strongest));
    }
}

void takeSound(Analysis &analysis, SongFeatures &features, Features wanted)
{
    if (wanted & Feature::Spectral)
        analysis.spectral = features.spectral;
    if (wanted & Feature::Quality)
        analysis.quality = features.quality;
    if (wanted & Feature::Identity)
        analysis.fingerprint = std::move(features.fingerprint);
    if (wanted & Feature::Picture) {
        analysis.picture = std::move(features.picture);
        addNotes(analysis.picture, features);
    }
    if (!(wanted & Feature::Descriptors))
        return;
    if (features.spectrum.centroidHz) {
        analysis.spectralCentroid.value = *features.spectrum.centroidHz;
        analysis.spectralCentroid.confidence = 1;
    }
    if (features.spectrum.zeroCrossings) {
        analysis.zeroCrossingRate.value = *features.spectrum.zeroCrossings;
        analysis.zeroCrossingRate.confidence = 1;
    }
}

void takeRhythm(Analysis &analysis, const SongFeatures &features, const OnsetFunctions &onsets, bool withGroove)
{
    if (withGroove)
        analysis.rhythm = measureGroove({}, false, analysis.onsets, analysis.onsetStrengths, analysis.duration);
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
    if (withGroove)
        analysis.rhythm = measureGroove(analysis.map.grid, bars.isCompound, analysis.onsets, analysis.onsetStrengths, analysis.duration);
}

// Beats, or half seconds where there are none; from 0 to the end. Chords may change at each.
std::vector<double> harmonySteps(const std::vector<Beat> &beats, double end)
{
    constexpr double kStep = 0.5;
    std::vector<double> steps;
    for (const Beat &beat : beats)
        steps.push_back(beat.time.toSeconds());
    if (steps.size() < 8)
        steps = {0};
    if (steps.front() < kStep)
        steps.front() = 0;
    std::vector<double> before;
    for (double time = steps.front() - kStep; time > kStep / 2; time -= kStep)
        before.push_back(time);
    if (steps.front() > 0)
        before.push_back(0);
    steps.insert(steps.begin(), before.rbegin(), before.rend());
    while (steps.back() + 1.5 * kStep < end)
        steps.push_back(steps.back() + kStep);
    if (end > steps.back() + 0.05)
        steps.push_back(end);
    return steps;
}

void takeHarmony(Analysis &analysis, const SongFeatures &features, bool withChords)
{
    const std::vector<Beat> beats = analysis.map.grid.beats();
    const std::vector<SoundingChord> chords = findChords(harmonySteps(beats, features.seconds()), features);
    std::vector<double> bars;
    for (const Beat &beat : beats) {
        if (beat.isDownbeat())
            bars.push_back(beat.time.toSeconds());
    }
    const EstimatedKey key = estimateKey(features, chords, bars);
    analysis.harmony = describeHarmony(key, withChords ? chords : std::vector<SoundingChord>(), features);
    if (!key.isClear())
        return;
    analysis.key.value = keyName(key.key);
    analysis.key.confidence = key.confidence;
    analysis.secondKey = keyName(key.second);
    analysis.secondKeyDistance = key.secondDistance;
}

void takeStructure(Analysis &analysis, const SongFeatures &features, const std::vector<double> &onsets)
{
    if (features.seconds() < 8 || !analysis.integratedLufs)
        return;
    const std::vector<Beat> beats = analysis.map.grid.beats();
    const std::vector<BarFeatures> bars = barFeatures(barEdges(beats, analysis.beatConfidence, features, onsets), features, onsets);
    analysis.map.sections = labelSections(findSections(bars), bars, analysis.duration);
    analysis.map.moments = findKeyMoments(analysis.map.sections, bars, features);
    analysis.loops = findLoops(beats, features);
}

} // namespace

Analysis buildAnalysis(SongFeatures features, const AnalyzeOptions &options, const StepFn &step)
{
    Analysis analysis;
    analysis.level = options.level;
    const Features wanted = wantedFeatures(options);
    analysis.engineVersion = kEngineVersion;
    takeLevels(analysis, features);
    const bool tooShort = features.seconds() < kShortestForTempo;
    if (tooShort)
        analysis.warnings.append(QCoreApplication::translate("sc::audio", "The sound is too short for a tempo, a key or sections."));
    if (!features.loudness.truePeak)
        analysis.warnings.append(QCoreApplication::translate("sc::audio", "There is only silence in this file."));
    if (features.seconds() >= kShortestForSound)
        takeSound(analysis, features, wanted);
    if (!step(0, analysis))
        return analysis;
    OnsetFunctions functions;
    std::vector<double> onsets;
    if (wanted & Feature::Rhythm) {
        functions = makeOnsetFunctions(features.frames);
        if (!tooShort)
            onsets = pickOnsets(functions);
        for (const double onset : onsets)
            analysis.onsets.push_back(Ticks::fromSeconds(onset));
        analysis.onsetStrengths = onsetStrengths(onsets, functions);
        analysis.map.energy = energyCurve(features, onsets);
        if (!step(0.2, analysis))
            return analysis;
        takeRhythm(analysis, features, functions, wanted & Feature::Groove);
    }
    if (!step(0.6, analysis) || tooShort)
        return analysis;
    if (wanted & (Feature::Key | Feature::Chords))
        takeHarmony(analysis, features, wanted & Feature::Chords);
    if (!step(0.7, analysis))
        return analysis;
    if (wanted & Feature::Structure)
        takeStructure(analysis, features, onsets);
    if (!step(0.9, analysis))
        return analysis;
    if (wanted & Feature::Descriptors)
        describe(analysis, features);
    if (wanted & Feature::Identity)
        analysis.embedding = songEmbedding(analysis, features, functions);
    if (wanted & Feature::Labels)
        analysis.labels = labelSong(analysis, features, functions);
    return analysis;
}

} // namespace sc::audio
