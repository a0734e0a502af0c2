// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/job_from_request.h"

#include "core/base/json.h"
#include "core/generation/continuation.h"
#include "core/generation/queue_edits.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace sc::generation {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

Job targeted(const BatchTarget &target, const ClipId &clip, const QString &clipName)
{
    Job job;
    job.id = JobId::create();
    job.bundle = target.bundle;
    job.projectId = target.projectId;
    job.projectName = target.projectName;
    job.clip = clip.text();
    job.clipName = clipName;
    return job;
}

// What a picture of this name on a server was made of: our names are the beginning of the content's hash, as those in media/ are.
QString localFileOf(const QString &remoteName, const QDir &media)
{
    static const QRegularExpression ours(QStringLiteral("^storycanvas_([0-9a-f]{16})(\\.[a-z0-9]+)?$"));
    const QRegularExpressionMatch match = ours.match(remoteName);
    if (!match.hasMatch())
        return {};
    const QString pattern = match.captured(1) + QLatin1Char('*') + match.captured(2);
    for (const QString &folder : {QStringLiteral("."), QStringLiteral("characters")}) {
        const QDir place(media.filePath(folder));
        const QStringList files = place.entryList({pattern}, QDir::Files, QDir::Name);
        if (!files.isEmpty())
            return QDir::cleanPath(place.absoluteFilePath(files.front()));
    }
    return {};
}

QJsonValue withLocalFiles(const QJsonValue &value, const QDir &media)
{
    if (value.isString()) {
        const QString local = localFileOf(value.toString(), media);
        return local.isEmpty() ? value : QJsonValue(QStringLiteral("media:") + local);
    }
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &item : value.toArray())
            array.append(withLocalFiles(item, media));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto item = object.begin(); item != object.end(); ++item)
            item.value() = withLocalFiles(item.value(), media);
        return object;
    }
    return value;
}

QString withLocalFiles(const QString &json, const QDir &media)
{
    const auto object = parseJsonObject(json.toUtf8(), QString());
    return object ? QString::fromUtf8(toCompactJson(withLocalFiles(QJsonValue(*object), media).toObject())) : json;
}

} // namespace

ShotRequest startingWith(ShotRequest request, const QString &picture)
{
    request.params.initImage = QStringLiteral("media:") + picture;
    request.media.insert(picture, {});
    request.startFrame.reset();
    return request;
}

Result<ShownPlace> startPlaceOf(const project::ProjectSession &session, const ShotRequest &request)
{
    const timeline::Clip *clip = timeline::findClip(session.timeline(), request.clip);
    if (!clip || clip->generation.continueFrom.isEmpty()) {
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("This shot does not go on from another one."))
                                   .withEntity(QStringLiteral("clip"), request.clip.text()));
    }
    return lastShown(session, clip->generation.continueFrom);
}

Result<Job> jobFrom(const ShotRequest &request, const BatchTarget &target, const QString &clipName, const JobPlace &place)
{
    if (request.startFrame || !request.waitsFor.isEmpty()) {
        return std::unexpected(Problem(ProblemCode::Conflict, tr("The picture that “%1” begins with is not there yet.").arg(clipName))
                                   .withEntity(QStringLiteral("clip"), request.clip.text()));
    }
    Job job = targeted(target, request.clip, clipName);
    job.kind = request.kind == comfy::MediaKind::Video ? JobKind::Video : JobKind::Image;
    job.prompt = request.prompt.text;
    job.negative = request.prompt.negative;
    job.promptParts = request.prompt.parts;
    job.family = request.params.family;
    job.modelName = request.params.model;
    job.params = QString::fromUtf8(toCompactJson(comfy::toJson(request.params)));
    job.preferredServer = place.server;
    job.pinned = place.pinned && !place.server.isEmpty();
    return checkedJob(std::move(job));
}

Result<Job> jobFrom(const FrozenRequest &request, const BatchTarget &target, const QString &clipName, const std::vector<Server> &servers)
{
    Job job = targeted(target, request.clip, clipName);
    job.kind = request.kind == timeline::TakeKind::Video ? JobKind::Video : JobKind::Image;
    job.prompt = request.prompt;
    job.negative = request.negative;
    job.promptParts = request.promptParts;
    job.family = request.family;
    job.modelName = request.modelName;
    job.params = request.params;
    job.ownGraph = request.graph;
    const ServerId server(request.serverId);
    if (std::ranges::find(servers, server, &Server::id) != servers.end()) {
        job.preferredServer = server;
        job.pinned = !request.graph.isEmpty();
    }
    return checkedJob(std::move(job));
}

FrozenRequest withLocalPictures(FrozenRequest request, const QString &bundle)
{
    const QDir media(bundle + QStringLiteral("/media"));
    if (request.params.contains(u"storycanvas_"))
        request.params = withLocalFiles(request.params, media);
    if (request.graph.contains(u"storycanvas_"))
        request.graph = withLocalFiles(request.graph, media);
    return request;
}

Result<std::vector<Job>> queueJobs(GenerationStore &store, const std::vector<Job> &jobs, bool front)
{
    SC_TRY_ASSIGN(added, store.addJobs(jobs));
    if (!front)
        return added;
    std::vector<JobId> ids;
    for (const Job &job : added)
        ids.push_back(job.id);
    SC_TRY(runNext(store, ids));
    std::vector<Job> again;
    for (const JobId &id : ids) {
        SC_TRY_ASSIGN(job, store.job(id));
        again.push_back(std::move(job));
    }
    return again;
}

} // namespace sc::generation
