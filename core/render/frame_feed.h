// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/picture.h"
#include "core/render/frame_painter.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace sc::render {

// Makes the pictures of a movie in order on a thread of its own, a few ahead of whoever takes them, so that the encoder
// never waits for a picture and memory stays flat.
class FrameFeed
{
public:
    FrameFeed(const FramePlan &plan, const media::PictureFormat &format);
    ~FrameFeed();
    FrameFeed(const FrameFeed &) = delete;
    FrameFeed &operator=(const FrameFeed &) = delete;

    // The next picture; waits for it. A null one means that memory is short, or that all were taken.
    [[nodiscard]] media::Picture next();
    // After the last picture: how many were passed on as they are stored, and what went wrong.
    [[nodiscard]] int storedPictures();
    [[nodiscard]] std::vector<Problem> takeProblems();

private:
    void paint(const FramePlan &plan, const media::PictureFormat &format);
    [[nodiscard]] bool put(media::Picture picture); // false when nobody wants more

    const size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<media::Picture> m_ready;
    int m_stored = 0;
    std::vector<Problem> m_problems;
    bool m_isStopped = false;
    bool m_isDone = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace sc::render
