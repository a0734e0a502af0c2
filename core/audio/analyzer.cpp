// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analyzer.h"

#include "core/audio/bar_decoder.h"
#include "core/audio/beat_tracker.h"
#include "core/audio/descriptors.h"
#include "core/audio/grid_fitter.h"
#include "core/audio/key_estimator.h"
#include "core/audio/key_moments.h"
#include "core/audio/section_finder.h"
#include "core/audio/song_listener.h"
#include "core/media/audio_reader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <new>

namespace sc::audio {

namespace {

constexpr double kDecodeShare = 0.8;    // of the progress
constexpr double kShortestForTempo = 2; // seconds

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::audio", text);
}

Problem cancelled()
{
    return Problem(ProblemCode::Cancelled, tr("The analysis was cancelled."));
}

QString clockTime(Ticks time)
{
    const double seconds = time.toSeconds();
    const int minutes = static_cast<int>(seconds / 60);
    return QStringLiteral("%1:%2").arg(minutes).arg(seconds - 60 * minutes, 4, 'f', 1, QLatin1Char('0'));
}

struct Heard
{
    SongFeatures features;
    std::optional<Ticks> damagedAt;
};

Result<Heard> listen(const QString &path, const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY_ASSIGN(reader, media::AudioReader::open(path));
    SongListener listener(reader->channels(), reader->sampleRate());
    const double claimed = std::max(1e-3, reader->claimedDuration().toSeconds());
    std::int64_t frames = 0;
    double told = 0;
    for (;;) {
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        SC_TRY_ASSIGN(block, reader->read());
        if (block.empty())
            break;
        listener.push(block);
        frames += std::ssize(block) / reader->channels();
        const double done = std::min(1.0, static_cast<double>(frames) / reader->sampleRate() / claimed) * kDecodeShare;
        if (progress && done >= told + 0.01) {
            told = done;
            progress(done);
        }
    }
    return Heard{listener.finish(), reader->damagedAt()};
}

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

Result<Analysis> analyze(const QString &path, const AnalyzeOptions &options, const CancelToken &cancel, const ProgressFn &progress)
{
    QElapsedTimer timer;
    timer.start();
    SC_TRY_ASSIGN(heard, listen(path, cancel, progress));
    const auto step = [&](double done) {
        if (progress)
            progress(kDecodeShare + (1 - kDecodeShare) * done);
        return !cancel.isCancelled();
    };
    Analysis analysis;
    analysis.level = options.level;
    analysis.engineVersion = kEngineVersion;
    takeLevels(analysis, heard.features);
    if (heard.damagedAt)
        analysis.warnings.append(
            tr("The file is damaged after %1. Only the part before it was analysed.").arg(clockTime(*heard.damagedAt)));
    if (heard.features.seconds() < kShortestForTempo)
        analysis.warnings.append(tr("The sound is too short for a tempo, a key or sections."));
    if (!step(0))
        return std::unexpected(cancelled());
    const OnsetFunctions functions = makeOnsetFunctions(heard.features.frames);
    const std::vector<double> onsets = heard.features.seconds() < kShortestForTempo ? std::vector<double>() : pickOnsets(functions);
    for (const double onset : onsets)
        analysis.onsets.push_back(Ticks::fromSeconds(onset));
    analysis.map.energy = energyCurve(heard.features, onsets);
    takeRhythm(analysis, heard.features, functions);
    if (!step(0.7))
        return std::unexpected(cancelled());
    takeKey(analysis, heard.features);
    if (options.level != AnalysisLevel::Quick && heard.features.seconds() >= kShortestForTempo) {
        takeStructure(analysis, heard.features, onsets);
        describe(analysis, heard.features);
    }
    if (!step(1))
        return std::unexpected(cancelled());
    analysis.elapsedSeconds = static_cast<double>(timer.nsecsElapsed()) * 1e-9;
    return analysis;
}

} // namespace

Result<Analysis> analyzeFile(const QString &path, const AnalyzeOptions &options, const CancelToken &cancel, const ProgressFn &progress)
{
    try {
        return analyze(path, options, cancel, progress);
    } catch (const std::bad_alloc &) {
        return std::unexpected(
            Problem(ProblemCode::OutOfMemory, tr("There is not enough memory to analyse this file. Close other programs and try again.")));
    }
}

} // namespace sc::audio
