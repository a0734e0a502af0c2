// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lyric_rows.h"

#include <algorithm>

namespace sc::ui {

LyricRows::LyricRows(const timeline::Timeline &timeline)
{
    const Ticks offset = timeline.project.songOffset;
    Ticks busyUntil = -timeline::kMaxPosition;
    bool isUpper = true;
    for (size_t i = 0; i < timeline.lyrics.size(); ++i) {
        const TickRange range{timeline.lyrics[i].start + offset, timeline::endOfLyric(timeline, i) + offset};
        const bool overlapsBefore = i > 0 && range.start < busyUntil;
        const bool overlapsNext = i + 1 < timeline.lyrics.size() && timeline.lyrics[i + 1].start + offset < range.end;
        isUpper = overlapsBefore ? !isUpper : true;
        busyUntil = std::max(busyUntil, range.end);
        m_lines.push_back({range, !overlapsBefore && !overlapsNext ? Row::Whole : isUpper ? Row::Upper : Row::Lower});
        m_maxEnd.push_back(busyUntil);
    }
}

size_t LyricRows::firstReaching(Ticks t) const
{
    return size_t(std::ranges::upper_bound(m_maxEnd, t) - m_maxEnd.begin());
}

int LyricRows::at(Ticks t) const
{
    int found = -1;
    for (size_t i = firstReaching(t); i < m_lines.size() && m_lines[i].range.start <= t; ++i) {
        if (m_lines[i].range.contains(t))
            found = int(i);
    }
    return found;
}

} // namespace sc::ui
