// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_reader.h"

#include "core/media/media_input.h"
#include "core/media/media_problems.h"
#include "core/media/picture_convert.h"

#include <QtGui/QTransform>

#include <utility>

namespace sc::media {

namespace {

constexpr int kMaxBadPackets = 500;           // in a row
constexpr std::int64_t kReadOnSeconds = 2;    // a target not further ahead is decoded to instead of sought
constexpr std::int64_t kFurthestBackOff = 64; // seconds

class FileVideoReader final : public VideoReader
{
public:
    explicit FileVideoReader(std::unique_ptr<MediaInput> input) : m_input(std::move(input)) {}

    [[nodiscard]] Result<> start();
    [[nodiscard]] Result<std::optional<Frame>> next() override;
    [[nodiscard]] Result<Frame> frameAt(Ticks t) override;

private:
    [[nodiscard]] FramePtr decode(); // null at the end
    void feed();
    [[nodiscard]] FramePtr take(); // the frame decoded ahead, or the next one
    [[nodiscard]] bool canReadOnTo(std::int64_t stamp) const;
    [[nodiscard]] Result<> moveBefore(std::int64_t stamp);
    [[nodiscard]] bool seekBefore(std::int64_t stamp);
    [[nodiscard]] Result<> reopen();
    [[nodiscard]] Result<Frame> toFrame(const AVFrame *frame);
    [[nodiscard]] std::int64_t seconds(std::int64_t count) const { return av_rescale_q(count, {1, 1}, m_stream->time_base); }

    std::unique_ptr<MediaInput> m_input; // before the decoder
    AVStream *m_stream = nullptr;
    CodecPtr m_codec;
    PacketPtr m_packet;
    FramePtr m_shown;          // what was given last: the anchor of reading on
    FramePtr m_ahead;          // decoded, not given yet
    std::int64_t m_origin = 0; // time stamp of the first frame
    std::int64_t m_lastStamp = AV_NOPTS_VALUE;
    int m_rotation = 0;
    int m_badPackets = 0;
    bool m_isDrained = false;
    PictureToImage m_toImage;
};

Result<> FileVideoReader::start()
{
    m_stream = m_input->videoStream();
    if (!m_stream)
        return std::unexpected(noPictures(m_input->path()));
    if (m_input->isProtected(m_stream))
        return std::unexpected(protectedFile(m_input->path()));
    SC_TRY_ASSIGN(codec, openDecoder(*m_input, m_stream));
    m_codec = std::move(codec);
    m_input->readOnly(m_stream);
    m_rotation = rotationOf(m_stream);
    m_packet.reset(av_packet_alloc());
    if (!m_packet)
        return std::unexpected(noMemory(m_input->path()));
    m_ahead = decode();
    if (!m_ahead)
        return std::unexpected(brokenPictures(m_input->path(), {}));
    m_origin = m_ahead->best_effort_timestamp;
    return {};
}

FramePtr FileVideoReader::decode()
{
    FramePtr frame(av_frame_alloc());
    while (frame) {
        const int status = avcodec_receive_frame(m_codec.get(), frame.get());
        if (status >= 0) {
            // A frame without a time follows its forerunner; without that it starts the film.
            if (frame->best_effort_timestamp == AV_NOPTS_VALUE)
                frame->best_effort_timestamp =
                    m_lastStamp == AV_NOPTS_VALUE ? 0 : m_lastStamp + std::max<std::int64_t>(1, frame->pkt_duration);
            m_lastStamp = frame->best_effort_timestamp;
            m_badPackets = 0;
            return frame;
        }
        if (status == AVERROR_EOF || m_isDrained)
            return {};
        if (status != AVERROR(EAGAIN) && ++m_badPackets > kMaxBadPackets)
            return {};
        feed();
    }
    return {};
}

void FileVideoReader::feed()
{
    av_packet_unref(m_packet.get());
    if (av_read_frame(m_input->format(), m_packet.get()) < 0 || m_badPackets > kMaxBadPackets) {
        m_isDrained = true;
        avcodec_send_packet(m_codec.get(), nullptr);
        return;
    }
    if (m_packet->stream_index == m_stream->index && avcodec_send_packet(m_codec.get(), m_packet.get()) < 0)
        ++m_badPackets;
}

FramePtr FileVideoReader::take()
{
    return m_ahead ? std::exchange(m_ahead, {}) : decode();
}

Result<std::optional<VideoReader::Frame>> FileVideoReader::next()
{
    FramePtr frame = take();
    if (!frame)
        return std::nullopt;
    SC_TRY_ASSIGN(picture, toFrame(frame.get()));
    m_shown = std::move(frame);
    return picture;
}

// The target is rounded once to the stream's own time base and compared there: containers that keep milliseconds
// have rounded their stamps the same way.
Result<VideoReader::Frame> FileVideoReader::frameAt(Ticks t)
{
    const AVRational base = m_stream->time_base;
    const std::int64_t stamp = m_origin + av_rescale_q(std::max(Ticks(), t).value(), {1, Ticks::kPerSecond}, base);
    if (!canReadOnTo(stamp))
        SC_TRY(moveBefore(stamp));
    for (;;) {
        FramePtr frame = take();
        if (frame && (!m_shown || frame->best_effort_timestamp <= stamp)) {
            m_shown = std::move(frame);
            continue;
        }
        m_ahead = std::move(frame);
        if (!m_shown)
            return std::unexpected(brokenPictures(m_input->path(), {}));
        return toFrame(m_shown.get());
    }
}

bool FileVideoReader::canReadOnTo(std::int64_t stamp) const
{
    const AVFrame *from = m_shown ? m_shown.get() : m_ahead.get();
    return from && from->best_effort_timestamp <= stamp && stamp - from->best_effort_timestamp <= seconds(kReadOnSeconds);
}

// Afterwards the frame to be taken next is at or before `stamp`, or the first of the file. A seek may land late, on
// a key frame whose picture shows after the target, or on no key frame at all: then it is tried again further back.
Result<> FileVideoReader::moveBefore(std::int64_t stamp)
{
    for (std::int64_t backOff = 0; backOff <= kFurthestBackOff; backOff = std::max<std::int64_t>(1, backOff * 2)) {
        const std::int64_t from = stamp - seconds(backOff);
        if (from <= m_origin)
            break;
        if (seekBefore(from) && m_ahead->best_effort_timestamp <= stamp)
            return {};
    }
    return reopen();
}

bool FileVideoReader::seekBefore(std::int64_t stamp)
{
    if (av_seek_frame(m_input->format(), m_stream->index, stamp, AVSEEK_FLAG_BACKWARD) < 0)
        return false;
    avcodec_flush_buffers(m_codec.get());
    m_isDrained = false;
    m_badPackets = 0;
    m_lastStamp = AV_NOPTS_VALUE;
    m_shown.reset();
    m_ahead = decode();
    return m_ahead != nullptr;
}

Result<> FileVideoReader::reopen()
{
    m_codec.reset();
    m_shown.reset();
    m_ahead.reset();
    m_isDrained = false;
    m_badPackets = 0;
    m_lastStamp = AV_NOPTS_VALUE;
    SC_TRY_ASSIGN(input, MediaInput::open(m_input->path()));
    m_input = std::move(input);
    return start();
}

Result<VideoReader::Frame> FileVideoReader::toFrame(const AVFrame *frame)
{
    QImage image = m_toImage.convert(frame);
    if (image.isNull())
        return std::unexpected(brokenPictures(m_input->path(), {}));
    if (m_rotation != 0)
        image = image.transformed(QTransform().rotate(m_rotation));
    return Frame{std::move(image), toTicks(frame->best_effort_timestamp - m_origin, m_stream->time_base)};
}

} // namespace

Result<std::unique_ptr<VideoReader>> VideoReader::open(const QString &path)
{
    SC_TRY_ASSIGN(input, MediaInput::open(path));
    auto reader = std::make_unique<FileVideoReader>(std::move(input));
    SC_TRY(reader->start());
    return reader;
}

} // namespace sc::media
