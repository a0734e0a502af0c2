// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml_media.h"

#include "core/base/timecode.h"
#include "core/interchange/file_url.h"
#include "core/interchange/wav_writer.h"
#include "core/media/audio_reader.h"
#include "core/playback/compositor.h"

#include <QtConcurrent/QtConcurrentMap>
#include <QtCore/QCoreApplication>
#include <QtCore/QThread>
#include <QtGui/QImageWriter>

#include <algorithm>

namespace sc::interchange {

namespace {

Problem cancelled()
{
    return Problem(ProblemCode::Cancelled,
                   QCoreApplication::translate("sc::interchange", "The export was cancelled. Nothing was written."));
}

Result<> writeStill(const timeline::Timeline &timeline, const DocumentItem &item, const QString &path)
{
    const QSize size(timeline.project.width, timeline.project.height);
    const QImage image = playback::renderFrame(timeline, item.start + item.length / 2, size);
    if (image.isNull()) {
        return std::unexpected(
            Problem(ProblemCode::InternalError,
                    QCoreApplication::translate("sc::interchange", "The card of “%1” could not be drawn.").arg(item.name))
                .withDetail(QStringLiteral("%1x%2").arg(size.width()).arg(size.height())));
    }
    QImageWriter writer(path, "png");
    if (!writer.write(image.convertToFormat(QImage::Format_RGB32))) {
        return std::unexpected(Problem(ProblemCode::InsufficientStorage,
                                       QCoreApplication::translate("sc::interchange", "The picture “%1” could not be written.").arg(path))
                                   .withDetail(writer.errorString()));
    }
    return {};
}

} // namespace

Result<> writeStills(const timeline::Timeline &timeline, const FcpxmlDocument &document, const QString &folder, const CancelToken &cancel,
                     const ProgressFn &progress)
{
    std::vector<const DocumentItem *> items;
    for (const DocumentItem &item : document.items) {
        if (!item.isGap)
            items.push_back(&item);
    }
    // A batch at a time, so that progress is told on this thread and a cancel is seen soon.
    const size_t batch = static_cast<size_t>(std::max(1, QThread::idealThreadCount()));
    for (size_t done = 0; done < items.size(); done += batch) {
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        const auto first = items.begin() + static_cast<std::ptrdiff_t>(done);
        const auto last = items.begin() + static_cast<std::ptrdiff_t>(std::min(done + batch, items.size()));
        const auto results = QtConcurrent::blockingMapped<QList<Result<>>>(
            first, last, [&](const DocumentItem *item) { return writeStill(timeline, *item, folder + u'/' + item->mediaFile); });
        for (const Result<> &result : results)
            SC_TRY(result);
        if (progress)
            progress(static_cast<double>(last - items.begin()) / static_cast<double>(items.size()));
    }
    return {};
}

Result<DocumentSong> writeSongFile(const timeline::Timeline &timeline, const QString &songFile, const QString &folder, QStringList &notices,
                                   const CancelToken &cancel, const ProgressFn &progress)
{
    const timeline::Song &facts = *timeline.project.song;
    SC_TRY_ASSIGN(probe, media::AudioReader::open(songFile));
    const int channels = std::min(probe->channels(), 2);
    if (probe->channels() > 2)
        notices += QCoreApplication::translate("sc::interchange", "The song's %1 channels were folded to stereo.").arg(probe->channels());
    probe.reset();
    SC_TRY_ASSIGN(reader, media::AudioReader::open(songFile, {.sampleRate = kSongSampleRate, .channels = channels}));
    DocumentSong song;
    song.title = facts.title.isEmpty() ? QCoreApplication::translate("sc::interchange", "Song") : facts.title;
    song.mediaFile = asciiFileName(song.title) + QStringLiteral("_song.wav");
    song.channels = channels;
    song.gainDb = timeline.project.songGainDb;
    SC_TRY_ASSIGN(writer, WavWriter::create(folder + u'/' + song.mediaFile, kSongSampleRate, channels));
    SC_TRY(writer->writeSilence(songPlace(timeline).padding.toSamples(kSongSampleRate)));
    const double expected = std::max(1.0, facts.map.duration.toSeconds() * kSongSampleRate);
    for (;;) {
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        SC_TRY_ASSIGN(block, reader->read());
        if (block.empty())
            break;
        SC_TRY(writer->write(block));
        if (progress)
            progress(std::min(1.0, static_cast<double>(writer->frames()) / expected));
    }
    if (const auto damaged = reader->damagedAt())
        notices +=
            QCoreApplication::translate("sc::interchange", "The song is damaged from %1 on and ends there.").arg(formatClock(*damaged));
    song.samples = writer->frames();
    SC_TRY(writer->finish());
    return song;
}

} // namespace sc::interchange
