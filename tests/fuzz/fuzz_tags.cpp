// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a song with tags, read as each container that tags are read from. Nothing may crash, hang or run out of memory;
// texts keep to one line and to their length.
#include "core/library/song_tags.h"
#include "core/media/probe.h"

#include <QtCore/QTemporaryFile>

#include <array>
#include <cstddef>
#include <cstdint>

namespace {

// Names as the probe gives them; the first byte of the input chooses.
constexpr std::array kContainers = {"mp3", "flac", "ogg", "mov,mp4,m4a,3gp,3g2,mj2", "wav", "aiff", "aac", "matroska,webm"};
constexpr std::array kCodecs = {"mp3", "flac", "vorbis", "opus", "aac"};

void check(const QString &text)
{
    if (text.contains(u'\n') || text.contains(u'\r') || text.toUcs4().size() > sc::library::kMaxTagLength)
        __builtin_trap();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    sc::media::MediaInfo info;
    info.container = QString::fromLatin1(kContainers[data[0] % kContainers.size()]);
    sc::media::AudioStreamInfo audio;
    audio.codec = QString::fromLatin1(kCodecs[data[0] / kContainers.size() % kCodecs.size()]);
    info.audio = audio;
    QTemporaryFile file;
    const auto bytes = qint64(size) - 1;
    if (!file.open() || file.write(reinterpret_cast<const char *>(data) + 1, bytes) != bytes || !file.flush())
        return 0;
    const sc::library::SongTags tags = sc::library::readTags(file.fileName(), info);
    check(tags.title);
    check(tags.artist);
    check(tags.album);
    check(tags.genre);
    check(tags.comment);
    return 0;
}
