// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/media_problems.h"

#include "core/base/text.h"
#include "core/media/ffmpeg_handles.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <cerrno>

namespace sc::media {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::media)
};

Problem about(ProblemCode code, const QString &path, const QString &text, const QString &detail = {})
{
    const Problem problem = Problem(code, text).withEntity(QStringLiteral("file"), QDir::toNativeSeparators(path));
    return detail.isEmpty() ? problem : problem.withDetail(detail);
}

} // namespace

QString quotedName(const QString &path)
{
    constexpr int kShown = 120;
    const QString name = QFileInfo(path).fileName();
    return QStringLiteral("“%1”").arg(tidyText(name.isEmpty() ? path : name, kShown));
}

Problem missingFile(const QString &path)
{
    return about(ProblemCode::MediaMissing, path, Text::tr("%1 is not there any more. Locate it, or leave it out.").arg(quotedName(path)));
}

Problem notAFile(const QString &path)
{
    return about(ProblemCode::InvalidFileType, path, Text::tr("%1 is no ordinary file, cannot be read.").arg(quotedName(path)));
}

Problem unreadableFile(const QString &path, const QString &detail)
{
    return about(ProblemCode::PermissionDenied, path,
                 Text::tr("%1 may not be read. Change its permissions, or choose another file.").arg(quotedName(path)), detail)
        .withAction(QStringLiteral("choose.file"), Text::tr("Choose another file"));
}

Problem emptyFile(const QString &path)
{
    return about(ProblemCode::FileDamaged, path, Text::tr("%1 is empty. Choose another copy of it.").arg(quotedName(path)));
}

Problem unsupportedFile(const QString &path, const QString &looksLike)
{
    return about(ProblemCode::InvalidFileType, path, Text::tr("%1 looks like %2, cannot be read.").arg(quotedName(path), looksLike),
                 Text::tr("Formats that work: MP3, WAV, FLAC, AIFF, OGG, Opus, M4A/AAC, CAF, and the sound of MP4, MOV, MKV and WebM."));
}

Problem protectedFile(const QString &path)
{
    return about(ProblemCode::InvalidFileType, path,
                 Text::tr("%1 is protected against copying, cannot be read. Use an unprotected copy.").arg(quotedName(path)),
                 Text::tr("The sound in the file is encrypted (DRM)."));
}

Problem brokenHeader(const QString &path, const QString &container, const QString &detail)
{
    return about(ProblemCode::FileDamaged, path,
                 Text::tr("%1 begins like %2, but is damaged or cut off so early that nothing can be read. Choose another copy of it.")
                     .arg(quotedName(path), container),
                 detail);
}

Problem noSound(const QString &path)
{
    return about(ProblemCode::InvalidFileType, path,
                 Text::tr("%1 has no sound that can be read. Choose a file with a song in it.").arg(quotedName(path)));
}

Problem noSoundReadable(const QString &path, const QString &detail)
{
    return about(ProblemCode::FileDamaged, path,
                 Text::tr("%1 has a header, but no sound that can be read after it. Choose another copy of it.").arg(quotedName(path)),
                 detail);
}

Problem noPictures(const QString &path)
{
    return about(ProblemCode::InvalidFileType, path,
                 Text::tr("%1 has no moving pictures that can be read. Choose a video.").arg(quotedName(path)));
}

Problem brokenPictures(const QString &path, const QString &detail)
{
    return about(ProblemCode::FileDamaged, path,
                 Text::tr("The pictures of %1 cannot be read. Choose another copy of it.").arg(quotedName(path)), detail);
}

Problem tookTooLong(const QString &path)
{
    return about(ProblemCode::Timeout, path,
                 Text::tr("%1 took too long to open. Its disk may be slow or the file damaged; try again or choose another copy.")
                     .arg(quotedName(path)));
}

Problem noMemory(const QString &path)
{
    return about(ProblemCode::OutOfMemory, path,
                 Text::tr("There is not enough memory to read %1. Close other programs and try again.").arg(quotedName(path)))
        .withAction(QStringLiteral("retry"), Text::tr("Retry"));
}

Problem writeFailed(const QString &path, int ffmpegError)
{
    const QString detail = errorText(ffmpegError);
    if (ffmpegError == AVERROR(ENOSPC) || ffmpegError == AVERROR(EFBIG))
        return about(ProblemCode::InsufficientStorage, path,
                     Text::tr("The disk is full: %1 could not be written. Free some space or choose another place.").arg(quotedName(path)),
                     detail);
    if (ffmpegError == AVERROR(EACCES) || ffmpegError == AVERROR(EPERM) || ffmpegError == AVERROR(EROFS) ||
        ffmpegError == AVERROR(ENOENT) || ffmpegError == AVERROR(EISDIR) || ffmpegError == AVERROR(ENOTDIR))
        return about(ProblemCode::PermissionDenied, path,
                     Text::tr("%1 cannot be written there. Choose another place.").arg(quotedName(path)), detail);
    return about(ProblemCode::InternalError, path, Text::tr("The movie %1 could not be written.").arg(quotedName(path)), detail);
}

} // namespace sc::media
