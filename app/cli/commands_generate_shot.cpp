// SPDX-License-Identifier: GPL-3.0-or-later
// generate shot: what the Generate button does.
#include "app/cli/queue_run.h"
#include "app/cli/studio_access.h"
#include "core/base/json.h"
#include "core/generation/batch_shots.h"
#include "core/generation/continuation.h"
#include "core/generation/job_from_request.h"
#include "core/generation/shot_workflow.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace generation;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

Result<RequestOptions> requestOptions(const Arguments &arguments)
{
    RequestOptions options;
    if (arguments.has(QStringLiteral("kind"))) {
        SC_TRY_ASSIGN(kind, comfy::mediaKindFromName(arguments.value(QStringLiteral("kind"))));
        options.kind = kind;
    }
    if (arguments.has(QStringLiteral("prompt")))
        options.prompt = arguments.value(QStringLiteral("prompt"));
    if (arguments.has(QStringLiteral("negative")))
        options.negative = arguments.value(QStringLiteral("negative"));
    SC_TRY_ASSIGN(params,
                  parseJsonObject(arguments.value(QStringLiteral("params"), QStringLiteral("{}")).toUtf8(), QStringLiteral("--params")));
    options.params = params;
    return options;
}

QJsonObject requestJson(const ShotRequest &request)
{
    QJsonArray parts;
    for (const timeline::PromptPart &part : request.prompt.parts)
        parts.append(QJsonObject{{QStringLiteral("origin"), part.origin}, {QStringLiteral("text"), part.text}});
    return {{QStringLiteral("kind"), comfy::mediaKindName(request.kind)},
            {QStringLiteral("clip"), request.clip.text()},
            {QStringLiteral("prompt"), request.prompt.text},
            {QStringLiteral("negative_prompt"), request.prompt.negative},
            {QStringLiteral("prompt_parts"), parts},
            {QStringLiteral("params"), comfy::toJson(request.params)},
            {QStringLiteral("notes"), QJsonArray::fromStringList(request.notes)}};
}

Result<Output> shotCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(clip, findClipId(call.session->timeline(), call.word(0)));
    SC_TRY_ASSIGN(options, requestOptions(invocation.arguments));
    SC_TRY_ASSIGN(request, requestFor(call.studio, clip, options));
    if (request.startFrame) {
        SC_TRY_ASSIGN(place, startPlaceOf(*call.session, request));
        SC_TRY_ASSIGN(picture, writeFrame(place));
        request = startingWith(std::move(request), picture);
    }
    Output output{request.prompt.text, requestJson(request)};
    for (const QString &note : request.notes)
        invocation.console.notice(note);
    if (invocation.arguments.has(QStringLiteral("print")))
        return output;
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    JobPlace place;
    if (invocation.arguments.has(QStringLiteral("server"))) {
        SC_TRY_ASSIGN(server, findServer(*queue, invocation.arguments.value(QStringLiteral("server"))));
        place.server = server.id;
    }
    const timeline::Clip &shot = *timeline::findClip(call.session->timeline(), clip);
    SC_TRY_ASSIGN(job, jobFrom(request, targetOf(*call.session), shot.name, place));
    SC_TRY_ASSIGN(workflow, workflowOf(invocation.profile, shot, request.kind));
    if (workflow) {
        SC_TRY_ASSIGN(own, withWorkflow(std::move(job), *workflow, request));
        job = std::move(own);
    }
    call.session.reset(); // results are kept in the project
    SC_TRY_ASSIGN(stored, queueOne(invocation, *queue, job));
    QJsonObject json = output.json.toObject();
    json.insert(QStringLiteral("job"), jobJson(stored));
    return Output{QStringLiteral("%1  %2\n%3").arg(stored.id.text(), jobStatusWord(stored.status), output.text), json};
}

} // namespace

std::vector<Command> generateShotCommands()
{
    std::vector<OptionSpec> options = queueOptions();
    options.push_back({QStringLiteral("kind"), QStringLiteral("K"), tr("image or video")});
    options.push_back({QStringLiteral("prompt"), QStringLiteral("TEXT"), tr("in place of the shot's own")});
    options.push_back({QStringLiteral("negative"), QStringLiteral("TEXT"), tr("what to keep out")});
    options.push_back({QStringLiteral("params"), QStringLiteral("JSON"), tr("parameters that win over those of the shot")});
    options.push_back({QStringLiteral("server"), QStringLiteral("SERVER"), tr("only there")});
    return {{QStringLiteral("generate"), QStringLiteral("shot"), QStringLiteral("BUNDLE CLIP"),
             tr("one take of a shot, with its characters, template and look"), 2, 2, options, shotCommand}};
}

} // namespace sc::cli
