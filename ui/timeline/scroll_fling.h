// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <functional>
#include <vector>

namespace sc::ui {

// Lets the scrolling of a touchpad run out where the system does not: begins with the speed that the fingers had when they
// were lifted and dies down exponentially, by the clock and not by frames.
class ScrollFling
{
public:
    // `scroll` gets the px to scroll by, signed; called about 60 times a second while it lasts.
    explicit ScrollFling(std::function<void(double pixels)> scroll);

    void moved(double pixels, qint64 ms);                              // the fingers scrolled so far; ms of any steady clock
    void lifted(qint64 ms);                                            // goes on by itself when they were fast just then
    void lifted() { lifted(m_moves.empty() ? 0 : m_moves.back().ms); } // for systems that do not tell
    void stop();
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }

    // px from the beginning after so many seconds; the speed is in px a second. Pure, for tests.
    [[nodiscard]] static double wayAfter(double speed, double seconds);
    // When it is too slow to be seen, in seconds.
    [[nodiscard]] static double lengthOf(double speed);

private:
    struct Move
    {
        double pixels = 0;
        qint64 ms = 0;
    };
    [[nodiscard]] double speedAt(qint64 ms) const; // of the last moves
    void tick();

    std::function<void(double)> m_scroll;
    std::vector<Move> m_moves; // the last few
    QTimer m_timer;
    QElapsedTimer m_watch;
    double m_speed = 0; // px a second at the beginning
    double m_way = 0;   // gone so far
};

} // namespace sc::ui
