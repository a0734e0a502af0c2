// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/compositor.h"

#include <QtGui/QImage>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace sc::render {

// Composes frames [first, end) in order on a thread of its own, a few ahead of whoever takes them, so that the encoder
// never waits for a picture and memory stays flat.
class FrameFeed
{
public:
    FrameFeed(const timeline::Timeline &timeline, QSize size, const playback::ProgramMedia &media, std::int64_t first, std::int64_t end);
    ~FrameFeed();
    FrameFeed(const FrameFeed &) = delete;
    FrameFeed &operator=(const FrameFeed &) = delete;

    // The next frame; waits for it. A null image means that memory is short, or that all frames were taken.
    [[nodiscard]] QImage next();

private:
    void compose(const timeline::Timeline &timeline, QSize size, const playback::ProgramMedia &media, std::int64_t first, std::int64_t end);
    [[nodiscard]] bool put(QImage frame); // false when nobody wants more

    const size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<QImage> m_ready;
    bool m_isStopped = false;
    bool m_isDone = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace sc::render
