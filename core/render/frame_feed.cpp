// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/frame_feed.h"

#include <algorithm>
#include <new>

namespace sc::render {

namespace {

constexpr qint64 kBytesAhead = 96LL * 1024 * 1024;

size_t capacityFor(QSize size)
{
    const qint64 frameBytes = std::max<qint64>(1, qint64(size.width()) * size.height() * 2);
    return static_cast<size_t>(std::clamp<qint64>(kBytesAhead / frameBytes, 2, 16));
}

} // namespace

FrameFeed::FrameFeed(const FramePlan &plan, const media::PictureFormat &format)
    : m_capacity(capacityFor(plan.size)), m_thread([this, plan, format] { paint(plan, format); })
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

media::Picture FrameFeed::next()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_ready.empty() || m_isDone; });
    if (m_ready.empty())
        return {};
    media::Picture picture = std::move(m_ready.front());
    m_ready.pop_front();
    m_changed.notify_all();
    return picture;
}

int FrameFeed::storedPictures()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isDone; });
    return m_stored;
}

std::vector<Problem> FrameFeed::takeProblems()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isDone; });
    return std::exchange(m_problems, {});
}

bool FrameFeed::put(media::Picture picture)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_ready.size() < m_capacity || m_isStopped; });
    if (m_isStopped)
        return false;
    m_ready.push_back(std::move(picture));
    m_changed.notify_all();
    return true;
}

void FrameFeed::paint(const FramePlan &plan, const media::PictureFormat &format)
{
    int stored = 0;
    std::vector<Problem> problems;
    try {
        FramePainter painter(plan);
        media::PictureConverter converter(format);
        for (std::int64_t index = 0; index < plan.count; ++index) {
            media::Picture picture = painter.picture(index, converter);
            if (picture.isNull() || !put(std::move(picture)))
                break;
        }
        stored = painter.storedPictures();
        problems = painter.takeProblems();
    } catch (const std::bad_alloc &) {
        // Ends the feed early, which next() reports as a null picture.
    }
    const std::lock_guard lock(m_mutex);
    m_stored = stored;
    m_problems = std::move(problems);
    m_isDone = true;
    m_changed.notify_all();
}

} // namespace sc::render
