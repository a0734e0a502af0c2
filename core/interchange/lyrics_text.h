// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/model.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

// Timed lyrics as text files: LRC (also enhanced, with word times), SubRip and WebVTT. Times are song time.
namespace sc::interchange {

enum class LyricsFormat { Lrc, EnhancedLrc, Srt, Vtt };

struct LyricsText
{
    LyricsFormat format = LyricsFormat::Lrc; // as found; EnhancedLrc when any line has word times
    QString title;                           // LRC tags; empty = none
    QString artist;
    QString album;
    std::vector<timeline::LyricLine> lines; // by start; with ids
    QStringList notices;                    // what was left out or changed, translated
};

// Recognised by content. UTF-8 and UTF-16 with or without a mark, otherwise Latin-1 (said in a notice). An LRC offset is
// applied to the times and is then gone; a stamp without text ends the line before it; several stamps before one text
// give as many lines. Tags of markup are taken out. INVALID_FILE_TYPE when no time stamp is found, FILE_TOO_LARGE over 4 MB.
[[nodiscard]] Result<LyricsText> readLyrics(const QByteArray &bytes);

// LRC in centiseconds, or milliseconds in enhanced form where a time asks for it; SRT and VTT in milliseconds. What was
// read comes back with the same times.
[[nodiscard]] QByteArray writeLyrics(const LyricsText &lyrics, LyricsFormat format);

// By the file name's ending: ".lrc", ".srt", ".vtt".
[[nodiscard]] std::optional<LyricsFormat> lyricsFormatOf(const QString &fileName);

} // namespace sc::interchange
