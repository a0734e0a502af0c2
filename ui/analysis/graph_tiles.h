// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/analysis/graph_painter.h"

#include <QtCore/QCache>
#include <QtGui/QPixmap>

namespace sc::ui {

// The beds as pixmaps of kTileWidth px, so that scrolling and the playhead only copy pixels. Holds the tiles of the last
// few zooms; invalidate() when the song, its closer look, the rows or the look of the program change.
class GraphTiles
{
public:
    static constexpr int kTileWidth = 128; // logical px

    GraphTiles();
    void invalidate();
    // Copies what the view shows, painting tiles that are missing. `view` must be aligned to the device pixels.
    void paint(QPainter &painter, const GraphSources &sources, const GraphRows &rows, const ViewState &view, double devicePixelRatio);

private:
    struct Key
    {
        std::int64_t index = 0;
        double pixelsPerSecond = 0;
        double devicePixelRatio = 1;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed = 0) noexcept
        {
            return qHashMulti(seed, key.index, key.pixelsPerSecond, key.devicePixelRatio);
        }
    };
    QCache<Key, QPixmap> m_tiles; // cost in kB
    GraphRows m_rows;
};

} // namespace sc::ui
