// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/edge_scroller.h"

#include <algorithm>

namespace sc::ui {

namespace {

constexpr double kEdge = 28;      // px inside the edge where it begins
constexpr double kSpeed = 14;     // px a second for each px
constexpr double kFastest = 2400; // px a second
constexpr int kIntervalMs = 16;

} // namespace

EdgeScroller::EdgeScroller(std::function<void(double)> scroll) : m_scroll(std::move(scroll))
{
    m_timer.setInterval(kIntervalMs);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
}

double EdgeScroller::speedAt(double x, double left, double right)
{
    if (x < left + kEdge)
        return std::max(-kFastest, (x - left - kEdge) * kSpeed);
    if (x > right - kEdge)
        return std::min(kFastest, (x - right + kEdge) * kSpeed);
    return 0;
}

void EdgeScroller::pointerAt(double x)
{
    const double speed = speedAt(x, m_left, m_right);
    const bool isOutwards = m_hasPointer && ((speed < 0 && x < m_x) || (speed > 0 && x > m_x));
    m_x = x;
    m_hasPointer = true;
    if (speed == 0) {
        m_timer.stop();
    } else if (isOutwards && !m_timer.isActive()) {
        m_watch.start();
        m_timer.start();
    }
}

void EdgeScroller::stop()
{
    m_timer.stop();
    m_hasPointer = false;
}

void EdgeScroller::tick()
{
    const double seconds = std::min(0.1, double(m_watch.restart()) / 1000);
    m_scroll(speedAt(m_x, m_left, m_right) * seconds);
}

} // namespace sc::ui
