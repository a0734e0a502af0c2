// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/picture_convert.h"

extern "C" {
#include <libavutil/display.h>
#include <libavutil/mem.h>
#include <libavutil/pixdesc.h>
}

#include <array>
#include <cmath>

namespace sc::media {

namespace {

constexpr int kStrideAlignment = 64; // bytes; swscale's vector code wants it
constexpr int kHdLines = 720;
constexpr int kOne = 1 << 16; // swscale's 16.16 fixed point
constexpr double kOddestPixel = 4;

const int *matrixOf(int space, int height)
{
    if (space == AVCOL_SPC_UNSPECIFIED || space == AVCOL_SPC_RGB)
        space = height >= kHdLines ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    return sws_getCoefficients(space);
}

bool isFullRange(const AVFrame *frame)
{
    switch (frame->format) {
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ411P:
        return true;
    default:
        return numberOf(frame->color_range) == AVCOL_RANGE_JPEG;
    }
}

// An image whose lines are aligned for swscale; its memory goes with the last copy.
QImage alignedImage(int width, int height)
{
    const qsizetype stride = (qsizetype(width) * 4 + kStrideAlignment - 1) / kStrideAlignment * kStrideAlignment;
    auto *memory = static_cast<uchar *>(av_malloc(size_t(stride) * size_t(height) + kStrideAlignment));
    if (!memory)
        return {};
    return QImage(
        memory, width, height, stride, QImage::Format_RGB32, [](void *owned) { av_free(owned); }, memory);
}

FramePtr newPicture(const PictureFormat &format)
{
    FramePtr frame(av_frame_alloc());
    if (!frame)
        return {};
    frame->format = format.pixels;
    frame->width = format.size.width();
    frame->height = format.size.height();
    frame->color_range = format.isFullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    frame->colorspace = AVCOL_SPC_BT709;
    frame->color_primaries = AVCOL_PRI_BT709;
    frame->color_trc = AVCOL_TRC_BT709;
    frame->chroma_location = AVCHROMA_LOC_LEFT;
    return av_frame_get_buffer(frame.get(), 0) < 0 ? FramePtr() : std::move(frame);
}

} // namespace

int rotationOf(const AVStream *stream)
{
    size_t size = 0;
    const std::uint8_t *matrix = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (!matrix || size < 9 * sizeof(std::int32_t))
        return 0;
    const double counterClockwise = av_display_rotation_get(reinterpret_cast<const std::int32_t *>(matrix));
    if (std::isnan(counterClockwise))
        return 0;
    const int quarter = static_cast<int>(std::lround(-counterClockwise / 90.0)) % 4;
    return (quarter + 4) % 4 * 90;
}

QSize squareSizeOf(const AVStream *stream)
{
    const QSize stored(stream->codecpar->width, stream->codecpar->height);
    AVRational shape = stream->sample_aspect_ratio.num > 0 ? stream->sample_aspect_ratio : stream->codecpar->sample_aspect_ratio;
    const double ratio = shape.num > 0 && shape.den > 0 ? av_q2d(shape) : 1;
    // Beyond any real lens: a damaged header.
    if (ratio < 1.0 / kOddestPixel || ratio > kOddestPixel)
        return stored;
    return ratio >= 1 ? QSize(static_cast<int>(std::lround(stored.width() * ratio)), stored.height())
                      : QSize(stored.width(), static_cast<int>(std::lround(stored.height() / ratio)));
}

QImage PictureToImage::convert(const AVFrame *frame, QSize size)
{
    const int range = isFullRange(frame) ? 1 : 0;
    const int space = numberOf(frame->colorspace);
    if (!m_sws || frame->width != m_width || frame->height != m_height || frame->format != m_format || space != m_space ||
        range != m_range || size != m_size) {
        const int flags = m_isQuick ? SWS_FAST_BILINEAR : SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT;
        m_sws.reset(sws_getContext(frame->width, frame->height, static_cast<AVPixelFormat>(frame->format), size.width(), size.height(),
                                   AV_PIX_FMT_RGB32, flags, nullptr, nullptr, nullptr));
        if (!m_sws)
            return {};
        const int *matrix = matrixOf(space, frame->height);
        sws_setColorspaceDetails(m_sws.get(), matrix, range, sws_getCoefficients(SWS_CS_ITU709), 1, 0, kOne, kOne);
        m_width = frame->width;
        m_height = frame->height;
        m_format = frame->format;
        m_space = space;
        m_range = range;
        m_size = size;
    }
    QImage image = alignedImage(size.width(), size.height());
    if (image.isNull())
        return {};
    std::array<std::uint8_t *, 1> target = {image.bits()};
    const std::array<int, 1> stride = {static_cast<int>(image.bytesPerLine())};
    const int lines = sws_scale(m_sws.get(), frame->data, frame->linesize, 0, frame->height, target.data(), stride.data());
    return lines == size.height() ? image : QImage();
}

FramePtr ImageToPicture::convert(const QImage &image)
{
    const AVPixFmtDescriptor *layout = av_pix_fmt_desc_get(m_pixels);
    const bool keepsAlpha = layout && (layout->flags & AV_PIX_FMT_FLAG_ALPHA);
    const QImage::Format wanted = keepsAlpha ? QImage::Format_ARGB32 : QImage::Format_RGB32;
    const QImage source = image.format() == wanted ? image : image.convertToFormat(wanted);
    if (source.isNull())
        return {};
    if (!m_sws || m_from != source.size()) {
        m_from = source.size();
        m_sws.reset(sws_getContext(m_from.width(), m_from.height(), AV_PIX_FMT_RGB32, m_width, m_height, m_pixels,
                                   SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP, nullptr, nullptr, nullptr));
        if (!m_sws)
            return {};
        const int *bt709 = sws_getCoefficients(SWS_CS_ITU709);
        sws_setColorspaceDetails(m_sws.get(), bt709, 1, bt709, m_isFullRange ? 1 : 0, 0, kOne, kOne);
    }
    FramePtr frame = newPicture({QSize(m_width, m_height), m_pixels, m_isFullRange});
    if (!frame)
        return {};
    const std::array<const std::uint8_t *, 1> from = {source.constBits()};
    const std::array<int, 1> stride = {static_cast<int>(source.bytesPerLine())};
    const int lines = sws_scale(m_sws.get(), from.data(), stride.data(), 0, source.height(), frame->data, frame->linesize);
    return lines == m_height ? std::move(frame) : FramePtr();
}

bool isOfFormat(const AVFrame *frame, const PictureFormat &format)
{
    const int *matrix = matrixOf(numberOf(frame->colorspace), frame->height);
    return frame->width == format.size.width() && frame->height == format.size.height() && frame->format == format.pixels &&
           isFullRange(frame) == format.isFullRange && matrix == sws_getCoefficients(SWS_CS_ITU709);
}

FramePtr PictureToPicture::convert(const AVFrame *frame)
{
    const int range = isFullRange(frame) ? 1 : 0;
    const int space = numberOf(frame->colorspace);
    if (!m_sws || frame->width != m_width || frame->height != m_height || frame->format != m_pixels || space != m_space ||
        range != m_range) {
        m_sws.reset(sws_getContext(frame->width, frame->height, static_cast<AVPixelFormat>(frame->format), m_format.size.width(),
                                   m_format.size.height(), static_cast<AVPixelFormat>(m_format.pixels), SWS_BICUBIC | SWS_ACCURATE_RND,
                                   nullptr, nullptr, nullptr));
        if (!m_sws)
            return {};
        const int *bt709 = sws_getCoefficients(SWS_CS_ITU709);
        if (sws_setColorspaceDetails(m_sws.get(), matrixOf(space, frame->height), range, bt709, m_format.isFullRange ? 1 : 0, 0, kOne,
                                     kOne) < 0)
            return {};
        m_width = frame->width;
        m_height = frame->height;
        m_pixels = frame->format;
        m_space = space;
        m_range = range;
    }
    FramePtr made = newPicture(m_format);
    if (!made)
        return {};
    const int lines = sws_scale(m_sws.get(), frame->data, frame->linesize, 0, frame->height, made->data, made->linesize);
    return lines == made->height ? std::move(made) : FramePtr();
}

} // namespace sc::media
