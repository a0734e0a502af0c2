// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audio_encoder.h"

#include "core/media/media_problems.h"

#include <algorithm>
#include <cmath>

namespace sc::media {

namespace {

constexpr int kOwnStep = 1024; // samples, when the encoder does not say

float bounded(float sample)
{
    return std::isfinite(sample) ? sample : 0.0F;
}

template<class Sample> Sample toInteger(float sample, double full)
{
    return static_cast<Sample>(std::llround(std::clamp(static_cast<double>(bounded(sample)) * full, -full, full - 1)));
}

void fill(AVFrame *frame, std::span<const float> samples, size_t channels)
{
    const auto count = static_cast<size_t>(frame->nb_samples) * channels;
    switch (frame->format) {
    case AV_SAMPLE_FMT_S16:
        std::transform(samples.begin(), samples.begin() + std::ptrdiff_t(count), reinterpret_cast<std::int16_t *>(frame->data[0]),
                       [](float v) { return toInteger<std::int16_t>(v, 32768.0); });
        break;
    case AV_SAMPLE_FMT_S32: // the upper 24 bits count
        std::transform(samples.begin(), samples.begin() + std::ptrdiff_t(count), reinterpret_cast<std::int32_t *>(frame->data[0]),
                       [](float v) { return toInteger<std::int32_t>(v, 8388608.0) * 256; });
        break;
    case AV_SAMPLE_FMT_FLT:
        std::transform(samples.begin(), samples.begin() + std::ptrdiff_t(count), reinterpret_cast<float *>(frame->data[0]), bounded);
        break;
    default: // FLTP
        for (size_t channel = 0; channel < channels; ++channel) {
            auto *plane = reinterpret_cast<float *>(frame->extended_data[channel]);
            for (size_t i = 0; i < static_cast<size_t>(frame->nb_samples); ++i)
                plane[i] = bounded(samples[i * channels + channel]);
        }
    }
}

AVSampleFormat formatOf(AudioCodec codec)
{
    switch (codec) {
    case AudioCodec::Aac:
        return AV_SAMPLE_FMT_FLTP;
    case AudioCodec::Opus:
        return AV_SAMPLE_FMT_FLT;
    case AudioCodec::Pcm16:
        return AV_SAMPLE_FMT_S16;
    case AudioCodec::Pcm24:
        return AV_SAMPLE_FMT_S32;
    }
    return AV_SAMPLE_FMT_FLTP;
}

} // namespace

Result<std::unique_ptr<AudioEncoder>> AudioEncoder::open(AudioCodec kind, int sampleRate, int channels, qint64 bitRate,
                                                         bool wantsGlobalHeaders, const QString &path)
{
    SC_TRY_ASSIGN(name, encoderFor(kind));
    CodecPtr codec(avcodec_alloc_context3(avcodec_find_encoder_by_name(name.toLatin1().constData())));
    if (!codec)
        return std::unexpected(noMemory(path));
    if (wantsGlobalHeaders)
        codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    codec->sample_rate = sampleRate;
    codec->sample_fmt = formatOf(kind);
    codec->bit_rate = kind == AudioCodec::Aac || kind == AudioCodec::Opus ? bitRate : 0;
    codec->time_base = {1, sampleRate};
    av_channel_layout_default(&codec->ch_layout, channels);
    if (const int status = avcodec_open2(codec.get(), nullptr, nullptr); status < 0)
        return std::unexpected(writeFailed(path, status));
    std::unique_ptr<AudioEncoder> encoder(new AudioEncoder(std::move(codec), path));
    encoder->m_packet.reset(av_packet_alloc());
    if (!encoder->m_packet)
        return std::unexpected(noMemory(path));
    return encoder;
}

size_t AudioEncoder::step() const
{
    return size_t(m_codec->frame_size > 0 ? m_codec->frame_size : kOwnStep) * size_t(m_codec->ch_layout.nb_channels);
}

Result<> AudioEncoder::add(std::span<const float> samples, const PacketSink &sink)
{
    m_waiting.insert(m_waiting.end(), samples.begin(), samples.end());
    size_t used = 0;
    for (; m_waiting.size() - used >= step(); used += step())
        SC_TRY(encode(std::span(m_waiting).subspan(used, step()), sink));
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + std::ptrdiff_t(used));
    return {};
}

Result<> AudioEncoder::finish(const PacketSink &sink)
{
    if (!m_waiting.empty())
        SC_TRY(encode(m_waiting, sink));
    m_waiting.clear();
    return send(nullptr, sink);
}

Result<> AudioEncoder::encode(std::span<const float> samples, const PacketSink &sink)
{
    const auto channels = size_t(m_codec->ch_layout.nb_channels);
    FramePtr frame(av_frame_alloc());
    if (!frame)
        return std::unexpected(noMemory(m_path));
    frame->format = m_codec->sample_fmt;
    frame->sample_rate = m_codec->sample_rate;
    frame->nb_samples = static_cast<int>(samples.size() / channels);
    if (av_channel_layout_copy(&frame->ch_layout, &m_codec->ch_layout) < 0 || av_frame_get_buffer(frame.get(), 0) < 0)
        return std::unexpected(noMemory(m_path));
    fill(frame.get(), samples, channels);
    frame->pts = m_samples;
    m_samples += frame->nb_samples;
    return send(frame.get(), sink);
}

Result<> AudioEncoder::send(const AVFrame *frame, const PacketSink &sink)
{
    if (const int status = avcodec_send_frame(m_codec.get(), frame); status < 0)
        return std::unexpected(writeFailed(m_path, status));
    for (;;) {
        const int status = avcodec_receive_packet(m_codec.get(), m_packet.get());
        if (status == AVERROR(EAGAIN) || status == AVERROR_EOF)
            return {};
        if (status < 0)
            return std::unexpected(writeFailed(m_path, status));
        SC_TRY(sink(m_packet.get()));
        av_packet_unref(m_packet.get());
    }
}

} // namespace sc::media
