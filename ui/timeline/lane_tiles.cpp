// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lane_tiles.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr int kCacheKilobytes = 96 * 1024;

} // namespace

LaneTiles::LaneTiles() : m_tiles(kCacheKilobytes) {}

void LaneTiles::invalidate()
{
    m_tiles.clear();
}

void LaneTiles::paint(QPainter &painter, const LaneSources &sources, const ViewState &view, const QRectF &exposed, double devicePixelRatio)
{
    const double origin = view.xOf(Ticks());
    const auto first = std::int64_t(std::floor((exposed.left() - origin) / kTileWidth));
    const auto last = std::int64_t(std::floor((exposed.right() - origin) / kTileWidth));
    for (std::int64_t index = first; index <= last; ++index) {
        const Key key{index, view.pixelsPerSecond(), devicePixelRatio, sources.layout.size.height()};
        QPixmap *tile = m_tiles.object(key);
        if (!tile) {
            tile = new QPixmap(make(sources, view, index, devicePixelRatio));
            const int cost = std::max<int>(1, tile->width() * tile->height() * 4 / 1024);
            if (!m_tiles.insert(key, tile, cost)) // too big to keep: the cache has deleted it
                continue;
        }
        painter.drawPixmap(QPointF(origin + double(index) * kTileWidth, 0), *tile);
    }
}

QPixmap LaneTiles::make(const LaneSources &sources, const ViewState &view, std::int64_t index, double devicePixelRatio) const
{
    QPixmap tile(QSize(int(std::ceil(kTileWidth * devicePixelRatio)), int(std::ceil(sources.layout.size.height() * devicePixelRatio))));
    tile.setDevicePixelRatio(devicePixelRatio);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    const Ticks left = Ticks::fromSeconds(double(index) * kTileWidth / view.pixelsPerSecond());
    paintStillLanes(painter, sources, ViewState::of(left, view.pixelsPerSecond(), kTileWidth, sources.timeline.project.frameRate));
    return tile;
}

} // namespace sc::ui
