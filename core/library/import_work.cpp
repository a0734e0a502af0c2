// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/import_work.h"

#include "core/library/song_search.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>

namespace sc::library {

namespace {

constexpr size_t kAhead = 64; // findings, covers and all, that may wait to be taken

Problem cancelledProblem()
{
    return Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::library", "The import was cancelled."));
}

} // namespace

ImportWork::ImportWork(QStringList paths, qint64 sizeLimit, QHash<QString, FileStamp> known, CancelToken cancel, Notify notify)
    : m_paths(std::move(paths)), m_sizeLimit(sizeLimit), m_known(std::move(known)), m_cancel(std::move(cancel)), m_notify(std::move(notify))
{
    m_pool.setMaxThreadCount(std::max(1, QThread::idealThreadCount()));
    m_pool.start([this] { search(); });
}

ImportWork::~ImportWork()
{
    m_cancel.cancel();
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_room.notify_all();
    m_pool.waitForDone();
}

void ImportWork::cancel()
{
    m_cancel.cancel();
    setPaused(false);
}

void ImportWork::setPaused(bool paused)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isPaused = paused;
    }
    m_room.notify_all();
}

void ImportWork::search()
{
    FoundFiles found = findSongs(m_paths, m_cancel);
    {
        const std::lock_guard lock(m_mutex);
        for (FoundFiles::Refused &folder : found.refused)
            m_findings.emplace(m_refusedFolders++, Finding{folder.path, false, std::unexpected(std::move(folder.problem))});
        m_files = std::move(found.files);
        m_total = m_refusedFolders + size_t(m_files.size());
        m_isSearched = true;
    }
    m_ready.notify_all();
    if (m_notify)
        m_notify();
    for (int thread = 1; thread < m_pool.maxThreadCount(); ++thread)
        m_pool.start([this] { inspectRest(); });
    inspectRest();
}

void ImportWork::inspectRest()
{
    for (;;) {
        size_t index = 0;
        QString file;
        {
            std::unique_lock lock(m_mutex);
            if (!waitForRoom(lock))
                return;
            index = m_nextToInspect++;
            ++m_inWork;
            file = m_files[qsizetype(index)];
        }
        put(index, inspect(file));
    }
}

// The finding that is to be taken next is always in work or ready, so there is room some time.
bool ImportWork::waitForRoom(std::unique_lock<std::mutex> &lock)
{
    m_room.wait(lock, [this] { return m_isEnding || (m_findings.size() < kAhead && (!m_isPaused || m_cancel.isCancelled())); });
    return !m_isEnding && m_nextToInspect < size_t(m_files.size());
}

ImportWork::Finding ImportWork::inspect(const QString &file) const
{
    if (m_cancel.isCancelled())
        return {file, false, std::unexpected(cancelledProblem())};
    if (const auto known = m_known.constFind(file); known != m_known.constEnd() && *known == stampOf(file))
        return {file, true, SongFile{}};
    return {file, false, inspectSong(file, m_sizeLimit, m_cancel)};
}

void ImportWork::put(size_t index, Finding finding)
{
    bool isNext = false;
    {
        const std::lock_guard lock(m_mutex);
        const size_t place = m_refusedFolders + index;
        m_findings.emplace(place, std::move(finding));
        --m_inWork;
        isNext = place == m_nextToTake || (m_isPaused && m_inWork == 0);
    }
    m_ready.notify_all();
    if (isNext && m_notify)
        m_notify();
}

std::vector<ImportWork::Finding> ImportWork::take(size_t most, std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    m_ready.wait_for(lock, patience, [this] { return m_findings.contains(m_nextToTake) || (m_isSearched && m_nextToTake >= m_total); });
    std::vector<Finding> taken;
    while (taken.size() < most) {
        auto node = m_findings.extract(m_nextToTake);
        if (node.empty())
            break;
        taken.push_back(std::move(node.mapped()));
        ++m_nextToTake;
    }
    m_room.notify_all();
    return taken;
}

bool ImportWork::isResting() const
{
    const std::lock_guard lock(m_mutex);
    return m_isPaused && m_isSearched && m_inWork == 0 && m_findings.empty();
}

bool ImportWork::isDone() const
{
    const std::lock_guard lock(m_mutex);
    return m_isSearched && m_nextToTake >= m_total;
}

int ImportWork::total() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_total);
}

} // namespace sc::library
