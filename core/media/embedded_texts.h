// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QMap>
#include <QtCore/QString>

namespace sc::media {

// Texts that a picture or movie carries beside its pixels, by key. ComfyUI writes "prompt" and "workflow", others write
// "parameters". Movies: keys in lower case, since some containers change their case.
using EmbeddedTexts = QMap<QString, QString>;

// PNG: tEXt, zTXt and iTXt (PNG specification, third edition, 11.3.3). Movies: the container's metadata. Other pictures give
// nothing. Texts beyond kMaxEmbeddedText are left out, also where they are packed small. FILE_DAMAGED for a PNG whose chunks do not hold
// together, and the problems of opening a file. Any thread.
[[nodiscard]] Result<EmbeddedTexts> readEmbeddedTexts(const QString &path);
inline constexpr qint64 kMaxEmbeddedText = 16 * 1024 * 1024; // bytes of one text

// Writes `source` to `target` with `texts` in it; what it carried under the same keys is replaced, all else kept, the pictures to
// the bit. The same input always gives the same bytes. PNG, MP4, MOV, MKV and WebM; INVALID_FILE_TYPE for all that cannot carry
// texts (`target` is not there then), FILE_DAMAGED where the copy is not what the source is. Any thread; blocking.
[[nodiscard]] Result<> copyWithTexts(const QString &source, const QString &target, const EmbeddedTexts &texts);

// The parts of a PNG alone, for bytes in memory.
[[nodiscard]] bool isPng(const QByteArray &head);
[[nodiscard]] Result<EmbeddedTexts> readPngTexts(const QByteArray &png, const QString &path);
[[nodiscard]] Result<QByteArray> pngWithTexts(const QByteArray &png, const EmbeddedTexts &texts, const QString &path);

} // namespace sc::media
