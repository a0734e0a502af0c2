// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/ffmpeg_handles.h"
#include "core/media/picture.h"

#include <QtGui/QImage>

#include <cstring>

namespace sc::media {

// What a file says goes into FFmpeg's enums unchecked; reading such a value as the enum is undefined.
template<class Enum> [[nodiscard]] int numberOf(const Enum &value)
{
    static_assert(sizeof(Enum) == sizeof(int));
    int number = 0;
    std::memcpy(&number, &value, sizeof number);
    return number;
}

// Degrees clockwise (0, 90, 180, 270) by which a decoded picture has to be turned to stand upright.
[[nodiscard]] int rotationOf(const AVStream *stream);
// The size of its pictures with square pixels, before rotation: never smaller than what is stored.
[[nodiscard]] QSize squareSizeOf(const AVStream *stream);

// Decoded pictures to RGB32 by the matrix and range the file names; without a name BT.709 from 720 lines up,
// BT.601 below, limited range. Internal to core/media; keeps its scaler from picture to picture.
class PictureToImage
{
public:
    // isQuick: the fastest scaler instead of the best.
    explicit PictureToImage(bool isQuick = false) : m_isQuick(isQuick) {}
    // Scaled to `size`. Null when the format cannot be converted or memory is short.
    [[nodiscard]] QImage convert(const AVFrame *frame, QSize size);

private:
    bool m_isQuick;
    SwsPtr m_sws;
    QSize m_size;
    int m_width = 0;
    int m_height = 0;
    int m_format = -1;
    int m_space = -1;
    int m_range = -1;
};

// Images to pictures of one size, BT.709: yuv420p in limited range when nothing else is asked for. An image with an alpha
// channel keeps it where the format has one.
class ImageToPicture
{
public:
    ImageToPicture(int width, int height, int pixels = AV_PIX_FMT_YUV420P, bool isFullRange = false)
        : m_width(width), m_height(height), m_pixels(static_cast<AVPixelFormat>(pixels)), m_isFullRange(isFullRange)
    {
    }
    // Null when memory is short.
    [[nodiscard]] FramePtr convert(const QImage &image);

private:
    int m_width;
    int m_height;
    AVPixelFormat m_pixels;
    bool m_isFullRange;
    SwsPtr m_sws;
    QSize m_from;
};

// Whether a stored picture is in `format` as it is: its size, pixels, range and BT.709.
[[nodiscard]] bool isOfFormat(const AVFrame *frame, const PictureFormat &format);

// Stored pictures of one movie to another's format.
class PictureToPicture
{
public:
    explicit PictureToPicture(const PictureFormat &format) : m_format(format) {}
    // Null when the format cannot be converted or memory is short.
    [[nodiscard]] FramePtr convert(const AVFrame *frame);

private:
    PictureFormat m_format;
    SwsPtr m_sws;
    int m_width = 0;
    int m_height = 0;
    int m_pixels = -1;
    int m_space = -1;
    int m_range = -1;
};

} // namespace sc::media
