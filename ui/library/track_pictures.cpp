// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/track_pictures.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace sc::ui {

namespace {

QPixmap roundedSquare(const QImage &picture, int px, double corner, double dpr)
{
    const int side = qRound(px * dpr);
    const int crop = std::min(picture.width(), picture.height());
    const QImage square = picture.copy((picture.width() - crop) / 2, (picture.height() - crop) / 2, crop, crop)
                              .scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    QPixmap result(side, side);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(QRectF(0, 0, side, side), corner * dpr, corner * dpr);
    painter.setClipPath(path);
    painter.drawImage(0, 0, square);
    painter.end();
    result.setDevicePixelRatio(dpr);
    return result;
}

} // namespace

TrackPictures::TrackPictures(const library::Library &library) : m_library(library), m_covers(400), m_overviews(2000) {}

QPixmap TrackPictures::cover(const library::Track &track, int px, double cornerRadius, double dpr)
{
    if (!track.hasArtwork)
        return {};
    const QString key = QStringLiteral("%1/%2/%3").arg(track.id.text()).arg(px).arg(dpr);
    if (const QPixmap *known = m_covers.object(key))
        return *known;
    const QImage picture = m_library.artwork(track.id);
    QPixmap made = picture.isNull() ? QPixmap() : roundedSquare(picture, px, cornerRadius, dpr);
    m_covers.insert(key, new QPixmap(made)); // the cache owns it
    return made;
}

const std::vector<audio::WaveformPoint> &TrackPictures::overview(const TrackId &track)
{
    if (auto *known = m_overviews.object(track.text()))
        return *known;
    auto *made = new std::vector<audio::WaveformPoint>(m_library.overview(track)); // the cache owns it
    m_overviews.insert(track.text(), made);
    return *made;
}

void TrackPictures::forget(const TrackId &track)
{
    m_overviews.remove(track.text());
}

void TrackPictures::forgetAll()
{
    m_overviews.clear();
    m_covers.clear();
}

} // namespace sc::ui
