// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/queue_run.h"

#include "app/cli/secret_access.h"
#include "core/generation/comfy_worker.h"
#include "core/generation/dispatcher.h"
#include "core/generation/job_from_request.h"
#include "core/generation/profile_secrets.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

namespace sc::cli {

using namespace generation;

namespace {

constexpr int kLookMs = 300;

} // namespace

bool haveEnded(const std::vector<Job> &jobs)
{
    return std::all_of(jobs.begin(), jobs.end(), [](const Job &job) {
        const bool waitsForPerson = job.status == JobStatus::Blocked || job.status == JobStatus::Paused || job.awaitsChoice;
        return job.isFinished() || (waitsForPerson && !job.isWithServer());
    });
}

Result<> runQueue(const Invocation &invocation, GenerationStore &queue, const std::function<bool()> &isDone,
                  const std::function<double()> &fraction)
{
    BundleKeeper keeper(invocation.profile);
    SC_TRY_ASSIGN(secrets, openSecrets(invocation.profile));
    auto dispatcher = Dispatcher::start(invocation.profile, queue, standardWorkers(queue, profileSecrets(*secrets)), keeper);
    if (!dispatcher && dispatcher.error().code() != ProblemCode::Conflict)
        return std::unexpected(dispatcher.error());
    if (!dispatcher)
        invocation.console.notice(dispatcher.error().text());
    const ProgressFn progress = invocation.console.progress(QCoreApplication::translate("sc::cli", "Generating"));
    QEventLoop loop;
    bool done = false;
    const auto look = [&] {
        if (progress) // none where nobody sees it
            progress(fraction());
        done = done || isDone();
        if (done || invocation.cancel.isCancelled())
            loop.quit();
    };
    QString said;
    if (dispatcher) {
        QObject::connect(dispatcher->get(), &Dispatcher::troubled, &loop, [&](const Problem &problem) {
            if (std::exchange(said, problem.text()) != problem.text())
                invocation.console.notice(problem.text());
        });
    }
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, look);
    timer.start(kLookMs);
    QTimer::singleShot(0, &loop, look);
    loop.exec();
    if (done)
        return {};
    return std::unexpected(
        Problem(ProblemCode::Cancelled,
                QCoreApplication::translate("sc::cli", "Stopped. What runs goes on at its servers and is collected next time."))
            .withAction(QStringLiteral("queue.run"), QStringLiteral("storycanvas-cli queue run")));
}

Result<Job> queueOne(const Invocation &invocation, GenerationStore &queue, const Job &job)
{
    SC_TRY_ASSIGN(added, queueJobs(queue, {job}, invocation.arguments.has(QStringLiteral("front"))));
    const JobId id = added.front().id;
    if (!invocation.arguments.has(QStringLiteral("wait")))
        return added.front();
    const auto now = [&] { return queue.job(id).value_or(Job()); };
    SC_TRY(runQueue(
        invocation, queue, [&] { return haveEnded({now()}); }, [&] { return now().progress.value_or(0); }));
    SC_TRY_ASSIGN(done, queue.job(id));
    if (done.status == JobStatus::Failed || done.status == JobStatus::Blocked) {
        return std::unexpected(
            done.problem()
                .value_or(Problem(ProblemCode::GenerationFailed, QCoreApplication::translate("sc::cli", "A job failed.")))
                .withEntity(QStringLiteral("job"), id.text()));
    }
    return done;
}

std::vector<OptionSpec> queueOptions()
{
    return {{QStringLiteral("front"), {}, QCoreApplication::translate("sc::cli", "before all that waits")},
            {QStringLiteral("wait"), {}, QCoreApplication::translate("sc::cli", "run the queue until it is done")},
            {QStringLiteral("print"), {}, QCoreApplication::translate("sc::cli", "only print what would be queued")}};
}

} // namespace sc::cli
