// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QSize>
#include <QtGui/QImage>

#include <memory>

struct AVFrame;

namespace sc::media {

// A picture in the form in which a movie stores it, shared, never changed. What goes from one movie into another of the same
// size and kind need not become RGB on the way.
class Picture
{
public:
    Picture() = default;
    explicit Picture(std::shared_ptr<AVFrame> frame) : m_frame(std::move(frame)) {}

    [[nodiscard]] bool isNull() const { return !m_frame; }
    [[nodiscard]] QSize size() const;
    [[nodiscard]] const AVFrame *frame() const { return m_frame.get(); } // for core/media alone

private:
    std::shared_ptr<AVFrame> m_frame;
};

// How an encoder wants its pictures; from MovieWriter::pictureFormat().
struct PictureFormat
{
    QSize size;
    int pixels = -1; // AVPixelFormat
    bool isFullRange = false;
};

// Makes pictures of one format, from images and from those of other movies, BT.709 both. One owner thread; keeps its scalers.
class PictureConverter
{
public:
    explicit PictureConverter(const PictureFormat &format);
    ~PictureConverter();
    PictureConverter(const PictureConverter &) = delete;
    PictureConverter &operator=(const PictureConverter &) = delete;

    // Scaled where the size differs. Null when memory is short.
    [[nodiscard]] Picture convert(const QImage &image);
    // The same picture where it fits as it is. Null when memory is short.
    [[nodiscard]] Picture convert(const Picture &picture);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sc::media
