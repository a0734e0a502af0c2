// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/view_state.h"

#include <QtCore/QCache>
#include <QtCore/QElapsedTimer>
#include <QtCore/QRectF>
#include <QtGui/QPixmap>

#include <functional>
#include <span>

class QPainter;

namespace sc::ui {

// One band of the lanes as pixmaps of kTileWidth px, so that scrolling, dragging and the playhead only copy pixels.
// Holds the tiles of the last few zooms. A new zoom may show the tiles of the one before, stretched, until its own are
// made: some in each frame, so that none takes long.
class LaneTiles
{
public:
    static constexpr int kTileWidth = 512; // logical px

    // Paints the stretch that `tile` shows with x = 0 at its left edge and y as on the surface. What lies up to `reach` px
    // beside the tile is to be painted as well: each of two neighbours cuts off its half.
    using Make = std::function<void(QPainter &painter, const ViewState &tile)>;

    explicit LaneTiles(int kilobytes);
    void invalidate(); // look, lanes or content changed
    // What shows one of the ranges at least `pixels` wide.
    void invalidate(std::span<const TickRange> ranges, double pixels);

    struct Frame
    {
        ViewState view;           // aligned to the device pixels (ViewState::alignedTo)
        QRectF exposed;           // px, x = 0 at the view's left edge
        int top = 0;              // of the band on the surface
        int height = 0;           // of the band
        double pixelRatio = 1;    // device px of one px
        double millisLeft = 1e9;  // time to make tiles in
        bool mayMakeNone = false; // else at least one is made in each frame
    };
    // Copies what is exposed, making tiles that are missing. False: some are still those of another zoom, paint again.
    [[nodiscard]] bool paint(QPainter &painter, const Frame &frame, const Make &make);

private:
    struct Key
    {
        std::int64_t index = 0;
        double pixelsPerSecond = 0;
        double pixelRatio = 1;
        int height = 0;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed = 0) noexcept
        {
            return qHashMulti(seed, key.index, key.pixelsPerSecond, key.pixelRatio, key.height);
        }
    };
    [[nodiscard]] static TickRange rangeOf(const Key &key);
    [[nodiscard]] QPixmap made(const Frame &frame, const Key &key, const Make &make) const;
    void paintStretched(QPainter &painter, const Frame &frame, const Key &key);

    QCache<Key, QPixmap> m_tiles;     // cost in kB
    double m_completeZoom = 0;        // px/s at which the last complete frame was painted; 0: none since invalidate()
    std::int64_t m_completeFirst = 0; // tiles of that frame
    std::int64_t m_completeLast = -1;
};

} // namespace sc::ui
