// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_decoder.h"

#include "core/media/media_problems.h"

#include <algorithm>
#include <utility>

namespace sc::media {

namespace {

constexpr int kMaxBadPackets = 3000;          // in a row: at the usual rates more than a minute of damage
constexpr int kMaxBadReads = 16;              // in a row
constexpr std::int64_t kFurthestBackOff = 64; // seconds

bool isDamaged(const AVFrame *frame)
{
    return frame->decode_error_flags != 0 || (frame->flags & AV_FRAME_FLAG_CORRUPT) != 0;
}

} // namespace

Result<std::unique_ptr<VideoDecoder>> VideoDecoder::open(const QString &path)
{
    SC_TRY_ASSIGN(input, MediaInput::open(path));
    std::unique_ptr<VideoDecoder> decoder(new VideoDecoder(std::move(input)));
    SC_TRY(decoder->start());
    return decoder;
}

Result<> VideoDecoder::start()
{
    m_stream = m_input->videoStream();
    if (!m_stream)
        return std::unexpected(noPictures(path()));
    if (m_input->isProtected(m_stream))
        return std::unexpected(protectedFile(path()));
    SC_TRY_ASSIGN(codec, openDecoder(*m_input, m_stream));
    m_codec = std::move(codec);
    m_input->readOnly(m_stream);
    m_packet.reset(av_packet_alloc());
    if (!m_packet)
        return std::unexpected(noMemory(path()));
    m_first = decode();
    if (!m_first)
        return std::unexpected(brokenPictures(path(), {}));
    m_origin = m_first->best_effort_timestamp;
    // A damaged beginning takes its time with it: what follows stays where it was.
    if (m_damagedAt && m_lowestPacket != AV_NOPTS_VALUE)
        m_origin = std::min(m_origin, m_lowestPacket);
    return {};
}

std::optional<std::int64_t> VideoDecoder::claimedEnd() const
{
    // Containers differ in whether a late start counts: the shorter reading of it.
    const std::int64_t start = std::min<std::int64_t>(0, m_origin);
    if (m_stream->duration != AV_NOPTS_VALUE && m_stream->duration > 0)
        return start + m_stream->duration;
    const Ticks whole = m_input->claimedDuration();
    // Of a file with sound the container's length may be the sound's.
    if (m_input->audioStream() || m_input->isDurationGuessed() || whole <= Ticks())
        return std::nullopt;
    return start + av_rescale_q(whole.value(), {1, Ticks::kPerSecond}, timeBase());
}

FramePtr VideoDecoder::next()
{
    return m_first ? std::exchange(m_first, {}) : decode();
}

FramePtr VideoDecoder::decode()
{
    FramePtr frame(av_frame_alloc());
    while (frame) {
        const int status = avcodec_receive_frame(m_codec.get(), frame.get());
        if (status >= 0) {
            // A frame without a time follows its forerunner; without that it starts the film.
            if (frame->best_effort_timestamp == AV_NOPTS_VALUE)
                frame->best_effort_timestamp = m_lastStamp == AV_NOPTS_VALUE ? 0 : m_lastStamp + m_lastLength;
            m_lastStamp = frame->best_effort_timestamp;
            m_lastLength = std::max<std::int64_t>(1, frame->pkt_duration);
            if (isDamaged(frame.get()) || m_isDamageDue)
                noteDamage(m_lastStamp);
            m_badPackets = 0;
            return frame;
        }
        if (status == AVERROR_EOF || m_isDrained) {
            noteEnd();
            return {};
        }
        if (status != AVERROR(EAGAIN)) {
            noteDamage(m_lastStamp);
            ++m_badPackets;
        }
        feed();
    }
    return {};
}

void VideoDecoder::endInput()
{
    m_isDrained = true;
    avcodec_send_packet(m_codec.get(), nullptr);
}

void VideoDecoder::feed()
{
    av_packet_unref(m_packet.get());
    if (m_badPackets > kMaxBadPackets)
        return endInput();
    const std::uint64_t complaints = containerErrorsOnThisThread();
    const int status = av_read_frame(m_input->format(), m_packet.get());
    if (containerErrorsOnThisThread() != complaints)
        noteDamage(m_lastStamp);
    if (status < 0) {
        // After a damaged piece there may be more to read.
        if (status == AVERROR_EOF || avio_feof(m_input->format()->pb) || ++m_badReads > kMaxBadReads)
            return endInput();
        noteDamage(m_lastStamp);
        return;
    }
    m_badReads = 0;
    if (m_packet->stream_index != m_stream->index)
        return;
    const std::int64_t stamp = m_packet->pts;
    if (stamp != AV_NOPTS_VALUE && !(m_packet->flags & AV_PKT_FLAG_DISCARD))
        m_lowestPacket = m_lowestPacket == AV_NOPTS_VALUE ? stamp : std::min(m_lowestPacket, stamp);
    const bool isPassedBy = m_neededFrom != AV_NOPTS_VALUE && stamp != AV_NOPTS_VALUE && stamp < m_neededFrom;
    m_codec->skip_frame = isPassedBy ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
    if (m_packet->flags & AV_PKT_FLAG_CORRUPT)
        noteDamage(stamp);
    if (avcodec_send_packet(m_codec.get(), m_packet.get()) < 0) {
        noteDamage(stamp);
        ++m_badPackets;
    }
}

void VideoDecoder::noteDamage(std::int64_t stamp)
{
    // Just after a jump nothing tells where we are until the next frame comes.
    m_isDamageDue = stamp == AV_NOPTS_VALUE;
    if (!m_isDamageDue)
        m_damagedAt = std::min(stamp, m_damagedAt.value_or(stamp));
}

// A file that ends well before it said it would was cut off.
void VideoDecoder::noteEnd()
{
    const std::optional<std::int64_t> claimed = claimedEnd();
    if (claimed && m_lastStamp != AV_NOPTS_VALUE && *claimed - (m_lastStamp + m_lastLength) > seconds(1) / 2)
        noteDamage(m_lastStamp + m_lastLength);
}

void VideoDecoder::forgetPlace()
{
    m_isDrained = false;
    m_isDamageDue = false;
    m_badPackets = 0;
    m_badReads = 0;
    m_lastStamp = AV_NOPTS_VALUE;
    m_first.reset();
}

// A seek may land late, on a key frame whose picture shows after the target, or, in containers without an index, on no
// key frame at all, whose picture then is built on others that were never seen: it is tried again further back.
Result<> VideoDecoder::moveBefore(std::int64_t stamp, std::int64_t neededFrom)
{
    m_neededFrom = neededFrom;
    for (std::int64_t backOff = 0; backOff <= kFurthestBackOff; backOff = std::max<std::int64_t>(1, backOff * 2)) {
        const std::int64_t from = stamp - seconds(backOff);
        if (from <= m_origin)
            break;
        if (seekBefore(from, stamp))
            return {};
    }
    return rewind() ? Result<>() : reopen();
}

bool VideoDecoder::seekBefore(std::int64_t from, std::int64_t stamp)
{
    if (av_seek_frame(m_input->format(), m_stream->index, from, AVSEEK_FLAG_BACKWARD) < 0)
        return false;
    avcodec_flush_buffers(m_codec.get());
    forgetPlace();
    m_first = decode();
    return m_first && m_first->key_frame && m_first->best_effort_timestamp <= stamp;
}

bool VideoDecoder::rewind()
{
    if (av_seek_frame(m_input->format(), m_stream->index, m_origin, AVSEEK_FLAG_BACKWARD) < 0)
        return false;
    avcodec_flush_buffers(m_codec.get());
    forgetPlace();
    m_first = decode();
    return m_first && m_first->best_effort_timestamp == m_origin;
}

Result<> VideoDecoder::reopen()
{
    SC_TRY_ASSIGN(again, open(path()));
    again->m_neededFrom = m_neededFrom;
    if (m_damagedAt)
        again->noteDamage(*m_damagedAt);
    std::swap(*this, *again);
    return {};
}

} // namespace sc::media
