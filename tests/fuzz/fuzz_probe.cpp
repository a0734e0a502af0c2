// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a media file: probed, heard and seen a little, with jumps. Nothing may crash, hang or run out of memory.
#include "core/media/audio_reader.h"
#include "core/media/probe.h"
#include "core/media/video_reader.h"

#include <QtCore/QTemporaryFile>

#include <cstddef>
#include <cstdint>

namespace {

constexpr int kBlocks = 20;
constexpr int kFrames = 10;

void listen(const QString &path)
{
    auto reader = sc::media::AudioReader::open(path, {48000, 2});
    if (!reader)
        return;
    for (int block = 0; block < kBlocks; ++block) {
        if (block == kBlocks / 2 && !(*reader)->seek(1000))
            return;
        const auto samples = (*reader)->read();
        if (!samples || samples->empty())
            return;
    }
}

void watch(const QString &path)
{
    auto reader = sc::media::VideoReader::open(path);
    if (!reader)
        return;
    for (int frame = 0; frame < kFrames; ++frame) {
        const auto picture = (*reader)->next();
        if (!picture || !*picture)
            return;
    }
    (void)(*reader)->frameAt(sc::Ticks::seconds(1));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QTemporaryFile file;
    if (!file.open() || file.write(reinterpret_cast<const char *>(data), qint64(size)) != qint64(size) || !file.flush())
        return 0;
    (void)sc::media::probeFile(file.fileName());
    (void)sc::media::probeSong(file.fileName());
    listen(file.fileName());
    watch(file.fileName());
    return 0;
}
