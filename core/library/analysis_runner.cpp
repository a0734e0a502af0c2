// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/analysis_runner.h"

#include "core/audio/user_model.h"

#include <QtCore/QThread>

#include <algorithm>
#include <chrono>

namespace sc::library {

namespace {

constexpr auto kProgressPause = std::chrono::milliseconds(100);

Problem cancelledProblem()
{
    return Problem(ProblemCode::Cancelled, AnalysisRunner::tr("The analysis was cancelled."));
}

} // namespace

AnalysisRunner::AnalysisRunner()
{
    setThreads(0);
    m_pool.setThreadPriority(QThread::LowPriority);
}

AnalysisRunner::~AnalysisRunner()
{
    for (const auto &[id, job] : m_jobs)
        job.cancel.cancel();
    m_pool.waitForDone();
}

void AnalysisRunner::setThreads(int count)
{
    m_pool.setMaxThreadCount(count > 0 ? count : std::max(1, QThread::idealThreadCount()));
}

void AnalysisRunner::start(const TrackId &id, const QString &file, const audio::AnalyzeOptions &options, const QString &userModel)
{
    if (has(id))
        return;
    m_jobs.emplace(id.text(), Job{id, file, options, userModel, {}});
    m_waiting.push_back(id);
    startNext();
}

void AnalysisRunner::cancel(const TrackId &id)
{
    const auto job = m_jobs.find(id.text());
    if (job == m_jobs.end())
        return;
    job->second.cancel.cancel();
    // One in work ends by itself as soon as it looks at its token.
    if (const auto place = std::ranges::find(m_waiting, id); place != m_waiting.end()) {
        m_waiting.erase(place);
        m_jobs.erase(job);
        Q_EMIT finished(id, std::unexpected(cancelledProblem()));
    }
}

void AnalysisRunner::startNext()
{
    while (m_inWork < m_pool.maxThreadCount() && !m_waiting.empty()) {
        const Job job = m_jobs.at(m_waiting.front().text());
        m_waiting.pop_front();
        ++m_inWork;
        Q_EMIT started(job.id);
        m_pool.start([this, job] { run(job); });
    }
}

// On a worker thread. Everything goes back through the event queue of this object, which drops it when the object goes.
void AnalysisRunner::run(const Job &job)
{
    auto last = std::chrono::steady_clock::now();
    const auto tell = [this, &job, &last](double fraction) {
        const auto now = std::chrono::steady_clock::now();
        if (now - last < kProgressPause)
            return;
        last = now;
        QMetaObject::invokeMethod(
            this, [this, id = job.id, fraction] { Q_EMIT progress(id, fraction); }, Qt::QueuedConnection);
    };
    const auto show = [this, &job](const audio::Analysis &soFar) {
        QMetaObject::invokeMethod(
            this, [this, id = job.id, soFar] { Q_EMIT partial(id, soFar); }, Qt::QueuedConnection);
    };
    Result<audio::Analysis> result = audio::analyzeFile(job.file, job.options, job.cancel, tell, show);
    result = audio::withUserModel(std::move(result), job.file, job.userModel, job.options, job.cancel);
    QMetaObject::invokeMethod(
        this, [this, id = job.id, result = std::move(result)] { end(id, result); }, Qt::QueuedConnection);
}

void AnalysisRunner::end(const TrackId &id, const Result<audio::Analysis> &result)
{
    --m_inWork;
    m_jobs.erase(id.text());
    Q_EMIT finished(id, result);
    startNext();
}

} // namespace sc::library
