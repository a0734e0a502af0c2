// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_layout.h"

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

// Builds the layout from the top down.
class Placer
{
public:
    Placer(const GalleryPlan &plan, int width, const GalleryStyle &style) : m_plan(plan), m_style(style), m_room(width - 2 * kMargin)
    {
        m_made.cells.resize(plan.cells.size());
        if (style.isList) {
            m_cellWidth = m_room;
            m_cellHeight = GalleryLayout::kListRow;
            m_made.pictureHeight = 36;
            return;
        }
        m_made.across = std::max(1, int(std::lround(double(m_room + kGap) / (std::max(60, style.cellWidth) + kGap))));
        m_cellWidth = (m_room + kGap) / m_made.across - kGap;
        m_made.pictureHeight = std::max(24, int(std::lround(m_cellWidth / style.shape)));
        m_cellHeight = m_made.pictureHeight + GalleryLayout::kWords;
    }

    GalleryLayout place()
    {
        m_y = m_plan.groups > 0 ? 0 : 10;
        size_t at = 0;
        for (int group = 0; group < std::max(1, m_plan.groups); ++group) {
            beginGroup(group);
            const bool isFolded = size_t(group) < m_plan.folded.size() && m_plan.folded[size_t(group)];
            while (at < m_plan.cells.size() && (m_plan.groups == 0 || m_plan.cells[at].group == group)) {
                if (isFolded) {
                    ++at;
                    continue;
                }
                const int stack = m_plan.cells[at].stack;
                if (stack < 0) {
                    placeInRow(int(at++));
                    continue;
                }
                size_t last = at;
                while (last < m_plan.cells.size() && m_plan.cells[last].stack == stack)
                    ++last;
                // It waits until the row is full, so that there is no hole before it.
                m_waiting.emplace_back(at, last);
                at = last;
                if (m_row.empty())
                    placeWaiting();
            }
            endGroup();
        }
        m_made.height = m_y + 10;
        return std::move(m_made);
    }

private:
    static constexpr int kMargin = GalleryLayout::kMargin;
    static constexpr int kGap = GalleryLayout::kGapAcross;

    void beginGroup(int group)
    {
        if (m_plan.groups == 0)
            return;
        m_made.headers.push_back({QRect(kMargin, m_y, m_room, GalleryLayout::kHeader), group});
        m_y += GalleryLayout::kHeader;
        m_isFirstRow = true;
    }

    void endGroup()
    {
        endRow();
        placeWaiting();
    }

    void placeInRow(int cell)
    {
        if (m_row.empty())
            beginRow();
        const int x = m_left + int(m_row.size()) * (m_cellWidth + kGap);
        m_made.cells[size_t(cell)] = QRect(x, m_y, m_cellWidth, m_cellHeight);
        m_row.push_back(cell);
        if (int(m_row.size()) == across()) {
            endRow();
            placeWaiting();
        }
    }

    [[nodiscard]] int across() const { return m_style.isList ? 1 : m_made.across; }

    void beginRow()
    {
        if (!m_style.isList)
            m_y += m_isFirstRow && m_plan.groups > 0 ? GalleryLayout::kBelowHeader : 0;
        m_isFirstRow = false;
    }

    void endRow()
    {
        if (m_row.empty())
            return;
        m_made.rows.push_back(std::move(m_row));
        m_row.clear();
        m_y += m_cellHeight + (m_style.isList ? 0 : GalleryLayout::kGapDown);
    }

    void placeWaiting()
    {
        for (const auto &[first, last] : std::exchange(m_waiting, {})) {
            const int top = m_y;
            const QRect header(kMargin, m_y, m_room, GalleryLayout::kHeader);
            m_y += GalleryLayout::kHeader;
            m_isFirstRow = false;
            for (size_t cell = first; cell < last; ++cell) {
                const int x = m_left + int(m_row.size()) * (m_cellWidth + kGap);
                m_made.cells[cell] = QRect(x, m_y, m_cellWidth, m_cellHeight);
                m_row.push_back(int(cell));
                if (int(m_row.size()) == across())
                    endRow();
            }
            endRow();
            const int bottom = m_y - (m_style.isList ? 0 : GalleryLayout::kGapDown) + 8;
            const int wider = GalleryLayout::kPlateWider;
            m_made.plates.push_back(
                {QRect(kMargin - wider, top, m_room + 2 * wider, bottom - top), header, m_plan.cells[first].stack, int(first)});
            m_y = bottom + (m_style.isList ? 6 : GalleryLayout::kGapDown);
        }
    }

    const GalleryPlan &m_plan;
    const GalleryStyle &m_style;
    int m_room;
    int m_left = kMargin;
    int m_cellWidth = 0;
    int m_cellHeight = 0;
    int m_y = 0;
    bool m_isFirstRow = true;
    std::vector<int> m_row;
    std::vector<std::pair<size_t, size_t>> m_waiting;
    GalleryLayout m_made;
};

} // namespace

GalleryLayout layOutGallery(const GalleryPlan &plan, int width, const GalleryStyle &style)
{
    return Placer(plan, std::max(2 * GalleryLayout::kMargin + 60, width), style).place();
}

int GalleryLayout::cellAt(QPoint at) const
{
    for (const int cell : cellsIn(at.y(), at.y())) {
        if (cells[size_t(cell)].contains(at))
            return cell;
    }
    return -1;
}

std::vector<int> GalleryLayout::cellsIn(int top, int bottom) const
{
    std::vector<int> found;
    const auto bottomOf = [&](const std::vector<int> &row) { return cells[size_t(row.front())].bottom(); };
    for (auto row = std::ranges::lower_bound(rows, top, {}, bottomOf); row != rows.end(); ++row) {
        if (cells[size_t(row->front())].top() > bottom)
            break;
        found.insert(found.end(), row->begin(), row->end());
    }
    return found;
}

int GalleryLayout::rowOf(int cell) const
{
    if (cell < 0 || cell >= int(cells.size()) || cells[size_t(cell)].isEmpty())
        return -1;
    const int y = cells[size_t(cell)].top();
    const auto topOf = [&](const std::vector<int> &row) { return cells[size_t(row.front())].top(); };
    const auto row = std::ranges::lower_bound(rows, y, {}, topOf);
    return row == rows.end() ? -1 : int(row - rows.begin());
}

int GalleryLayout::cellBelow(int cell, int steps) const
{
    const int row = rowOf(cell);
    if (row < 0)
        return rows.empty() ? -1 : rows.front().front();
    const std::vector<int> &target = rows[size_t(std::clamp(row + steps, 0, int(rows.size()) - 1))];
    const int x = cells[size_t(cell)].center().x();
    return *std::ranges::min_element(target, {}, [&](int other) { return std::abs(cells[size_t(other)].center().x() - x); });
}

int GalleryLayout::cellAfter(int cell, int steps) const
{
    int row = rowOf(cell);
    if (row < 0)
        return rows.empty() ? -1 : rows.front().front();
    int place = int(std::ranges::find(rows[size_t(row)], cell) - rows[size_t(row)].begin()) + steps;
    while (place < 0 && row > 0)
        place += int(rows[size_t(--row)].size());
    while (place >= int(rows[size_t(row)].size()) && row + 1 < int(rows.size()))
        place -= int(rows[size_t(row++)].size());
    return rows[size_t(row)][size_t(std::clamp(place, 0, int(rows[size_t(row)].size()) - 1))];
}

} // namespace sc::ui
