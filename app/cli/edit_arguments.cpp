// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/edit_arguments.h"

#include "core/base/timecode.h"

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
