// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/picture_feeder.h"

#include <algorithm>
#include <new>

namespace sc::playback {

namespace {

constexpr size_t kAhead = 12; // pictures

constexpr Ticks kLookAhead = Ticks::seconds(2);
constexpr size_t kCutsAhead = 2;
constexpr std::int64_t kSteppingBack = 48; // frames; further back is a jump

} // namespace

PictureFeeder::PictureFeeder(ShownFn onShown, ProblemFn onProblem)
    : m_onShown(std::move(onShown)), m_onProblem(std::move(onProblem)), m_thread([this] { work(); })
{
}

PictureFeeder::~PictureFeeder()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void PictureFeeder::setProgram(std::shared_ptr<const timeline::Timeline> timeline, QSize size, const ProgramMedia &media)
{
    const std::lock_guard lock(m_mutex);
    m_timeline = std::move(timeline);
    m_size = size;
    m_media = media;
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

void PictureFeeder::showBeside(std::int64_t frame)
{
    const std::lock_guard lock(m_mutex);
    m_beside = Request{frame, kBeside};
    m_changed.notify_all();
}

void PictureFeeder::run(const PlayRoute &route, std::int64_t elapsed)
{
    const std::lock_guard lock(m_mutex);
    if (!m_timeline)
        return;
    m_walk = FrameWalk(route, m_timeline->project.frameRate, elapsed);
    m_now = elapsed;
    m_dropped = 0;
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
    return m_timeline && !m_size.isEmpty() &&
           (m_request || m_beside || (m_walk && m_walk->due() != PlayRoute::kNever && m_ready.size() < kAhead));
}

void PictureFeeder::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isStopped || hasWork(); });
        if (m_isStopped)
            return;
        const bool hasFrameDue = m_walk && m_walk->due() != PlayRoute::kNever && m_ready.size() < kAhead;
        if (m_request)
            showOne(lock, m_request);
        else if (hasFrameDue)
            composeAhead(lock);
        else
            showOne(lock, m_beside);
    }
}

QImage PictureFeeder::compose(std::unique_lock<std::mutex> &lock, std::int64_t frame, Direction direction,
                              const std::optional<FrameWalk> &walk)
{
    const std::shared_ptr<const timeline::Timeline> timeline = m_timeline;
    const QSize size = m_size;
    const ProgramMedia media = m_media;
    const quint64 program = m_programNumber;
    lock.unlock();
    QImage image;
    try {
        if (!m_compositor || m_compositorProgram != program)
            m_compositor = std::make_unique<Compositor>(*timeline, size, media);
        m_compositorProgram = program;
        if (walk)
            prepareCuts(*walk);
        image = m_compositor->frame(frame, direction);
    } catch (const std::bad_alloc &) {
        m_compositor.reset(); // no picture; the sound goes on
    }
    if (media.store) {
        for (const Problem &problem : media.store->takeProblems())
            m_onProblem(problem);
    }
    lock.lock();
    return image;
}

// The next cuts on the route, also those round the loop.
void PictureFeeder::prepareCuts(const FrameWalk &walk)
{
    const PlayRoute &route = walk.route();
    const Ticks here = route.timeAt(walk.due());
    if (route.speed.isBackward()) {
        const std::vector<Ticks> cuts = m_compositor->cutsBetween(here - kLookAhead, here);
        for (size_t i = 0; i < std::min(kCutsAhead, cuts.size()); ++i)
            m_compositor->prepare(cuts[cuts.size() - 1 - i] - Ticks(1), Direction::Backward);
        return;
    }
    const Ticks until = here + kLookAhead;
    std::vector<Ticks> cuts = m_compositor->cutsBetween(here, until);
    if (route.loop) {
        const Ticks loopEnd = Ticks::fromSamples(route.loop->end, route.sampleRate);
        std::erase_if(cuts, [&](Ticks cut) { return cut >= loopEnd; });
        if (until > loopEnd)
            cuts.push_back(Ticks::fromSamples(route.loop->start, route.sampleRate));
    }
    for (size_t i = 0; i < std::min(kCutsAhead, cuts.size()); ++i)
        m_compositor->prepare(cuts[i], Direction::Forward);
}

void PictureFeeder::showOne(std::unique_lock<std::mutex> &lock, std::optional<Request> &asked)
{
    const Request request = *asked;
    asked.reset();
    const std::int64_t back = m_lastShown - request.frame;
    m_lastShown = request.frame;
    const QImage image =
        compose(lock, request.frame, back > 0 && back <= kSteppingBack ? Direction::Backward : Direction::Forward, std::nullopt);
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
    m_lastShown = place.frame();
    const Direction direction = place.route().speed.isBackward() ? Direction::Backward : Direction::Forward;
    QImage image = compose(lock, place.frame(), direction, place);
    if (run != m_runNumber || !m_walk)
        return;
    if (!image.isNull())
        m_ready.push_back({std::move(image), place.frame(), place.due()});
    m_walk->advance();
}

} // namespace sc::playback
