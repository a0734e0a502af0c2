// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/picture.h"

#include "core/media/picture_convert.h"

namespace sc::media {

QSize Picture::size() const
{
    return m_frame ? QSize(m_frame->width, m_frame->height) : QSize();
}

class PictureConverter::Private
{
public:
    explicit Private(const PictureFormat &wanted)
        : format(wanted), fromImage(wanted.size.width(), wanted.size.height(), wanted.pixels, wanted.isFullRange), fromPicture(wanted)
    {
    }

    PictureFormat format;
    ImageToPicture fromImage;
    PictureToPicture fromPicture;
};

PictureConverter::PictureConverter(const PictureFormat &format) : d(std::make_unique<Private>(format)) {}
PictureConverter::~PictureConverter() = default;

Picture PictureConverter::convert(const QImage &image)
{
    FramePtr frame = d->fromImage.convert(image);
    return frame ? Picture(std::shared_ptr<AVFrame>(frame.release(), FrameDeleter())) : Picture();
}

Picture PictureConverter::convert(const Picture &picture)
{
    if (picture.isNull() || isOfFormat(picture.frame(), d->format))
        return picture;
    FramePtr frame = d->fromPicture.convert(picture.frame());
    return frame ? Picture(std::shared_ptr<AVFrame>(frame.release(), FrameDeleter())) : Picture();
}

} // namespace sc::media
