// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <optional>

namespace sc::render {

// How long work goes on, from how it went in the last ten seconds: an estimate that follows when the machine becomes busy
// and does not jump with every picture. Times in seconds of any rising clock.
class TimeLeft
{
public:
    void note(double now, double fraction);
    // Seconds; nothing in the first second and while nothing moves.
    [[nodiscard]] std::optional<double> seconds() const;

private:
    struct Point
    {
        double at = 0;
        double fraction = 0;
    };
    std::deque<Point> m_points;
};

} // namespace sc::render
