// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/media_store.h"

#include "core/base/timecode.h"
#include "core/playback/still_loader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <new>

namespace sc::playback {

namespace {

constexpr size_t kMaxReaders = 5; // this shot, the two of a dissolve, the next ones
constexpr size_t kMaxJobs = 6;
constexpr auto kRetry = std::chrono::seconds(1);
constexpr Ticks kNear(Ticks::kPerSecond / 2);
constexpr Ticks kReadOn = Ticks::seconds(2); // a reader not further behind is cheaper than a seek
constexpr Ticks kBackward(Ticks::kPerSecond * 3 / 2);
constexpr Ticks kPrepareBack(Ticks::kPerSecond * 3 / 4);

Problem damaged(const QString &file, Ticks at)
{
    return Problem(ProblemCode::FileDamaged,
                   QCoreApplication::translate("sc::playback", "%1 is damaged from %2 on. What can be read of it is shown.")
                       .arg(QFileInfo(file).fileName(), formatClock(at)))
        .withDetail(file);
}

} // namespace

bool MediaStore::Job::isNear(const MediaSource &other, Ticks t) const
{
    return source == other && abs(time - t) < kNear;
}

MediaStore::MediaStore(qint64 cacheBytes) : m_cache(cacheBytes), m_thread([this] { work(); }) {}

MediaStore::~MediaStore()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

Result<QImage> MediaStore::picture(const MediaSource &source, Ticks t, Direction direction)
{
    std::unique_lock lock(m_mutex);
    const Job job{source, source.isStill ? Ticks() : std::max(t, Ticks()), direction};
    for (;;) {
        if (QImage known = m_cache.find(source, job.time); !known.isNull()) {
            if (direction == Direction::Backward && !source.isStill)
                enqueue({source, std::max(Ticks(), job.time - kPrepareBack), direction});
            return known;
        }
        if (const auto failure = m_failures.find(source); failure != m_failures.end()) {
            if (Clock::now() - failure->second.when < kRetry)
                return std::unexpected(failure->second.problem);
        }
        // The same is being made ready: what it leaves behind, picture and place in the file, is just what is wanted.
        if (std::ranges::none_of(m_running, [&](const Job &other) { return other.isNear(source, job.time); }))
            return load(lock, job);
        m_changed.wait(lock);
    }
}

void MediaStore::prepare(const MediaSource &source, Ticks t, Direction direction)
{
    const std::lock_guard lock(m_mutex);
    enqueue({source, source.isStill ? Ticks() : std::max(t, Ticks()), direction});
}

void MediaStore::enqueue(Job job)
{
    const auto failure = m_failures.find(job.source);
    if (failure != m_failures.end() && Clock::now() - failure->second.when < kRetry)
        return;
    const auto isSame = [&](const Job &other) { return other.isNear(job.source, job.time); };
    if (job.source.file.isEmpty() || isReady(job) || std::ranges::any_of(m_jobs, isSame) || std::ranges::any_of(m_running, isSame))
        return;
    m_jobs.push_back(std::move(job));
    if (m_jobs.size() > kMaxJobs)
        m_jobs.pop_front();
    m_changed.notify_all();
}

// Ready is a shot whose first picture is there and whose file stands open behind it.
bool MediaStore::isReady(const Job &job)
{
    if (m_cache.find(job.source, job.time).isNull())
        return false;
    if (job.source.isStill || job.direction == Direction::Backward)
        return true;
    return std::ranges::any_of(m_slots, [&](const Slot &slot) {
        const std::optional<Ticks> place = slot.source == job.source && slot.reader ? slot.reader->place() : std::nullopt;
        return place && *place <= job.time && job.time - *place < kReadOn;
    });
}

void MediaStore::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_isStopped || !m_jobs.empty(); });
        if (m_isStopped)
            return;
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        (void)load(lock, job); // its problem is told when the picture is wanted
    }
}

Result<QImage> MediaStore::load(std::unique_lock<std::mutex> &lock, const Job &job)
{
    m_running.push_back(job);
    Result<QImage> image = QImage();
    try {
        image = job.source.isStill ? loadStill(lock, job.source) : loadFrame(lock, job);
    } catch (const std::bad_alloc &) {
        if (!lock.owns_lock())
            lock.lock();
        image = std::unexpected(
            Problem(ProblemCode::OutOfMemory, QCoreApplication::translate("sc::playback", "There is not enough memory to show %1.")
                                                  .arg(QFileInfo(job.source.file).fileName())));
    }
    std::erase_if(m_running, [&](const Job &other) { return other.source == job.source && other.time == job.time; });
    if (image && m_failures.erase(job.source) > 0)
        m_toldFiles.remove(job.source.file);
    if (!image) {
        m_failures.insert_or_assign(job.source, Failure{image.error(), Clock::now()});
        tell(job.source.file, image.error());
    }
    m_changed.notify_all();
    return image;
}

Result<QImage> MediaStore::loadStill(std::unique_lock<std::mutex> &lock, const MediaSource &source)
{
    lock.unlock();
    Result<QImage> image = loadStillCovering(source.file, source.box);
    lock.lock();
    if (image)
        m_cache.insert(source, {*image, Ticks(), media::VideoReader::kForever}, Ticks());
    return image;
}

Result<QImage> MediaStore::loadFrame(std::unique_lock<std::mutex> &lock, const Job &job)
{
    const MediaSource &source = job.source;
    std::unique_ptr<media::VideoReader> reader = borrow(source, job.time);
    const Ticks from = job.direction == Direction::Backward ? job.time - backwardReach(source) : job.time;
    lock.unlock();
    Result<media::VideoReader::Frame> found = media::VideoReader::Frame();
    Ticks halfStep;
    const auto keep = [&](const media::VideoReader::Frame &frame) {
        const std::lock_guard relock(m_mutex);
        m_cache.insert(source, {frame.image, frame.time, frame.end}, halfStep);
    };
    if (!reader) {
        auto opened = media::VideoReader::open(source.file, {source.box, source.isQuick});
        if (opened)
            reader = std::move(*opened);
        else
            found = std::unexpected(opened.error());
    }
    if (reader) {
        halfStep = Ticks(reader->clockStep().value() / 2);
        const media::VideoReader::FrameSink met = from < job.time ? media::VideoReader::FrameSink(keep) : media::VideoReader::FrameSink();
        found = reader->frameAt(job.time, from, met);
    }
    if (found)
        keep(*found);
    lock.lock();
    if (!found)
        return std::unexpected(found.error());
    if (const std::optional<Ticks> at = reader->damagedAt())
        tell(source.file, damaged(source.file, *at));
    giveBack(source, std::move(reader));
    return found->image;
}

// An open file of this source, best one that stands a little before t; null: open another.
std::unique_ptr<media::VideoReader> MediaStore::borrow(const MediaSource &source, Ticks t)
{
    Slot *best = nullptr;
    Ticks bestWay = media::VideoReader::kForever;
    size_t count = 0;
    for (Slot &slot : m_slots) {
        if (!(slot.source == source) || !slot.reader)
            continue;
        ++count;
        const Ticks place = slot.reader->place().value_or(Ticks());
        const bool isBefore = place <= t && t - place < kReadOn;
        const Ticks way = isBefore ? t - place : kReadOn + abs(t - place);
        if (way < bestWay) {
            best = &slot;
            bestWay = way;
        }
    }
    // Two shots of one file take turns: the second gets a reader of its own rather than seeking to and fro.
    if (!best || (bestWay >= kReadOn && count < 2 && m_slots.size() < kMaxReaders))
        return nullptr;
    std::unique_ptr<media::VideoReader> reader = std::move(best->reader);
    std::erase_if(m_slots, [](const Slot &slot) { return !slot.reader; });
    return reader;
}

void MediaStore::giveBack(const MediaSource &source, std::unique_ptr<media::VideoReader> reader)
{
    m_slots.push_back({source, std::move(reader), ++m_uses});
    while (m_slots.size() > kMaxReaders)
        m_slots.erase(std::ranges::min_element(m_slots, {}, &Slot::lastUse));
}

// As far back as a third of the cache holds, in pictures of thirty a second.
Ticks MediaStore::backwardReach(const MediaSource &source) const
{
    const qint64 frameBytes = std::max<qint64>(1, qint64(source.box.width()) * source.box.height() * 4);
    const qint64 frames = std::max<qint64>(1, m_cache.limit() / 3 / frameBytes);
    return std::min(kBackward, Ticks::fromRational(frames, 30));
}

void MediaStore::tell(const QString &file, const Problem &problem)
{
    if (m_toldFiles.contains(file))
        return;
    m_toldFiles.insert(file);
    m_problems.push_back(problem);
}

std::vector<Problem> MediaStore::takeProblems()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_problems, {});
}

qint64 MediaStore::cachedBytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_cache.bytes();
}

} // namespace sc::playback
