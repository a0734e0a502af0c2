// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace sc::interchange {

// "file:///Users/ana/My%20Film/shot%201.mp4": UTF-8, every byte outside A-Z a-z 0-9 - _ . ~ / (and a drive's colon)
// percent-encoded, since a raw space or ampersand is enough to lose the file in Final Cut.
[[nodiscard]] QString fileUrl(const QString &absolutePath);
// Whether `url` is such a URL, letter by letter.
[[nodiscard]] bool isStrictFileUrl(QStringView url);
// The local path it names; empty when it names none.
[[nodiscard]] QString pathOfFileUrl(const QString &url);

// A file name of A-Z a-z 0-9 - _ . alone, so that every system and program agrees on its spelling. Never empty.
[[nodiscard]] QString asciiFileName(const QString &name);

} // namespace sc::interchange
