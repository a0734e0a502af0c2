// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a song: decoded to their end in their own form, then read again from the middle. Nothing may crash, hang or run
// out of memory; samples are numbers and no louder than the reader promises; what a jump reads is what the whole read held.
#include "core/media/audio_reader.h"

#include <QtCore/QTemporaryFile>

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace {

constexpr std::int64_t kMostSamples = 8 << 20; // a few bytes can stand for hours of silence
constexpr float kLoudest = 2e6F;

// Frames read; -1 when reading failed.
std::int64_t readToEnd(sc::media::AudioReader &reader)
{
    std::int64_t samples = 0;
    while (samples < kMostSamples) {
        const auto block = reader.read();
        if (!block)
            return -1;
        if (block->empty())
            break;
        if (block->size() % static_cast<std::size_t>(reader.channels()) != 0)
            __builtin_trap();
        for (const float sample : *block) {
            if (!std::isfinite(sample) || std::abs(sample) > kLoudest)
                __builtin_trap();
        }
        samples += std::ssize(*block);
    }
    return samples / reader.channels();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QTemporaryFile file;
    if (!file.open() || file.write(reinterpret_cast<const char *>(data), qint64(size)) != qint64(size) || !file.flush())
        return 0;
    auto reader = sc::media::AudioReader::open(file.fileName());
    if (!reader)
        return 0;
    if ((*reader)->channels() <= 0 || (*reader)->sampleRate() <= 0)
        __builtin_trap();
    const std::int64_t frames = readToEnd(**reader);
    if (frames > 0 && (*reader)->seek(frames / 2))
        (void)(*reader)->read();
    return 0;
}
