// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/frame_feed.h"

#include <algorithm>
#include <new>

namespace sc::render {

namespace {

constexpr qint64 kBytesAhead = 128LL * 1024 * 1024;

size_t capacityFor(QSize size)
{
    const qint64 frameBytes = std::max<qint64>(1, qint64(size.width()) * size.height() * 4);
    return static_cast<size_t>(std::clamp<qint64>(kBytesAhead / frameBytes, 2, 12));
}

} // namespace

FrameFeed::FrameFeed(const timeline::Timeline &timeline, QSize size, const playback::ProgramMedia &media, std::int64_t first,
                     std::int64_t end)
    : m_capacity(capacityFor(size)), m_thread([this, timeline, size, media, first, end] { compose(timeline, size, media, first, end); })
{
}

FrameFeed::~FrameFeed()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

QImage FrameFeed::next()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_ready.empty() || m_isDone; });
    if (m_ready.empty())
        return {};
    QImage frame = std::move(m_ready.front());
    m_ready.pop_front();
    m_changed.notify_all();
    return frame;
}

bool FrameFeed::put(QImage frame)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_ready.size() < m_capacity || m_isStopped; });
    if (m_isStopped)
        return false;
    m_ready.push_back(std::move(frame));
    m_changed.notify_all();
    return true;
}

void FrameFeed::compose(const timeline::Timeline &timeline, QSize size, const playback::ProgramMedia &media, std::int64_t first,
                        std::int64_t end)
{
    try {
        playback::Compositor compositor(timeline, size, media);
        for (std::int64_t index = first; index < end; ++index) {
            QImage frame = compositor.frame(index);
            if (frame.isNull() || !put(std::move(frame)))
                break;
        }
    } catch (const std::bad_alloc &) {
        // Ends the feed early, which next() reports as a null image.
    }
    const std::lock_guard lock(m_mutex);
    m_isDone = true;
    m_changed.notify_all();
}

} // namespace sc::render
