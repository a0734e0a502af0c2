// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

namespace sc::audio {

// Compressed, versioned, checksummed bytes for a database column.
[[nodiscard]] QByteArray packBytes(quint32 magic, quint16 version, const QByteArray &content);
// FILE_DAMAGED for other magics and versions, wrong lengths and sums, and what would unpack to more than `most` bytes or
// claims a size that its bytes cannot hold.
[[nodiscard]] Result<QByteArray> unpackBytes(quint32 magic, quint16 version, const QByteArray &bytes, qint64 most);

[[nodiscard]] Problem damagedBytes(const QString &why); // FILE_DAMAGED: "Stored data of the song's analysis is damaged."

} // namespace sc::audio
