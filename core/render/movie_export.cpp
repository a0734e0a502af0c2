// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/movie_export.h"

#include "core/base/id.h"
#include "core/base/paths.h"
#include "core/media/movie_writer.h"
#include "core/media/probe.h"
#include "core/playback/song_stream.h"
#include "core/render/frame_feed.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <system_error>
#include <vector>

namespace sc::render {

namespace {

constexpr qint64 kTakesInMemory = 96LL * 1024 * 1024; // pictures are wanted once, in order
constexpr int kSampleRate = 48000;
constexpr int kChannels = 2;
constexpr qint64 kAudioBitRate = 256'000;
constexpr qint64 kSpareBytes = 16LL * 1024 * 1024; // the disk is never filled to its last byte

struct FrameSpan
{
    std::int64_t first = 0;
    std::int64_t end = 0;
    [[nodiscard]] std::int64_t count() const { return end - first; }
};

FrameSpan framesOf(const timeline::Timeline &timeline, const MovieExport &options)
{
    const FrameRate rate = timeline.project.frameRate;
    const std::int64_t all = rate.frameAt(timeline::programLength(timeline), Rounding::Nearest);
    if (!options.range)
        return {0, all};
    return {std::clamp<std::int64_t>(rate.frameAt(options.range->start, Rounding::Nearest), 0, all),
            std::clamp<std::int64_t>(rate.frameAt(options.range->end, Rounding::Nearest), 0, all)};
}

QSize sizeOf(const timeline::Timeline &timeline, const MovieExport &options)
{
    return {options.width > 0 ? options.width : timeline.project.width, options.height > 0 ? options.height : timeline.project.height};
}

// The file while it grows. Removed again unless it was moved to its destination.
class PartFile
{
public:
    explicit PartFile(const QString &destination)
        : m_destination(destination), m_path(QStringLiteral("%1.%2.part").arg(destination, newUuidV7().right(8)))
    {
    }
    ~PartFile() { QFile::remove(m_path); }
    PartFile(const PartFile &) = delete;
    PartFile &operator=(const PartFile &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }

    // Replaces the destination in one step.
    [[nodiscard]] Result<> moveToDestination() const
    {
        std::error_code error;
        std::filesystem::rename(std::filesystem::path(m_path.toStdU16String()), std::filesystem::path(m_destination.toStdU16String()),
                                error);
        if (!error)
            return {};
        return std::unexpected(Problem(ProblemCode::PermissionDenied,
                                       QCoreApplication::translate("sc::render", "The finished movie cannot take the name \"%1\".")
                                           .arg(QDir::toNativeSeparators(m_destination)))
                                   .withDetail(QString::fromStdString(error.message()))
                                   .withEntity(QStringLiteral("file"), m_destination));
    }

private:
    QString m_destination;
    QString m_path;
};

Result<> checkRequest(const timeline::Timeline &timeline, const MovieExport &options)
{
    if (framesOf(timeline, options).count() <= 0) {
        return std::unexpected(Problem(ProblemCode::ResourceNotFound,
                                       QCoreApplication::translate(
                                           "sc::render", "There is nothing to export: the chosen part of the timeline holds no frame."))
                                   .withEntity(QStringLiteral("project"), timeline.project.name));
    }
    const QSize size = sizeOf(timeline, options);
    const bool isEven = size.width() % 2 == 0 && size.height() % 2 == 0;
    if (!isEven || size.width() < 16 || size.height() < 16 || size.width() > 8192 || size.height() > 8192) {
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter,
                    QCoreApplication::translate("sc::render", "A movie of %1 by %2 pixels cannot be written.")
                        .arg(size.width())
                        .arg(size.height()))
                .withDetail(QCoreApplication::translate("sc::render", "Width and height must be even numbers from 16 to 8192.")));
    }
    if (options.quality < 0 || options.quality > 51) {
        return std::unexpected(Problem(ProblemCode::InvalidParameter,
                                       QCoreApplication::translate("sc::render", "The quality %1 does not exist.").arg(options.quality))
                                   .withDetail(QCoreApplication::translate("sc::render", "It goes from 0 (best) to 51.")));
    }
    return {};
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

// Everything one export works with, from the open writer to the last sample.
struct Encoding
{
    const timeline::Timeline &timeline;
    FrameSpan span;
    std::unique_ptr<media::MovieWriter> writer;
    std::unique_ptr<playback::SongStream> song; // none = silent movie
    std::int64_t nextSample = 0;                // of the program
    std::vector<float> samples;
};

// Sound up to the end of frame `index`; both ends are rounded from exact times, so nothing adds up.
Result<> addSound(Encoding &encoding, std::int64_t index)
{
    if (!encoding.song)
        return {};
    const std::int64_t until = encoding.timeline.project.frameRate.timeOf(index + 1).toSamples(kSampleRate);
    encoding.samples.resize(static_cast<size_t>((until - encoding.nextSample) * kChannels));
    SC_TRY(encoding.song->read(encoding.nextSample, encoding.samples));
    for (float &sample : encoding.samples)
        sample = std::clamp(sample, -1.f, 1.f);
    encoding.nextSample = until;
    return encoding.writer->addAudio(encoding.samples);
}

Result<> encodeFrames(Encoding &encoding, QSize size, const playback::ProgramMedia &media, const QString &place, const CancelToken &cancel,
                      const ProgressFn &progress)
{
    const FrameSpan span = encoding.span;
    FrameFeed feed(encoding.timeline, size, media, span.first, span.end);
    const std::int64_t perCheck = encoding.timeline.project.frameRate.nominal() * 2LL;
    for (std::int64_t index = span.first; index < span.end; ++index) {
        if (cancel.isCancelled())
            return std::unexpected(Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::render", "The export was cancelled.")));
        if ((index - span.first) % perCheck == 0)
            SC_TRY(requireFreeSpace(place, kSpareBytes / 2));
        const QImage frame = feed.next();
        if (frame.isNull())
            return std::unexpected(
                Problem(ProblemCode::OutOfMemory,
                        QCoreApplication::translate("sc::render", "Memory is too short for a movie of this size. Choose a smaller one.")));
        SC_TRY(encoding.writer->addFrame(frame));
        SC_TRY(addSound(encoding, index));
        if (progress)
            progress(0.99 * static_cast<double>(index + 1 - span.first) / static_cast<double>(span.count()));
    }
    return encoding.writer->finish();
}

// Reads the head of the finished file back: a movie that lacks frames is no movie.
Result<> verify(const QString &path, FrameSpan span, FrameRate rate)
{
    SC_TRY_ASSIGN(info, media::probeFile(path));
    const bool isWhole = info.video && (info.video->frames == 0 || info.video->frames == span.count()) &&
                         abs(info.duration - rate.timeOf(span.count())) <= rate.frameLength() * 2;
    if (isWhole)
        return {};
    return std::unexpected(Problem(ProblemCode::ResultInvalid,
                                   QCoreApplication::translate("sc::render", "The written movie is not whole. Please export it again."))
                               .withDetail(QStringLiteral("frames %1 of %2, %3 s")
                                               .arg(info.video ? info.video->frames : -1)
                                               .arg(span.count())
                                               .arg(info.duration.toSeconds())));
}

} // namespace

qint64 estimateBytes(const timeline::Timeline &timeline, const MovieExport &options)
{
    const FrameSpan span = framesOf(timeline, options);
    const QSize size = sizeOf(timeline, options);
    // Cards take about 0.02 bit a pixel at CRF 18; six steps of CRF halve it (x264's own rule of thumb).
    const double bitsPerPixel = 0.02 * std::exp2((18 - options.quality) / 6.0);
    const double seconds = timeline.project.frameRate.timeOf(std::max<std::int64_t>(0, span.count())).toSeconds();
    const double pictureBits = bitsPerPixel * size.width() * size.height() * static_cast<double>(std::max<std::int64_t>(0, span.count()));
    return static_cast<qint64>((pictureBits + seconds * kAudioBitRate) / 8) + 64 * 1024;
}

Result<MovieResult> exportMovie(const timeline::Timeline &timeline, const QString &songFile, const MovieExport &options,
                                const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY(checkRequest(timeline, options));
    SC_TRY(checkPlace(timeline, options));
    SC_TRY_ASSIGN(shots, mediaForMovie(timeline, options.media, options.missing));
    const playback::ProgramMedia media{std::make_shared<const playback::ShotMediaMap>(std::move(shots)),
                                       std::make_shared<playback::MediaStore>(kTakesInMemory)};
    const FrameRate rate = timeline.project.frameRate;
    const QSize size = sizeOf(timeline, options);
    const QString destination = QFileInfo(options.destination).absoluteFilePath();
    Encoding encoding{timeline, framesOf(timeline, options), nullptr, nullptr, 0, {}};
    encoding.nextSample = rate.timeOf(encoding.span.first).toSamples(kSampleRate);
    if (!songFile.isEmpty()) {
        SC_TRY_ASSIGN(song, playback::SongStream::open({songFile, timeline.project.songOffset, timeline.project.songGainDb}, kSampleRate));
        encoding.song = std::move(song);
    }

    const PartFile part(destination);
    media::MovieSettings settings;
    settings.width = size.width();
    settings.height = size.height();
    settings.frameRate = rate;
    settings.sampleRate = encoding.song ? kSampleRate : 0;
    settings.channels = kChannels;
    settings.videoQuality = options.quality;
    settings.audioBitRate = kAudioBitRate;
    settings.title = timeline.project.name;
    SC_TRY_ASSIGN(writer, media::MovieWriter::create(part.path(), settings));
    encoding.writer = std::move(writer);
    const Result<> encoded = encodeFrames(encoding, size, media, QFileInfo(destination).absolutePath(), cancel, progress);
    encoding.writer.reset(); // closes the file, which must happen before it is removed or renamed
    if (!encoded)
        return std::unexpected(encoded.error());

    SC_TRY(verify(part.path(), encoding.span, rate));
    if (cancel.isCancelled())
        return std::unexpected(Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::render", "The export was cancelled.")));
    SC_TRY(part.moveToDestination());
    if (progress)
        progress(1);
    MovieResult result{destination, encoding.span.count(), QFileInfo(destination).size(), {}, media.store->takeProblems()};
    if (encoding.song)
        result.soundEndsAt = encoding.song->damagedAt();
    return result;
}

} // namespace sc::render
