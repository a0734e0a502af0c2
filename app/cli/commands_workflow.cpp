// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/workflow_arguments.h"
#include "core/base/json.h"
#include "core/comfy/compose.h"
#include "core/comfy/family_detect.h"
#include "core/comfy/graph_check.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace comfy;

// A word of the command, else the same key of the parameters.
QString worded(const Invocation &invocation, const QString &option, QJsonObject &params, const QStringList &keys)
{
    QString text = invocation.arguments.value(option);
    for (const QString &key : keys) {
        const QJsonValue value = params.take(key);
        if (text.isEmpty())
            text = value.toString();
    }
    return text;
}

Result<Output> buildCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(json, jsonOption(invocation.arguments, QStringLiteral("params")));
    GraphRequest request;
    request.prompt = worded(invocation, QStringLiteral("prompt"), json, {QStringLiteral("prompt")});
    request.negative =
        worded(invocation, QStringLiteral("negative"), json, {QStringLiteral("negative"), QStringLiteral("negative_prompt")});
    SC_TRY_ASSIGN(params, paramsFromJson(json));
    if (invocation.arguments.has(QStringLiteral("family")))
        params.family = invocation.arguments.value(QStringLiteral("family"));
    if (invocation.arguments.has(QStringLiteral("preset")))
        params.preset = invocation.arguments.value(QStringLiteral("preset"));
    SC_TRY_ASSIGN(family, FamilyTable::builtIn().family(params.family));
    request.kind = family.makes;
    if (invocation.arguments.has(QStringLiteral("kind"))) {
        SC_TRY_ASSIGN(kind, mediaKindFromName(invocation.arguments.value(QStringLiteral("kind"))));
        request.kind = kind;
    }
    request.params = params;
    if (invocation.arguments.has(QStringLiteral("prefix")))
        request.filePrefix = invocation.arguments.value(QStringLiteral("prefix"));
    SC_TRY_ASSIGN(info, nodesOption(invocation.arguments));
    SC_TRY_ASSIGN(composed, composeGraph(request, FamilyTable::builtIn(), info));
    for (const QString &note : composed.notes)
        invocation.console.notice(note);
    return Output{.text = QString::fromUtf8(toJsonText(composed.graph)).trimmed(), .json = composed.graph};
}

Result<Output> checkCommand(Invocation &invocation)
{
    if (!QFile::exists(invocation.word(0)))
        return checkOwnWorkflow(invocation);
    SC_TRY_ASSIGN(bytes, contentOfFile(invocation.word(0)));
    SC_TRY_ASSIGN(graph, parseJsonObject(bytes, invocation.word(0)));
    if (graph.value(QStringLiteral("prompt")).isObject()) // as it is sent: {"prompt": graph, ...}
        graph = graph.value(QStringLiteral("prompt")).toObject();
    SC_TRY_ASSIGN(info, nodesOption(invocation.arguments));
    return checked(invocation, checkGraph(graph, info), graphFits(graph, info));
}

Result<Output> detectCommand(Invocation &invocation)
{
    Output output;
    QJsonArray all;
    for (const QString &name : invocation.arguments.positional()) {
        const FamilyGuess guess = guessFamily(name);
        all.append(QJsonObject{{QStringLiteral("name"), name},
                               {QStringLiteral("family"), guess.family},
                               {QStringLiteral("variant"), guess.variant},
                               {QStringLiteral("noise"), guess.noise},
                               {QStringLiteral("distilled"), guess.distilled},
                               {QStringLiteral("guessed"), guess.guessed},
                               {QStringLiteral("note"), guess.note}});
        output.text += QStringLiteral("%1  %2 %3%4\n")
                           .arg(name, guess.family.isEmpty() ? QStringLiteral("-") : guess.family, guess.variant,
                                guess.guessed ? QCoreApplication::translate("sc::cli", " (guessed)") : QString());
    }
    output.json = all;
    return output;
}

Result<Output> familiesCommand(Invocation &)
{
    Output output;
    QJsonArray all;
    for (const ModelFamily &family : FamilyTable::builtIn().all()) {
        QJsonObject presets;
        output.text += QStringLiteral("%1  %2\n").arg(family.id.leftJustified(14), mediaKindName(family.makes));
        for (const FamilyPreset &preset : family.presets) {
            presets.insert(preset.name, QJsonObject{{QStringLiteral("steps"), preset.steps},
                                                    {QStringLiteral("cfg"), preset.cfg},
                                                    {QStringLiteral("width"), preset.width},
                                                    {QStringLiteral("height"), preset.height},
                                                    {QStringLiteral("sampler"), preset.sampler},
                                                    {QStringLiteral("scheduler"), preset.scheduler},
                                                    {QStringLiteral("frames"), preset.frames},
                                                    {QStringLiteral("fps"), preset.fps}});
            output.text += QStringLiteral("    %1 %2 steps, CFG %3, %4 x %5, %6/%7, %8 @ %9\n")
                               .arg(preset.name.leftJustified(8))
                               .arg(preset.steps)
                               .arg(preset.cfg)
                               .arg(preset.width)
                               .arg(preset.height)
                               .arg(preset.sampler, preset.scheduler)
                               .arg(preset.frames)
                               .arg(preset.fps);
        }
        all.append(QJsonObject{{QStringLiteral("id"), family.id},
                               {QStringLiteral("name"), family.name},
                               {QStringLiteral("makes"), mediaKindName(family.makes)},
                               {QStringLiteral("size_step"), family.sizeStep},
                               {QStringLiteral("frame_grid"), family.frameGrid},
                               {QStringLiteral("max_loras"), family.maxLoras},
                               {QStringLiteral("refiner"), family.hasRefiner},
                               {QStringLiteral("advice"), family.advice},
                               {QStringLiteral("presets"), presets}});
    }
    output.json = all;
    return output;
}

} // namespace

std::vector<Command> workflowCommands()
{
    const OptionSpec nodes = nodesOptionSpec();
    return {
        {QStringLiteral("workflow"),
         QStringLiteral("build"),
         {},
         QCoreApplication::translate("sc::cli", "the exact graph that would be sent"),
         0,
         0,
         {{QStringLiteral("family"), QStringLiteral("F"), QCoreApplication::translate("sc::cli", "model family, see model families")},
          {QStringLiteral("preset"), QStringLiteral("P"), QCoreApplication::translate("sc::cli", "fast or quality")},
          {QStringLiteral("kind"), QStringLiteral("K"),
           QCoreApplication::translate("sc::cli", "image or video; by default what the family makes")},
          {QStringLiteral("params"), QStringLiteral("JSON"), QCoreApplication::translate("sc::cli", "parameters as JSON, or @FILE")},
          {QStringLiteral("prompt"), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "what to make")},
          {QStringLiteral("negative"), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "what to keep out")},
          {QStringLiteral("prefix"), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "name of the result on the server")},
          nodes},
         buildCommand},
        {QStringLiteral("workflow"),
         QStringLiteral("check"),
         QStringLiteral("FILE|NAME"),
         QCoreApplication::translate("sc::cli", "a graph in API format, or a stored workflow, against a server's nodes"),
         1,
         1,
         {{QStringLiteral("inputs"), QStringLiteral("JSON"),
           QCoreApplication::translate("sc::cli", "of a stored one: values by name, or @FILE")},
          nodes},
         checkCommand},
        {QStringLiteral("model"),
         QStringLiteral("detect"),
         QStringLiteral("NAME..."),
         QCoreApplication::translate("sc::cli", "the family of a model file by its name"),
         1,
         -1,
         {},
         detectCommand},
        {QStringLiteral("model"),
         QStringLiteral("families"),
         {},
         QCoreApplication::translate("sc::cli", "the families with their presets"),
         0,
         0,
         {},
         familiesCommand},
    };
}

} // namespace sc::cli
