// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/ffmpeg_handles.h"

#include <vector>

namespace sc::media {

// Turns decoded pieces of any rate, layout and sample format into interleaved float of one rate and channel count.
// Surround is folded down so that full scale in stays full scale out; mono goes to both sides at its own level.
// Internal to core/media.
class AudioConverter
{
public:
    AudioConverter(int sampleRate, int channels);
    ~AudioConverter();
    AudioConverter(const AudioConverter &) = delete;
    AudioConverter &operator=(const AudioConverter &) = delete;

    // Appends what comes out of `frame` from its sample `skip` on. FFmpeg's error code, 0 or more is good.
    [[nodiscard]] int append(const AVFrame *frame, int skip, std::vector<float> &out);
    // Appends what the resampler still holds, and forgets the input's format.
    [[nodiscard]] int flush(std::vector<float> &out);
    // Drops what the resampler holds.
    void reset();

private:
    [[nodiscard]] bool fits(const AVFrame *frame) const;
    [[nodiscard]] int configure(const AVFrame *frame);
    [[nodiscard]] int convert(const std::uint8_t **planes, int samples, std::vector<float> &out);

    int m_sampleRate;
    int m_channels;
    SwrPtr m_swr;
    int m_inRate = 0;
    int m_inFormat = -1;
    AVChannelLayout m_inLayout{};
};

} // namespace sc::media
