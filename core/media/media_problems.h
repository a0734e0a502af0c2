// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"

#include <QtCore/QString>

namespace sc::media {

// The problems every reader of media files can meet, each naming the file. Internal to core/media.
[[nodiscard]] Problem missingFile(const QString &path);
[[nodiscard]] Problem notAFile(const QString &path);
[[nodiscard]] Problem unreadableFile(const QString &path, const QString &detail);
[[nodiscard]] Problem emptyFile(const QString &path);
[[nodiscard]] Problem unsupportedFile(const QString &path, const QString &looksLike); // "a text file"
[[nodiscard]] Problem protectedFile(const QString &path);
[[nodiscard]] Problem brokenHeader(const QString &path, const QString &container, const QString &detail);
[[nodiscard]] Problem noSound(const QString &path);
[[nodiscard]] Problem noSoundReadable(const QString &path, const QString &detail);
[[nodiscard]] Problem noPictures(const QString &path);
[[nodiscard]] Problem brokenPictures(const QString &path, const QString &detail);
[[nodiscard]] Problem tookTooLong(const QString &path);
[[nodiscard]] Problem noMemory(const QString &path);
// A failed write to `path`: INSUFFICIENT_STORAGE, PERMISSION_DENIED or INTERNAL_ERROR by FFmpeg's error code.
[[nodiscard]] Problem writeFailed(const QString &path, int ffmpegError);

// The file's name as a sentence shows it: on one line, in quotes.
[[nodiscard]] QString quotedName(const QString &path);

} // namespace sc::media
