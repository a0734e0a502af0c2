// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/song_file.h"

#include "core/base/text.h"
#include "core/library/song_tags.h"
#include "core/media/probe.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::library {

namespace {

constexpr qint64 kHashBlock = 1 << 20;
constexpr Ticks kLongestSong = Ticks::seconds(24 * 3600);

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::library)
};

QString shownName(const QString &path)
{
    return QStringLiteral("“%1”").arg(tidyText(QFileInfo(path).fileName(), 120));
}

Problem about(ProblemCode code, const QString &path, const QString &text)
{
    return Problem(code, text).withEntity(QStringLiteral("file"), QDir::toNativeSeparators(path));
}

Problem tooLarge(const QString &path, qint64 size, qint64 limit)
{
    return about(ProblemCode::FileTooLarge, path,
                 Text::tr("%1 is %2 large, more than the usual %3 of a song. Import it anyway?")
                     .arg(shownName(path), humanSize(size), humanSize(limit)))
        .withAction(QStringLiteral("import.anyway"), Text::tr("Import anyway"))
        .withAction(QStringLiteral("cancel"), Text::tr("Leave it out"));
}

Track trackOf(const QString &path, const media::MediaInfo &info, const SongTags &tags)
{
    Track track;
    track.file = path;
    track.title = tags.title;
    if (track.title.isEmpty())
        track.title = tidyText(QFileInfo(path).completeBaseName(), kMaxTagLength);
    if (track.title.isEmpty())
        track.title = tidyText(QFileInfo(path).fileName(), kMaxTagLength);
    track.artist = tags.artist;
    track.album = tags.album;
    track.genreTag = tags.genre;
    track.year = tags.year;
    track.trackNumber = tags.trackNumber;
    track.comment = tags.comment;
    // A header may lie; the analysis puts the decoded length in its place.
    track.duration = std::min(info.duration, kLongestSong);
    track.sampleRate = info.audio->sampleRate;
    track.channels = info.audio->channels;
    track.bitDepth = info.audio->bitDepth;
    track.codec = info.audio->codec;
    track.bitRate = info.audio->bitRate;
    return track;
}

} // namespace

FileStamp stampOf(const QString &path)
{
    const QFileInfo info(path);
    return {info.size(), info.lastModified().toMSecsSinceEpoch()};
}

Result<QString> contentHash(const QString &path, const CancelToken &cancel)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return std::unexpected(about(file.exists() ? ProblemCode::PermissionDenied : ProblemCode::MediaMissing, path,
                                     Text::tr("%1 cannot be read. Check that it is there and may be read.").arg(shownName(path))));
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray block(kHashBlock, Qt::Uninitialized);
    for (;;) {
        if (cancel.isCancelled())
            return std::unexpected(Problem(ProblemCode::Cancelled, Text::tr("The import was cancelled.")));
        const qint64 got = file.read(block.data(), block.size());
        if (got < 0)
            return std::unexpected(about(ProblemCode::FileDamaged, path, Text::tr("%1 could not be read to its end.").arg(shownName(path)))
                                       .withDetail(file.errorString()));
        if (got == 0)
            return QString::fromLatin1(hash.result().toHex());
        hash.addData(QByteArrayView(block.constData(), got));
    }
}

Result<SongFile> inspectSong(const QString &path, qint64 sizeLimit, const CancelToken &cancel)
{
    const FileStamp stamp = stampOf(path);
    if (sizeLimit > 0 && stamp.size > sizeLimit)
        return std::unexpected(tooLarge(path, stamp.size, sizeLimit));
    try {
        SC_TRY_ASSIGN(info, media::probeSong(path));
        const SongTags tags = readTags(path, info);
        SongFile song{trackOf(path, info, tags), artworkJpeg(tags.cover)};
        song.track.size = stamp.size;
        song.track.modifiedMs = stamp.modifiedMs;
        song.track.hasArtwork = !song.artwork.isEmpty();
        SC_TRY_ASSIGN(hash, contentHash(path, cancel));
        song.track.contentHash = hash;
        return song;
    } catch (const std::bad_alloc &) {
        return std::unexpected(
            about(ProblemCode::OutOfMemory, path, Text::tr("There is not enough memory to read %1.").arg(shownName(path))));
    }
}

} // namespace sc::library
