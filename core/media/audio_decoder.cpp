// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audio_decoder.h"

#include "core/media/media_problems.h"

extern "C" {
#include <libavutil/samplefmt.h>
}

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::media {

namespace {

constexpr int kSilenceBlock = 4096; // samples
constexpr int kMaxLostPacketsAtStart = 200;
constexpr double kPrerollSeconds = 0.15;                // AAC wants two frames before a seek point, 1024 samples each at 16 kHz
constexpr Ticks kClaimTolerance(Ticks::kPerSecond / 4); // a container may promise so much too much

// How many samples were no numbers.
template<class Sample> std::int64_t cleanPlane(std::uint8_t *plane, std::int64_t count)
{
    // Louder than any real signal; keeps later sums and squares finite.
    constexpr Sample kLoudest = 1e6;
    auto *sample = reinterpret_cast<Sample *>(plane);
    std::int64_t replaced = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const bool isNumber = std::isfinite(sample[i]);
        replaced += isNumber ? 0 : 1;
        sample[i] = isNumber ? std::clamp(sample[i], -kLoudest, kLoudest) : Sample(0);
    }
    return replaced;
}

std::int64_t cleanFloats(AVFrame *frame)
{
    const auto format = static_cast<AVSampleFormat>(frame->format);
    const AVSampleFormat packed = av_get_packed_sample_fmt(format);
    if (packed != AV_SAMPLE_FMT_FLT && packed != AV_SAMPLE_FMT_DBL)
        return 0;
    if (av_frame_make_writable(frame) < 0)
        return 0;
    const bool isPlanar = av_sample_fmt_is_planar(format);
    const int planes = isPlanar ? frame->ch_layout.nb_channels : 1;
    const std::int64_t count = std::int64_t(frame->nb_samples) * (isPlanar ? 1 : frame->ch_layout.nb_channels);
    std::int64_t replaced = 0;
    for (int plane = 0; plane < planes; ++plane) {
        std::uint8_t *samples = frame->extended_data[plane];
        replaced += packed == AV_SAMPLE_FMT_FLT ? cleanPlane<float>(samples, count) : cleanPlane<double>(samples, count);
    }
    return replaced;
}

bool isEncrypted(const AVPacket *packet)
{
    return av_packet_get_side_data(packet, AV_PKT_DATA_ENCRYPTION_INFO, nullptr) != nullptr;
}

} // namespace

Result<std::unique_ptr<AudioDecoder>> AudioDecoder::open(MediaInput &input)
{
    std::unique_ptr<AudioDecoder> decoder(new AudioDecoder(input));
    SC_TRY(decoder->start());
    return decoder;
}

Result<> AudioDecoder::start()
{
    m_stream = m_input.audioStream();
    if (!m_stream && m_input.hasProtectedSound())
        return std::unexpected(protectedFile(m_input.path()));
    if (!m_stream)
        return std::unexpected(m_input.hasBrokenSound() ? noSoundReadable(m_input.path(), {}) : noSound(m_input.path()));
    if (m_input.isProtected(m_stream))
        return std::unexpected(protectedFile(m_input.path()));
    SC_TRY_ASSIGN(codec, openDecoder(m_input, m_stream));
    m_codec = std::move(codec);
    m_input.readOnly(m_stream);
    m_frame.reset(av_frame_alloc());
    m_silence.reset(av_frame_alloc());
    m_packet.reset(av_packet_alloc());
    if (!m_frame || !m_silence || !m_packet)
        return std::unexpected(noMemory(m_input.path()));
    if (!receive())
        return std::unexpected(isEncrypted(m_packet.get()) ? protectedFile(m_input.path()) : noSoundReadable(m_input.path(), {}));
    m_sampleRate = m_frame->sample_rate;
    m_channels = m_frame->ch_layout.nb_channels;
    m_origin = m_frame->pts;
    m_isHeld = true;
    m_hasStarted = true;
    return {};
}

AVFrame *AudioDecoder::next()
{
    m_position = m_end;
    if (!m_isHeld && !receive()) {
        checkEnd();
        return nullptr;
    }
    if (m_gap > 0) {
        m_isHeld = true;
        if (AVFrame *piece = silence()) {
            m_end = m_position + piece->nb_samples;
            return piece;
        }
    }
    m_isHeld = false;
    m_end = m_position + m_frame->nb_samples;
    return m_frame.get();
}

bool AudioDecoder::receive()
{
    for (;;) {
        const int status = avcodec_receive_frame(m_codec.get(), m_frame.get());
        if (status == AVERROR_EOF || (status < 0 && m_isDrained))
            return false;
        if (status >= 0) {
            if (m_frame->nb_samples <= 0 || m_frame->sample_rate <= 0 || m_frame->ch_layout.nb_channels <= 0)
                continue;
            m_replaced += cleanFloats(m_frame.get());
            return true;
        }
        if (status != AVERROR(EAGAIN))
            lose(m_codec->frame_size);
        if (!m_isDrained)
            feed();
    }
}

void AudioDecoder::feed()
{
    av_packet_unref(m_packet.get());
    const int status = av_read_frame(m_input.format(), m_packet.get());
    if (status < 0) {
        stopReading();
        return;
    }
    if (m_packet->stream_index != m_stream->index)
        return;
    m_isCutOff = m_packet->flags & AV_PKT_FLAG_CORRUPT;
    if (isEncrypted(m_packet.get())) {
        // The packet stays in hand: start() finds in it why there is no sound.
        m_isDrained = true;
        return;
    }
    const std::int64_t length = m_packet->duration > 0
                                    ? av_rescale_q(m_packet->duration, m_stream->time_base, {1, std::max(1, m_codec->sample_rate)})
                                    : m_codec->frame_size;
    if (avcodec_send_packet(m_codec.get(), m_packet.get()) < 0)
        lose(length);
}

// Before the first piece a decoder may stumble over what it cannot know yet (MP3's bit reservoir): that is no gap.
void AudioDecoder::lose(std::int64_t samples)
{
    if (!m_hasStarted) {
        if (++m_lostPackets > kMaxLostPacketsAtStart)
            stopReading();
        return;
    }
    m_gap += std::max<std::int64_t>(1, samples);
    if (m_gap > m_sampleRate / 2) {
        m_damagedAt = m_end;
        m_isDrained = true;
    }
}

void AudioDecoder::stopReading()
{
    if (m_isDrained)
        return;
    m_isDrained = true;
    avcodec_send_packet(m_codec.get(), nullptr);
}

// Zero when nobody knows: a movie's length says nothing of its sound, a bit rate only guesses.
Ticks AudioDecoder::claimedLength() const
{
    if (m_input.isDurationGuessed())
        return {};
    const Ticks ofStream = toTicks(m_stream->duration, m_stream->time_base);
    if (ofStream > Ticks() || m_input.videoStream())
        return ofStream;
    return m_input.claimedDuration();
}

void AudioDecoder::checkEnd()
{
    if (m_damagedAt)
        return;
    if (const Ticks claim = claimedLength(); claim > Ticks()) {
        if (claim - Ticks::fromSamples(m_end, m_sampleRate) > kClaimTolerance)
            m_damagedAt = m_end;
    } else if (m_gap > 0 || m_isCutOff) {
        m_damagedAt = m_end;
    }
}

AVFrame *AudioDecoder::silence()
{
    av_frame_unref(m_silence.get());
    m_silence->format = m_frame->format;
    m_silence->sample_rate = m_frame->sample_rate;
    m_silence->nb_samples = static_cast<int>(std::min<std::int64_t>(m_gap, kSilenceBlock));
    m_gap -= m_silence->nb_samples;
    if (av_channel_layout_copy(&m_silence->ch_layout, &m_frame->ch_layout) < 0 || av_frame_get_buffer(m_silence.get(), 0) < 0) {
        m_gap = 0;
        return nullptr;
    }
    av_samples_set_silence(m_silence->extended_data, 0, m_silence->nb_samples, m_silence->ch_layout.nb_channels,
                           static_cast<AVSampleFormat>(m_silence->format));
    return m_silence.get();
}

// MP3, ADTS and Matroska place sounds by guess or by the millisecond, Ogg by page.
bool AudioDecoder::canSeek() const
{
    static constexpr std::array kExact = {"wav", "w64", "aiff", "caf", "flac", "mov,mp4,m4a,3gp,3g2,mj2"};
    const std::string_view container = m_input.format()->iformat->name;
    return m_origin != AV_NOPTS_VALUE && m_stream->time_base.num == 1 && m_stream->time_base.den == m_sampleRate &&
           std::ranges::find(kExact, container) != kExact.end();
}

bool AudioDecoder::seekBefore(std::int64_t sample)
{
    const std::int64_t target = std::max<std::int64_t>(0, sample - std::int64_t(kPrerollSeconds * m_sampleRate));
    if (av_seek_frame(m_input.format(), m_stream->index, m_origin + target, AVSEEK_FLAG_BACKWARD) < 0)
        return false;
    avcodec_flush_buffers(m_codec.get());
    m_isDrained = false;
    m_isHeld = false;
    m_gap = 0;
    m_isCutOff = false;
    m_damagedAt.reset();
    if (!receive() || m_frame->pts == AV_NOPTS_VALUE || m_frame->pts - m_origin > sample || m_frame->pts < m_origin)
        return false;
    m_end = m_frame->pts - m_origin;
    m_isHeld = true;
    return true;
}

} // namespace sc::media
