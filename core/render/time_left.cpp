// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/time_left.h"

#include <algorithm>

namespace sc::render {

namespace {
constexpr double kWindow = 10;
constexpr double kStep = 0.1; // between the points that are kept
constexpr double kLeast = 1;
} // namespace

void TimeLeft::note(double now, double fraction)
{
    if (m_points.size() >= 2 && now - m_points[m_points.size() - 2].at < kStep)
        m_points.back() = {now, fraction};
    else
        m_points.push_back({now, fraction});
    while (m_points.size() > 2 && now - m_points[1].at > kWindow)
        m_points.pop_front();
}

std::optional<double> TimeLeft::seconds() const
{
    if (m_points.size() < 2)
        return std::nullopt;
    const double time = m_points.back().at - m_points.front().at;
    const double way = m_points.back().fraction - m_points.front().fraction;
    if (time < kLeast || way <= 0)
        return std::nullopt;
    return std::max(0.0, 1 - m_points.back().fraction) * time / way;
}

} // namespace sc::render
