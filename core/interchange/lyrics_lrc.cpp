// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/lyrics_parsers.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace sc::interchange {

namespace {

using timeline::LyricLine;
using timeline::LyricSource;
using timeline::LyricWord;

const QRegularExpression &stampPattern()
{
    static const QRegularExpression pattern(QStringLiteral(R"(^\s*\[(\d{1,3}:\d{1,2}(?:[.:,]\d{1,3})?)\])"));
    return pattern;
}

// "<00:12.30>fly <00:12.80>me": the words with their times; the text without them in `plain`.
std::vector<LyricWord> takeWords(const QString &text, QString &plain)
{
    static const QRegularExpression mark(QStringLiteral(R"(<(\d{1,3}:\d{1,2}(?:[.:,]\d{1,3})?)>)"));
    std::vector<LyricWord> words;
    auto it = mark.globalMatch(text);
    qsizetype from = 0;
    std::optional<Ticks> at;
    const auto put = [&](qsizetype end) {
        const QString part = text.mid(from, end - from);
        plain += part;
        if (at && !part.trimmed().isEmpty())
            words.push_back({*at, part.trimmed()});
    };
    while (it.hasNext()) {
        const QRegularExpressionMatch match = it.next();
        put(match.capturedStart());
        at = stampTime(match.capturedView(1));
        from = match.capturedEnd();
    }
    put(text.size());
    plain = plain.simplified();
    return words;
}

// Stamps at the beginning of a row, and what is left of it.
std::vector<Ticks> takeStamps(QString &row)
{
    std::vector<Ticks> stamps;
    for (auto match = stampPattern().match(row); match.hasMatch(); match = stampPattern().match(row)) {
        if (const auto time = stampTime(match.capturedView(1)))
            stamps.push_back(*time);
        row.remove(0, match.capturedEnd());
    }
    return stamps;
}

// "[ti:Neon Drive]"; a positive offset shows the words earlier, as players have it.
bool takeTag(const QString &row, LyricsText &lyrics, Ticks &offset)
{
    static const QRegularExpression tag(QStringLiteral(R"(^\s*\[([a-zA-Z#]+)\s*:(.*)\]\s*$)"));
    const QRegularExpressionMatch match = tag.match(row);
    if (!match.hasMatch())
        return false;
    const QString name = match.captured(1).toLower();
    const QString value = match.captured(2).trimmed();
    if (name == QLatin1String("ti"))
        lyrics.title = value;
    else if (name == QLatin1String("ar"))
        lyrics.artist = value;
    else if (name == QLatin1String("al"))
        lyrics.album = value;
    else if (name == QLatin1String("offset"))
        offset = Ticks::fromRational(std::clamp(value.toLongLong(), -3'600'000LL, 3'600'000LL), 1000);
    return true;
}

void endBefore(std::vector<LyricLine> &lines, Ticks end)
{
    LyricLine *open = nullptr;
    for (LyricLine &line : lines) {
        if (line.start < end && (!open || line.start >= open->start))
            open = &line;
    }
    if (open && !open->end)
        open->end = end;
}

} // namespace

LyricsText parseLrc(const QStringList &rows)
{
    LyricsText lyrics;
    Ticks offset;
    std::vector<Ticks> ends;
    for (QString row : rows) {
        const std::vector<Ticks> stamps = takeStamps(row);
        if (stamps.empty()) {
            takeTag(row, lyrics, offset);
            continue;
        }
        LyricLine line;
        line.words = takeWords(row, line.text);
        line.source = line.words.empty() ? LyricSource::Lrc : LyricSource::EnhancedLrc;
        if (!line.words.empty())
            lyrics.format = LyricsFormat::EnhancedLrc;
        const Ticks first = stamps.front();
        for (const Ticks stamp : stamps) {
            if (line.text.isEmpty()) {
                ends.push_back(stamp);
                continue;
            }
            // A refrain repeats its words at the same distances.
            LyricLine repeated = line;
            repeated.start = stamp;
            for (LyricWord &word : repeated.words)
                word.start += stamp - first;
            lyrics.lines.push_back(std::move(repeated));
        }
    }
    for (const Ticks end : ends)
        endBefore(lyrics.lines, end);
    int early = 0;
    for (LyricLine &line : lyrics.lines) {
        const Ticks by = std::max(-offset, -line.start);
        early += by != -offset ? 1 : 0;
        line.start += by;
        if (line.end)
            *line.end += by;
        for (LyricWord &word : line.words)
            word.start += by;
        std::ranges::stable_sort(line.words, {}, &LyricWord::start);
    }
    if (early > 0)
        lyrics.notices += QCoreApplication::translate("sc::interchange",
                                                      "%n lines would begin before the song and were moved to its start.", nullptr, early);
    return lyrics;
}

} // namespace sc::interchange
