// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/song_lyrics.h"

#include "core/library/lyric_tags.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::interchange {

namespace {

// The file of the song's name with the ending of lyrics, LRC first.
QString fileBeside(const QString &songFile)
{
    const QFileInfo song(songFile);
    const QString base = song.completeBaseName();
    QString best;
    int bestRank = 3;
    for (const QString &name : song.dir().entryList(QDir::Files)) {
        const auto format = lyricsFormatOf(name);
        if (!format || QFileInfo(name).completeBaseName().compare(base, Qt::CaseInsensitive) != 0)
            continue;
        const int rank = *format == LyricsFormat::Lrc ? 0 : *format == LyricsFormat::Srt ? 1 : 2;
        if (rank < bestRank) {
            best = song.dir().filePath(name);
            bestRank = rank;
        }
    }
    return best;
}

void takeText(SongLyrics &lyrics, const QByteArray &bytes, SongLyrics::Origin origin)
{
    Result<LyricsText> read = readLyrics(bytes);
    if (read && !read->lines.empty()) {
        lyrics.origin = origin;
        lyrics.lines = std::move(read->lines);
        lyrics.notices += read->notices;
    }
}

timeline::LyricLine lineOf(const library::LyricTags::Line &tag)
{
    timeline::LyricLine line;
    line.id = LyricId::create();
    line.start = tag.start;
    line.text = tag.text.left(timeline::kMaxLyricLineLength);
    line.source = timeline::LyricSource::Lrc;
    return line;
}

} // namespace

SongLyrics lyricsOfSong(const QString &songFile)
{
    SongLyrics lyrics;
    if (const QString beside = fileBeside(songFile); !beside.isEmpty()) {
        QFile file(beside);
        const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        takeText(lyrics, bytes, SongLyrics::Origin::FileBeside);
        if (!lyrics.lines.empty()) {
            lyrics.file = beside;
            return lyrics;
        }
        lyrics.notices.append(
            QCoreApplication::translate("sc::interchange", "“%1” holds no lyrics with times.").arg(QFileInfo(beside).fileName()));
    }
    const library::LyricTags tags = library::readLyricTags(songFile);
    if (!tags.timed.empty()) {
        lyrics.origin = SongLyrics::Origin::TimedTag;
        std::ranges::transform(tags.timed, std::back_inserter(lyrics.lines), lineOf);
        return lyrics;
    }
    if (tags.text.trimmed().isEmpty())
        return lyrics;
    takeText(lyrics, tags.text.toUtf8(), SongLyrics::Origin::Tag);
    if (lyrics.lines.empty()) {
        lyrics.origin = SongLyrics::Origin::Tag;
        lyrics.plain = tags.text.trimmed();
    }
    return lyrics;
}

} // namespace sc::interchange
