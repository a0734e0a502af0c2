// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"
#include "ui/timeline/view_state.h"

#include <optional>
#include <vector>

class QPainter;
class QRectF;

namespace sc::ui {

struct Theme;

// A line of the lyrics as the lane shows it.
struct ShownLyric
{
    TickRange range; // song time
    QString text;    // one line
    int row = 0;     // 1 when it begins while the one above is still sung
    bool operator==(const ShownLyric &) const = default;
};

// Pure. Lines by start; of a crowd of three and more at once the rows repeat.
[[nodiscard]] std::vector<ShownLyric> shownLyrics(const std::vector<timeline::LyricLine> &lines, Ticks songEnd);
[[nodiscard]] int lyricRows(const std::vector<ShownLyric> &lyrics); // 0..2
[[nodiscard]] std::optional<size_t> lyricAt(const std::vector<ShownLyric> &lyrics, Ticks t, int row);

// x = 0 at the view's left edge. The line that is sung at the playhead is bright; words stay in view as long as their line.
void paintLyricLane(QPainter &painter, const Theme &theme, const std::vector<ShownLyric> &lyrics, const QRectF &lane, const ViewState &view,
                    Ticks playhead);

} // namespace sc::ui
