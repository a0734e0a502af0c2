// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/graph_tiles.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr int kCacheKilobytes = 64 * 1024;

} // namespace

GraphTiles::GraphTiles() : m_tiles(kCacheKilobytes) {}

void GraphTiles::invalidate()
{
    m_tiles.clear();
}

void GraphTiles::paint(QPainter &painter, const GraphSources &sources, const GraphRows &rows, const ViewState &view, double ratio)
{
    if (rows != m_rows) {
        m_tiles.clear();
        m_rows = rows;
    }
    const double top = rows.wave.top();
    const double height = rows.bottom - top;
    const double origin = view.xOf(Ticks());
    const auto first = std::int64_t(std::floor(-origin / kTileWidth));
    const auto last = std::int64_t(std::floor((view.width() - 1 - origin) / kTileWidth));
    for (std::int64_t index = first; index <= last; ++index) {
        const Key key{index, view.pixelsPerSecond(), ratio};
        QPixmap *tile = m_tiles.object(key);
        if (tile == nullptr) {
            tile = new QPixmap(QSize(int(std::ceil(kTileWidth * ratio)), int(std::ceil(height * ratio))));
            tile->setDevicePixelRatio(ratio);
            tile->fill(Qt::transparent);
            QPainter into(tile);
            into.translate(0, -top);
            const Ticks left = Ticks::fromSeconds(double(index) * kTileWidth / view.pixelsPerSecond());
            paintBeds(into, sources, rows, ViewState::of(left, view.pixelsPerSecond(), kTileWidth, FrameRate()), ratio);
            into.end();
            const int cost = std::max<int>(1, tile->width() * tile->height() * 4 / 1024);
            if (!m_tiles.insert(key, tile, cost)) // too big to keep: the cache has deleted it
                continue;
        }
        painter.drawPixmap(QPointF(origin + double(index) * kTileWidth, top), *tile);
    }
}

} // namespace sc::ui
