// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with a shot and its takes.
#include "core/base/json.h"
#include "core/generation/batch_shots.h"
#include "core/generation/continuation.h"
#include "core/generation/generation_service.h"
#include "core/generation/job_from_request.h"
#include "core/generation/queue_edits.h"
#include "core/generation/shot_workflow.h"
#include "core/generation/take_use.h"
#include "core/project/take_shelf.h"
#include "ui/generate/generate_desk.h"
#include "ui/timeline/timeline_editor.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {

// Waits on another thread for what takes its time, then goes on here unless the desk is gone.
template<class Work, class Then> void later(QObject *owner, const Work &work, const Then &then)
{
    using Value = decltype(work());
    auto *watcher = new QFutureWatcher<Value>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, then] {
        watcher->deleteLater();
        then(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(work));
}

} // namespace

bool GenerateDesk::ok(const Result<> &result)
{
    if (!result)
        m_editor.report(result.error());
    return result.has_value();
}

Result<Job> GenerateDesk::jobOf(const ShotRequest &request) const
{
    const timeline::Clip *it = clip();
    SC_TRY_ASSIGN(job, jobFrom(request, targetOf(*m_editor.session()), it ? it->name : QString(), {m_server, true}));
    if (const OwnWorkflow *own = workflow())
        return withWorkflow(std::move(job), *own, request);
    return job;
}

void GenerateDesk::queue(const Job &job, bool front)
{
    const auto stored = queueJobs(service()->store(), {job}, front);
    if (!stored) {
        m_editor.report(stored.error());
        return;
    }
    service()->refresh();
    reloadJobs();
    Q_EMIT queued(stored->front().id.text());
}

void GenerateDesk::generateFrom(const ShotRequest &request, bool front)
{
    const auto job = jobOf(request);
    if (job)
        queue(*job, front);
    else
        m_editor.report(job.error());
}

void GenerateDesk::generate(bool front)
{
    if (const QString reason = reasonNot(); !reason.isEmpty()) {
        m_editor.report(draft().problems.empty() ? Problem(ProblemCode::ValidationError, reason) : draft().problems.front());
        return;
    }
    RequestOptions wanted = options();
    wanted.chooseSeed = true;
    auto request = requestFor(studio(), m_clip, wanted);
    if (!request) {
        m_editor.report(request.error());
        return;
    }
    if (!request->startFrame) {
        generateFrom(*request, front);
        return;
    }
    const auto place = startPlaceOf(*m_editor.session(), *request);
    if (!place) {
        m_editor.report(place.error());
        return;
    }
    const ClipId shot = m_clip;
    const QPointer<project::ProjectSession> session = m_editor.session();
    later(
        this, [place = *place] { return writeFrame(place); },
        [this, request = *request, front, shot, session](const Result<QString> &picture) {
            if (!picture)
                m_editor.report(picture.error());
            else if (session && session == m_editor.session() && shot == request.clip)
                generateFrom(startingWith(request, *picture), front);
        });
}

void GenerateDesk::makeAgain(const Result<FrozenRequest> &frozen)
{
    if (!frozen) {
        m_editor.report(frozen.error());
        return;
    }
    FrozenRequest request = withLocalPictures(*frozen, m_editor.session()->bundle());
    request.clip = m_clip;
    const auto servers = service()->store().servers();
    const auto job = jobFrom(request, targetOf(*m_editor.session()), clip()->name, servers.value_or(std::vector<Server>()));
    if (job)
        queue(*job, false);
    else
        m_editor.report(job.error());
}

void GenerateDesk::reproduce()
{
    const timeline::Take *take = takeAt(0);
    if (!take || !service())
        return;
    makeAgain(generation::reproduce(*take, recipeOf(take->id)));
}

void GenerateDesk::vary(const Change &change)
{
    const timeline::Take *take = takeAt(0);
    if (!take || !service())
        return;
    makeAgain(generation::vary(*take, recipeOf(take->id), change));
}

void GenerateDesk::cancelJob(const QString &job)
{
    if (service() && ok(cancelJobs(service()->store(), {JobId(job)})))
        service()->refresh();
}

void GenerateDesk::retryJob(const QString &job)
{
    if (service() && ok(retryJobs(service()->store(), {JobId(job)}, true)))
        service()->refresh();
}

void GenerateDesk::choose()
{
    const timeline::Take *take = takeAt(0);
    if (!take)
        return;
    project::TakeShelf &shelf = m_editor.session()->takes();
    (void)ok(isChosen(take->id) ? shelf.chooseNone(m_clip, take->kind) : shelf.choose(m_clip, take->id));
}

void GenerateDesk::judge(timeline::TakeVerdict verdict)
{
    if (const timeline::Take *take = takeAt(0))
        (void)ok(m_editor.session()->takes().judge({take->id}, take->verdict == verdict ? timeline::TakeVerdict::None : verdict));
}

void GenerateDesk::rate(int stars)
{
    if (const timeline::Take *take = takeAt(0))
        (void)ok(m_editor.session()->takes().rate({take->id}, take->rating == stars ? 0 : stars));
}

void GenerateDesk::sendToPool()
{
    const timeline::Take *take = takeAt(0);
    if (!take)
        return;
    const QString name = nameOf(take->id);
    const auto sent = generation::sendToPool(*m_editor.session(), take->id);
    if (!sent) {
        m_editor.report(sent.error());
        return;
    }
    Q_EMIT m_context.noticeRaised({Notice::Level::Success, tr("%1 is in the pool").arg(name), clip()->name, {}, {}});
}

void GenerateDesk::startNext()
{
    const timeline::Take *take = takeAt(0);
    const timeline::Clip *next = take ? clipAfter(m_editor.timeline(), m_clip) : nullptr;
    if (take && !isChosen(take->id) && !ok(m_editor.session()->takes().choose(m_clip, take->id)))
        return;
    if (take && m_editor.commit(tr("Start the next shot from here"), startNextFrom(m_editor.timeline(), m_clip)) && next)
        Q_EMIT m_context.noticeRaised({Notice::Level::Success,
                                       tr("“%1” goes on from here").arg(next->name),
                                       tr("Its movie begins with the last frame of this take."),
                                       {},
                                       {}});
}

void GenerateDesk::addReference(const CharacterId &character)
{
    const timeline::Take *take = takeAt(0);
    if (!take)
        return;
    const auto picture = pictureOf(*m_editor.session(), take->id);
    if (!picture) {
        m_editor.report(picture.error());
        return;
    }
    Studio now = studio();
    (void)ok(generation::addReference(now, character, *picture));
}

void GenerateDesk::useAsStart()
{
    if (const timeline::Take *take = takeAt(0))
        (void)setParams(tr("Start from this picture"), {{QStringLiteral("init_image"), QStringLiteral("take:") + take->id.text()}});
}

void GenerateDesk::removeTake()
{
    if (const timeline::Take *take = takeAt(0))
        (void)ok(m_editor.session()->takes().remove({take->id}));
}

void GenerateDesk::refreshOutlook()
{
    m_look.stop();
    Outlook now;
    if (clip() && service() && !draft().request.params.family.isEmpty()) {
        ShotRequest request = draft().request;
        if (request.startFrame || !request.waitsFor.isEmpty())
            request = startingWith(request, QStringLiteral("start.png"));
        request.waitsFor = {};
        if (request.prompt.text.isEmpty())
            request.prompt.text = QStringLiteral("a picture"); // how long it takes does not hang on the words
        BatchDraft one;
        if (const auto job = jobOf(request))
            one.jobs = {*job};
        if (!one.jobs.empty()) {
            const std::vector<PreflightPlace> places = m_nodes.places(m_server);
            const LearnedFigures figures = service()->store().learned().value_or(LearnedFigures());
            const Preflight flight = preflight(one, places, figures);
            const RunKey key = runKeyOf(one.jobs.front());
            now.bytes = flight.diskBytes;
            now.seconds = figures.expectedRun(key);
            double best = 0;
            for (size_t i = 0; i < places.size(); ++i) {
                const bool fits = flight.servers[i].fits > 0 && m_nodes.isOnline(places[i].server.id);
                const double run = figures.expectedRun(places[i].server.id, key) / places[i].server.weight;
                if (fits && (now.server.isEmpty() || run < best)) {
                    best = run;
                    now.server = places[i].server.name;
                    now.seconds = figures.expectedRun(places[i].server.id, key);
                }
                for (const QString &problem : flight.servers[i].problems)
                    now.hurdles.append(QStringLiteral("%1: %2").arg(places[i].server.name, problem));
            }
            if (places.empty())
                now.hurdles.append(m_server.isEmpty() ? tr("There is no server yet.") : tr("The chosen server is switched off."));
            now.waits = now.server.isEmpty();
        }
    }
    if (now == m_outlook)
        return;
    m_outlook = now;
    Q_EMIT outlookChanged();
}

} // namespace sc::ui
