// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/tag_writer.h"

#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/base/text.h"
#include "core/library/song_tags.h"
#include "core/library/tag_files.h"
#include "core/media/audio_reader.h"
#include "core/store/backups.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::library {

namespace {

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

// Removes the unfinished file whatever happens.
class WorkingCopy
{
public:
    explicit WorkingCopy(QString path) : m_path(std::move(path)) {}
    ~WorkingCopy() { QFile::remove(m_path); }
    WorkingCopy(const WorkingCopy &) = delete;
    WorkingCopy &operator=(const WorkingCopy &) = delete;
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
};

// Of the decoded samples.
Result<QByteArray> soundHash(const QString &path)
{
    SC_TRY_ASSIGN(reader, media::AudioReader::open(path));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (;;) {
        SC_TRY_ASSIGN(block, reader->read());
        if (block.empty())
            return hash.result();
        hash.addData(QByteArrayView(reinterpret_cast<const char *>(block.data()), std::ssize(block) * qsizetype(sizeof(float))));
    }
}

Result<> requireWritable(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return std::unexpected(about(ProblemCode::MediaMissing, path, Text::tr("%1 is not there any more.").arg(shownName(path))));
    QFile file(path); // opening tells more than the permissions: read-only disks, locks of other programs
    if (info.isWritable() && file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return {};
    return std::unexpected(about(ProblemCode::PermissionDenied, path,
                                 Text::tr("%1 may not be written: the tags stay in the library only.").arg(shownName(path)))
                               .withDetail(file.errorString()));
}

bool haveSameFields(const SongTags &tags, const Track &song)
{
    return tags.title == song.title && tags.artist == song.artist && tags.album == song.album && tags.genre == song.genreTag &&
           tags.year == song.year && tags.trackNumber == song.trackNumber && tags.comment == song.comment;
}

Result<QString> keepCopy(const QString &path, const QString &folder)
{
    SC_TRY(ensureFolder(folder));
    SC_TRY(requireFreeSpace(folder, QFileInfo(path).size()));
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
    const QString copy = QStringLiteral("%1/%2-%3").arg(folder, stamp, safeFileName(QFileInfo(path).fileName()));
    SC_TRY(store::copyDurably(path, copy));
    return copy;
}

Result<WrittenTags> putInPlace(const QString &file, const QString &path, const QString &backup)
{
    QCryptographicHash written(QCryptographicHash::Sha256);
    SC_TRY(requireFreeSpace(path, QFileInfo(file).size()));
    SC_TRY(store::copyDurably(file, path, &written));
    return WrittenTags{backup, stampOf(path), QString::fromLatin1(written.result().toHex())};
}

} // namespace

Result<WrittenTags> writeTags(const Track &song, const QString &backupFolder)
{
    const QString &path = song.file;
    SC_TRY(requireWritable(path));
    SC_TRY_ASSIGN(info, media::probeSong(path));
    if (!canWriteFields(info)) {
        return std::unexpected(
            about(ProblemCode::InvalidFileType, path,
                  Text::tr("%1 is of a kind into which no tags are written: they stay in the library only.").arg(shownName(path)))
                .withDetail(Text::tr("MP3, AAC, FLAC, M4A, WAV, AIFF, Ogg Vorbis and Opus can be written.")));
    }
    if (haveSameFields(readTags(path, info), song))
        return std::unexpected(about(ProblemCode::NothingToUpdate, path, Text::tr("The file says this already.")));
    SC_TRY_ASSIGN(soundBefore, soundHash(path));
    SC_TRY_ASSIGN(hashBefore, contentHash(path, {}));
    SC_TRY_ASSIGN(backup, keepCopy(path, backupFolder));

    const WorkingCopy work(backup + QStringLiteral(".new"));
    SC_TRY(store::copyDurably(path, work.path()));
    if (!writeFields(work.path(), info, song))
        return std::unexpected(
            about(ProblemCode::FileDamaged, path, Text::tr("The tags of %1 could not be written; it is as it was.").arg(shownName(path))));
    const auto soundAfter = soundHash(work.path());
    if (!soundAfter || *soundAfter != soundBefore) {
        return std::unexpected(about(ProblemCode::FileDamaged, path,
                                     Text::tr("Writing tags into %1 would have changed its sound; it is as it was.").arg(shownName(path))));
    }
    // Somebody else may have written to it meanwhile.
    SC_TRY_ASSIGN(hashNow, contentHash(path, {}));
    if (hashNow != hashBefore)
        return std::unexpected(
            about(ProblemCode::Conflict, path, Text::tr("%1 was changed by another program just now. Try again.").arg(shownName(path))));

    return putInPlace(work.path(), path, backup);
}

Result<WrittenTags> putCopyBack(const QString &copy, const QString &path, const QString &backupFolder)
{
    if (!QFile::exists(copy))
        return std::unexpected(about(ProblemCode::MediaMissing, copy, Text::tr("This copy is not there any more.")));
    if (!QFile::exists(path))
        return putInPlace(copy, path, {});
    SC_TRY(requireWritable(path));
    SC_TRY_ASSIGN(wanted, contentHash(copy, {}));
    SC_TRY_ASSIGN(present, contentHash(path, {}));
    if (wanted == present)
        return std::unexpected(about(ProblemCode::NothingToUpdate, path, Text::tr("The file is as it was already.")));
    SC_TRY_ASSIGN(soundOfCopy, soundHash(copy));
    const auto sound = soundHash(path);
    if (!sound || *sound != soundOfCopy)
        return std::unexpected(
            about(ProblemCode::Conflict, path,
                  Text::tr("%1 holds another sound by now: the copy of it is not put in its place.").arg(shownName(path))));
    SC_TRY_ASSIGN(backup, keepCopy(path, backupFolder));
    return putInPlace(copy, path, backup);
}

} // namespace sc::library
