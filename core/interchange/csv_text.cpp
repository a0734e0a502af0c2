// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/csv_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringDecoder>

#include <algorithm>
#include <array>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

Problem badTable(const QString &why, int line)
{
    return Problem(ProblemCode::ValidationError, Words::tr("This is no table that can be read: %1").arg(why))
        .withDetail(Words::tr("line %1").arg(line));
}

Result<QString> textOf(const QByteArray &bytes)
{
    if (bytes.size() > kMaxCsvBytes)
        return std::unexpected(Problem(ProblemCode::FileTooLarge, Words::tr("The table is larger than 64 MB.")));
    const auto encoding = QStringConverter::encodingForData(bytes);
    QStringDecoder decoder(encoding.value_or(QStringConverter::Utf8));
    QString text = decoder(bytes);
    // Half a character of UTF-16 is no error to the decoder, and no text that could be stored.
    if (decoder.hasError() || !text.isValidUtf16())
        return std::unexpected(badTable(Words::tr("it is not UTF-8 or UTF-16."), 1));
    if (text.contains(QChar(0)))
        return std::unexpected(badTable(Words::tr("it holds zero bytes."), 1));
    return text;
}

QChar separatorOf(const QString &text)
{
    std::array<std::pair<QChar, int>, 3> counts{{{u',', 0}, {u';', 0}, {u'\t', 0}}};
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        if (!quoted && (c == u'\n' || c == u'\r'))
            break;
        for (auto &[separator, count] : counts)
            count += !quoted && c == separator ? 1 : 0;
    }
    return std::ranges::max_element(counts, {}, &std::pair<QChar, int>::second)->first;
}

bool looksLikeFormula(const QString &text)
{
    return !text.isEmpty() && QStringView(u"=+-@\t\r").contains(text[0]);
}

bool isEscaped(const QString &text)
{
    qsizetype i = 0;
    while (i < text.size() && text[i] == u'\'')
        ++i;
    return i > 0 && looksLikeFormula(text.mid(i));
}

} // namespace

Result<std::vector<CsvRow>> readCsv(const QByteArray &bytes)
{
    SC_TRY_ASSIGN(text, textOf(bytes));
    const QChar separator = separatorOf(text);
    std::vector<CsvRow> rows;
    CsvRow row;
    QString cell;
    int line = 1;
    int quoteLine = 0; // of the quote that is open, 0 = none
    bool wasQuoted = false;
    const auto endCell = [&] {
        row.cells.append(std::exchange(cell, {}));
        wasQuoted = false;
    };
    const auto endRow = [&] {
        endCell();
        if (row.cells.size() > 1 || !row.cells.front().isEmpty())
            rows.push_back(std::exchange(row, {}));
        row = {line, {}};
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool isBreak = c == u'\n' || c == u'\r';
        if (isBreak) {
            const bool pair = c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n';
            ++line;
            i += pair ? 1 : 0;
        }
        if (quoteLine > 0) {
            if (c == u'"' && i + 1 < text.size() && text[i + 1] == u'"') {
                cell += u'"';
                ++i;
            } else if (c == u'"') {
                quoteLine = 0;
            } else {
                cell += isBreak ? QChar(u'\n') : c;
            }
        } else if (isBreak) {
            endRow();
        } else if (c == separator) {
            endCell();
            if (row.cells.size() >= kMaxCsvColumns)
                return std::unexpected(badTable(Words::tr("a row has more than %1 columns.").arg(kMaxCsvColumns), line));
        } else if (c == u'"' && cell.isEmpty() && !wasQuoted) {
            quoteLine = line;
            wasQuoted = true;
        } else {
            cell += c;
        }
    }
    if (quoteLine > 0)
        return std::unexpected(badTable(Words::tr("a quotation mark is not closed."), quoteLine));
    endRow();
    return rows;
}

QByteArray writeCsv(const std::vector<QStringList> &rows)
{
    QByteArray bytes("\xEF\xBB\xBF");
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            QString cell = row[i];
            const bool quote = cell.contains(u'"') || cell.contains(u',') || cell.contains(u';') || cell.contains(u'\n') ||
                               cell.contains(u'\r') || cell.contains(u'\t') || cell.startsWith(u' ') || cell.endsWith(u' ');
            if (quote)
                cell = u'"' + cell.replace(u'"', QLatin1String("\"\"")) + u'"';
            bytes += (i > 0 ? "," : "") + cell.toUtf8();
        }
        bytes += "\r\n";
    }
    return bytes;
}

QString safeCell(const QString &text)
{
    return looksLikeFormula(text) || isEscaped(text) ? u'\'' + text : text;
}

QString fromSafeCell(const QString &cell)
{
    return isEscaped(cell) ? cell.mid(1) : cell;
}

} // namespace sc::interchange
