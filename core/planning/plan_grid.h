// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

namespace sc::planning {

// The places a plan may cut at, in timeline time: every beat and every half-beat between two beats, each as the frame
// nearest to its exact time. Even indices are beats. A song without beats gets whole seconds, four to a bar.
class PlanGrid
{
public:
    // Places in [0, end].
    PlanGrid(const timeline::Timeline &timeline, Ticks end);

    struct Point
    {
        Ticks edge;
        bool downbeat = false;
        [[nodiscard]] bool operator==(const Point &) const = default;
    };
    [[nodiscard]] const std::vector<Point> &points() const { return m_points; }
    [[nodiscard]] bool isReal() const { return m_real; }
    [[nodiscard]] static bool isBeat(size_t point) { return point % 2 == 0; }

    // First beat at or after t; points().size() when there is none.
    [[nodiscard]] size_t beatFrom(Ticks t) const;
    // `halfBeats` further, or the `bars`-th downbeat behind `point`; points().size() beyond the last one.
    [[nodiscard]] size_t afterBeats(size_t point, int halfBeats) const;
    [[nodiscard]] size_t afterBars(size_t point, int bars) const;
    // The beat's edge nearest to t, if it is at most a beat away.
    [[nodiscard]] std::optional<Ticks> nearEdge(Ticks t) const;
    // Edges strictly inside the range.
    [[nodiscard]] std::vector<Ticks> barsInside(TickRange range) const;
    [[nodiscard]] std::vector<Ticks> beatsInside(TickRange range) const;
    [[nodiscard]] std::vector<Ticks> downbeats() const;

private:
    void addPoints(const std::vector<Beat> &beats, FrameRate rate, Ticks end);

    std::vector<Point> m_points;
    bool m_real = true;
};

} // namespace sc::planning
