// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/lyrics_text.h"

namespace sc::interchange {

// The words that come with a song's file.
struct SongLyrics
{
    enum class Origin { None, FileBeside, TimedTag, Tag };
    Origin origin = Origin::None;
    QString file;                           // of FileBeside: its path
    std::vector<timeline::LyricLine> lines; // by start, song time, with ids; empty when the words have no times
    QString plain;                          // words without times; empty when there are lines
    QStringList notices;                    // what was left out, translated
};

// Looks for "Song.lrc", ".srt", ".vtt" beside "Song.mp3" (whatever their case), then for timed lyrics in its tags, then for
// plain ones, which are often LRC text as well. The first with times wins, else the first with words. A file beside that
// cannot be read is said in a notice. Blocking: reads a few kilobytes.
[[nodiscard]] SongLyrics lyricsOfSong(const QString &songFile);

} // namespace sc::interchange
