// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/media_maker.h"

#include "core/base/paths.h"
#include "core/base/timecode.h"
#include "core/interchange/wav_writer.h"
#include "core/media/audio_reader.h"
#include "core/media/movie_writer.h"
#include "core/media/rewrap.h"
#include "core/media/video_reader.h"
#include "core/playback/compositor.h"

#include <QtConcurrent/QtConcurrentMap>
#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QThread>
#include <QtGui/QImageReader>
#include <QtGui/QImageWriter>
#include <QtGui/QPainter>

#include <algorithm>
#include <filesystem>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr qint64 kChunk = 4 * 1024 * 1024;
constexpr int kQuality = 12; // CRF of what is made anew: seen once more by an editor's encoder

Problem notWritten(const QString &path, const QString &detail)
{
    return Problem(ProblemCode::InsufficientStorage, Words::tr("“%1” could not be written.").arg(path)).withDetail(detail);
}

Result<> copyFile(const QString &from, const QString &to, const CancelToken &cancel)
{
    QFile in(from);
    if (!in.open(QIODevice::ReadOnly))
        return std::unexpected(
            Problem(in.exists() ? ProblemCode::PermissionDenied : ProblemCode::MediaMissing, Words::tr("“%1” cannot be read.").arg(from))
                .withDetail(in.errorString()));
    QFile out(to);
    if (!out.open(QIODevice::WriteOnly))
        return std::unexpected(notWritten(to, out.errorString()));
    while (!in.atEnd()) {
        if (cancel.isCancelled())
            return std::unexpected(exportCancelled());
        const QByteArray chunk = in.read(kChunk);
        if (chunk.isEmpty())
            return std::unexpected(
                Problem(ProblemCode::FileDamaged, Words::tr("“%1” cannot be read to its end.").arg(from)).withDetail(in.errorString()));
        if (out.write(chunk) != chunk.size())
            return std::unexpected(notWritten(to, out.errorString()));
    }
    return out.flush() ? Result<>() : std::unexpected(notWritten(to, out.errorString()));
}

// A link where the file system has them and both lie on it, else a copy.
Result<> linkFile(const QString &from, const QString &to, const CancelToken &cancel)
{
    std::error_code failed;
    std::filesystem::create_hard_link(std::filesystem::path(from.toStdU16String()), std::filesystem::path(to.toStdU16String()), failed);
    return failed ? copyFile(from, to, cancel) : Result<>();
}

Result<> writePicture(const QImage &image, const QString &path)
{
    QImageWriter writer(path, "png");
    if (writer.write(image.convertToFormat(QImage::Format_RGB32)))
        return {};
    return std::unexpected(notWritten(path, writer.errorString()));
}

class Maker
{
public:
    Maker(Edit &edit, const ExportSource &source, const CutOptions &options, QString folder, const CancelToken &cancel)
        : m_edit(edit), m_source(source), m_options(options), m_folder(std::move(folder)), m_cancel(cancel)
    {
    }

    Result<> make(EditMedia &media, const ProgressFn &progress)
    {
        const QString path = m_folder + u'/' + media.folder + media.name;
        switch (media.make) {
        case MediaMake::AsIs:
        case MediaMake::Card:
            return media.make == MediaMake::Card ? makeCard(media, path) : Result<>();
        case MediaMake::Link:
            return linkFile(media.origin, path, m_cancel);
        case MediaMake::Copy:
            return copyFile(media.origin, path, m_cancel);
        case MediaMake::Frame:
            return makeFrame(media, path);
        case MediaMake::Still:
            return makeStill(media, path);
        case MediaMake::Conform:
            return conform(media, path, progress);
        case MediaMake::Rewrap:
            return rewrap(media, path, progress);
        case MediaMake::Song:
            return makeSong(media, path, progress);
        }
        return {};
    }

    Result<> makeCard(const EditMedia &media, const QString &path) const
    {
        const QImage image = playback::renderFrame(m_source.timeline, media.cardAt, QSize(m_edit.width, m_edit.height));
        if (image.isNull())
            return std::unexpected(Problem(ProblemCode::InternalError, Words::tr("The card “%1” could not be drawn.").arg(media.name)));
        return media.isStillMovie ? writeStillMovie(image, media, path) : writePicture(image, path);
    }

private:
    Result<> makeFrame(const EditMedia &media, const QString &path) const
    {
        SC_TRY_ASSIGN(reader, media::VideoReader::open(media.origin));
        SC_TRY_ASSIGN(frame, reader->frameAt(media.frameAt));
        return media.isStillMovie ? writeStillMovie(frame.image, media, path) : writePicture(frame.image, path);
    }

    Result<> makeStill(const EditMedia &media, const QString &path) const
    {
        QImageReader reader(media.origin);
        reader.setAutoTransform(true);
        const QImage image = reader.read();
        if (image.isNull())
            return std::unexpected(Problem(ProblemCode::FileDamaged, Words::tr("The picture “%1” cannot be read.").arg(media.origin))
                                       .withDetail(reader.errorString()));
        return writeStillMovie(image, media, path);
    }

    // In the project's frame, its shape kept, black around it.
    [[nodiscard]] QImage inFrame(const QImage &image) const
    {
        const QSize size(m_edit.width, m_edit.height);
        if (image.size() == size)
            return image;
        QImage frame(size, QImage::Format_RGB32);
        frame.fill(Qt::black);
        const QImage scaled = image.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        QPainter(&frame).drawImage((size.width() - scaled.width()) / 2, (size.height() - scaled.height()) / 2, scaled);
        return frame;
    }

    [[nodiscard]] QString timecodeOf(const EditMedia &media) const { return formatTimecode(media.startFrame, m_edit.rate); }

    // A movie is encoded under a name of its own and then gets its timecode.
    template<class Feed> Result<> writeMovie(const EditMedia &media, QSize size, const QString &path, Feed feed) const
    {
        const QString plain = path + QStringLiteral(".plain.mp4");
        const auto tidy = qScopeGuard([&] { QFile::remove(plain); });
        media::MovieSettings settings;
        settings.width = size.width() / 2 * 2;
        settings.height = size.height() / 2 * 2;
        settings.frameRate = m_edit.rate;
        settings.sampleRate = 0;
        settings.videoQuality = kQuality;
        SC_TRY_ASSIGN(writer, media::MovieWriter::create(plain, settings));
        SC_TRY(feed(*writer));
        SC_TRY(writer->finish());
        writer.reset();
        return media::rewrapMovie(plain, path, timecodeOf(media), m_cancel);
    }

    Result<> writeStillMovie(const QImage &image, const EditMedia &media, const QString &path) const
    {
        const QImage frame = inFrame(image);
        return writeMovie(media, frame.size(), path, [&](media::MovieWriter &writer) -> Result<> {
            for (std::int64_t i = 0; i < media.frames; ++i) {
                if (m_cancel.isCancelled())
                    return std::unexpected(exportCancelled());
                SC_TRY(writer.addFrame(frame));
            }
            return {};
        });
    }

    Result<> conform(const EditMedia &media, const QString &path, const ProgressFn &progress) const
    {
        SC_TRY_ASSIGN(reader, media::VideoReader::open(media.origin));
        return writeMovie(media, reader->size(), path, [&](media::MovieWriter &writer) -> Result<> {
            for (std::int64_t i = 0; i < media.frames; ++i) {
                if (m_cancel.isCancelled())
                    return std::unexpected(exportCancelled());
                // The middle of the frame: on neither side of a boundary that two clocks round differently.
                const Ticks middle = m_edit.rate.timeOf(i) + Ticks(m_edit.rate.frameLength().value() / 2);
                const Ticks time(mulDivRound(middle.value(), media.speedNumerator, media.speedDenominator));
                SC_TRY_ASSIGN(frame, reader->frameAt(time));
                SC_TRY(writer.addFrame(frame.image));
                if (progress)
                    progress(static_cast<double>(i + 1) / static_cast<double>(media.frames));
            }
            return {};
        });
    }

    Result<> rewrap(const EditMedia &media, const QString &path, const ProgressFn &progress) const
    {
        const Result<> done = media::rewrapMovie(media.origin, path, timecodeOf(media), m_cancel);
        if (done || done.error().code() != ProblemCode::InvalidFileType)
            return done;
        QFile::remove(path);
        return conform(media, path, progress);
    }

    Result<> makeSong(EditMedia &media, const QString &path, const ProgressFn &progress)
    {
        const timeline::Song &facts = *m_source.timeline.project.song;
        SC_TRY_ASSIGN(probe, media::AudioReader::open(media.origin));
        const int channels = std::min(probe->channels(), 2);
        if (probe->channels() > 2)
            m_edit.notices += Words::tr("The song's %1 channels were folded to stereo.").arg(probe->channels());
        probe.reset();
        SC_TRY_ASSIGN(reader, media::AudioReader::open(media.origin, {.sampleRate = kSongSampleRate, .channels = channels}));
        media.channels = channels;
        SC_TRY_ASSIGN(writer, WavWriter::create(path, kSongSampleRate, channels));
        SC_TRY(writer->writeSilence(songPlace(m_source.timeline).padding.toSamples(kSongSampleRate)));
        const double expected = std::max(1.0, facts.map.duration.toSeconds() * kSongSampleRate);
        for (;;) {
            if (m_cancel.isCancelled())
                return std::unexpected(exportCancelled());
            SC_TRY_ASSIGN(block, reader->read());
            if (block.empty())
                break;
            SC_TRY(writer->write(block));
            if (progress)
                progress(std::min(1.0, static_cast<double>(writer->frames()) / expected));
        }
        if (const auto damaged = reader->damagedAt())
            m_edit.notices += Words::tr("The song is damaged from %1 on and ends there.").arg(formatClock(*damaged));
        const std::int64_t samples = writer->frames();
        SC_TRY(writer->finish());
        media.samples = samples;
        if (m_edit.song)
            placeSong(m_edit, m_source.timeline, m_options, samples);
        return {};
    }

    Edit &m_edit;
    const ExportSource &m_source;
    const CutOptions &m_options;
    QString m_folder;
    const CancelToken &m_cancel;
};

// Cards a batch at a time, so that progress is told on this thread and a cancel is seen soon.
Result<> makeCards(const Maker &maker, const std::vector<EditMedia *> &cards, const QString &folder, const CancelToken &cancel,
                   const ProgressFn &progress)
{
    const size_t batch = static_cast<size_t>(std::max(1, QThread::idealThreadCount()));
    for (size_t done = 0; done < cards.size(); done += batch) {
        if (cancel.isCancelled())
            return std::unexpected(exportCancelled());
        const auto first = cards.begin() + static_cast<std::ptrdiff_t>(done);
        const auto last = cards.begin() + static_cast<std::ptrdiff_t>(std::min(done + batch, cards.size()));
        const auto results = QtConcurrent::blockingMapped<QList<Result<>>>(
            first, last, [&](const EditMedia *card) { return maker.makeCard(*card, folder + u'/' + card->folder + card->name); });
        for (const Result<> &result : results)
            SC_TRY(result);
        if (progress)
            progress(static_cast<double>(last - cards.begin()) / static_cast<double>(cards.size()));
    }
    return {};
}

ProgressFn part(const ProgressFn &progress, double from, double share)
{
    if (!progress)
        return {};
    return [progress, from, share](double value) { progress(from + share * value); };
}

// How long one takes beside a picture that is drawn.
double weightOf(const EditMedia &media)
{
    switch (media.make) {
    case MediaMake::AsIs:
        return 0;
    case MediaMake::Song:
        return 20;
    case MediaMake::Conform:
        return static_cast<double>(media.frames);
    default:
        return media.isStillMovie ? static_cast<double>(media.frames) / 4 : 1;
    }
}

} // namespace

Problem exportCancelled()
{
    return Problem(ProblemCode::Cancelled, Words::tr("The export was cancelled. Nothing was written."));
}

QRegularExpression namesOfMadeMedia()
{
    return QRegularExpression(QStringLiteral(
        R"(^(\d{4,}_[A-Za-z0-9._-]+\.(png|mov)|[A-Za-z0-9._-]+_song(_\d+)?\.wav|S\d+_\d+_take\d+[A-Za-z0-9_]*(\.[a-z0-9._-]+)?)$)"));
}

qint64 expectedBytes(const Edit &edit)
{
    qint64 bytes = 1'000'000;
    for (const EditMedia &media : edit.media) {
        const qint64 pixels = qint64(std::max(1, media.width)) * std::max(1, media.height);
        switch (media.make) {
        case MediaMake::AsIs:
        case MediaMake::Link:
            break;
        case MediaMake::Copy:
        case MediaMake::Rewrap:
            bytes += QFileInfo(media.origin).size();
            break;
        case MediaMake::Song:
            bytes += media.samples * 6; // three bytes a sample
            break;
        case MediaMake::Conform:
            bytes += media.frames * pixels / 10;
            break;
        default:
            bytes += pixels / 2; // a card compresses to well under half a byte a pixel
        }
    }
    return bytes;
}

Result<> makeMedia(Edit &edit, const ExportSource &source, const CutOptions &options, const QString &folder, const CancelToken &cancel,
                   const ProgressFn &progress)
{
    for (const EditMedia &media : edit.media) {
        if (!media.folder.isEmpty())
            SC_TRY(ensureFolder(folder + u'/' + media.folder));
    }
    Maker maker(edit, source, options, folder, cancel);
    std::vector<EditMedia *> cards;
    double all = 0;
    double cardWeight = 0;
    for (EditMedia &media : edit.media) {
        all += weightOf(media);
        if (media.make == MediaMake::Card) {
            cards.push_back(&media);
            cardWeight += weightOf(media);
        }
    }
    if (all <= 0)
        return {};
    SC_TRY(makeCards(maker, cards, folder, cancel, part(progress, 0, cardWeight / all)));
    double done = cardWeight;
    for (EditMedia &media : edit.media) {
        if (cancel.isCancelled())
            return std::unexpected(exportCancelled());
        if (media.make == MediaMake::AsIs || media.make == MediaMake::Card)
            continue;
        SC_TRY(maker.make(media, part(progress, done / all, weightOf(media) / all)));
        done += weightOf(media);
        if (progress)
            progress(std::min(1.0, done / all));
    }
    return {};
}

} // namespace sc::interchange
