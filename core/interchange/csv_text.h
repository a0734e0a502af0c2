// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <vector>

// Tables as comma-separated text (RFC 4180), as spreadsheets write and read them.
namespace sc::interchange {

inline constexpr qint64 kMaxCsvBytes = 64 * 1024 * 1024;
inline constexpr int kMaxCsvColumns = 1000;

struct CsvRow
{
    int line = 1; // of the file, where the row begins
    QStringList cells;
};

// UTF-8 or UTF-16, with or without a mark; comma, semicolon or tab, whichever the first line has most of. Empty lines are
// left out. VALIDATION_ERROR with the line for a quote that is not closed, too many columns or bytes that are no text,
// FILE_TOO_LARGE over 64 MB.
[[nodiscard]] Result<std::vector<CsvRow>> readCsv(const QByteArray &bytes);

// With a mark at the front, so that spreadsheets take it as UTF-8; lines end in CR LF.
[[nodiscard]] QByteArray writeCsv(const std::vector<QStringList> &rows);

// Spreadsheets run a cell that begins like a formula. An apostrophe in front keeps it a text; fromSafeCell() takes it off.
[[nodiscard]] QString safeCell(const QString &text);
[[nodiscard]] QString fromSafeCell(const QString &cell);

} // namespace sc::interchange
