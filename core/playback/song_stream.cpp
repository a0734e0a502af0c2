// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/song_stream.h"

#include "core/media/audio_reader.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace sc::playback {

namespace {

constexpr int kChannels = 2;

} // namespace

class SongStream::Private
{
public:
    Result<> moveTo(std::int64_t songFrame);
    Result<> nextBlock();

    std::unique_ptr<media::AudioReader> reader;
    std::int64_t offset = 0; // samples
    Ticks offsetTime;
    float gain = 1;
    int sampleRate = 0;
    std::vector<float> block;        // decoded, not yet used up
    std::int64_t blockStart = 0;     // song frame of block[0]
    std::optional<std::int64_t> end; // song frame, once it was met

    [[nodiscard]] std::int64_t blockEnd() const { return blockStart + std::ssize(block) / kChannels; }
};

Result<> SongStream::Private::nextBlock()
{
    blockStart = blockEnd();
    block.clear();
    SC_TRY_ASSIGN(samples, reader->read());
    if (samples.empty())
        end = blockStart;
    block.assign(samples.begin(), samples.end());
    return {};
}

Result<> SongStream::Private::moveTo(std::int64_t songFrame)
{
    // Decoding over a short way is cheaper than a seek, which decodes from further back.
    const bool isJustAhead = songFrame >= blockStart && songFrame - blockEnd() < sampleRate;
    if (!isJustAhead) {
        SC_TRY(reader->seek(songFrame));
        block.clear();
        blockStart = songFrame;
    }
    while (songFrame >= blockEnd() && !(end && songFrame >= *end))
        SC_TRY(nextBlock());
    return {};
}

SongStream::SongStream(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
SongStream::~SongStream() = default;

Result<std::unique_ptr<SongStream>> SongStream::open(const SongPlacement &placement, int sampleRate)
{
    auto priv = std::make_unique<Private>();
    priv->sampleRate = sampleRate;
    priv->offset = placement.offset.toSamples(sampleRate);
    priv->offsetTime = placement.offset;
    priv->gain = static_cast<float>(std::pow(10.0, std::clamp(placement.gainDb, -60.0, 12.0) / 20));
    if (!placement.file.isEmpty()) {
        SC_TRY_ASSIGN(reader, media::AudioReader::open(placement.file, {sampleRate, kChannels}));
        priv->reader = std::move(reader);
    }
    return std::unique_ptr<SongStream>(new SongStream(std::move(priv)));
}

Result<> SongStream::read(std::int64_t first, std::span<float> out)
{
    std::ranges::fill(out, 0.f);
    if (!d->reader)
        return {};
    const std::int64_t wanted = std::ssize(out) / kChannels;
    const std::int64_t songFirst = first - d->offset;
    std::int64_t done = std::clamp<std::int64_t>(-songFirst, 0, wanted);
    while (done < wanted) {
        const std::int64_t frame = songFirst + done;
        if (d->end && frame >= *d->end)
            return {};
        SC_TRY(d->moveTo(frame));
        const std::int64_t ready = std::min(wanted - done, d->blockEnd() - frame);
        if (ready <= 0)
            return {};
        const float *from = d->block.data() + (frame - d->blockStart) * kChannels;
        std::transform(from, from + ready * kChannels, out.begin() + done * kChannels, [gain = d->gain](float v) { return v * gain; });
        done += ready;
    }
    return {};
}

std::optional<Ticks> SongStream::damagedAt() const
{
    const auto damaged = d->reader ? d->reader->damagedAt() : std::nullopt;
    return damaged ? std::optional(*damaged + d->offsetTime) : std::nullopt;
}

} // namespace sc::playback
