// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_runner.h"

#include "core/base/paths.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::ui {

struct ExportRunner::Run
{
    RunningExport shown;
    std::shared_ptr<const render::ExportInput> input;
    render::ExportJob job;
    QString bundle;
    CancelToken cancel;
    QElapsedTimer clock;
    render::TimeLeft left;
    QFutureWatcher<Result<render::ExportOutcome>> watcher;
};

ExportRunner::ExportRunner(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(kAtOnce);
}

ExportRunner::~ExportRunner()
{
    for (const auto &run : m_runs)
        run->cancel.cancel();
    for (const auto &run : m_runs) {
        run->watcher.disconnect(this);
        run->watcher.waitForFinished();
    }
}

Result<int> ExportRunner::start(const QString &name, std::shared_ptr<const render::ExportInput> input, const render::ExportJob &job,
                                const QString &bundle)
{
    const bool isTaken = std::ranges::any_of(m_runs, [&](const auto &run) { return run->job.destination == job.destination; });
    if (isTaken)
        return std::unexpected(
            Problem(ProblemCode::Conflict,
                    tr("An export writes to %1 already. Wait for it, or choose another name.").arg(QFileInfo(job.destination).fileName())));
    SC_TRY(ensureFolder(QFileInfo(job.destination).absolutePath()));
    auto run = std::make_unique<Run>();
    run->shown = {m_nextId++, name, job.kind, job.destination, 0, {}, true};
    run->input = std::move(input);
    run->job = job;
    run->bundle = bundle;
    const int id = run->shown.id;
    m_runs.push_back(std::move(run));
    startWaiting();
    Q_EMIT progressed();
    return id;
}

void ExportRunner::startWaiting()
{
    auto active = std::ranges::count_if(m_runs, [](const auto &run) { return !run->shown.isWaiting; });
    for (const auto &owned : m_runs) {
        Run *run = owned.get();
        if (active >= kAtOnce || !run->shown.isWaiting)
            continue;
        ++active;
        run->shown.isWaiting = false;
        run->clock.start();
        const ProgressFn progress = [this, id = run->shown.id](double fraction) {
            QMetaObject::invokeMethod(
                this,
                [this, id, fraction] {
                    const auto found = std::ranges::find_if(m_runs, [&](const auto &each) { return each->shown.id == id; });
                    if (found == m_runs.end())
                        return;
                    Run &told = **found;
                    told.shown.fraction = fraction;
                    told.left.note(static_cast<double>(told.clock.elapsed()) / 1000, fraction);
                    told.shown.secondsLeft = told.left.seconds();
                    Q_EMIT progressed();
                },
                Qt::QueuedConnection);
        };
        connect(&run->watcher, &QFutureWatcherBase::finished, this, [this, run] { onDone(run); });
        run->watcher.setFuture(QtConcurrent::run(&m_pool, [input = run->input, job = run->job, cancel = run->cancel, progress] {
            return render::runExport(*input, job, cancel, progress);
        }));
    }
}

void ExportRunner::cancel(int id)
{
    const auto found = std::ranges::find_if(m_runs, [&](const auto &run) { return run->shown.id == id; });
    if (found == m_runs.end())
        return;
    (*found)->cancel.cancel();
    if ((*found)->shown.isWaiting)
        m_runs.erase(found);
    Q_EMIT progressed();
}

void ExportRunner::cancelAll()
{
    for (const RunningExport &each : running())
        cancel(each.id);
}

std::vector<RunningExport> ExportRunner::running() const
{
    std::vector<RunningExport> all;
    for (const auto &run : m_runs)
        all.push_back(run->shown);
    return all;
}

void ExportRunner::onDone(Run *done)
{
    const auto found = std::ranges::find_if(m_runs, [&](const auto &run) { return run.get() == done; });
    if (found == m_runs.end())
        return;
    const std::unique_ptr<Run> run = std::move(*found);
    m_runs.erase(found);
    startWaiting();
    const Result<render::ExportOutcome> outcome = run->watcher.result();
    const project::ExportRecord record =
        render::recordOf(run->shown.name, run->job, outcome, static_cast<double>(run->clock.elapsed()) / 1000);
    Q_EMIT progressed();
    Q_EMIT ended(record, run->bundle);
    if (!outcome)
        Q_EMIT failed(outcome.error());
}

QString timeLeftText(std::optional<double> seconds)
{
    if (!seconds)
        return {};
    if (*seconds < 10)
        return ExportRunner::tr("less than 10 s left");
    if (*seconds < 60)
        return ExportRunner::tr("%1 s left").arg(static_cast<int>(std::ceil(*seconds / 5) * 5));
    const int minutes = static_cast<int>(*seconds) / 60;
    if (minutes < 60)
        return ExportRunner::tr("%1 min %2 s left").arg(minutes).arg(static_cast<int>(*seconds) % 60);
    return ExportRunner::tr("%1 h %2 min left").arg(minutes / 60).arg(minutes % 60);
}

} // namespace sc::ui
