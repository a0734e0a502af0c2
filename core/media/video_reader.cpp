// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_reader.h"

#include "core/media/media_problems.h"
#include "core/media/picture_convert.h"
#include "core/media/video_decoder.h"

#include <QtGui/QTransform>

#include <algorithm>
#include <utility>

namespace sc::media {

namespace {

constexpr std::int64_t kReadOnSeconds = 2; // a target not further ahead is decoded to instead of sought

class FileVideoReader final : public VideoReader
{
public:
    FileVideoReader(std::unique_ptr<VideoDecoder> decoder, const Options &options);

    [[nodiscard]] Result<std::optional<Frame>> next() override;
    [[nodiscard]] Result<Frame> frameAt(Ticks t) override { return frameAt(t, t, {}); }
    [[nodiscard]] Result<Frame> frameAt(Ticks t, Ticks from, const FrameSink &met) override;
    [[nodiscard]] Result<Picture> storedAt(Ticks t) override;
    [[nodiscard]] Ticks onFileClock(Ticks t) const override { return timeOf(stampOf(t)); }
    [[nodiscard]] Ticks clockStep() const override { return toTicks(1, m_decoder->timeBase()); }
    [[nodiscard]] std::optional<Ticks> place() const override;
    [[nodiscard]] std::optional<Ticks> damagedAt() const override;
    [[nodiscard]] QSize size() const override { return m_size; }

private:
    [[nodiscard]] FramePtr take();
    [[nodiscard]] bool canReadOnTo(std::int64_t stamp) const;
    [[nodiscard]] Result<> find(Ticks t, Ticks from, const FrameSink &met);
    [[nodiscard]] Result<> search(std::int64_t stamp, std::int64_t from, const FrameSink &met);
    [[nodiscard]] Result<> moveBefore(std::int64_t stamp, std::int64_t neededFrom);
    [[nodiscard]] Result<Frame> toFrame(const AVFrame *frame, const AVFrame *following);
    [[nodiscard]] std::int64_t stampOf(Ticks t) const;
    [[nodiscard]] Ticks timeOf(std::int64_t stamp) const { return toTicks(stamp - m_decoder->origin(), m_decoder->timeBase()); }
    [[nodiscard]] std::int64_t seconds(std::int64_t count) const { return av_rescale_q(count, {1, 1}, m_decoder->timeBase()); }

    std::unique_ptr<VideoDecoder> m_decoder;
    FramePtr m_shown; // what was given last: the anchor of reading on
    FramePtr m_ahead; // decoded, not given yet
    int m_rotation = 0;
    QSize m_size;
    PictureToImage m_toImage;
};

QSize turned(QSize size, int rotation)
{
    return rotation % 180 == 0 ? size : size.transposed();
}

FileVideoReader::FileVideoReader(std::unique_ptr<VideoDecoder> decoder, const Options &options)
    : m_decoder(std::move(decoder)), m_rotation(rotationOf(m_decoder->stream())), m_toImage(options.isQuick)
{
    const QSize shape = turned(squareSizeOf(m_decoder->stream()), m_rotation);
    m_size = options.fit.isEmpty() ? shape : shape.scaled(options.fit, Qt::KeepAspectRatio).expandedTo({1, 1});
}

std::int64_t FileVideoReader::stampOf(Ticks t) const
{
    return m_decoder->origin() + av_rescale_q(std::max(Ticks(), t).value(), {1, Ticks::kPerSecond}, m_decoder->timeBase());
}

FramePtr FileVideoReader::take()
{
    return m_ahead ? std::exchange(m_ahead, {}) : m_decoder->next();
}

Result<std::optional<VideoReader::Frame>> FileVideoReader::next()
{
    FramePtr frame = take();
    if (!frame)
        return std::nullopt;
    m_ahead = m_decoder->next();
    SC_TRY_ASSIGN(picture, toFrame(frame.get(), m_ahead.get()));
    m_shown = std::move(frame);
    return picture;
}

Result<VideoReader::Frame> FileVideoReader::frameAt(Ticks t, Ticks from, const FrameSink &met)
{
    SC_TRY(find(t, from, met));
    return toFrame(m_shown.get(), m_ahead.get());
}

Result<Picture> FileVideoReader::storedAt(Ticks t)
{
    SC_TRY(find(t, t, {}));
    const bool isAsSeen = m_rotation == 0 && squareSizeOf(m_decoder->stream()) == QSize(m_shown->width, m_shown->height);
    AVFrame *shared = isAsSeen ? av_frame_clone(m_shown.get()) : nullptr;
    return shared ? Picture(std::shared_ptr<AVFrame>(shared, FrameDeleter())) : Picture();
}

// The target is rounded once to the stream's own time base and compared there: containers that keep milliseconds
// have rounded their stamps the same way.
Result<> FileVideoReader::find(Ticks t, Ticks from, const FrameSink &met)
{
    const std::int64_t stamp = stampOf(t);
    const std::int64_t fromStamp = std::min(stamp, stampOf(from));
    const bool wantsEarlier = met && m_shown && fromStamp < m_shown->best_effort_timestamp;
    if (canReadOnTo(stamp) && !wantsEarlier)
        return search(stamp, fromStamp, met);
    // Within the last second before the target every frame is decoded; if none lies there, the one that shows may be one
    // that was left out, and it is gone through again with all.
    const std::int64_t neededFrom = std::min(fromStamp, stamp - seconds(1));
    SC_TRY(moveBefore(fromStamp, neededFrom));
    bool isFirst = true;
    Result<> found = search(stamp, fromStamp, [&](Frame frame) {
        isFirst = false;
        if (met)
            met(std::move(frame));
    });
    if (found && isFirst && m_shown->best_effort_timestamp < neededFrom) {
        SC_TRY(moveBefore(fromStamp, AV_NOPTS_VALUE));
        found = search(stamp, fromStamp, met);
    }
    return found;
}

Result<> FileVideoReader::moveBefore(std::int64_t stamp, std::int64_t neededFrom)
{
    SC_TRY(m_decoder->moveBefore(stamp, neededFrom));
    m_shown.reset();
    m_ahead.reset();
    return {};
}

// Afterwards m_shown is the frame that shows at `stamp`, m_ahead the one after it.
Result<> FileVideoReader::search(std::int64_t stamp, std::int64_t from, const FrameSink &met)
{
    for (;;) {
        FramePtr frame = take();
        const bool isBeyond = !frame || (m_shown && frame->best_effort_timestamp > stamp);
        if (isBeyond) {
            m_ahead = std::move(frame);
            if (!m_shown)
                return std::unexpected(brokenPictures(m_decoder->path(), {}));
            return {};
        }
        const bool isOnTheWay = met && m_shown && m_shown->best_effort_timestamp >= from;
        if (isOnTheWay) {
            SC_TRY_ASSIGN(passed, toFrame(m_shown.get(), frame.get()));
            met(std::move(passed));
        }
        m_shown = std::move(frame);
    }
}

bool FileVideoReader::canReadOnTo(std::int64_t stamp) const
{
    const AVFrame *from = m_shown ? m_shown.get() : m_ahead.get();
    const std::int64_t place = from ? from->best_effort_timestamp : m_decoder->origin();
    const bool isAtStart = !from && !m_shown;
    return (from || isAtStart) && place <= stamp && stamp - place <= seconds(kReadOnSeconds);
}

std::optional<Ticks> FileVideoReader::place() const
{
    return m_shown ? std::optional(timeOf(m_shown->best_effort_timestamp)) : std::nullopt;
}

std::optional<Ticks> FileVideoReader::damagedAt() const
{
    const std::optional<std::int64_t> stamp = m_decoder->damagedAt();
    return stamp ? std::optional(std::max(Ticks(), timeOf(*stamp))) : std::nullopt;
}

Result<VideoReader::Frame> FileVideoReader::toFrame(const AVFrame *frame, const AVFrame *following)
{
    QImage image = m_toImage.convert(frame, turned(m_size, m_rotation));
    if (image.isNull())
        return std::unexpected(brokenPictures(m_decoder->path(), {}));
    if (m_rotation != 0)
        image = image.transformed(QTransform().rotate(m_rotation));
    return Frame{std::move(image), timeOf(frame->best_effort_timestamp), following ? timeOf(following->best_effort_timestamp) : kForever};
}

} // namespace

Result<std::unique_ptr<VideoReader>> VideoReader::open(const QString &path, const Options &options)
{
    SC_TRY_ASSIGN(decoder, VideoDecoder::open(path));
    return std::make_unique<FileVideoReader>(std::move(decoder), options);
}

Result<std::unique_ptr<VideoReader>> VideoReader::open(const QString &path)
{
    return open(path, Options());
}

} // namespace sc::media
