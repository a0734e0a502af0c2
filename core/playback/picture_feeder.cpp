// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/picture_feeder.h"

#include <algorithm>
#include <new>

namespace sc::playback {

namespace {

constexpr size_t kAhead = 12; // pictures

// A frame's start is rounded to a sample, up to half of one too early: it still belongs to that frame.
std::int64_t frameAtSample(FrameRate rate, std::int64_t sample, int sampleRate)
{
    return rate.frameAt(Ticks::fromSamples(sample, sampleRate) + Ticks(Ticks::kPerSecond / sampleRate / 2 + 1));
}

} // namespace

FrameWalk::FrameWalk(const PlayRoute &route, FrameRate rate, std::int64_t elapsed)
    : m_route(route),
      m_rate(rate),
      m_frame(frameAtSample(rate, route.programAt(elapsed), route.sampleRate)),
      m_due(elapsed),
      m_program(route.programAt(elapsed))
{
}

void FrameWalk::advance()
{
    const std::int64_t next = m_rate.timeOf(m_frame + 1).toSamples(m_route.sampleRate);
    const std::int64_t untilWrap = m_route.untilWrap(m_due);
    if (next - m_program >= untilWrap) {
        m_due += untilWrap;
        m_program = m_route.programAt(m_due);
        m_frame = frameAtSample(m_rate, m_program, m_route.sampleRate);
        return;
    }
    m_due += std::max<std::int64_t>(1, next - m_program);
    m_program = m_route.programAt(m_due);
    ++m_frame;
}

PictureFeeder::PictureFeeder(ShownFn onShown) : m_onShown(std::move(onShown)), m_thread([this] { work(); }) {}

PictureFeeder::~PictureFeeder()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void PictureFeeder::setProgram(std::shared_ptr<const timeline::Timeline> timeline, QSize size)
{
    const std::lock_guard lock(m_mutex);
    m_timeline = std::move(timeline);
    m_size = size;
    ++m_programNumber;
    ++m_runNumber;
    m_walk.reset();
    m_ready.clear();
}

void PictureFeeder::show(std::int64_t frame, quint64 generation)
{
    const std::lock_guard lock(m_mutex);
    m_request = Request{frame, generation};
    m_changed.notify_all();
}

void PictureFeeder::run(const PlayRoute &route, std::int64_t elapsed)
{
    const std::lock_guard lock(m_mutex);
    if (!m_timeline)
        return;
    m_walk = FrameWalk(route, m_timeline->project.frameRate, elapsed);
    m_now = elapsed;
    ++m_runNumber;
    m_ready.clear();
    m_changed.notify_all();
}

void PictureFeeder::stop()
{
    const std::lock_guard lock(m_mutex);
    m_walk.reset();
    ++m_runNumber;
    m_ready.clear();
}

std::optional<Picture> PictureFeeder::takeDue(std::int64_t elapsed)
{
    const std::lock_guard lock(m_mutex);
    m_now = std::max(m_now, elapsed);
    std::optional<Picture> newest;
    while (!m_ready.empty() && m_ready.front().due <= elapsed) {
        m_dropped += newest ? 1 : 0;
        newest = std::move(m_ready.front());
        m_ready.pop_front();
    }
    m_changed.notify_all();
    return newest;
}

qint64 PictureFeeder::dropped() const
{
    const std::lock_guard lock(m_mutex);
    return m_dropped;
}

bool PictureFeeder::hasWork() const
{
    return m_timeline && !m_size.isEmpty() && (m_request || (m_walk && m_ready.size() < kAhead));
}

void PictureFeeder::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isStopped || hasWork(); });
        if (m_isStopped)
            return;
        if (m_request)
            showOne(lock);
        else
            composeAhead(lock);
    }
}

QImage PictureFeeder::compose(std::unique_lock<std::mutex> &lock, std::int64_t frame)
{
    const std::shared_ptr<const timeline::Timeline> timeline = m_timeline;
    const QSize size = m_size;
    const quint64 program = m_programNumber;
    lock.unlock();
    QImage image;
    try {
        if (!m_compositor || m_compositorProgram != program)
            m_compositor = std::make_unique<Compositor>(*timeline, size);
        m_compositorProgram = program;
        image = m_compositor->frame(frame);
    } catch (const std::bad_alloc &) {
        m_compositor.reset(); // no picture; the sound goes on
    }
    lock.lock();
    return image;
}

void PictureFeeder::showOne(std::unique_lock<std::mutex> &lock)
{
    const Request request = *m_request;
    m_request.reset();
    const QImage image = compose(lock, request.frame);
    lock.unlock();
    if (!image.isNull())
        m_onShown(image, request.frame, request.generation);
    lock.lock();
}

void PictureFeeder::composeAhead(std::unique_lock<std::mutex> &lock)
{
    // What cannot be seen in time any more is not composed.
    FrameWalk following = *m_walk;
    following.advance();
    while (m_ready.empty() && following.due() <= m_now) {
        m_walk->advance();
        following.advance();
        ++m_dropped;
    }
    const FrameWalk place = *m_walk;
    const quint64 run = m_runNumber;
    QImage image = compose(lock, place.frame());
    if (run != m_runNumber || !m_walk)
        return;
    if (!image.isNull())
        m_ready.push_back({std::move(image), place.frame(), place.due()});
    m_walk->advance();
}

} // namespace sc::playback
