// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/job_request.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>

namespace sc::generation {

namespace {

const QString kMedia = QStringLiteral("media:");

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

void collect(const QJsonValue &value, QStringList &paths)
{
    if (value.isString() && value.toString().startsWith(kMedia)) {
        const QString path = value.toString().mid(kMedia.size());
        if (!paths.contains(path))
            paths.append(path);
    } else if (value.isArray()) {
        for (const QJsonValue &each : value.toArray())
            collect(each, paths);
    } else if (value.isObject()) {
        for (const QJsonValue &each : value.toObject())
            collect(each, paths);
    }
}

Result<QJsonObject> paramsOf(const Job &job)
{
    return parseJsonObject(job.params.isEmpty() ? QByteArrayLiteral("{}") : job.params.toUtf8(), tr("The parameters"));
}

RunKey keyOf(const comfy::GenerationParams &params, const QString &family, JobKind kind)
{
    RunKey key;
    key.family = family;
    key.pixels = qint64(params.width.value_or(1024)) * params.height.value_or(1024) * std::max(params.batchSize, 1);
    key.frames = kind == JobKind::Video ? std::max(params.frames.value_or(25), 2) : 1;
    key.steps = params.steps.value_or(20);
    return key;
}

Result<ComposedJob> ownWorkflow(const Job &job, const QHash<QString, QString> &names)
{
    SC_TRY_ASSIGN(graph, parseJsonObject(job.ownGraph.toUtf8(), tr("The workflow")));
    ComposedJob composed;
    composed.graph = withRemoteNames(graph, names).toObject();
    composed.params = job.params;
    composed.run = runKeyOf(job);
    composed.models = {job.modelName.isEmpty() ? job.family : job.modelName};
    return composed;
}

Result<ComposedJob> fromParams(const Job &job, const QHash<QString, QString> &names, const QString &remoteId, const comfy::ObjectInfo &info)
{
    if (job.kind != JobKind::Image && job.kind != JobKind::Video) {
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, tr("A job of the kind \"%1\" needs a workflow of its own.").arg(jobKindName(job.kind))));
    }
    SC_TRY_ASSIGN(json, paramsOf(job));
    SC_TRY_ASSIGN(params, comfy::paramsFromJson(withRemoteNames(json, names).toObject()));
    comfy::GraphRequest request;
    request.kind = job.kind == JobKind::Video ? comfy::MediaKind::Video : comfy::MediaKind::Image;
    request.prompt = job.prompt;
    request.negative = job.negative;
    request.params = params;
    request.filePrefix = QStringLiteral("storycanvas/") + remoteId;
    SC_TRY_ASSIGN(made, comfy::composeGraph(request, comfy::FamilyTable::builtIn(), info));
    ComposedJob composed;
    composed.graph = made.graph;
    composed.outputNode = made.outputNode;
    composed.params = QString::fromUtf8(toCompactJson(comfy::toJson(made.params)));
    composed.models = made.models;
    composed.run = keyOf(made.params, params.family, job.kind);
    return composed;
}

} // namespace

QStringList localFilesOf(const Job &job)
{
    QStringList paths;
    if (const auto params = paramsOf(job))
        collect(*params, paths);
    if (const auto graph = parseJsonObject(job.ownGraph.toUtf8(), QString()); graph && !job.ownGraph.isEmpty())
        collect(*graph, paths);
    return paths;
}

QJsonValue withRemoteNames(const QJsonValue &value, const QHash<QString, QString> &names)
{
    if (value.isString() && value.toString().startsWith(kMedia))
        return names.value(value.toString().mid(kMedia.size()), value.toString());
    if (value.isArray()) {
        QJsonArray all;
        for (const QJsonValue &each : value.toArray())
            all.append(withRemoteNames(each, names));
        return all;
    }
    if (value.isObject()) {
        QJsonObject all = value.toObject();
        for (auto it = all.begin(); it != all.end(); ++it)
            it.value() = withRemoteNames(it.value(), names);
        return all;
    }
    return value;
}

Result<ComposedJob> composeJob(const Job &job, const QHash<QString, QString> &names, const QString &remoteId, const comfy::ObjectInfo &info)
{
    Result<ComposedJob> composed = job.ownGraph.isEmpty() ? fromParams(job, names, remoteId, info) : ownWorkflow(job, names);
    if (!composed)
        return composed;
    composed->bytes = toCompactJson(composed->graph);
    composed->hash = QString::fromLatin1(QCryptographicHash::hash(composed->bytes, QCryptographicHash::Sha256).toHex());
    return composed;
}

RunKey runKeyOf(const Job &job)
{
    const auto json = paramsOf(job);
    const auto params = json ? comfy::paramsFromJson(*json) : Result<comfy::GenerationParams>(comfy::GenerationParams());
    const comfy::GenerationParams given = params.value_or(comfy::GenerationParams());
    const QString family = given.family.isEmpty() ? job.family : given.family;
    if (const comfy::ModelFamily *known = comfy::FamilyTable::builtIn().find(family)) {
        const auto kind = job.kind == JobKind::Video ? comfy::MediaKind::Video : comfy::MediaKind::Image;
        if (const auto completed = given.completed(*known, kind))
            return keyOf(*completed, family, job.kind);
    }
    return keyOf(given, family, job.kind);
}

Result<Job> withSeed(Job job)
{
    SC_TRY_ASSIGN(json, paramsOf(job));
    const QJsonValue seed = json.value(QStringLiteral("seed"));
    if (seed.isDouble() && seed.toDouble() >= 0)
        return job;
    json.insert(QStringLiteral("seed"), comfy::freshSeed());
    job.params = QString::fromUtf8(toCompactJson(json));
    return job;
}

QByteArray needsOf(const Job &job)
{
    auto json = paramsOf(job);
    QJsonObject needs = json ? *json : QJsonObject();
    QHash<QString, QString> names;
    for (const QString &path : localFilesOf(job))
        names.insert(path, QStringLiteral("picture.png"));
    needs = withRemoteNames(needs, names).toObject();
    needs.remove(QStringLiteral("seed"));
    needs.insert(QStringLiteral("kind"), jobKindName(job.kind));
    if (!job.ownGraph.isEmpty())
        needs.insert(QStringLiteral("graph"), job.ownGraph);
    return toCompactJson(needs);
}

} // namespace sc::generation
