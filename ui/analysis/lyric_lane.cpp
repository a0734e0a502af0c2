// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/lyric_lane.h"

#include "ui/theme/colour.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr double kWordsFrom = 22; // px of a line that show its words

} // namespace

std::vector<ShownLyric> shownLyrics(const std::vector<timeline::LyricLine> &lines, Ticks songEnd)
{
    std::vector<ShownLyric> shown;
    Ticks busyUntil;
    int row = 0;
    for (size_t i = 0; i < lines.size(); ++i) {
        const TickRange range{lines[i].start, timeline::endOfLyric(lines, i, songEnd)};
        row = i > 0 && range.start < busyUntil ? 1 - row : 0;
        busyUntil = std::max(busyUntil, range.end);
        shown.push_back({range, lines[i].text.simplified(), row});
    }
    return shown;
}

int lyricRows(const std::vector<ShownLyric> &lyrics)
{
    if (lyrics.empty())
        return 0;
    return std::ranges::any_of(lyrics, [](const ShownLyric &line) { return line.row > 0; }) ? 2 : 1;
}

std::optional<size_t> lyricAt(const std::vector<ShownLyric> &lyrics, Ticks t, int row)
{
    for (size_t i = 0; i < lyrics.size(); ++i) {
        if (lyrics[i].row == row && lyrics[i].range.contains(t))
            return i;
    }
    return std::nullopt;
}

void paintLyricLane(QPainter &painter, const Theme &theme, const std::vector<ShownLyric> &lyrics, const QRectF &lane, const ViewState &view,
                    Ticks playhead)
{
    if (lane.isEmpty())
        return;
    const double height = lane.height() / std::max(1, lyricRows(lyrics));
    const QFontMetricsF metrics(theme.fonts.caption);
    painter.setFont(theme.fonts.caption);
    for (const ShownLyric &line : lyrics) {
        const double left = std::max(-8.0, view.xOf(line.range.start));
        const double right = std::min(view.width() + 8.0, view.xOf(line.range.end));
        if (right - left < 2)
            continue;
        const bool isSung = line.range.contains(playhead);
        const QRectF box(left + 0.5, lane.top() + height * line.row + 1, right - left - 1, height - 2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(theme.text.primary, isSung ? 0.14 : 0.06));
        painter.drawRoundedRect(box, 4, 4);
        const QRectF words(std::max(0.0, box.left()) + 6, box.top(),
                           std::min<double>(view.width(), box.right()) - std::max(0.0, box.left()) - 10, box.height());
        if (words.width() < kWordsFrom - 10)
            continue;
        painter.setPen(isSung ? theme.text.primary : theme.text.secondary);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(line.text, Qt::ElideRight, words.width()));
    }
}

} // namespace sc::ui
