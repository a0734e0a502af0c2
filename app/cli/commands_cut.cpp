// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/describe.h"
#include "app/cli/edit_arguments.h"
#include "core/project/take_shelf.h"
#include "core/timeline/edits.h"

#include <QtCore/QHash>

// Verbs of "clip" that work on cuts, beats, alternates and copies.
namespace sc::cli {

namespace {

using namespace timeline;

Result<ClipEdge> edgeOption(const Arguments &arguments)
{
    SC_TRY_ASSIGN(edge, choiceOption(arguments, QStringLiteral("edge"), {QStringLiteral("in"), QStringLiteral("out")}, 0));
    return static_cast<ClipEdge>(edge);
}

Result<AlternateContent> contentOption(const Arguments &arguments)
{
    SC_TRY_ASSIGN(content, choiceOption(arguments, QStringLiteral("content"),
                                        {QStringLiteral("empty"), QStringLiteral("structure"), QStringLiteral("takes")}, 1));
    return static_cast<AlternateContent>(content);
}

Result<Output> rollCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(edge, edgeOption(invocation.arguments));
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "Roll cut"),
                         [&](const Timeline &now, const ClipId &clip) -> Result<Timeline> {
                             SC_TRY_ASSIGN(to, requiredTime(invocation, QStringLiteral("to"), now.project.frameRate));
                             return rollCut(now, {.clip = clip, .edge = edge, .to = to});
                         });
}

Result<Output> slipCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    const Timeline &now = session->timeline();
    SC_TRY_ASSIGN(clip, findClipId(now, invocation.word(1)));
    SC_TRY_ASSIGN(by, requiredDistance(invocation, QStringLiteral("by"), now.project.frameRate));
    const QString name = QCoreApplication::translate("sc::cli", "Slip clip");
    SC_TRY(session->apply(name, slipClip(now, {.clip = clip, .by = by, .mediaLength = session->takes().mediaLength(*findClip(now, clip))})));
    return Output{name, QJsonObject{{QStringLiteral("done"), name}, {QStringLiteral("project"), projectJson(session->timeline())}}};
}

Result<Output> slideCommand(Invocation &invocation)
{
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "Slide clip"),
                         [&](const Timeline &now, const ClipId &clip) -> Result<Timeline> {
                             SC_TRY_ASSIGN(by, requiredDistance(invocation, QStringLiteral("by"), now.project.frameRate));
                             return slideClip(now, {.clip = clip, .by = by});
                         });
}

Result<Output> joinCommand(Invocation &invocation)
{
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Join clips"), [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(clips, namedClips(now, invocation, 1));
        return joinClips(now, {clips});
    });
}

Result<Output> beatsCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(overlap, overlapOption(invocation.arguments));
    const double beats = invocation.arguments.value(QStringLiteral("length")).toDouble();
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "Set length in beats"),
                         [&](const Timeline &now, const ClipId &clip) {
                             return setLengthInBeats(now, {clip, beats, overlap, invocation.arguments.has(QStringLiteral("ripple"))});
                         });
}

Result<Output> nudgeCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(overlap, overlapOption(invocation.arguments));
    SC_TRY_ASSIGN(beats, invocation.arguments.integer(QStringLiteral("beats"), -100'000, 100'000));
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Nudge clips"), [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(clips, namedClips(now, invocation, 1));
        if (beats)
            return nudgeByBeats(now, {clips, *beats, overlap});
        SC_TRY_ASSIGN(by, requiredDistance(invocation, QStringLiteral("by"), now.project.frameRate));
        return moveClips(now, {.clips = clips, .by = by, .overlap = overlap});
    });
}

Result<Output> alignCommand(Invocation &invocation)
{
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Align cuts to beats"),
                      [&](const Timeline &now) -> Result<Timeline> {
                          SC_TRY_ASSIGN(clips, namedClips(now, invocation, 1));
                          return alignToBeats(now, {clips});
                      });
}

Result<Output> gapsCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(fix, choiceOption(invocation.arguments, QStringLiteral("fix"), {QStringLiteral("extend"), QStringLiteral("ripple")}, 0));
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Close gaps"), [&](const Timeline &now) -> Result<Timeline> {
        CloseGaps request;
        request.fix = static_cast<GapFix>(fix);
        SC_TRY_ASSIGN(limit, timeOption(invocation, QStringLiteral("shorter-than"), now.project.frameRate));
        request.shorterThan = limit;
        return closeGaps(now, request);
    });
}

Result<Output> alternateCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(content, contentOption(invocation.arguments));
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "New alternate"), [&](const Timeline &now, const ClipId &clip) {
        return addClipAlternate(now, {.clip = clip, .content = content, .makeLive = invocation.arguments.has(QStringLiteral("live"))});
    });
}

Result<Output> liveCommand(Invocation &invocation)
{
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "Make alternate live"),
                         [&](const Timeline &now, const ClipId &clip) {
                             return invocation.arguments.has(QStringLiteral("next")) ? cycleClip(now, {clip}) : makeClipLive(now, {clip});
                         });
}

Result<Output> promoteCommand(Invocation &invocation)
{
    return editNamedClip(invocation, QCoreApplication::translate("sc::cli", "Promote alternate"),
                         [&](const Timeline &now, const ClipId &clip) -> Result<Timeline> {
                             SC_TRY_ASSIGN(start, timeOption(invocation, QStringLiteral("to"), now.project.frameRate));
                             return promoteClip(now, {clip, start});
                         });
}

Result<Output> copyCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(overlap, overlapOption(invocation.arguments));
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Paste clips"), [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(clips, namedClips(now, invocation, 1));
        SC_TRY_ASSIGN(copied, copyClips(now, clips));
        PasteClips request;
        request.copied = copied;
        request.overlap = overlap;
        request.ripple = invocation.arguments.has(QStringLiteral("ripple"));
        SC_TRY_ASSIGN(at, requiredTime(invocation, QStringLiteral("to"), now.project.frameRate));
        request.at = at;
        if (invocation.arguments.has(QStringLiteral("scene"))) {
            SC_TRY_ASSIGN(scene, findSceneId(now, invocation.arguments.value(QStringLiteral("scene"))));
            request.scene = scene;
        }
        return pasteClips(now, request);
    });
}

Result<ClipAttributes> attributesOption(const Arguments &arguments)
{
    static const QHash<QString, ClipAttribute> known = {
        {QStringLiteral("prompts"), ClipAttribute::Prompts},     {QStringLiteral("lyrics"), ClipAttribute::Lyrics},
        {QStringLiteral("direction"), ClipAttribute::Direction}, {QStringLiteral("transitions"), ClipAttribute::Transitions},
        {QStringLiteral("speed"), ClipAttribute::Speed},         {QStringLiteral("notes"), ClipAttribute::Notes},
        {QStringLiteral("length"), ClipAttribute::Length},       {QStringLiteral("takes"), ClipAttribute::Takes},
        {QStringLiteral("generation"), ClipAttribute::Generation}};
    ClipAttributes attributes;
    const QStringList wanted = arguments.value(QStringLiteral("what"), QStringLiteral("prompts,direction")).split(u',', Qt::SkipEmptyParts);
    for (const QString &name : wanted) {
        const auto attribute = known.constFind(name.trimmed());
        if (attribute == known.constEnd()) {
            QStringList names = known.keys();
            names.sort();
            return std::unexpected(
                Problem(ProblemCode::InvalidParameter, QCoreApplication::translate("sc::cli", "A clip has no attribute \"%1\".").arg(name))
                    .withDetail(names.join(QStringLiteral(", "))));
        }
        attributes |= *attribute;
    }
    return attributes;
}

Result<Output> attributesCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(attributes, attributesOption(invocation.arguments));
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Paste attributes"), [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(from, findClipId(now, invocation.word(1)));
        SC_TRY_ASSIGN(copied, copyClips(now, {from}));
        SC_TRY_ASSIGN(clips, namedClips(now, invocation, 2));
        return pasteAttributes(now, {copied, clips, attributes});
    });
}

} // namespace

std::vector<Command> cutCommands()
{
    const QString noun = QStringLiteral("clip");
    const QString one = QStringLiteral("BUNDLE CLIP");
    const QString several = QStringLiteral("BUNDLE CLIP...");
    const OptionSpec overlap{QStringLiteral("overlap"), QStringLiteral("MODE"), QStringLiteral("refuse (default), push, trim, overwrite")};
    const OptionSpec ripple{QStringLiteral("ripple"), {}, QCoreApplication::translate("sc::cli", "what follows moves along")};
    const OptionSpec to{QStringLiteral("to"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "where to")};
    const OptionSpec by{QStringLiteral("by"), QStringLiteral("DISTANCE"),
                        QCoreApplication::translate("sc::cli", "1.5, -0.25 or 12f (frames)")};
    return {
        {noun,
         QStringLiteral("roll"),
         one,
         QCoreApplication::translate("sc::cli", "move the cut between it and its neighbour"),
         2,
         2,
         {to, {QStringLiteral("edge"), QStringLiteral("EDGE"), QStringLiteral("in (default), out")}},
         rollCommand},
        {noun,
         QStringLiteral("slip"),
         one,
         QCoreApplication::translate("sc::cli", "show another part of its picture"),
         2,
         2,
         {by},
         slipCommand},
        {noun,
         QStringLiteral("slide"),
         one,
         QCoreApplication::translate("sc::cli", "move it between its neighbours"),
         2,
         2,
         {by},
         slideCommand},
        {noun, QStringLiteral("join"), several, QCoreApplication::translate("sc::cli", "make one of neighbours"), 3, -1, {}, joinCommand},
        {noun,
         QStringLiteral("beats"),
         one,
         QCoreApplication::translate("sc::cli", "set its length in beats"),
         2,
         2,
         {overlap, ripple, {QStringLiteral("length"), QStringLiteral("N"), QCoreApplication::translate("sc::cli", "beats, in halves")}},
         beatsCommand},
        {noun,
         QStringLiteral("nudge"),
         several,
         QCoreApplication::translate("sc::cli", "by a distance or by beats"),
         2,
         -1,
         {overlap,
          by,
          {QStringLiteral("beats"), QStringLiteral("N"), QCoreApplication::translate("sc::cli", "so many beats on, negative: back")}},
         nudgeCommand},
        {noun,
         QStringLiteral("align"),
         QStringLiteral("BUNDLE [CLIP...]"),
         QCoreApplication::translate("sc::cli", "roll off-beat cuts to their beats"),
         1,
         -1,
         {},
         alignCommand},
        {noun,
         QStringLiteral("gaps"),
         QStringLiteral("BUNDLE"),
         QCoreApplication::translate("sc::cli", "close gaps inside scenes"),
         1,
         1,
         {{QStringLiteral("fix"), QStringLiteral("HOW"), QStringLiteral("extend (default), ripple")},
          {QStringLiteral("shorter-than"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "only gaps shorter than this")}},
         gapsCommand},
        {noun,
         QStringLiteral("alternate"),
         one,
         QCoreApplication::translate("sc::cli", "another version in its place"),
         2,
         2,
         {{QStringLiteral("content"), QStringLiteral("WHAT"), QStringLiteral("structure (default), empty, takes")},
          {QStringLiteral("live"), {}, QCoreApplication::translate("sc::cli", "make it the live one")}},
         alternateCommand},
        {noun,
         QStringLiteral("live"),
         one,
         QCoreApplication::translate("sc::cli", "make this alternate the live one"),
         2,
         2,
         {{QStringLiteral("next"), {}, QCoreApplication::translate("sc::cli", "the next one of its group instead")}},
         liveCommand},
        {noun,
         QStringLiteral("promote"),
         one,
         QCoreApplication::translate("sc::cli", "an alternate becomes a clip of its own"),
         2,
         2,
         {to},
         promoteCommand},
        {noun,
         QStringLiteral("copy"),
         several,
         QCoreApplication::translate("sc::cli", "copies of clips at another place"),
         2,
         -1,
         {to,
          overlap,
          ripple,
          {QStringLiteral("scene"), QStringLiteral("SCENE"), QCoreApplication::translate("sc::cli", "into this scene")}},
         copyCommand},
        {noun,
         QStringLiteral("attributes"),
         QStringLiteral("BUNDLE FROM CLIP..."),
         QCoreApplication::translate("sc::cli", "give one clip's attributes to others"),
         3,
         -1,
         {{QStringLiteral("what"), QStringLiteral("LIST"),
           QStringLiteral("prompts,direction (default); lyrics, transitions, speed, notes, length, takes")}},
         attributesCommand},
    };
}

} // namespace sc::cli
