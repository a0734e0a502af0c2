// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <functional>

namespace sc::ui {

// Scrolls while a drag holds the pointer at (or beyond) an edge: the farther out, the faster. Goes on while the hand is
// still, and begins only after the hand moved outwards: a press near the edge must not run away.
class EdgeScroller
{
public:
    // `scroll` gets the px to scroll by, signed; called about 60 times a second while it lasts.
    explicit EdgeScroller(std::function<void(double pixels)> scroll);

    void setEdges(double left, double right) { m_left = left, m_right = right; }
    void pointerAt(double x);
    void stop();
    [[nodiscard]] bool isScrolling() const { return m_timer.isActive(); }
    // px a second at x; 0 between the edges. Pure, for tests.
    [[nodiscard]] static double speedAt(double x, double left, double right);

private:
    void tick();

    std::function<void(double)> m_scroll;
    QTimer m_timer;
    QElapsedTimer m_watch;
    double m_left = 0;
    double m_right = 0;
    double m_x = 0;
    bool m_hasPointer = false;
};

} // namespace sc::ui
