// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/scroll_fling.h"

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kDecay = 0.28;  // s in which the speed falls to 1/e
constexpr double kLeast = 250;   // px a second: slower fingers put the lanes where they want them
constexpr double kMost = 6000;   // px a second
constexpr double kUnseen = 20;   // px a second
constexpr qint64 kWindowMs = 80; // moves that tell the speed
constexpr qint64 kStillMs = 50;  // fingers that lay still before they were lifted
constexpr qint64 kLeastMs = 8;
constexpr size_t kEnough = 3;
constexpr int kIntervalMs = 16;

} // namespace

ScrollFling::ScrollFling(std::function<void(double)> scroll) : m_scroll(std::move(scroll))
{
    m_timer.setInterval(kIntervalMs);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
}

double ScrollFling::wayAfter(double speed, double seconds)
{
    return speed * kDecay * (1 - std::exp(-seconds / kDecay));
}

double ScrollFling::lengthOf(double speed)
{
    return std::abs(speed) <= kUnseen ? 0 : kDecay * std::log(std::abs(speed) / kUnseen);
}

void ScrollFling::moved(double pixels, qint64 ms)
{
    m_timer.stop();
    std::erase_if(m_moves, [ms](const Move &move) { return ms - move.ms > kWindowMs || move.ms > ms; });
    m_moves.push_back({pixels, ms});
}

double ScrollFling::speedAt(qint64 ms) const
{
    if (m_moves.size() < kEnough || ms - m_moves.back().ms > kStillMs)
        return 0;
    // The way of the first lies before its time.
    double way = 0;
    for (size_t i = 1; i < m_moves.size(); ++i)
        way += m_moves[i].pixels;
    const qint64 span = m_moves.back().ms - m_moves.front().ms;
    return span < kLeastMs ? 0 : std::clamp(way * 1000 / double(span), -kMost, kMost);
}

void ScrollFling::lifted(qint64 ms)
{
    m_speed = speedAt(ms);
    m_moves.clear();
    if (std::abs(m_speed) < kLeast)
        return;
    m_way = 0;
    m_watch.start();
    m_timer.start();
}

void ScrollFling::stop()
{
    m_timer.stop();
    m_moves.clear();
}

void ScrollFling::tick()
{
    const double seconds = double(m_watch.elapsed()) / 1000;
    const bool isOver = seconds >= lengthOf(m_speed);
    const double way = wayAfter(m_speed, isOver ? lengthOf(m_speed) : seconds);
    const double step = way - m_way;
    m_way = way;
    if (isOver)
        m_timer.stop();
    m_scroll(step);
}

} // namespace sc::ui
