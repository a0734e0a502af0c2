// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analyzer.h"

#include "core/audio/analysis_builder.h"
#include "core/audio/song_listener.h"
#include "core/media/audio_reader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>
#include <new>

namespace sc::audio {

namespace {

constexpr double kDecodeShare = 0.8;   // of the progress
constexpr double kWaveformStep = 0.04; // of the song: the waveform so far is told that often

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

// What can be shown while the file is being read.
Analysis waveformOnly(const SongListener &listener, const media::AudioReader &reader, std::int64_t frames, AnalysisLevel level)
{
    Analysis soFar;
    soFar.level = level;
    soFar.engineVersion = kEngineVersion;
    soFar.duration = std::max(reader.claimedDuration(), Ticks::fromSamples(frames, reader.sampleRate()));
    soFar.map.duration = soFar.duration;
    soFar.sampleRate = reader.sampleRate();
    soFar.channels = reader.channels();
    soFar.waveform = listener.waveformSoFar();
    return soFar;
}

Result<Heard> listen(const QString &path, const AnalyzeOptions &options, const CancelToken &cancel, const ProgressFn &progress,
                     const PartialFn &partial)
{
    SC_TRY_ASSIGN(reader, media::AudioReader::open(path));
    SongListener listener(reader->channels(), reader->sampleRate(), wantedFeatures(options));
    const double claimed = std::max(1e-3, reader->claimedDuration().toSeconds());
    std::int64_t frames = 0;
    double told = 0;
    double shown = 0;
    for (;;) {
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        SC_TRY_ASSIGN(block, reader->read());
        if (block.empty())
            break;
        listener.push(block);
        frames += std::ssize(block) / reader->channels();
        const double share = std::min(1.0, static_cast<double>(frames) / reader->sampleRate() / claimed);
        if (const double done = share * kDecodeShare; progress && done >= told + 0.01) {
            told = done;
            progress(done);
        }
        if (partial && share < 1 && share >= shown + kWaveformStep) {
            shown = share;
            partial(waveformOnly(listener, *reader, frames, options.level));
        }
    }
    Heard heard{listener.finish(), reader->damagedAt()};
    heard.features.replacedSamples = reader->replacedSamples();
    heard.features.cancel = cancel;
    return heard;
}

Result<Analysis> analyze(const QString &path, const AnalyzeOptions &options, const CancelToken &cancel, const ProgressFn &progress,
                         const PartialFn &partial)
{
    QElapsedTimer timer;
    timer.start();
    SC_TRY_ASSIGN(heard, listen(path, options, cancel, progress, partial));
    const std::int64_t replaced = heard.features.replacedSamples;
    Analysis analysis = buildAnalysis(std::move(heard.features), options, [&](double done, const Analysis &soFar) {
        if (progress)
            progress(kDecodeShare + (1 - kDecodeShare) * done);
        if (partial)
            partial(soFar);
        return !cancel.isCancelled();
    });
    if (cancel.isCancelled())
        return std::unexpected(cancelled());
    if (heard.damagedAt)
        analysis.warnings.append(
            tr("The file is damaged after %1. Only the part before it was analysed.").arg(clockTime(*heard.damagedAt)));
    if (replaced > 0)
        analysis.warnings.append(tr("Values that are no numbers were taken for silence: %1.").arg(QLocale().toString(qint64(replaced))));
    if (progress)
        progress(1);
    analysis.elapsedSeconds = static_cast<double>(timer.nsecsElapsed()) * 1e-9;
    return analysis;
}

} // namespace

Features featuresOf(AnalysisLevel level)
{
    const Features quick = Feature::Rhythm | Feature::Key;
    const Features standard = quick | Feature::Structure | Feature::Descriptors | Feature::Groove | Feature::Quality | Feature::Labels |
                              Feature::Identity | Feature::Picture;
    switch (level) {
    case AnalysisLevel::Quick:
        return quick;
    case AnalysisLevel::Standard:
    case AnalysisLevel::Custom:
        return standard;
    case AnalysisLevel::Detailed:
        break;
    }
    return standard | Feature::Chords | Feature::Spectral;
}

Features wantedFeatures(const AnalyzeOptions &options)
{
    Features wanted = options.level == AnalysisLevel::Custom ? options.features : featuresOf(options.level);
    if (wanted & Feature::Labels)
        wanted |= Feature::Descriptors | Feature::Groove | Feature::Structure;
    if (wanted & (Feature::Structure | Feature::Descriptors | Feature::Groove | Feature::Chords | Feature::Identity))
        wanted |= Feature::Rhythm | Feature::Key;
    return wanted;
}

Result<Analysis> analyzeFile(const QString &path, const AnalyzeOptions &options, const CancelToken &cancel, const ProgressFn &progress,
                             const PartialFn &partial)
{
    try {
        return analyze(path, options, cancel, progress, partial);
    } catch (const std::bad_alloc &) {
        return std::unexpected(
            Problem(ProblemCode::OutOfMemory, tr("There is not enough memory to analyse this file. Close other programs and try again.")));
    }
}

} // namespace sc::audio
