// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/edit_arguments.h"

#include "core/base/json.h"
#include "core/base/timecode.h"
#include "core/comfy/generation_params.h"
#include "core/generation/shot_workflow.h"
#include "core/generation/workflow_shelf.h"
#include "core/timeline/generation_json.h"

namespace sc::cli {

using namespace timeline;

Result<Output> editNamedClip(const Invocation &invocation, const QString &name, const ClipEditFn &edit)
{
    return editBundle(invocation, name, [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(clip, findClipId(now, invocation.word(1)));
        return edit(now, clip);
    });
}

Result<Output> editNamedScene(const Invocation &invocation, const QString &name, const SceneEditFn &edit)
{
    return editBundle(invocation, name, [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(scene, findSceneId(now, invocation.word(1)));
        return edit(now, scene);
    });
}

Result<std::vector<ClipId>> namedClips(const Timeline &timeline, const Invocation &invocation, qsizetype first)
{
    std::vector<ClipId> clips;
    for (const QString &word : invocation.arguments.positional().mid(first)) {
        SC_TRY_ASSIGN(clip, findClipId(timeline, word));
        clips.push_back(clip);
    }
    return clips;
}

// What reads as JSON is that, everything else a text: steps=20, sampler=euler, refiner=true.
Result<QJsonObject> paramsOptions(const Arguments &arguments, QJsonObject params)
{
    if (arguments.has(QStringLiteral("params"))) {
        SC_TRY_ASSIGN(json, parseJsonObject(arguments.value(QStringLiteral("params")).toUtf8(), QStringLiteral("--params")));
        params = json;
    }
    for (const QString &setting : arguments.values(QStringLiteral("set"))) {
        const QString key = setting.section(u'=', 0, 0).trimmed();
        const QString text = setting.section(u'=', 1);
        if (key.isEmpty() || !setting.contains(u'='))
            return std::unexpected(Problem(ProblemCode::ValidationError,
                                           QCoreApplication::translate("sc::cli", "--set needs KEY=VALUE, for example steps=20."))
                                       .withDetail(setting));
        const Result<QJsonArray> value = parseJsonArray('[' + text.toUtf8() + ']', key);
        if (text.isEmpty())
            params.remove(key);
        else
            params.insert(key, value && value->size() == 1 ? value->first() : QJsonValue(text));
    }
    SC_TRY(comfy::paramsFromJson(params));
    return params;
}

Result<std::optional<ClipGeneration>> generationOptions(const Invocation &invocation, const Timeline &timeline, ClipGeneration generation)
{
    const Arguments &arguments = invocation.arguments;
    bool any = false;
    for (const char *option : {"params", "set", "continue-from", "continue-mode", "start-picture", "workflow"})
        any = any || arguments.has(QLatin1String(option));
    if (!any)
        return std::nullopt;
    if (arguments.has(QStringLiteral("params")) || arguments.has(QStringLiteral("set"))) {
        SC_TRY_ASSIGN(params, paramsOptions(arguments, generation.params));
        generation.params = params;
    }
    const QString from = arguments.value(QStringLiteral("continue-from"));
    if (from == QLatin1String("none"))
        generation.continueFrom = {};
    else if (!from.isEmpty()) {
        SC_TRY_ASSIGN(clip, findClipId(timeline, from));
        generation.continueFrom = clip;
    }
    SC_TRY_ASSIGN(mode, choiceOption(arguments, QStringLiteral("continue-mode"),
                                     {continueModeName(ContinueMode::LastFrame), continueModeName(ContinueMode::LastWindow)},
                                     static_cast<int>(generation.continueMode)));
    generation.continueMode = static_cast<ContinueMode>(mode);
    SC_TRY_ASSIGN(picture, choiceOption(arguments, QStringLiteral("start-picture"),
                                        {startPictureName(StartPicture::Automatic), startPictureName(StartPicture::None)},
                                        static_cast<int>(generation.startPicture)));
    generation.startPicture = static_cast<StartPicture>(picture);
    const QString workflow = arguments.value(QStringLiteral("workflow"));
    if (workflow == QLatin1String("none"))
        generation = sc::generation::withWorkflowId(std::move(generation), {});
    else if (!workflow.isEmpty()) {
        SC_TRY_ASSIGN(found, sc::generation::WorkflowShelf(invocation.profile).find(workflow));
        generation = sc::generation::withWorkflowId(std::move(generation), found.id);
    }
    return generation;
}

std::optional<QString> textOption(const Arguments &arguments, const QString &option)
{
    return arguments.has(option) ? std::optional(arguments.value(option)) : std::nullopt;
}

Result<int> choiceOption(const Arguments &arguments, const QString &option, const QStringList &names, int fallback)
{
    if (!arguments.has(option))
        return fallback;
    const qsizetype index = names.indexOf(arguments.value(option));
    if (index >= 0)
        return static_cast<int>(index);
    return std::unexpected(Problem(ProblemCode::InvalidParameter,
                                   QCoreApplication::translate("sc::cli", "--%1 cannot be \"%2\".").arg(option, arguments.value(option)))
                               .withDetail(names.join(QStringLiteral(", "))));
}

Result<OverlapMode> overlapOption(const Arguments &arguments)
{
    SC_TRY_ASSIGN(mode,
                  choiceOption(arguments, QStringLiteral("overlap"),
                               {QStringLiteral("refuse"), QStringLiteral("push"), QStringLiteral("trim"), QStringLiteral("overwrite")}, 0));
    return static_cast<OverlapMode>(mode);
}

Result<Ticks> requiredTime(const Invocation &invocation, const QString &option, FrameRate rate)
{
    SC_TRY_ASSIGN(time, timeOption(invocation, option, rate));
    if (!time)
        return std::unexpected(
            Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "--%1 TIME is needed here.").arg(option)));
    return *time;
}

Result<Ticks> requiredDistance(const Invocation &invocation, const QString &option, FrameRate rate)
{
    const QString text = invocation.arguments.value(option).trimmed();
    const bool isBack = text.startsWith(u'-');
    const QString amount = isBack ? text.mid(1) : text;
    bool isFrames = false;
    const int frames = amount.endsWith(u'f') ? amount.chopped(1).toInt(&isFrames) : 0;
    if (isFrames)
        return isBack ? -rate.timeOf(frames) : rate.timeOf(frames);
    const Result<Ticks> time = parseTime(amount, rate);
    if (time)
        return isBack ? -*time : *time;
    return std::unexpected(
        Problem(ProblemCode::ValidationError,
                QCoreApplication::translate("sc::cli", "--%1 needs a distance: 1.5, -0.25, 00:00:01:12 or 12f.").arg(option))
            .withDetail(text));
}

} // namespace sc::cli
