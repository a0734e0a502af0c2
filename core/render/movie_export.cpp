// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/movie_export.h"

#include "core/base/paths.h"
#include "core/base/timecode.h"
#include "core/media/audio_reader.h"
#include "core/media/movie_check.h"
#include "core/media/movie_writer.h"
#include "core/render/frame_feed.h"
#include "core/render/movie_sound.h"
#include "core/render/part_file.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <cmath>

namespace sc::render {

namespace {

constexpr qint64 kTakesInMemory = 96LL * 1024 * 1024; // pictures are wanted once, in order
constexpr qint64 kSpareBytes = 16LL * 1024 * 1024;    // the disk is never filled to its last byte
constexpr Ticks kSoundSlack(Ticks::kPerSecond / 8);   // encoders fill their last frame up
constexpr double kSoundShare = 0.08;                  // of the progress, where the loudness is made first
constexpr double kCheckShare = 0.02;

Problem cancelled()
{
    return Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::render", "The export was cancelled."));
}

Result<> checkPlace(const timeline::Timeline &timeline, const MovieExport &options)
{
    const QFileInfo target(options.destination);
    const QFileInfo folder(target.absolutePath());
    if (options.destination.isEmpty() || target.isDir() || !folder.isDir()) {
        return std::unexpected(Problem(ProblemCode::PermissionDenied,
                                       QCoreApplication::translate(
                                           "sc::render", "\"%1\" is no place for a movie: a file name in an existing folder is needed.")
                                           .arg(QDir::toNativeSeparators(options.destination)))
                                   .withEntity(QStringLiteral("file"), options.destination));
    }
    return requireFreeSpace(folder.absoluteFilePath(), estimateBytes(timeline, options) * 13 / 10 + kSpareBytes);
}

FramePlan planOf(const timeline::Timeline &timeline, const MovieExport &options, playback::ShotMediaMap shots)
{
    FramePlan plan;
    const FrameRate project = timeline.project.frameRate;
    plan.timeline = timeline;
    plan.size = movieSize(timeline, options);
    plan.rate = options.picture.rate.value_or(project);
    if (options.range)
        plan.start = std::max(Ticks(), project.snap(options.range->start));
    plan.count = frameCountOf(timeline, options);
    plan.media.shots = std::make_shared<const playback::ShotMediaMap>(std::move(shots));
    plan.media.store = std::make_shared<playback::MediaStore>(kTakesInMemory);
    plan.media.framing = options.picture.framing;
    plan.media.focus = options.picture.focus;
    plan.burnIn = options.burnIn;
    plan.content = options.picture.content;
    plan.hasAlpha = options.picture.hasAlpha;
    return plan;
}

media::MovieSettings settingsOf(const FramePlan &plan, const MovieExport &options, const MovieSound &sound)
{
    media::MovieSettings settings;
    settings.width = plan.size.width();
    settings.height = plan.size.height();
    settings.frameRate = plan.rate;
    settings.sampleRate = sound.isSilent() ? 0 : kSoundRate;
    settings.channels = kSoundChannels;
    settings.videoQuality = options.quality;
    settings.audioBitRate = options.sound.bitRate;
    settings.title = plan.timeline.project.name;
    settings.threads = options.threads;
    settings.codec = options.picture.codec;
    settings.container = options.container;
    settings.profile = options.picture.profile;
    settings.encoder = options.picture.encoder;
    settings.videoBitRate = options.picture.bitRate;
    settings.speed = options.picture.speed;
    settings.hasAlpha = options.picture.hasAlpha;
    settings.isFullRange = options.picture.isFullRange;
    settings.fastStart = options.fastStart;
    settings.audioCodec = options.sound.codec;
    settings.sound = sound.encoded;
    if (options.picture.timecodeTrack) {
        const std::int64_t hour = options.burnIn.startAtOneHour ? 3600LL * plan.rate.nominal() : 0;
        settings.timecode = formatTimecode(hour + plan.rate.frameAt(plan.start, Rounding::Nearest), plan.rate);
    }
    return settings;
}

// One movie being written.
struct Encoding
{
    const FramePlan &plan;
    media::MovieWriter &writer;
    ProgramSound *sound = nullptr; // none: silent, or encoded before
    std::int64_t nextSample = 0;   // of the program
};

// Sound up to the end of frame `index`; both ends are rounded from exact times, so nothing adds up.
Result<> addSound(Encoding &encoding, std::int64_t index)
{
    if (!encoding.sound)
        return {};
    const std::int64_t until = (encoding.plan.start + encoding.plan.rate.timeOf(index + 1)).toSamples(kSoundRate);
    SC_TRY_ASSIGN(samples, encoding.sound->read(until - encoding.nextSample));
    encoding.nextSample = until;
    return encoding.writer.addAudio(samples);
}

struct Fed
{
    int stored = 0;
    std::vector<Problem> problems;
};

Result<Fed> encodeFrames(Encoding &encoding, const QString &place, const CancelToken &cancel, const ProgressFn &progress)
{
    const FramePlan &plan = encoding.plan;
    FrameFeed feed(plan, encoding.writer.pictureFormat());
    const std::int64_t perCheck = plan.rate.nominal() * 2LL;
    for (std::int64_t index = 0; index < plan.count; ++index) {
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        if (index % perCheck == 0)
            SC_TRY(requireFreeSpace(place, kSpareBytes / 2));
        const media::Picture picture = feed.next();
        if (picture.isNull())
            return std::unexpected(
                Problem(ProblemCode::OutOfMemory,
                        QCoreApplication::translate("sc::render", "Memory is too short for a movie of this size. Choose a smaller one.")));
        SC_TRY(encoding.writer.addPicture(picture));
        SC_TRY(addSound(encoding, index));
        if (progress)
            progress(static_cast<double>(index + 1) / static_cast<double>(plan.count));
    }
    SC_TRY(encoding.writer.finish());
    return Fed{feed.storedPictures(), feed.takeProblems()};
}

Problem notWhole(const QString &detail)
{
    return Problem(ProblemCode::ResultInvalid,
                   QCoreApplication::translate("sc::render", "The written movie is not whole. Please export it again."))
        .withDetail(detail);
}

// Reads the finished file back: a movie that lacks frames or sound is no movie.
Result<> verify(const QString &path, const FramePlan &plan, const MovieSound &sound, const CancelToken &cancel)
{
    SC_TRY_ASSIGN(content, media::readMovieContent(path, cancel));
    const Ticks span = content.lastFrame - content.firstFrame;
    const bool isWhole = content.frames == plan.count && abs(span - plan.rate.timeOf(plan.count - 1)) <= plan.rate.frameLength();
    if (!isWhole)
        return std::unexpected(
            notWhole(QStringLiteral("frames %1 of %2 over %3 s").arg(content.frames).arg(plan.count).arg(span.toSeconds())));
    if (content.hasSound == sound.isSilent())
        return std::unexpected(notWhole(QStringLiteral("no sound")));
    const Ticks soundLength = content.soundEnd - content.firstFrame;
    if (sound.stream && abs(soundLength - plan.rate.timeOf(plan.count)) > kSoundSlack)
        return std::unexpected(notWhole(QStringLiteral("sound of %1 s").arg(soundLength.toSeconds())));
    return {};
}

// Of the file as it lies there, through the same decoders as any player.
Result<Loudness> loudnessOf(const QString &path, const CancelToken &cancel)
{
    SC_TRY_ASSIGN(reader, media::AudioReader::open(path, {kSoundRate, kSoundChannels}));
    LoudnessGauge gauge(kSoundChannels, kSoundRate);
    for (;;) {
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        SC_TRY_ASSIGN(samples, reader->read());
        if (samples.empty())
            return gauge.loudness();
        gauge.push(samples);
    }
}

// A part of the whole way, never falling.
ProgressFn partOf(const ProgressFn &progress, double from, double to)
{
    if (!progress)
        return {};
    return [progress, from, to](double done) { progress(from + (to - from) * done); };
}

} // namespace

Result<MovieResult> exportMovie(const timeline::Timeline &timeline, const QString &songFile, const MovieExport &options,
                                const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY(checkMovieExport(timeline, songFile, options));
    SC_TRY(checkPlace(timeline, options));
    SC_TRY_ASSIGN(shots, mediaForMovie(timeline, options.media, options.missing));
    const FramePlan plan = planOf(timeline, options, std::move(shots));
    const QString destination = QFileInfo(options.destination).absoluteFilePath();
    const SampleSpan span{plan.start.toSamples(kSoundRate), (plan.start + plan.rate.timeOf(plan.count)).toSamples(kSoundRate)};
    const playback::SongPlacement song{songFile, timeline.project.songOffset, timeline.project.songGainDb};
    SC_TRY_ASSIGN(sound, makeMovieSound(song, span, options.sound, options.container, cancel));
    const double soundShare = options.sound.loudness == LoudnessWay::AsIs || sound.isSilent() ? 0 : kSoundShare;
    if (progress)
        progress(soundShare);

    const PartFile part(destination);
    SC_TRY_ASSIGN(writer, media::MovieWriter::create(part.path(), settingsOf(plan, options, sound)));
    Encoding encoding{plan, *writer, sound.stream.get(), span.first};
    Result<Fed> fed = encodeFrames(encoding, QFileInfo(destination).absolutePath(), cancel, partOf(progress, soundShare, 1 - kCheckShare));
    writer.reset(); // closes the file, which must happen before it is removed or renamed
    if (!fed)
        return std::unexpected(fed.error());

    SC_TRY(verify(part.path(), plan, sound, cancel));
    MovieResult result{destination, plan.count, QFileInfo(part.path()).size(), {}, plan.media.store->takeProblems(), {}, {}, fed->stored};
    result.length = plan.rate.timeOf(plan.count);
    result.problems.insert(result.problems.end(), fed->problems.begin(), fed->problems.end());
    result.problems.insert(result.problems.end(), sound.notices.begin(), sound.notices.end());
    if (soundShare > 0) {
        SC_TRY_ASSIGN(loudness, loudnessOf(part.path(), cancel));
        result.loudness = loudness;
    }
    if (sound.stream)
        result.soundEndsAt = sound.stream->damagedAt();
    if (cancel.isCancelled())
        return std::unexpected(cancelled());
    SC_TRY(part.moveToDestination());
    if (progress)
        progress(1);
    return result;
}

} // namespace sc::render
