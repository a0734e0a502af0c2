// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QString>

namespace sc {

enum class TextKind { SingleLine, MultiLine };

// What a person typed, as it is stored: NFC, single lines trimmed. Control characters (tab and newline excepted
// in multi-line text) and more than maxLength code points are VALIDATION_ERROR naming `field`.
// minLength 1 makes the field required.
[[nodiscard]] Result<QString> cleanText(const QString &input, TextKind kind, int minLength, int maxLength, const QString &field);

// A number of code points, not of UTF-16 units.
[[nodiscard]] qsizetype codePoints(QStringView text);

// Text of a tag or a file name, made fit for a single-line field: NFC, control characters to spaces, cut.
[[nodiscard]] QString tidyText(const QString &input, int maxLength);

// A file name that every system takes: reserved characters and control characters become '_', names like CON
// get a '_', trailing dots and spaces go, at most 120 code points. Never empty.
[[nodiscard]] QString safeFileName(const QString &name);

// "3.2 MB" by the locale.
[[nodiscard]] QString humanSize(qint64 bytes);

} // namespace sc
