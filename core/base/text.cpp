// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QSet>

namespace sc {

namespace {

bool isForbiddenControl(QChar c, TextKind kind)
{
    if (c.unicode() >= 0x20 && c.unicode() != 0x7f && !(c.unicode() >= 0x80 && c.unicode() < 0xa0))
        return false;
    return kind == TextKind::SingleLine || (c != u'\n' && c != u'\t');
}

QString cutToCodePoints(const QString &text, int maxLength)
{
    if (codePoints(text) <= maxLength)
        return text;
    QString cut;
    int count = 0;
    for (qsizetype i = 0; i < text.size() && count < maxLength; ++i, ++count) {
        cut += text[i];
        if (text[i].isHighSurrogate() && i + 1 < text.size())
            cut += text[++i];
    }
    return cut;
}

} // namespace

qsizetype codePoints(QStringView text)
{
    qsizetype count = 0;
    for (const QChar c : text)
        count += c.isLowSurrogate() ? 0 : 1;
    return count;
}

Result<QString> cleanText(const QString &input, TextKind kind, int minLength, int maxLength, const QString &field)
{
    QString text = input.normalized(QString::NormalizationForm_C);
    if (kind == TextKind::SingleLine)
        text = text.trimmed();
    else
        text.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
    for (const QChar c : text) {
        if (isForbiddenControl(c, kind)) {
            return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::text", "%1 contains a control character.").arg(field))
                                       .withDetail(QStringLiteral("U+%1").arg(c.unicode(), 4, 16, QLatin1Char('0'))));
        }
    }
    const qsizetype length = codePoints(text);
    if (length < minLength) {
        return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::text", "%1 is empty.").arg(field))
                                   .withDetail(QCoreApplication::translate("sc::text", "It needs %1 to %2 characters.").arg(minLength).arg(maxLength)));
    }
    if (length > maxLength) {
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       QCoreApplication::translate("sc::text", "%1 is too long: %2 characters, at most %3.").arg(field).arg(length).arg(maxLength)));
    }
    return text;
}

QString tidyText(const QString &input, int maxLength)
{
    QString text = input.normalized(QString::NormalizationForm_C);
    for (QChar &c : text) {
        if (isForbiddenControl(c, TextKind::SingleLine))
            c = u' ';
    }
    return cutToCodePoints(text.simplified(), maxLength);
}

QString safeFileName(const QString &name)
{
    QString safe = tidyText(name, 120);
    static const QString reserved = QStringLiteral("<>:\"/\\|?*");
    for (QChar &c : safe) {
        if (reserved.contains(c))
            c = u'_';
    }
    while (safe.endsWith(u'.') || safe.endsWith(u' '))
        safe.chop(1);
    while (safe.startsWith(u'.'))
        safe.remove(0, 1);
    static const QSet<QString> devices = {
        QStringLiteral("CON"), QStringLiteral("PRN"), QStringLiteral("AUX"), QStringLiteral("NUL"), QStringLiteral("COM1"),
        QStringLiteral("COM2"), QStringLiteral("COM3"), QStringLiteral("COM4"), QStringLiteral("LPT1"), QStringLiteral("LPT2"),
    };
    if (safe.isEmpty())
        return QStringLiteral("untitled");
    if (devices.contains(safe.section(u'.', 0, 0).toUpper()))
        safe.prepend(u'_');
    return safe;
}

QString humanSize(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

} // namespace sc
