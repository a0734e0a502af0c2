// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/describe.h"
#include "app/cli/edit_arguments.h"
#include "core/timeline/fill_edits.h"
#include "core/timeline/clip_edits.h"
#include "core/timeline/clip_moves.h"
#include "core/timeline/reorder_edits.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace timeline;

Result<Output> addClipCommand(Invocation &invocation)
{
    const ClipId id = ClipId::create();
    SC_TRY_ASSIGN(overlap, overlapOption(invocation.arguments));
    SC_TRY_ASSIGN(output, editBundle(invocation, QCoreApplication::translate("sc::cli", "Add clip"), [&](const Timeline &now) -> Result<Timeline> {
        AddClip request;
        request.id = id;
        request.overlap = overlap;
        request.name = invocation.arguments.value(QStringLiteral("name"));
        request.lyrics = invocation.arguments.value(QStringLiteral("lyrics"));
        request.imagePrompt = invocation.arguments.value(QStringLiteral("prompt"));
        request.nextFreePlace = invocation.arguments.has(QStringLiteral("next-free"));
        request.ripple = invocation.arguments.has(QStringLiteral("ripple"));
        if (invocation.arguments.has(QStringLiteral("scene"))) {
            SC_TRY_ASSIGN(scene, findSceneId(now, invocation.arguments.value(QStringLiteral("scene"))));
            request.scene = scene;
        }
        SC_TRY_ASSIGN(start, timeOption(invocation, QStringLiteral("start"), now.project.frameRate));
        SC_TRY_ASSIGN(length, timeOption(invocation, QStringLiteral("length"), now.project.frameRate));
        request.start = start;
        request.length = length;
        return addClip(now, request);
    }));
    QJsonObject json = output.json.toObject();
    json.insert(QStringLiteral("clip"), id.text());
    return Output{output.text + u' ' + id.text(), json};
}

Result<Output> listClips(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    Output output;
    QJsonArray all;
    for (const Clip &clip : session->timeline().clips) {
        all.append(clipJson(session->timeline(), clip));
        output.text += QStringLiteral("%1  %2\n").arg(clip.id.text(), clip.name);
    }
    output.json = all;
    return output;
}

Result<Output> showClip(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(id, findClipId(session->timeline(), invocation.word(1)));
    const QJsonObject json = clipJson(session->timeline(), *findClip(session->timeline(), id));
    return Output{QString::fromUtf8(toJsonText(json)), json};
}

Result<Output> editClipCommand(Invocation &invocation)
{
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "Edit clip"), [&](const Timeline &now, const ClipId &clip) -> Result<Timeline> {
        const Arguments &arguments = invocation.arguments;
        EditClip request;
        request.clip = clip;
        request.name = textOption(arguments, QStringLiteral("name"));
        request.lyrics = textOption(arguments, QStringLiteral("lyrics"));
        request.imagePrompt = textOption(arguments, QStringLiteral("prompt"));
        request.videoPrompt = textOption(arguments, QStringLiteral("video-prompt"));
        request.negativePrompt = textOption(arguments, QStringLiteral("negative"));
        request.notes = textOption(arguments, QStringLiteral("notes"));
        if (arguments.has(QStringLiteral("slip"))) {
            SC_TRY_ASSIGN(sourceIn, requiredTime(invocation, QStringLiteral("slip"), now.project.frameRate));
            request.sourceIn = sourceIn;
        }
        if (arguments.has(QStringLiteral("camera")) || arguments.has(QStringLiteral("shot-type")) || arguments.has(QStringLiteral("angle")) ||
            arguments.has(QStringLiteral("motion"))) {
            ShotDirection direction = findClip(now, clip)->direction;
            direction.cameraMove = arguments.value(QStringLiteral("camera"), direction.cameraMove);
            direction.shotType = arguments.value(QStringLiteral("shot-type"), direction.shotType);
            direction.cameraAngle = arguments.value(QStringLiteral("angle"), direction.cameraAngle);
            bool isNumber = true;
            if (arguments.has(QStringLiteral("motion")))
                direction.motionStrength = arguments.value(QStringLiteral("motion")).toDouble(&isNumber);
            if (!isNumber)
                return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "--motion is a number from 0 to 1.")));
            request.direction = direction;
        }
        SC_TRY_ASSIGN(generation, generationOptions(invocation, now, findClip(now, clip)->generation));
        request.generation = generation;
        return editClip(now, request);
    });
}

Result<Output> moveClipCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(overlap, overlapOption(invocation.arguments));
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "Move clip"), [&](const Timeline &now, const ClipId &clip) -> Result<Timeline> {
        SC_TRY_ASSIGN(index, invocation.arguments.integer(QStringLiteral("index"), 1, 1'000'000));
        const Arguments &arguments = invocation.arguments;
        if (arguments.has(QStringLiteral("swap"))) {
            SC_TRY_ASSIGN(other, findClipId(now, arguments.value(QStringLiteral("swap"))));
            return swapClips(now, {clip, other});
        }
        if (index && arguments.has(QStringLiteral("scene"))) {
            SC_TRY_ASSIGN(scene, findSceneId(now, arguments.value(QStringLiteral("scene"))));
            return placeClips(now, {{clip}, scene, *index - 1});
        }
        if (index)
            return reorderClip(now, {clip, *index - 1});
        SC_TRY_ASSIGN(to, requiredTime(invocation, QStringLiteral("to"), now.project.frameRate));
        MoveClip request;
        request.clip = clip;
        request.start = to;
        request.overlap = overlap;
        request.ripple = invocation.arguments.has(QStringLiteral("ripple"));
        if (invocation.arguments.has(QStringLiteral("scene"))) {
            SC_TRY_ASSIGN(scene, findSceneId(now, invocation.arguments.value(QStringLiteral("scene"))));
            request.scene = scene;
        }
        return moveClip(now, request);
    });
}

Result<Output> trimClipCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(overlap, overlapOption(invocation.arguments));
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "Trim clip"), [&](const Timeline &now, const ClipId &clip) -> Result<Timeline> {
        const bool in = invocation.arguments.has(QStringLiteral("in"));
        SC_TRY_ASSIGN(to, requiredTime(invocation, in ? QStringLiteral("in") : QStringLiteral("out"), now.project.frameRate));
        return trimClip(now, {clip, in ? ClipEdge::In : ClipEdge::Out, to, overlap, invocation.arguments.has(QStringLiteral("ripple"))});
    });
}

Result<Output> splitClipCommand(Invocation &invocation)
{
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "Split clip"), [&](const Timeline &now, const ClipId &clip) -> Result<Timeline> {
        if (invocation.arguments.has(QStringLiteral("beats")))
            return splitClipOnBeats(now, {clip});
        if (invocation.arguments.has(QStringLiteral("bars")))
            return splitClipOnBeats(now, {.clip = clip, .onlyDownbeats = true});
        SC_TRY_ASSIGN(at, requiredTime(invocation, QStringLiteral("at"), now.project.frameRate));
        return splitClip(now, {.clip = clip, .at = at});
    });
}

Result<Output> deleteClipCommand(Invocation &invocation)
{
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Delete clip"), [&](const Timeline &now) -> Result<Timeline> {
        DeleteClips request;
        request.ripple = invocation.arguments.has(QStringLiteral("ripple"));
        for (const QString &word : invocation.arguments.positional().mid(1)) {
            SC_TRY_ASSIGN(clip, findClipId(now, word));
            request.clips.push_back(clip);
        }
        return deleteClips(now, request);
    });
}

Result<Output> duplicateClipCommand(Invocation &invocation)
{
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "Duplicate clip"),
                         [](const Timeline &now, const ClipId &clip) { return duplicateClip(now, {.clip = clip}); });
}

Result<Output> lockClip(Invocation &invocation)
{
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "Lock clip"),
                         [](const Timeline &now, const ClipId &clip) { return setLocked(now, {{}, {clip}, true}); });
}

Result<Output> unlockClip(Invocation &invocation)
{
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "Unlock clip"),
                         [](const Timeline &now, const ClipId &clip) { return setLocked(now, {{}, {clip}, false}); });
}

Result<Output> fillCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(unit, choiceOption(invocation.arguments, QStringLiteral("per"),
                                     {QStringLiteral("markers"), QStringLiteral("beat"), QStringLiteral("bar"), QStringLiteral("section")},
                                     static_cast<int>(FillUnit::Bar)));
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "New clips"), [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(from, timeOption(invocation, QStringLiteral("from"), now.project.frameRate));
        SC_TRY_ASSIGN(to, timeOption(invocation, QStringLiteral("to"), now.project.frameRate));
        return fillWithClips(now, {.unit = static_cast<FillUnit>(unit),
                                   .within = TickRange{from.value_or(Ticks()), to.value_or(programLength(now))}});
    });
}

} // namespace

std::vector<Command> clipCommands()
{
    const QString noun = QStringLiteral("clip");
    const QString one = QStringLiteral("BUNDLE CLIP");
    const OptionSpec name{QStringLiteral("name"), QStringLiteral("NAME"), QCoreApplication::translate("sc::cli", "1 to 200 characters")};
    const OptionSpec lyrics{QStringLiteral("lyrics"), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "at most 5000 characters")};
    const OptionSpec prompt{QStringLiteral("prompt"), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "image prompt, at most 10000 characters")};
    const OptionSpec overlap{QStringLiteral("overlap"), QStringLiteral("MODE"), QStringLiteral("refuse (default), push, trim, overwrite")};
    const OptionSpec ripple{QStringLiteral("ripple"), {}, QCoreApplication::translate("sc::cli", "what follows moves along")};
    const OptionSpec scene{QStringLiteral("scene"), QStringLiteral("SCENE"), QCoreApplication::translate("sc::cli", "into this scene")};
    return {
        {noun, QStringLiteral("add"), QStringLiteral("BUNDLE"), QCoreApplication::translate("sc::cli", "a new clip"), 1, 1,
         {name, lyrics, prompt, overlap, ripple, scene,
          {QStringLiteral("start"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "where (behind the scene's last clip)")},
          {QStringLiteral("length"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "how long (5 s)")},
          {QStringLiteral("next-free"), {}, QCoreApplication::translate("sc::cli", "first gap at or after the start that fits")}}, addClipCommand},
        {noun, QStringLiteral("fill"), QStringLiteral("BUNDLE"), QCoreApplication::translate("sc::cli", "a new clip for each beat, bar, section or stretch between markers that is free"), 1, 1,
         {{QStringLiteral("per"), QStringLiteral("UNIT"), QCoreApplication::translate("sc::cli", "beat, bar, section, markers (bar)")},
          {QStringLiteral("from"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "not before (0)")},
          {QStringLiteral("to"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "not behind (end of the program)")}}, fillCommand},
        {noun, QStringLiteral("list"), QStringLiteral("BUNDLE"), QCoreApplication::translate("sc::cli", "every clip"), 1, 1, {}, listClips},
        {noun, QStringLiteral("show"), one, QCoreApplication::translate("sc::cli", "everything of one clip"), 2, 2, {}, showClip},
        {noun, QStringLiteral("edit"), one, QCoreApplication::translate("sc::cli", "change its fields"), 2, 2,
         {name, lyrics, prompt, {QStringLiteral("video-prompt"), QStringLiteral("TEXT"), {}}, {QStringLiteral("negative"), QStringLiteral("TEXT"), {}},
          {QStringLiteral("notes"), QStringLiteral("TEXT"), {}}, {QStringLiteral("camera"), QStringLiteral("MOVE"), QCoreApplication::translate("sc::cli", "push in, pan left ...")},
          {QStringLiteral("shot-type"), QStringLiteral("TYPE"), QCoreApplication::translate("sc::cli", "wide, close-up ...")},
          {QStringLiteral("angle"), QStringLiteral("ANGLE"), QCoreApplication::translate("sc::cli", "low, high, eye level ...")},
          {QStringLiteral("motion"), QStringLiteral("N"), QCoreApplication::translate("sc::cli", "motion strength, 0 to 1")},
          {QStringLiteral("slip"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "where in its media it begins")},
          {QStringLiteral("params"), QStringLiteral("JSON"), QCoreApplication::translate("sc::cli", "parameters that differ, {} for none")},
          {QStringLiteral("set"), QStringLiteral("KEY=VALUE"), QCoreApplication::translate("sc::cli", "one parameter, may be repeated; KEY= takes it away")},
          {QStringLiteral("continue-from"), QStringLiteral("CLIP"), QCoreApplication::translate("sc::cli", "begins with how that one ends; none: on its own")},
          {QStringLiteral("continue-mode"), QStringLiteral("MODE"), QStringLiteral("last_frame, last_window")},
          {QStringLiteral("start-picture"), QStringLiteral("WHICH"), QStringLiteral("automatic, none")},
          {QStringLiteral("workflow"), QStringLiteral("NAME"), QCoreApplication::translate("sc::cli", "a workflow of one's own, or none")}}, editClipCommand},
        {noun, QStringLiteral("move"), one, QCoreApplication::translate("sc::cli", "to another place"), 2, 2,
         {overlap, ripple, scene, {QStringLiteral("to"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "new start")},
          {QStringLiteral("index"), QStringLiteral("N"), QCoreApplication::translate("sc::cli", "new place in its scene, or in that of --scene, from 1")},
          {QStringLiteral("swap"), QStringLiteral("CLIP"), QCoreApplication::translate("sc::cli", "change places with that one")}}, moveClipCommand},
        {noun, QStringLiteral("trim"), one, QCoreApplication::translate("sc::cli", "move one edge"), 2, 2,
         {overlap, ripple, {QStringLiteral("in"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "new start")},
          {QStringLiteral("out"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "new end")}}, trimClipCommand},
        {noun, QStringLiteral("split"), one, QCoreApplication::translate("sc::cli", "in two, or at every beat"), 2, 2,
         {{QStringLiteral("at"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "where")},
          {QStringLiteral("beats"), {}, QCoreApplication::translate("sc::cli", "at every beat inside")},
          {QStringLiteral("bars"), {}, QCoreApplication::translate("sc::cli", "at every bar inside")}}, splitClipCommand},
        {noun, QStringLiteral("delete"), QStringLiteral("BUNDLE CLIP..."), QCoreApplication::translate("sc::cli", "one or several"), 2, -1, {ripple}, deleteClipCommand},
        {noun, QStringLiteral("duplicate"), one, QCoreApplication::translate("sc::cli", "to the next free place"), 2, 2, {}, duplicateClipCommand},
        {noun, QStringLiteral("lock"), one, QCoreApplication::translate("sc::cli", "refuse edits"), 2, 2, {}, lockClip},
        {noun, QStringLiteral("unlock"), one, QCoreApplication::translate("sc::cli", "take edits again"), 2, 2, {}, unlockClip},
    };
}

} // namespace sc::cli
