// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lane_tiles.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace sc::ui {

LaneTiles::LaneTiles(int kilobytes) : m_tiles(kilobytes) {}

void LaneTiles::invalidate()
{
    m_tiles.clear();
    m_completeZoom = 0;
}

void LaneTiles::invalidate(std::span<const TickRange> ranges, double pixels)
{
    const QList<Key> keys = m_tiles.keys();
    for (const Key &key : keys) {
        const TickRange shown = rangeOf(key);
        if (std::ranges::any_of(ranges, [&](const TickRange &range) {
                return shown.overlaps(range) && range.length().toSeconds() * key.pixelsPerSecond >= pixels;
            }))
            m_tiles.remove(key);
    }
}

TickRange LaneTiles::rangeOf(const Key &key)
{
    const double seconds = kTileWidth / key.pixelsPerSecond;
    return {Ticks::fromSeconds(double(key.index) * seconds), Ticks::fromSeconds(double(key.index + 1) * seconds)};
}

bool LaneTiles::paint(QPainter &painter, const Frame &frame, const Make &make)
{
    if (frame.height <= 0)
        return true;
    const double origin = frame.view.xOf(Ticks());
    const auto tileAt = [&](double x) { return std::int64_t(std::floor((x - origin) / kTileWidth)); };
    const std::int64_t first = tileAt(frame.exposed.left());
    const std::int64_t last = tileAt(frame.exposed.right());
    QElapsedTimer watch;
    watch.start();
    bool isComplete = true;
    bool hasMade = frame.mayMakeNone;
    for (std::int64_t index = first; index <= last; ++index) {
        const Key key{index, frame.view.pixelsPerSecond(), frame.pixelRatio, frame.height};
        QPixmap *tile = m_tiles.object(key);
        if (!tile) {
            const bool isLate = hasMade && double(watch.nsecsElapsed()) * 1e-6 > frame.millisLeft;
            const bool hasZoomBefore = m_completeZoom > 0 && m_completeZoom != key.pixelsPerSecond;
            if (isLate && hasZoomBefore) {
                paintStretched(painter, frame, key);
                isComplete = false;
                continue;
            }
            hasMade = true;
            tile = new QPixmap(made(frame, key, make)); // the cache owns it
            const int cost = std::max<int>(1, tile->width() * tile->height() * 4 / 1024);
            const QPixmap copy = *tile; // shared; a tile too big to keep is deleted by the cache at once
            m_tiles.insert(key, tile, cost);
            painter.drawPixmap(QPointF(origin + double(index) * kTileWidth, frame.top), copy);
            continue;
        }
        painter.drawPixmap(QPointF(origin + double(index) * kTileWidth, frame.top), *tile);
    }
    // A strip under the playhead says nothing of a whole frame.
    if (isComplete && frame.exposed.width() * 2 >= frame.view.width()) {
        m_completeZoom = frame.view.pixelsPerSecond();
        m_completeFirst = first;
        m_completeLast = last;
    }
    return isComplete;
}

QPixmap LaneTiles::made(const Frame &frame, const Key &key, const Make &make) const
{
    QPixmap tile(QSize(int(std::ceil(kTileWidth * frame.pixelRatio)), int(std::ceil(frame.height * frame.pixelRatio))));
    tile.setDevicePixelRatio(frame.pixelRatio);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.translate(0, -frame.top);
    painter.setClipRect(QRectF(0, frame.top, kTileWidth, frame.height));
    make(painter, ViewState::of(rangeOf(key).start, key.pixelsPerSecond, kTileWidth, frame.view.frameRate()));
    return tile;
}

// The stretch of one missing tile from those of the zoom before; what that did not show stays empty for some frames.
void LaneTiles::paintStretched(QPainter &painter, const Frame &frame, const Key &key)
{
    const double scale = key.pixelsPerSecond / m_completeZoom;
    const double origin = frame.view.xOf(Ticks());
    const double left = double(key.index) * kTileWidth; // from time 0, in px of the present zoom
    const auto oldFirst = std::int64_t(std::floor(left / scale / kTileWidth));
    const auto oldLast = std::int64_t(std::floor((left + kTileWidth - 0.001) / scale / kTileWidth));
    painter.save();
    painter.setClipRect(QRectF(origin + left, frame.top, kTileWidth, frame.height), Qt::IntersectClip);
    for (std::int64_t old = std::max(oldFirst, m_completeFirst); old <= std::min(oldLast, m_completeLast); ++old) {
        const QPixmap *tile = m_tiles.object({old, m_completeZoom, frame.pixelRatio, frame.height});
        if (!tile)
            continue;
        painter.drawPixmap(QRectF(origin + double(old) * kTileWidth * scale, frame.top, kTileWidth * scale, frame.height), *tile, QRectF());
    }
    painter.restore();
}

} // namespace sc::ui
