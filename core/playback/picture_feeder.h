// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/compositor.h"
#include "core/playback/frame_walk.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace sc::playback {

struct Picture
{
    QImage image;
    std::int64_t frame = 0; // of the program
    std::int64_t due = 0;   // samples after the start of the route
};

// Composes pictures on a thread of its own: single ones when paused, a few ahead while playing. All calls return at once.
class PictureFeeder
{
public:
    using ShownFn = std::function<void(const QImage &image, std::int64_t frame, quint64 generation)>;

    using ProblemFn = std::function<void(const Problem &)>;

    // Both are called on the feeder's thread.
    PictureFeeder(ShownFn onShown, ProblemFn onProblem);
    ~PictureFeeder();
    PictureFeeder(const PictureFeeder &) = delete;
    PictureFeeder &operator=(const PictureFeeder &) = delete;

    // An empty size wants no pictures.
    void setProgram(std::shared_ptr<const timeline::Timeline> timeline, QSize size, const ProgramMedia &media);
    // One picture, handed to onShown. Requests that come faster than pictures are skipped: the newest wins.
    void show(std::int64_t frame, quint64 generation);
    // The same for a picture of its own beside it, handed over with this generation.
    static constexpr quint64 kBeside = ~quint64(0);
    void showBeside(std::int64_t frame);
    // Composes ahead along the route, from `elapsed` on.
    void run(const PlayRoute &route, std::int64_t elapsed);
    void stop();

    // The newest picture due at `elapsed`, if there is one that was not taken yet. Older ones are dropped and counted.
    [[nodiscard]] std::optional<Picture> takeDue(std::int64_t elapsed);
    [[nodiscard]] qint64 dropped() const; // since run()

private:
    struct Request
    {
        std::int64_t frame = 0;
        quint64 generation = 0;
    };

    void work();
    [[nodiscard]] bool hasWork() const;
    void showOne(std::unique_lock<std::mutex> &lock, std::optional<Request> &asked);
    void composeAhead(std::unique_lock<std::mutex> &lock);
    [[nodiscard]] QImage compose(std::unique_lock<std::mutex> &lock, std::int64_t frame, Direction direction,
                                 const std::optional<FrameWalk> &walk);
    void prepareCuts(const FrameWalk &walk);

    ShownFn m_onShown;
    ProblemFn m_onProblem;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::shared_ptr<const timeline::Timeline> m_timeline;
    QSize m_size;
    ProgramMedia m_media;
    quint64 m_programNumber = 0;
    std::optional<Request> m_request;
    std::optional<Request> m_beside;
    std::optional<FrameWalk> m_walk;
    quint64 m_runNumber = 0; // pictures of an older run are thrown away
    std::int64_t m_now = 0;  // elapsed at the last look
    std::deque<Picture> m_ready;
    qint64 m_dropped = 0;
    bool m_isStopped = false;

    // Of the feeder's thread alone.
    std::unique_ptr<Compositor> m_compositor;
    quint64 m_compositorProgram = 0;
    std::int64_t m_lastShown = 0;

    std::thread m_thread; // last: it uses all of the above
};

} // namespace sc::playback
