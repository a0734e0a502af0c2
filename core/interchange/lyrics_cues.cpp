// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/lyrics_parsers.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace sc::interchange {

namespace {

using timeline::LyricLine;
using timeline::LyricSource;
using timeline::LyricWord;

const QRegularExpression &arrowPattern()
{
    static const QRegularExpression pattern(QStringLiteral(R"(^\s*([\d:.,]+)\s*-->\s*([\d:.,]+))"));
    return pattern;
}

// WebVTT's word times, "fly <00:00:12.800>me"; the first word begins with the cue.
std::vector<LyricWord> takeWords(const QString &text, Ticks start)
{
    static const QRegularExpression mark(QStringLiteral(R"(<([\d:.]+)>)"));
    std::vector<LyricWord> words;
    auto it = mark.globalMatch(text);
    if (!it.hasNext())
        return words;
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    Ticks at = start;
    qsizetype from = 0;
    const auto put = [&](qsizetype end) {
        const QString part = QString(text.mid(from, end - from)).remove(tag).trimmed();
        if (!part.isEmpty())
            words.push_back({at, part});
    };
    while (it.hasNext()) {
        const QRegularExpressionMatch match = it.next();
        put(match.capturedStart());
        at = stampTime(match.capturedView(1)).value_or(at);
        from = match.capturedEnd();
    }
    put(text.size());
    std::ranges::stable_sort(words, {}, &LyricWord::start);
    return words;
}

QString withoutMarkup(QString text)
{
    static const QRegularExpression tag(QStringLiteral(R"(<[^>]*>|\{\\[^}]*\})"));
    text.remove(tag);
    text.replace(QStringLiteral("&lt;"), QStringLiteral("<")).replace(QStringLiteral("&gt;"), QStringLiteral(">"));
    text.replace(QStringLiteral("&nbsp;"), QStringLiteral(" ")).replace(QStringLiteral("&amp;"), QStringLiteral("&"));
    return text.trimmed();
}

} // namespace

std::optional<Ticks> stampTime(QStringView text)
{
    static const QRegularExpression pattern(QStringLiteral(R"(^(?:(\d{1,3}):)??(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,3}))?$)"));
    const QRegularExpressionMatch match = pattern.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    std::int64_t thousandths = 0;
    if (const QStringView digits = match.capturedView(4); !digits.isEmpty()) {
        thousandths = digits.toInt();
        for (qsizetype n = digits.size(); n < 3; ++n)
            thousandths *= 10;
    }
    const std::int64_t seconds =
        (match.capturedView(1).toLongLong() * 60 + match.capturedView(2).toLongLong()) * 60 + match.capturedView(3).toLongLong();
    return Ticks::fromRational(seconds * 1000 + thousandths, 1000);
}

bool looksLikeCues(const QStringList &rows)
{
    return std::ranges::any_of(rows, [](const QString &row) { return arrowPattern().match(row).hasMatch(); });
}

LyricsText parseCues(const QStringList &rows)
{
    LyricsText lyrics;
    const bool isVtt = std::ranges::any_of(rows, [](const QString &row) { return row.startsWith(QLatin1String("WEBVTT")); });
    lyrics.format = isVtt ? LyricsFormat::Vtt : LyricsFormat::Srt;
    int broken = 0;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QRegularExpressionMatch arrow = arrowPattern().match(rows[i]);
        if (!arrow.hasMatch())
            continue;
        const auto start = stampTime(arrow.capturedView(1));
        const auto end = stampTime(arrow.capturedView(2));
        QStringList text;
        while (i + 1 < rows.size() && !rows[i + 1].trimmed().isEmpty() && !arrowPattern().match(rows[i + 1]).hasMatch())
            text += rows[++i];
        LyricLine line;
        line.text = withoutMarkup(text.join(u'\n'));
        if (!start || !end || *end <= *start || line.text.isEmpty()) {
            ++broken;
            continue;
        }
        line.start = *start;
        line.end = *end;
        if (isVtt)
            line.words = takeWords(text.join(u' '), *start);
        line.source = isVtt ? LyricSource::Vtt : LyricSource::Srt;
        lyrics.lines.push_back(std::move(line));
    }
    if (broken > 0)
        lyrics.notices += QCoreApplication::translate(
            "sc::interchange", "%n cues without text or with an end before their start were left out.", nullptr, broken);
    return lyrics;
}

} // namespace sc::interchange
