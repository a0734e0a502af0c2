// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queue_desk.h"

#include "core/generation/still_choice.h"
#include "ui/queue/job_words.h"

#include <QtCore/QPointer>

#include <algorithm>

namespace sc::ui {

using namespace generation;

QueueDesk::QueueDesk(AppContext &context, GenerationService &service, QObject *parent)
    : QObject(parent), m_context(context), m_service(service), m_history(service.store())
{
    connect(&context, &AppContext::problemActionChosen, this, &QueueDesk::takeAction);
}

QString QueueDesk::named(const Ids &ids) const
{
    if (ids.size() == 1) {
        if (const Job *job = m_service.job(ids.front()))
            return jobName(*job);
    }
    return tr("%n job(s)", nullptr, static_cast<int>(ids.size()));
}

bool QueueDesk::perform(const QString &name, const Ids &ids, const std::function<Result<>()> &work, QueueHistory::Reach reach,
                        bool offersUndo)
{
    const Result<> done = m_history.perform(name, ids, work, reach);
    m_service.refresh();
    Q_EMIT changed();
    if (!done) {
        Q_EMIT m_context.problemRaised(done.error());
        return false;
    }
    if (offersUndo) {
        Notice notice;
        notice.title = name;
        notice.actionLabel = tr("Undo");
        notice.action = [desk = QPointer<QueueDesk>(this)] {
            if (desk)
                desk->undo();
        };
        Q_EMIT m_context.noticeRaised(notice);
    }
    return true;
}

void QueueDesk::pauseQueue(QueuePause pause)
{
    const QString name = pause == QueuePause::Running        ? tr("Queue goes on")
                         : pause == QueuePause::AfterCurrent ? tr("Pause after what runs")
                                                             : tr("Pause now");
    perform(name, {}, [&] { return setQueuePause(m_service.store(), pause); });
}

QueuePause QueueDesk::pause() const
{
    return queuePause(m_service.store()).value_or(QueuePause::Running);
}

void QueueDesk::setFairShare(bool on)
{
    perform(on ? tr("Fair share on") : tr("Fair share off"), {}, [&] { return generation::setFairShare(m_service.store(), on); });
}

bool QueueDesk::fairShare() const
{
    return generation::fairShare(m_service.store()).value_or(false);
}

bool QueueDesk::setPriority(const Ids &ids, int priority)
{
    return perform(tr("Priority %1 for %2").arg(priority).arg(named(ids)), ids,
                   [&] { return generation::setPriority(m_service.store(), ids, priority); });
}

bool QueueDesk::runNext(const Ids &ids)
{
    return perform(tr("Run %1 next").arg(named(ids)), ids, [&] { return generation::runNext(m_service.store(), ids); });
}

bool QueueDesk::move(const Ids &ids, int place)
{
    return perform(tr("Move %1").arg(named(ids)), ids, [&] { return moveJobs(m_service.store(), ids, place); });
}

bool QueueDesk::moveBy(const Ids &ids, int step)
{
    if (ids.empty())
        return false;
    // The place of the first (or last) of them among the others, one further.
    int place = 0;
    int first = -1;
    for (const Job &job : m_service.jobs()) {
        if (!job.isWaiting())
            continue;
        const bool isMine = std::ranges::find(ids, job.id) != ids.end();
        if (isMine && first < 0)
            first = place;
        if (!isMine)
            ++place;
    }
    const int wanted = first + step;
    if (first < 0 || wanted < 0 || wanted > place)
        return false;
    return move(ids, wanted);
}

bool QueueDesk::hold(const Ids &ids)
{
    return perform(tr("Hold %1").arg(named(ids)), ids, [&] { return pauseJobs(m_service.store(), ids); });
}

bool QueueDesk::goOn(const Ids &ids)
{
    return perform(tr("Let %1 go on").arg(named(ids)), ids, [&] { return resumeJobs(m_service.store(), ids); });
}

bool QueueDesk::chooseStills(const Ids &stills)
{
    Ids waiting;
    for (const StillChoice &choice : openChoices(m_service.jobs()))
        waiting.insert(waiting.end(), choice.videos.begin(), choice.videos.end());
    return perform(
        tr("Choose start pictures"), waiting,
        [&]() -> Result<> {
            for (const JobId &still : stills) {
                if (const auto done = chooseStill(m_service.store(), still); !done)
                    return std::unexpected(done.error());
            }
            return {};
        },
        QueueHistory::Reach::Changes, true);
}

bool QueueDesk::cancel(const Ids &ids)
{
    return perform(
        tr("Cancel %1").arg(named(ids)), ids, [&] { return cancelJobs(m_service.store(), ids); }, QueueHistory::Reach::Changes, true);
}

bool QueueDesk::cancelWaiting()
{
    Ids ids;
    for (const Job &job : m_service.jobs()) {
        if (job.isWaiting())
            ids.push_back(job.id);
    }
    return cancel(ids);
}

bool QueueDesk::cancelAll()
{
    Ids ids;
    for (const Job &job : m_service.jobs()) {
        if (!job.isFinished())
            ids.push_back(job.id);
    }
    return cancel(ids);
}

bool QueueDesk::retry(const Ids &ids, bool anyway)
{
    return perform(tr("Try %1 again").arg(named(ids)), ids, [&] { return retryJobs(m_service.store(), ids, anyway); });
}

bool QueueDesk::retryWith(const JobId &id, const JobChange &change)
{
    return perform(tr("Try %1 again, changed").arg(named({id})), {id}, [&]() -> Result<> {
        GenerationStore &store = m_service.store();
        SC_TRY_ASSIGN(job, store.job(id));
        if (job.isFinished())
            SC_TRY(retryJobs(store, {id}, true));
        SC_TRY(editWaiting(store, id, change));
        return {};
    });
}

bool QueueDesk::duplicate(const Ids &ids, bool freshSeed)
{
    return perform(tr("Duplicate %1").arg(named(ids)), ids, [&]() -> Result<> {
        SC_TRY(duplicateJobs(m_service.store(), ids, freshSeed));
        return {};
    });
}

bool QueueDesk::sendTo(const Ids &ids, const ServerId &server, bool pin)
{
    return perform(tr("Send %1 to another server").arg(named(ids)), ids,
                   [&] { return generation::sendTo(m_service.store(), ids, server, pin); });
}

bool QueueDesk::edit(const JobId &id, const JobChange &change)
{
    return perform(tr("Change %1").arg(named({id})), {id}, [&]() -> Result<> {
        SC_TRY(editWaiting(m_service.store(), id, change));
        return {};
    });
}

bool QueueDesk::remove(const Ids &ids)
{
    const bool runs = std::ranges::any_of(ids, [this](const JobId &id) {
        const Job *job = m_service.job(id);
        return job && job->isWithServer();
    });
    if (runs) {
        Ids running;
        std::ranges::copy_if(ids, std::back_inserter(running), [this](const JobId &id) {
            const Job *job = m_service.job(id);
            return job && job->isWithServer();
        });
        Q_EMIT m_context.problemRaised(
            Problem(ProblemCode::Conflict, tr("%1 runs. It is cancelled before it can be deleted.").arg(named(running)))
                .withEntity(QStringLiteral("job"), running.front().text())
                .withAction(QStringLiteral("cancel"), tr("Cancel it")));
        return false;
    }
    return perform(
        tr("Delete %1").arg(named(ids)), ids, [&] { return m_service.store().removeJobs(ids); }, QueueHistory::Reach::Removes, true);
}

bool QueueDesk::clear(const std::vector<JobStatus> &statuses)
{
    Ids ids;
    for (const Job &job : m_service.jobs()) {
        if (job.isFinished() && std::ranges::find(statuses, job.status) != statuses.end())
            ids.push_back(job.id);
    }
    if (ids.empty()) {
        Q_EMIT m_context.problemRaised(Problem(ProblemCode::NothingToUpdate, tr("There is nothing to clear.")));
        return false;
    }
    return perform(
        tr("Clear %1").arg(named(ids)), ids, [&] { return m_service.store().removeJobs(ids); }, QueueHistory::Reach::Removes, true);
}

void QueueDesk::undo()
{
    const Result<QString> name = m_history.undo();
    m_service.refresh();
    Q_EMIT changed();
    if (!name)
        return Q_EMIT m_context.problemRaised(name.error());
    Notice notice;
    notice.title = tr("Undone: %1").arg(*name);
    notice.actionLabel = tr("Redo");
    notice.action = [desk = QPointer<QueueDesk>(this)] {
        if (desk)
            desk->redo();
    };
    Q_EMIT m_context.noticeRaised(notice);
}

void QueueDesk::redo()
{
    const Result<QString> name = m_history.redo();
    m_service.refresh();
    Q_EMIT changed();
    if (!name)
        Q_EMIT m_context.problemRaised(name.error());
}

QString QueueDesk::undoName() const
{
    return m_history.undoName().value_or(QString());
}

QString QueueDesk::redoName() const
{
    return m_history.redoName().value_or(QString());
}

void QueueDesk::takeAction(const Problem &problem, const QString &action)
{
    if (problem.entityKind() != u"job" || problem.entity().isEmpty())
        return;
    const JobId id(problem.entity());
    if (action == u"duplicate")
        (void)duplicate({id}, false);
    else if (action == u"retry.anyway")
        (void)retry({id}, true);
    else if (action == u"cancel")
        (void)cancel({id});
    else if (action == u"edit")
        Q_EMIT editRequested(id.text());
}

} // namespace sc::ui
