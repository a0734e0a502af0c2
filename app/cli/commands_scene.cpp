// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/describe.h"
#include "app/cli/edit_arguments.h"
#include "core/timeline/alternates.h"
#include "core/timeline/clip_edits.h"
#include "core/timeline/figures.h"
#include "core/timeline/reorder_edits.h"
#include "core/timeline/scene_edits.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace timeline;

Result<Output> addSceneCommand(Invocation &invocation)
{
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Add scene"), [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(start, timeOption(invocation, QStringLiteral("start"), now.project.frameRate));
        SC_TRY_ASSIGN(length, timeOption(invocation, QStringLiteral("length"), now.project.frameRate));
        AddScene request;
        request.name = invocation.arguments.value(QStringLiteral("name"));
        request.description = invocation.arguments.value(QStringLiteral("description"));
        request.start = start;
        request.length = length;
        return addScene(now, request);
    });
}

Result<Output> listScenes(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    Output output;
    QJsonArray all;
    for (const Scene &scene : session->timeline().scenes) {
        all.append(sceneJson(session->timeline(), scene));
        output.text += QStringLiteral("%1  %2\n").arg(scene.id.text(), scene.name);
    }
    output.json = all;
    return output;
}

QString directionOption(const SceneDirectionField &field)
{
    return QString(field.key).replace(u'_', u'-');
}

// "--location ..." and so on; nothing when none is given.
std::optional<SceneDirection> directionOf(const Arguments &arguments, SceneDirection direction)
{
    bool any = false;
    for (const SceneDirectionField &field : sceneDirectionFields()) {
        if (const auto words = textOption(arguments, directionOption(field))) {
            direction.*field.member = *words;
            any = true;
        }
    }
    return any ? std::optional(direction) : std::nullopt;
}

Result<Output> showScene(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    const Timeline &timeline = session->timeline();
    SC_TRY_ASSIGN(id, findSceneId(timeline, invocation.word(1)));
    QJsonObject json = sceneJson(timeline, *findScene(timeline, id));
    QJsonArray clips;
    for (const Clip *clip : clipsOf(timeline, id))
        clips.append(clipJson(timeline, *clip));
    const SceneFigures figures = sceneFigures(timeline, id);
    json.insert(QStringLiteral("clips"), clips);
    json.insert(QStringLiteral("figures"), toJson(figures));
    return Output{QString::fromUtf8(toJsonText(json)), json};
}

Result<Output> editSceneCommand(Invocation &invocation)
{
    return editNamedScene(invocation, QCoreApplication::translate("sc::cli", "Edit scene"), [&](const Timeline &now, const SceneId &scene) -> Result<Timeline> {
        SC_TRY_ASSIGN(length, timeOption(invocation, QStringLiteral("length"), now.project.frameRate));
        EditScene request;
        request.scene = scene;
        request.name = textOption(invocation.arguments, QStringLiteral("name"));
        request.description = textOption(invocation.arguments, QStringLiteral("description"));
        request.lyrics = textOption(invocation.arguments, QStringLiteral("lyrics"));
        request.direction = directionOf(invocation.arguments, findScene(now, scene)->direction);
        SC_TRY_ASSIGN(colour, invocation.arguments.integer(QStringLiteral("colour"), 0, 9));
        request.colour = colour;
        request.length = length;
        if (invocation.arguments.has(QStringLiteral("auto-length")))
            request.autoLength = true;
        return editScene(now, request);
    });
}

Result<Output> moveSceneCommand(Invocation &invocation)
{
    return editNamedScene(invocation, QCoreApplication::translate("sc::cli", "Move scene"), [&](const Timeline &now, const SceneId &scene) -> Result<Timeline> {
        SC_TRY_ASSIGN(index, invocation.arguments.integer(QStringLiteral("index"), 1, 1'000'000));
        if (index)
            return reorderScenes(now, {scene, *index - 1});
        if (invocation.arguments.has(QStringLiteral("swap"))) {
            SC_TRY_ASSIGN(other, findSceneId(now, invocation.arguments.value(QStringLiteral("swap"))));
            return swapScenes(now, {scene, other});
        }
        SC_TRY_ASSIGN(to, timeOption(invocation, QStringLiteral("to"), now.project.frameRate));
        if (!to)
            return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "Say where: --to TIME, --index N or --swap SCENE.")));
        return moveScene(now, {scene, *to, invocation.arguments.has(QStringLiteral("ripple"))});
    });
}

Result<Output> deleteSceneCommand(Invocation &invocation)
{
    return editNamedScene(invocation, QCoreApplication::translate("sc::cli", "Delete scene"), [&](const Timeline &now, const SceneId &scene) {
        return deleteScene(now, {scene, invocation.arguments.has(QStringLiteral("ripple"))});
    });
}

Result<Output> duplicateSceneCommand(Invocation &invocation)
{
    return editNamedScene(invocation, QCoreApplication::translate("sc::cli", "Duplicate scene"), [&](const Timeline &now, const SceneId &scene) {
        return duplicateScene(now, {.scene = scene});
    });
}

Result<Output> alternateScene(Invocation &invocation)
{
    SC_TRY_ASSIGN(content, choiceOption(invocation.arguments, QStringLiteral("content"),
                                        {QStringLiteral("empty"), QStringLiteral("structure"), QStringLiteral("takes")}, 1));
    return editNamedScene(invocation, QCoreApplication::translate("sc::cli", "New scene alternate"), [&](const Timeline &now, const SceneId &scene) {
        return addSceneAlternate(now, {.scene = scene, .content = static_cast<AlternateContent>(content),
                                       .makeLive = invocation.arguments.has(QStringLiteral("live"))});
    });
}

Result<Output> liveScene(Invocation &invocation)
{
    return editNamedScene(invocation, QCoreApplication::translate("sc::cli", "Make scene live"), [&](const Timeline &now, const SceneId &scene) {
        return makeSceneLive(now, {scene, invocation.arguments.has(QStringLiteral("ripple"))});
    });
}

Result<Output> lockScene(Invocation &invocation)
{
    return editNamedScene(invocation, QCoreApplication::translate("sc::cli", "Lock scene"),
                          [](const Timeline &now, const SceneId &scene) { return setLocked(now, {{scene}, {}, true}); });
}

Result<Output> unlockScene(Invocation &invocation)
{
    return editNamedScene(invocation, QCoreApplication::translate("sc::cli", "Unlock scene"),
                          [](const Timeline &now, const SceneId &scene) { return setLocked(now, {{scene}, {}, false}); });
}

} // namespace

std::vector<Command> sceneCommands()
{
    const QString noun = QStringLiteral("scene");
    const QString one = QStringLiteral("BUNDLE SCENE");
    const OptionSpec name{QStringLiteral("name"), QStringLiteral("NAME"), QCoreApplication::translate("sc::cli", "1 to 200 characters")};
    const OptionSpec description{QStringLiteral("description"), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "at most 2000 characters")};
    const OptionSpec length{QStringLiteral("length"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "fixed length")};
    const OptionSpec ripple{QStringLiteral("ripple"), {}, QCoreApplication::translate("sc::cli", "later scenes move along")};
    std::vector<OptionSpec> editable{name, description, length, {QStringLiteral("lyrics"), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "at most 5000 characters")},
          {QStringLiteral("auto-length"), {}, QCoreApplication::translate("sc::cli", "as long as its clips")},
          {QStringLiteral("colour"), QStringLiteral("N"), QCoreApplication::translate("sc::cli", "0 to 9")}};
    for (const SceneDirectionField &field : sceneDirectionFields())
        editable.push_back({directionOption(field), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "%1, at most 200 characters").arg(field.title)});
    return {
        {noun, QStringLiteral("add"), QStringLiteral("BUNDLE"), QCoreApplication::translate("sc::cli", "a new scene"), 1, 1,
         {name, description, length, {QStringLiteral("start"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "where (behind the last)")}}, addSceneCommand},
        {noun, QStringLiteral("list"), QStringLiteral("BUNDLE"), QCoreApplication::translate("sc::cli", "every scene"), 1, 1, {}, listScenes},
        {noun, QStringLiteral("show"), one, QCoreApplication::translate("sc::cli", "its fields, figures and clips"), 2, 2, {}, showScene},
        {noun, QStringLiteral("edit"), one, QCoreApplication::translate("sc::cli", "change its fields"), 2, 2,
         editable, editSceneCommand},
        {noun, QStringLiteral("move"), one, QCoreApplication::translate("sc::cli", "with its clips"), 2, 2,
         {ripple, {QStringLiteral("to"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "new start")},
          {QStringLiteral("index"), QStringLiteral("N"), QCoreApplication::translate("sc::cli", "new place in the order, from 1")},
          {QStringLiteral("swap"), QStringLiteral("SCENE"), QCoreApplication::translate("sc::cli", "change places with that one")}}, moveSceneCommand},
        {noun, QStringLiteral("delete"), one, QCoreApplication::translate("sc::cli", "with its clips"), 2, 2, {ripple}, deleteSceneCommand},
        {noun, QStringLiteral("duplicate"), one, QCoreApplication::translate("sc::cli", "with its live clips"), 2, 2, {}, duplicateSceneCommand},
        {noun, QStringLiteral("alternate"), one, QCoreApplication::translate("sc::cli", "another version in its place"), 2, 2,
         {{QStringLiteral("content"), QStringLiteral("WHAT"), QStringLiteral("structure (default), empty, takes")},
          {QStringLiteral("live"), {}, QCoreApplication::translate("sc::cli", "make it the live one")}}, alternateScene},
        {noun, QStringLiteral("live"), one, QCoreApplication::translate("sc::cli", "make this alternate the live one"), 2, 2, {ripple}, liveScene},
        {noun, QStringLiteral("lock"), one, QCoreApplication::translate("sc::cli", "refuse edits"), 2, 2, {}, lockScene},
        {noun, QStringLiteral("unlock"), one, QCoreApplication::translate("sc::cli", "take edits again"), 2, 2, {}, unlockScene},
    };
}

} // namespace sc::cli
