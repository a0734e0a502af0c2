// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/lyrics_text.h"

#include <algorithm>

namespace sc::interchange {

namespace {

using timeline::LyricLine;

std::int64_t milliseconds(Ticks time)
{
    return mulDivRound(std::max(time, Ticks()).value(), 1000, Ticks::kPerSecond);
}

QString padded(std::int64_t number, int digits)
{
    return QString::number(number).rightJustified(digits, u'0');
}

// Centiseconds, as players read them; milliseconds where the time has some.
QString lrcStamp(Ticks time, bool exact)
{
    const std::int64_t ms = milliseconds(time);
    if (exact && ms % 10 != 0)
        return QStringLiteral("%1:%2.%3").arg(padded(ms / 60'000, 2), padded(ms / 1000 % 60, 2), padded(ms % 1000, 3));
    const std::int64_t cs = mulDivRound(std::max(time, Ticks()).value(), 100, Ticks::kPerSecond);
    return QStringLiteral("%1:%2.%3").arg(padded(cs / 6000, 2), padded(cs / 100 % 60, 2), padded(cs % 100, 2));
}

QString cueStamp(Ticks time, QChar point)
{
    const std::int64_t ms = milliseconds(time);
    return QStringLiteral("%1:%2:%3%4%5")
        .arg(padded(ms / 3'600'000, 2), padded(ms / 60'000 % 60, 2), padded(ms / 1000 % 60, 2))
        .arg(point)
        .arg(padded(ms % 1000, 3));
}

QString lrcText(const LyricLine &line, bool enhanced)
{
    if (!enhanced || line.words.empty())
        return line.text.simplified();
    QStringList parts;
    for (const timeline::LyricWord &word : line.words)
        parts += QStringLiteral("<%1>%2").arg(lrcStamp(word.start, true), word.text);
    return parts.join(u' ');
}

QString lrc(const LyricsText &lyrics, bool enhanced)
{
    QString text;
    const auto tag = [&](const char *name, const QString &value) {
        if (!value.isEmpty())
            text += QStringLiteral("[%1:%2]\n").arg(QLatin1String(name), value.simplified());
    };
    tag("ti", lyrics.title);
    tag("ar", lyrics.artist);
    tag("al", lyrics.album);
    for (size_t i = 0; i < lyrics.lines.size(); ++i) {
        const LyricLine &line = lyrics.lines[i];
        text += QStringLiteral("[%1]%2\n").arg(lrcStamp(line.start, enhanced), lrcText(line, enhanced));
        // A line that ends before the next one begins needs a stamp without words.
        if (line.end && (i + 1 == lyrics.lines.size() || *line.end < lyrics.lines[i + 1].start))
            text += QStringLiteral("[%1]\n").arg(lrcStamp(*line.end, enhanced));
    }
    return text;
}

Ticks endOf(const LyricsText &lyrics, size_t index)
{
    const LyricLine &line = lyrics.lines[index];
    if (line.end)
        return *line.end;
    for (size_t i = index + 1; i < lyrics.lines.size(); ++i) {
        if (lyrics.lines[i].start > line.start)
            return lyrics.lines[i].start;
    }
    return line.start + Ticks::seconds(5); // of the last line nobody knows more
}

QString escaped(const QString &text)
{
    return QString(text).replace(u'&', QStringLiteral("&amp;")).replace(u'<', QStringLiteral("&lt;")).replace(u'>', QStringLiteral("&gt;"));
}

// An empty row would end the cue.
QString cueText(const QString &text)
{
    QStringList rows = text.split(u'\n');
    rows.removeIf([](const QString &row) { return row.trimmed().isEmpty(); });
    return rows.join(u'\n');
}

QString vttText(const LyricLine &line)
{
    if (line.words.empty())
        return escaped(cueText(line.text));
    QString text;
    for (size_t i = 0; i < line.words.size(); ++i) {
        if (i > 0 || line.words[i].start != line.start)
            text += QStringLiteral("%1<%2>").arg(i > 0 ? QStringLiteral(" ") : QString(), cueStamp(line.words[i].start, u'.'));
        text += escaped(line.words[i].text);
    }
    return text;
}

QString cues(const LyricsText &lyrics, bool isVtt)
{
    QString text = isVtt ? QStringLiteral("WEBVTT\n\n") : QString();
    const QChar point = isVtt ? u'.' : u',';
    for (size_t i = 0; i < lyrics.lines.size(); ++i) {
        const LyricLine &line = lyrics.lines[i];
        text += QStringLiteral("%1\n%2 --> %3\n%4\n\n")
                    .arg(i + 1)
                    .arg(cueStamp(line.start, point), cueStamp(endOf(lyrics, i), point), isVtt ? vttText(line) : cueText(line.text));
    }
    return text;
}

} // namespace

QByteArray writeLyrics(const LyricsText &lyrics, LyricsFormat format)
{
    switch (format) {
    case LyricsFormat::Lrc:
        return lrc(lyrics, false).toUtf8();
    case LyricsFormat::EnhancedLrc:
        return lrc(lyrics, true).toUtf8();
    case LyricsFormat::Srt:
        return cues(lyrics, false).toUtf8();
    case LyricsFormat::Vtt:
        return cues(lyrics, true).toUtf8();
    }
    return {};
}

} // namespace sc::interchange
