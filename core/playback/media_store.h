// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/video_reader.h"
#include "core/playback/frame_cache.h"

#include <QtCore/QSet>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace sc::playback {

// Which way playing goes, so that what comes next can be made ready.
enum class Direction { Forward, Backward };

// Pictures of media files: opens files, keeps a few of them open where they were left, keeps decoded pictures up to a
// limit, and makes the next ones ready on a thread of its own. All calls from any thread.
class MediaStore
{
public:
    static constexpr qint64 kCacheBytes = 384LL * 1024 * 1024;

    explicit MediaStore(qint64 cacheBytes = kCacheBytes);
    ~MediaStore();
    MediaStore(const MediaStore &) = delete;
    MediaStore &operator=(const MediaStore &) = delete;

    // The picture that shows at t (for a still: always the same). Waits for it. Problems of media::VideoReader; a file
    // that could not be shown is not tried again for a second.
    [[nodiscard]] Result<QImage> picture(const MediaSource &source, Ticks t, Direction direction = Direction::Forward);
    // Opens the file and decodes that picture in the background, so that a cut to it costs nothing.
    void prepare(const MediaSource &source, Ticks t, Direction direction = Direction::Forward);

    // What went wrong since the last call: each file that is missing, cannot be read or is damaged, once until it is well.
    [[nodiscard]] std::vector<Problem> takeProblems();
    [[nodiscard]] qint64 cachedBytes() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Slot
    {
        MediaSource source;
        std::unique_ptr<media::VideoReader> reader; // null while lent out
        std::uint64_t lastUse = 0;
    };
    struct Job
    {
        MediaSource source;
        Ticks time;
        Direction direction = Direction::Forward;
        [[nodiscard]] bool isNear(const MediaSource &other, Ticks t) const;
    };
    struct Failure
    {
        Problem problem;
        Clock::time_point when;
    };

    void work();
    [[nodiscard]] Result<QImage> load(std::unique_lock<std::mutex> &lock, const Job &job);
    [[nodiscard]] Result<QImage> loadStill(std::unique_lock<std::mutex> &lock, const MediaSource &source);
    [[nodiscard]] Result<QImage> loadFrame(std::unique_lock<std::mutex> &lock, const Job &job);
    [[nodiscard]] std::unique_ptr<media::VideoReader> borrow(const MediaSource &source, Ticks t);
    void giveBack(const MediaSource &source, std::unique_ptr<media::VideoReader> reader);
    [[nodiscard]] bool isReady(const Job &job);
    [[nodiscard]] Ticks backwardReach(const MediaSource &source) const;
    void enqueue(Job job);
    void tell(const QString &file, const Problem &problem);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    FrameCache m_cache;
    std::vector<Slot> m_slots;
    std::uint64_t m_uses = 0;
    std::deque<Job> m_jobs;
    std::vector<Job> m_running;
    std::map<MediaSource, Failure> m_failures;
    QSet<QString> m_toldFiles;
    std::vector<Problem> m_problems;
    bool m_isStopped = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace sc::playback
