// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/queue_access.h"

#include "core/base/json.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

using namespace generation;

namespace {

constexpr qsizetype kShortestIdPrefix = 6;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

template<class Entity> bool isMeant(const Entity &entity, const QString &wanted)
{
    return entity.id.text() == wanted || (wanted.size() >= kShortestIdPrefix && entity.id.text().startsWith(wanted));
}

Problem notFound(const QString &text, const QString &kind, const QString &wanted, const QStringList &names = {})
{
    const Problem problem = Problem(ProblemCode::ResourceNotFound, text).withEntity(kind, wanted);
    const QString near = nearestWord(wanted, names);
    return near.isEmpty() ? problem : problem.withDetail(tr("Did you mean \"%1\"?").arg(near));
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

} // namespace

Result<QueuePtr> openQueue(const Invocation &invocation)
{
    return GenerationStore::open(GenerationStore::fileOf(invocation.profile));
}

Result<Server> findServer(GenerationStore &queue, const QString &wanted)
{
    SC_TRY_ASSIGN(all, queue.servers());
    QStringList names;
    for (const Server &server : all) {
        if (isMeant(server, wanted) || server.name.compare(wanted, Qt::CaseInsensitive) == 0)
            return server;
        names.append(server.name);
    }
    return std::unexpected(notFound(tr("There is no server \"%1\".").arg(wanted), QStringLiteral("server"), wanted, names));
}

Result<Job> findJob(GenerationStore &queue, const QString &wanted)
{
    SC_TRY_ASSIGN(all, queue.jobs());
    bool isNumber = false;
    const int number = wanted.startsWith(u'#') ? wanted.mid(1).toInt(&isNumber) : 0;
    if (isNumber && number >= 1 && number <= std::ssize(all))
        return all[static_cast<size_t>(number - 1)];
    std::vector<Job> found;
    for (const Job &job : all) {
        if (job.id.text() == wanted)
            return job;
        if (isMeant(job, wanted))
            found.push_back(job);
    }
    if (found.size() == 1)
        return found.front();
    if (found.size() > 1) {
        return std::unexpected(Problem(ProblemCode::Conflict, tr("%1 jobs begin with \"%2\".").arg(found.size()).arg(wanted))
                                   .withEntity(QStringLiteral("job"), wanted));
    }
    return std::unexpected(notFound(tr("There is no job \"%1\".").arg(wanted), QStringLiteral("job"), wanted));
}

Result<std::vector<JobId>> findJobs(GenerationStore &queue, const QStringList &wanted)
{
    std::vector<JobId> ids;
    for (const QString &word : wanted) {
        SC_TRY_ASSIGN(job, findJob(queue, word));
        if (std::find(ids.begin(), ids.end(), job.id) == ids.end())
            ids.push_back(job.id);
    }
    return ids;
}

Result<Batch> findBatch(GenerationStore &queue, const QString &wanted)
{
    SC_TRY_ASSIGN(all, queue.batches());
    QStringList names;
    for (const Batch &batch : all) {
        if (isMeant(batch, wanted) || batch.name == wanted)
            return batch;
        names.append(batch.name);
    }
    return std::unexpected(notFound(tr("There is no batch \"%1\".").arg(wanted), QStringLiteral("batch"), wanted, names));
}

QJsonObject serverJson(const Server &server)
{
    QJsonObject headers;
    for (auto it = server.headers.cbegin(); it != server.headers.cend(); ++it)
        headers.insert(it.key(), it.value());
    return {{QStringLiteral("id"), server.id.text()},
            {QStringLiteral("name"), server.name},
            {QStringLiteral("url"), server.url},
            {QStringLiteral("kind"), serverKindName(server.kind)},
            {QStringLiteral("endpoint_id"), textOrNull(server.endpointId)},
            {QStringLiteral("key_ref"), textOrNull(server.keyRef)},
            {QStringLiteral("active"), server.active},
            {QStringLiteral("max_concurrent"), server.maxConcurrent},
            {QStringLiteral("exclusive_group"), textOrNull(server.exclusiveGroup)},
            {QStringLiteral("weight"), server.weight},
            {QStringLiteral("headers"), headers},
            {QStringLiteral("tls_trust"), tlsTrustName(server.tlsTrust)},
            {QStringLiteral("fingerprint"), textOrNull(server.fingerprint)},
            {QStringLiteral("idle_timeout_s"), server.idleTimeoutS},
            {QStringLiteral("image_limit_s"), server.imageLimitS},
            {QStringLiteral("video_limit_s"), server.videoLimitS}};
}

QJsonObject jobJson(const Job &job)
{
    const auto params = parseJsonObject(job.params.toUtf8(), QStringLiteral("params"));
    QJsonObject json{{QStringLiteral("id"), job.id.text()},
                     {QStringLiteral("status"), jobStatusName(job.status)},
                     {QStringLiteral("stage"), jobStageName(job.stage)},
                     {QStringLiteral("kind"), jobKindName(job.kind)},
                     {QStringLiteral("bundle"), textOrNull(job.bundle)},
                     {QStringLiteral("project"), textOrNull(job.projectName)},
                     {QStringLiteral("clip_id"), textOrNull(job.clip)},
                     {QStringLiteral("clip"), textOrNull(job.clipName)},
                     {QStringLiteral("batch"), textOrNull(job.batch.text())},
                     {QStringLiteral("prompt"), job.prompt},
                     {QStringLiteral("negative_prompt"), job.negative},
                     {QStringLiteral("family"), job.family},
                     {QStringLiteral("model"), textOrNull(job.modelName)},
                     {QStringLiteral("params"), params ? *params : QJsonObject()},
                     {QStringLiteral("priority"), job.priority},
                     {QStringLiteral("rank"), job.rank},
                     {QStringLiteral("next"), job.front > 0},
                     {QStringLiteral("depends_on"), QJsonArray::fromStringList(job.dependsOn)},
                     {QStringLiteral("preferred_server"), textOrNull(job.preferredServer.text())},
                     {QStringLiteral("awaits_choice"), job.awaitsChoice},
                     {QStringLiteral("pinned"), job.pinned},
                     {QStringLiteral("server"), textOrNull(job.serverName)},
                     {QStringLiteral("remote_id"), textOrNull(job.remoteId)},
                     {QStringLiteral("graph_hash"), textOrNull(job.graphHash)},
                     {QStringLiteral("step"), job.stepText},
                     {QStringLiteral("attempts"), job.attempts},
                     {QStringLiteral("max_attempts"), job.maxAttempts},
                     {QStringLiteral("failure_class"), failureClassName(job.failure)},
                     {QStringLiteral("estimate_s"), job.estimateS},
                     {QStringLiteral("cancelling"), job.cancelRequested},
                     {QStringLiteral("created_at"), job.createdAt},
                     {QStringLiteral("queued_at"), textOrNull(job.queuedAt)},
                     {QStringLiteral("started_at"), textOrNull(job.startedAt)},
                     {QStringLiteral("finished_at"), textOrNull(job.finishedAt)},
                     {QStringLiteral("take_ids"), QJsonArray::fromStringList(job.takeIds)}};
    json.insert(QStringLiteral("progress"), job.progress ? QJsonValue(*job.progress) : QJsonValue());
    json.insert(QStringLiteral("error"), job.problem() ? QJsonValue(job.problem()->toJson()) : QJsonValue());
    return json;
}

QString jobLine(int number, const Job &job)
{
    QString what = job.clipName.isEmpty() ? job.prompt.simplified().left(40) : job.clipName;
    QString state = jobStatusWord(job.status);
    if (job.progress && !job.isFinished())
        state += QStringLiteral(" %1 %").arg(static_cast<int>(*job.progress * 100));
    QString line = QStringLiteral("#%1  %2  %3  %4  %5")
                       .arg(number)
                       .arg(job.id.text(), state.leftJustified(15), jobKindName(job.kind).leftJustified(6), what.leftJustified(30));
    if (!job.serverName.isEmpty())
        line += QStringLiteral("  ") + job.serverName;
    if (job.priority != 0)
        line += QStringLiteral("  ") + tr("priority %1").arg(job.priority);
    if (const auto problem = job.problem())
        line += QStringLiteral("  ") + problem->text();
    return line + u'\n';
}

QJsonObject batchJson(const Batch &batch)
{
    return {{QStringLiteral("id"), batch.id.text()},
            {QStringLiteral("name"), batch.name},
            {QStringLiteral("bundle"), textOrNull(batch.bundle)},
            {QStringLiteral("project"), textOrNull(batch.projectName)},
            {QStringLiteral("status"), batchStatusName(batch.status)},
            {QStringLiteral("total"), batch.total},
            {QStringLiteral("completed"), batch.completed},
            {QStringLiteral("failed"), batch.failed},
            {QStringLiteral("cancelled"), batch.cancelled},
            {QStringLiteral("created_at"), batch.createdAt},
            {QStringLiteral("started_at"), textOrNull(batch.startedAt)},
            {QStringLiteral("finished_at"), textOrNull(batch.finishedAt)}};
}

} // namespace sc::cli
