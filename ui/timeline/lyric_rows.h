// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <vector>

namespace sc::ui {

// Where the lyric lines of one timeline value lie, in timeline time: what painting and hit-testing walk instead of
// looking for each line's end anew. Lines that overlap share the lane's height in two rows. Value.
class LyricRows
{
public:
    enum class Row { Whole, Upper, Lower };
    struct Line
    {
        TickRange range;
        Row row = Row::Whole;
    };

    LyricRows() = default;
    explicit LyricRows(const timeline::Timeline &timeline);

    [[nodiscard]] const std::vector<Line> &lines() const { return m_lines; } // as Timeline::lyrics
    // First line that may reach into what begins at t; those before end earlier.
    [[nodiscard]] size_t firstReaching(Ticks t) const;
    [[nodiscard]] int at(Ticks t) const; // the line sung at t, of several the latest; -1: none

private:
    std::vector<Line> m_lines;
    std::vector<Ticks> m_maxEnd; // running maximum of the ends
};

} // namespace sc::ui
