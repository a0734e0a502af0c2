// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/lyrics_text.h"

#include "core/interchange/lyrics_parsers.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringDecoder>

#include <algorithm>

namespace sc::interchange {

namespace {

constexpr qsizetype kMaxBytes = 4'000'000;

struct Decoded
{
    QString text;
    bool isLatin = false;
};

Decoded decode(const QByteArray &bytes)
{
    const std::optional<QStringConverter::Encoding> marked = QStringConverter::encodingForData(bytes, u'[');
    QStringDecoder decoder(marked.value_or(QStringConverter::Utf8));
    QString text = decoder.decode(bytes);
    if (!decoder.hasError())
        return {text, false};
    return {QString::fromLatin1(bytes), true};
}

// Words longer than a line may be are cut, and said.
void shorten(LyricsText &lyrics)
{
    int cut = 0;
    for (timeline::LyricLine &line : lyrics.lines) {
        if (line.text.size() <= timeline::kMaxLyricLineLength)
            continue;
        line.text.truncate(timeline::kMaxLyricLineLength);
        line.words.clear();
        ++cut;
    }
    if (cut > 0)
        lyrics.notices +=
            QCoreApplication::translate("sc::interchange", "%n lines were longer than 500 characters and were cut.", nullptr, cut);
}

} // namespace

Result<LyricsText> readLyrics(const QByteArray &bytes)
{
    if (bytes.size() > kMaxBytes)
        return std::unexpected(
            Problem(ProblemCode::FileTooLarge, QCoreApplication::translate("sc::interchange", "The lyrics file is too large."))
                .withDetail(QStringLiteral("%1 > %2 bytes").arg(bytes.size()).arg(kMaxBytes)));
    const Decoded decoded = decode(bytes);
    QString text = decoded.text;
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
    text.remove(QChar(QChar::ByteOrderMark));
    text.remove(QChar(0));
    const QStringList rows = text.split(u'\n');
    LyricsText lyrics = looksLikeCues(rows) ? parseCues(rows) : parseLrc(rows);
    if (lyrics.lines.empty())
        return std::unexpected(Problem(
            ProblemCode::InvalidFileType,
            QCoreApplication::translate("sc::interchange", "No timed lyrics were found in this file. LRC, SRT and VTT can be read.")));
    std::ranges::stable_sort(lyrics.lines, {}, &timeline::LyricLine::start);
    for (timeline::LyricLine &line : lyrics.lines)
        line.id = LyricId::create();
    if (decoded.isLatin)
        lyrics.notices +=
            QCoreApplication::translate("sc::interchange", "The file is not in UTF-8. It was read as Latin-1; check the accents.");
    shorten(lyrics);
    return lyrics;
}

std::optional<LyricsFormat> lyricsFormatOf(const QString &fileName)
{
    const QString ending = fileName.section(u'.', -1).toLower();
    if (ending == QLatin1String("lrc"))
        return LyricsFormat::Lrc;
    if (ending == QLatin1String("srt"))
        return LyricsFormat::Srt;
    if (ending == QLatin1String("vtt"))
        return LyricsFormat::Vtt;
    return std::nullopt;
}

} // namespace sc::interchange
