// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/plan_grid.h"

#include "core/timeline/beat_binding.h"

#include <algorithm>

namespace sc::planning {

namespace {

std::vector<Beat> wholeSeconds(Ticks end)
{
    std::vector<Beat> seconds;
    int number = 0;
    for (Ticks t; t <= end; t += Ticks::seconds(1), ++number)
        seconds.push_back({t, 1 + number / 4, 1 + number % 4});
    return seconds;
}

} // namespace

PlanGrid::PlanGrid(const timeline::Timeline &timeline, Ticks end)
{
    const FrameRate rate = timeline.project.frameRate;
    addPoints(timeline::timelineBeats(timeline), rate, end);
    if (m_points.size() >= 3)
        return;
    m_real = false;
    m_points.clear();
    addPoints(wholeSeconds(end), rate, end);
}

void PlanGrid::addPoints(const std::vector<Beat> &beats, FrameRate rate, Ticks end)
{
    std::optional<Ticks> previous; // exact time
    for (const Beat &beat : beats) {
        const Ticks edge = timeline::edgeOf(beat, rate);
        if (edge < Ticks() || edge > end)
            continue;
        if (previous) {
            const Ticks half = rate.snap(*previous + Ticks((beat.time - *previous).value() / 2));
            m_points.push_back({half, false});
        }
        m_points.push_back({edge, beat.isDownbeat()});
        previous = beat.time;
    }
}

size_t PlanGrid::beatFrom(Ticks t) const
{
    const auto it = std::ranges::lower_bound(m_points, t, {}, &Point::edge);
    auto index = static_cast<size_t>(it - m_points.begin());
    if (!isBeat(index) && index < m_points.size())
        ++index;
    return index;
}

size_t PlanGrid::afterBeats(size_t point, int halfBeats) const
{
    return std::min(point + static_cast<size_t>(halfBeats), m_points.size());
}

size_t PlanGrid::afterBars(size_t point, int bars) const
{
    for (size_t i = point + 1; i < m_points.size(); ++i) {
        if (m_points[i].downbeat && --bars == 0)
            return i;
    }
    return m_points.size();
}

std::optional<Ticks> PlanGrid::nearEdge(Ticks t) const
{
    if (m_points.size() < 3)
        return std::nullopt;
    const size_t after = std::min(beatFrom(t), m_points.size() - 1);
    const size_t before = after >= 2 ? after - 2 : 0;
    const size_t nearest = abs(m_points[before].edge - t) <= abs(m_points[after].edge - t) ? before : after;
    const size_t neighbour = nearest + 2 < m_points.size() ? nearest + 2 : nearest - 2;
    const Ticks beatLength = abs(m_points[neighbour].edge - m_points[nearest].edge);
    if (abs(m_points[nearest].edge - t) > beatLength)
        return std::nullopt;
    return m_points[nearest].edge;
}

std::vector<Ticks> PlanGrid::barsInside(TickRange range) const
{
    std::vector<Ticks> edges;
    for (size_t i = beatFrom(range.start); i < m_points.size() && m_points[i].edge < range.end; i += 2) {
        if (m_points[i].downbeat && m_points[i].edge > range.start)
            edges.push_back(m_points[i].edge);
    }
    return edges;
}

std::vector<Ticks> PlanGrid::beatsInside(TickRange range) const
{
    std::vector<Ticks> edges;
    for (size_t i = beatFrom(range.start); i < m_points.size() && m_points[i].edge < range.end; i += 2) {
        if (m_points[i].edge > range.start)
            edges.push_back(m_points[i].edge);
    }
    return edges;
}

std::vector<Ticks> PlanGrid::downbeats() const
{
    std::vector<Ticks> edges;
    for (const Point &point : m_points) {
        if (point.downbeat)
            edges.push_back(point.edge);
    }
    return edges;
}

} // namespace sc::planning
