// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/shot_workflow.h"

#include "core/base/json.h"
#include "core/generation/workflow_shelf.h"

#include <QtCore/QCoreApplication>

namespace sc::generation {

namespace {

// What an own workflow asks for by the names that its bindings have.
QJsonObject inputsFor(const OwnWorkflow &workflow, const ShotRequest &request)
{
    QJsonObject inputs;
    const auto give = [&](const char *name, const QJsonValue &value) {
        if (workflow.binding(QLatin1String(name)) && !value.isNull() && !value.isUndefined())
            inputs.insert(QLatin1String(name), value);
    };
    give("prompt", request.prompt.text);
    give("negative", request.prompt.negative);
    if (request.params.seed)
        give("seed", *request.params.seed);
    const QJsonObject set = comfy::toJson(request.params);
    for (const char *name : {"width", "height", "steps", "cfg", "frames", "sampler", "scheduler"})
        give(name, set.value(QLatin1String(name)));
    if (!request.params.initImage.isEmpty())
        give("picture", request.params.initImage);
    return inputs;
}

} // namespace

QString workflowIdOf(const timeline::Clip &clip)
{
    return clip.generation.params.value(QLatin1String(kWorkflowKey)).toString();
}

timeline::ClipGeneration withWorkflowId(timeline::ClipGeneration generation, const QString &id)
{
    if (id.isEmpty())
        generation.params.remove(QLatin1String(kWorkflowKey));
    else
        generation.params.insert(QLatin1String(kWorkflowKey), id);
    return generation;
}

Result<std::optional<OwnWorkflow>> workflowOf(const ProfilePaths &profile, const timeline::Clip &clip, comfy::MediaKind kind)
{
    const QString id = workflowIdOf(clip);
    if (id.isEmpty())
        return std::nullopt;
    auto found = WorkflowShelf(profile).find(id);
    if (!found) {
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound,
                    QCoreApplication::translate("sc::generation", "The workflow of “%1” is not on this computer.").arg(clip.name))
                .withDetail(QCoreApplication::translate("sc::generation", "Import it, or choose another one."))
                .withEntity(QStringLiteral("workflow"), id));
    }
    if (found->kind != kind)
        return std::nullopt;
    return std::optional(std::move(*found));
}

Result<Job> withWorkflow(Job job, const OwnWorkflow &workflow, const ShotRequest &request)
{
    SC_TRY_ASSIGN(graph, filledWorkflow(workflow, inputsFor(workflow, request)));
    job.ownGraph = QString::fromUtf8(toCompactJson(graph));
    job.family = workflow.family;
    job.modelName = workflow.models.value(0);
    return job;
}

} // namespace sc::generation
