// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audio_converter.h"

extern "C" {
#include <libavutil/opt.h>
#include <libavutil/samplefmt.h>
}

#include <array>

namespace sc::media {

namespace {

// The layout FFmpeg knows for that many channels, or plainly numbered ones.
AVChannelLayout layoutFor(int channels)
{
    AVChannelLayout layout{};
    av_channel_layout_default(&layout, channels);
    return layout;
}

bool canBeMixedByName(const AVChannelLayout &layout)
{
    return layout.order == AV_CHANNEL_ORDER_NATIVE;
}

// Rows: outputs, columns: inputs. One input goes everywhere as it is; numbered tracks alternate between the outputs.
std::vector<double> plainMatrix(int in, int out)
{
    std::vector<double> matrix(size_t(in) * size_t(out), 0.0);
    const int perOutput = (in + out - 1) / out;
    for (int o = 0; o < out; ++o) {
        for (int i = 0; i < in; ++i) {
            if (in == 1)
                matrix[size_t(o)] = 1.0;
            else if (i % out == o)
                matrix[size_t(o) * size_t(in) + size_t(i)] = 1.0 / perOutput;
        }
    }
    return matrix;
}

} // namespace

AudioConverter::AudioConverter(int sampleRate, int channels) : m_sampleRate(sampleRate), m_channels(channels) {}

AudioConverter::~AudioConverter()
{
    av_channel_layout_uninit(&m_inLayout);
}

bool AudioConverter::fits(const AVFrame *frame) const
{
    return m_swr && frame->sample_rate == m_inRate && frame->format == m_inFormat &&
           av_channel_layout_compare(&frame->ch_layout, &m_inLayout) == 0;
}

int AudioConverter::configure(const AVFrame *frame)
{
    av_channel_layout_uninit(&m_inLayout);
    if (const int status = av_channel_layout_copy(&m_inLayout, &frame->ch_layout); status < 0)
        return status;
    m_inRate = frame->sample_rate;
    m_inFormat = frame->format;

    // WAV and others do not say which channel is which.
    AVChannelLayout in{};
    if (frame->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
        in = layoutFor(frame->ch_layout.nb_channels);
    else if (const int status = av_channel_layout_copy(&in, &frame->ch_layout); status < 0)
        return status;
    AVChannelLayout out = in.nb_channels == m_channels ? AVChannelLayout{} : layoutFor(m_channels);
    if (in.nb_channels == m_channels)
        av_channel_layout_copy(&out, &in);

    SwrContext *swr = nullptr;
    int status = swr_alloc_set_opts2(&swr, &out, AV_SAMPLE_FMT_FLT, m_sampleRate, &in, static_cast<AVSampleFormat>(frame->format),
                                     frame->sample_rate, 0, nullptr);
    m_swr.reset(swr);
    if (status >= 0 && in.nb_channels != m_channels) {
        // For float FFmpeg does not keep the sum of a fold-down inside full scale unless told to.
        av_opt_set_double(swr, "rematrix_maxval", 1.0, 0);
        if (in.nb_channels == 1 || !canBeMixedByName(in) || !canBeMixedByName(out)) {
            const std::vector<double> matrix = plainMatrix(in.nb_channels, m_channels);
            status = swr_set_matrix(swr, matrix.data(), in.nb_channels);
        }
    }
    if (status >= 0)
        status = swr_init(swr);
    av_channel_layout_uninit(&in);
    av_channel_layout_uninit(&out);
    if (status < 0)
        m_swr.reset();
    return status;
}

int AudioConverter::append(const AVFrame *frame, int skip, std::vector<float> &out)
{
    if (!fits(frame)) {
        if (const int status = flush(out); status < 0)
            return status;
        if (const int status = configure(frame); status < 0)
            return status;
    }
    const auto format = static_cast<AVSampleFormat>(frame->format);
    const bool isPlanar = av_sample_fmt_is_planar(format);
    const int channels = frame->ch_layout.nb_channels;
    const ptrdiff_t offset = ptrdiff_t(skip) * av_get_bytes_per_sample(format) * (isPlanar ? 1 : channels);
    std::vector<const std::uint8_t *> planes(isPlanar ? size_t(channels) : 1);
    for (size_t plane = 0; plane < planes.size(); ++plane)
        planes[plane] = frame->extended_data[plane] + offset;
    return convert(planes.data(), frame->nb_samples - skip, out);
}

int AudioConverter::flush(std::vector<float> &out)
{
    if (!m_swr)
        return 0;
    const int status = m_inRate == m_sampleRate ? 0 : convert(nullptr, 0, out);
    m_swr.reset();
    return status;
}

void AudioConverter::reset()
{
    m_swr.reset();
}

int AudioConverter::convert(const std::uint8_t **planes, int samples, std::vector<float> &out)
{
    const int room = swr_get_out_samples(m_swr.get(), samples);
    if (room <= 0)
        return room;
    const size_t before = out.size();
    out.resize(before + size_t(room) * size_t(m_channels));
    std::array<std::uint8_t *, 1> target = {reinterpret_cast<std::uint8_t *>(out.data() + before)};
    const int got = swr_convert(m_swr.get(), target.data(), room, planes, samples);
    out.resize(before + size_t(std::max(0, got)) * size_t(m_channels));
    return got;
}

} // namespace sc::media
