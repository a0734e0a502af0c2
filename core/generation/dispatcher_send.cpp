// SPDX-License-Identifier: GPL-3.0-or-later
// From the queue to the server.
#include "core/base/json.h"
#include "core/generation/dispatcher.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>

namespace sc::generation {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

// The picture that another job made becomes what this one starts from.
Result<Job> startingFrom(Job job, const QString &picture)
{
    SC_TRY_ASSIGN(params, parseJsonObject(job.params.toUtf8(), tr("The parameters")));
    params.insert(QStringLiteral("init_image"), QStringLiteral("media:") + picture);
    job.params = QString::fromUtf8(toCompactJson(params));
    return job;
}

} // namespace

void Dispatcher::assign(const Assignment &assignment)
{
    const Server &server = m_servers[static_cast<size_t>(assignment.server)];
    const auto job = edit(assignment.job, [&](JobEdit &edit) -> Result<> {
        SC_TRY(edit.become(JobStatus::Assigned));
        Job &it = edit.job();
        it.stage = JobStage::Preparing;
        it.server = server.id;
        it.serverName = server.name;
        it.estimateS = assignment.loadS + assignment.runS;
        it.error.clear();
        edit.explain(QStringLiteral("assigned"), assignment.reason, assignment.facts, server.name);
        return {};
    });
    if (!job)
        return;
    Flight flight;
    flight.server = server.id;
    flight.loadsModels = assignment.loadS > 0;
    m_flights.insert(assignment.job, flight);
    prepare(assignment.job);
}

void Dispatcher::prepare(const JobId &id)
{
    Flight *it = flight(id);
    const Job *known = job(id);
    if (!it || !known || it->isBusy)
        return;
    const Result<Job> ready = withSeed(*known);
    if (!ready || ready->stillOf.isEmpty())
        return prepared(id, ready);
    const auto before = m_store.job(JobId(ready->stillOf));
    if (!before)
        return fail(id, Problem(ProblemCode::MediaMissing, tr("The picture that it starts from is not there any more.")));
    it->isBusy = true;
    m_keeper.lastPicture(*before, [self = QPointer<Dispatcher>(this), id, job = *ready](const Result<QString> &picture) {
        Flight *now = self ? self->flight(id) : nullptr;
        if (!now || !now->remoteId.isEmpty())
            return;
        now->isBusy = false;
        if (picture)
            return self->prepared(id, startingFrom(job, *picture));
        if (picture.error().code() == ProblemCode::Conflict) // the project is open elsewhere
            return self->backToQueue(id, QStringLiteral("returned"), picture.error().text(), false);
        self->fail(id, picture.error());
    });
}

void Dispatcher::prepared(const JobId &id, const Result<Job> &ready)
{
    const Job *known = job(id);
    if (!known)
        return;
    if (!ready)
        return fail(id, ready.error());
    if (ready->params != known->params) {
        const QString params = ready->params;
        if (!edit(id, [&](JobEdit &edit) -> Result<> {
                edit.job().params = params;
                return {};
            }))
            return later(id, m_times.askAgainMs);
    }
    uploadNext(id, localFilesOf(*ready), {});
}

void Dispatcher::uploadNext(const JobId &id, QStringList files, const QHash<QString, QString> &names)
{
    Flight *it = flight(id);
    Worker *at = it ? worker(it->server) : nullptr;
    if (!it)
        return;
    if (it->goesBack || (job(id) && job(id)->cancelRequested)) {
        it->isBusy = false;
        return interrupted(id);
    }
    if (!at)
        return backToQueue(id, QStringLiteral("returned"), tr("Its server is not there any more."), false);
    if (files.isEmpty())
        return send(id, names);
    it->isBusy = true;
    const QString file = files.takeFirst();
    at->upload(file, [this, id, file, files, names](const Result<QString> &name) {
        Flight *now = flight(id);
        if (!now || !now->remoteId.isEmpty())
            return;
        now->isBusy = false;
        if (name) {
            QHash<QString, QString> more = names;
            more.insert(file, *name);
            return uploadNext(id, files, more);
        }
        if (failureClassOf(name.error()) == FailureClass::Transient)
            return backToQueue(id, QStringLiteral("returned"), tr("A picture could not be sent: %1").arg(name.error().text()), false);
        fail(id, name.error());
    });
}

void Dispatcher::send(const JobId &id, const QHash<QString, QString> &names)
{
    Flight *it = flight(id);
    const Job *known = job(id);
    Worker *at = worker(it->server);
    if (!known || !at || !at->nodes())
        return backToQueue(id, QStringLiteral("returned"), tr("Its server is not there any more."), false);
    // The server's own id of a prompt is this one: lower-case and hyphenated.
    const QString remoteId = newUuidV7();
    const auto composed = composeJob(*known, names, remoteId, *at->nodes());
    if (!composed)
        return fail(id, composed.error());
    const auto stored = edit(id, [&](JobEdit &edit) -> Result<> {
        if (edit.job().status != JobStatus::Assigned)
            return std::unexpected(Problem(ProblemCode::Conflict, tr("It is not to be sent any more.")));
        Job &sending = edit.job();
        sending.stage = JobStage::Sending;
        sending.remoteId = remoteId;
        sending.graph = QString::fromUtf8(composed->bytes);
        sending.graphHash = composed->hash;
        sending.outputNode = composed->outputNode;
        sending.sentParams = composed->params;
        sending.models = composed->models;
        sending.attempts += 1;
        edit.explain(QStringLiteral("sent"), tr("Request %1 is on its way.").arg(composed->hash.left(12)),
                     {{QStringLiteral("remote_id"), remoteId}, {QStringLiteral("graph_hash"), composed->hash}}, sending.serverName);
        return {};
    });
    it = flight(id);
    if (!stored || !it)
        return later(id, m_times.askAgainMs);
    it->remoteId = remoteId;
    it->isBusy = true;
    m_byRemote.insert(remoteId, id);
    m_loaded[it->server] = composed->models.join(u'\n');
    const QJsonObject tag{
        {QStringLiteral("job"), id.text()}, {QStringLiteral("project"), stored->projectId}, {QStringLiteral("clip"), stored->clip}};
    at->submit(remoteId, composed->graph, tag,
               [this, id, remoteId](const Result<comfy::Submission> &answer) { sent(id, remoteId, answer); });
}

void Dispatcher::sent(const JobId &id, const QString &remoteId, const Result<comfy::Submission> &answer)
{
    if (!isCurrent(id, remoteId))
        return;
    Flight *it = flight(id);
    it->isBusy = false;
    if (!answer) {
        // It may have arrived all the same: only the server can tell.
        if (const Job *known = job(id); known && failureClassOf(answer.error()) == FailureClass::Invalid)
            return fail(id, answer.error());
        return later(id, m_times.askAgainMs);
    }
    if (answer->refusal)
        return fail(id, *answer->refusal);
    const QString theirs = answer->promptId.isEmpty() ? remoteId : answer->promptId;
    if (theirs != remoteId) { // a server from before clients chose ids
        m_byRemote.remove(remoteId);
        m_byRemote.insert(theirs, id);
        it->remoteId = theirs;
    }
    edit(id, [&](JobEdit &edit) -> Result<> {
        edit.job().remoteId = theirs;
        if (edit.job().stage == JobStage::Sending)
            edit.job().stage = JobStage::Sent;
        return {};
    });
    it = flight(id);
    if (!it)
        return;
    if (it->goesBack || (job(id) && job(id)->cancelRequested))
        return stop(id);
    if (std::exchange(it->lookAgain, false))
        settle(id);
}

// The server is told to let go of it; what became of it says settle().
void Dispatcher::stop(const JobId &id)
{
    Flight *it = flight(id);
    const Job *known = job(id);
    if (!it || !known || known->stage == JobStage::Fetching || known->stage == JobStage::Keeping)
        return;
    Worker *at = worker(it->server);
    if (it->remoteId.isEmpty()) {
        if (!it->isBusy)
            interrupted(id);
        return;
    }
    if (!at || !at->isOnline()) {
        if (known->cancelRequested && known->status == JobStatus::Unknown) {
            edit(id, [](JobEdit &edit) -> Result<> {
                edit.explain(QStringLiteral("cancelled"), tr("Cancelled by you; its server could not be told."));
                SC_TRY(edit.become(JobStatus::Queued));
                return edit.become(JobStatus::Cancelled);
            });
            endFlight(id);
        }
        return;
    }
    it->isToldToStop = true;
    const QString remoteId = it->remoteId;
    at->cancel(remoteId, [this, id, remoteId](const Result<void> &) {
        if (isCurrent(id, remoteId))
            later(id, m_times.askAgainMs);
    });
}

} // namespace sc::generation
