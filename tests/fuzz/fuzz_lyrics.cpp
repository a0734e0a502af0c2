// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as LRC, SubRip or WebVTT: read, written in every form, read again. Nothing may crash, hang or run out of memory.
#include "core/interchange/lyrics_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace sc::interchange;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto lyrics = readLyrics(bytes);
    if (!lyrics)
        return 0;
    if (!std::ranges::is_sorted(lyrics->lines, {}, &sc::timeline::LyricLine::start))
        __builtin_trap();
    for (const LyricsFormat format : {LyricsFormat::Lrc, LyricsFormat::EnhancedLrc, LyricsFormat::Srt, LyricsFormat::Vtt})
        (void)readLyrics(writeLyrics(*lyrics, format));
    return 0;
}
