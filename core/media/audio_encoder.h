// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/ffmpeg_handles.h"
#include "core/media/movie_format.h"

#include <functional>
#include <span>
#include <vector>

namespace sc::media {

// Interleaved samples to packets of one codec. Internal to core/media.
class AudioEncoder
{
public:
    using PacketSink = std::function<Result<>(AVPacket *)>; // stamps in 1 / sampleRate

    [[nodiscard]] static Result<std::unique_ptr<AudioEncoder>> open(AudioCodec codec, int sampleRate, int channels, qint64 bitRate,
                                                                    bool wantsGlobalHeaders, const QString &path);

    [[nodiscard]] const AVCodecContext *codec() const { return m_codec.get(); }
    [[nodiscard]] Result<> add(std::span<const float> samples, const PacketSink &sink);
    [[nodiscard]] Result<> finish(const PacketSink &sink);

private:
    AudioEncoder(CodecPtr codec, QString path) : m_codec(std::move(codec)), m_path(std::move(path)) {}
    [[nodiscard]] Result<> encode(std::span<const float> samples, const PacketSink &sink);
    [[nodiscard]] Result<> send(const AVFrame *frame, const PacketSink &sink);
    [[nodiscard]] size_t step() const; // samples of one encoder frame, all channels

    CodecPtr m_codec;
    PacketPtr m_packet;
    QString m_path;
    std::int64_t m_samples = 0;   // per channel, encoded
    std::vector<float> m_waiting; // less than one encoder frame
};

} // namespace sc::media
