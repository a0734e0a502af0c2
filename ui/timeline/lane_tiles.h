// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/lane_painter.h"

#include <QtCore/QCache>
#include <QtGui/QPixmap>

namespace sc::ui {

// The still part of the lanes as pixmaps of kTileWidth px, so that scrolling, dragging and the playhead only copy
// pixels. Holds the tiles of the last few zooms; invalidate() when beats, song, lanes or look change.
class LaneTiles
{
public:
    static constexpr int kTileWidth = 512; // logical px

    LaneTiles();
    void invalidate();
    // Copies what `exposed` (px, x = 0 at the view's left edge) needs, painting tiles that are missing. `view` must be
    // aligned to the device pixels (ViewState::alignedTo).
    void paint(QPainter &painter, const LaneSources &sources, const ViewState &view, const QRectF &exposed, double devicePixelRatio);

private:
    [[nodiscard]] QPixmap make(const LaneSources &sources, const ViewState &view, std::int64_t index, double devicePixelRatio) const;

    struct Key
    {
        std::int64_t index = 0;
        double pixelsPerSecond = 0;
        double devicePixelRatio = 1;
        int height = 0;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed = 0) noexcept
        {
            return qHashMulti(seed, key.index, key.pixelsPerSecond, key.devicePixelRatio, key.height);
        }
    };
    QCache<Key, QPixmap> m_tiles; // cost in kB
};

} // namespace sc::ui
