// SPDX-License-Identifier: GPL-3.0-or-later
// Verbs of "clip" on what a clip shows of its media: transitions, speed, freeze frames, versions.
#include "app/cli/describe.h"
#include "app/cli/edit_arguments.h"
#include "core/project/take_shelf.h"
#include "core/project/version_shelf.h"
#include "core/timeline/clip_json.h"
#include "core/timeline/edits.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace timeline;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

using SessionEdit = std::function<Result<Timeline>(project::ProjectSession &, const ClipId &)>;

// As editNamedClip(), for edits that ask how long the clip's media is. Answers with the clip as it is then.
Result<Output> editWithMedia(const Invocation &invocation, const QString &name, const SessionEdit &edit)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY_ASSIGN(clip, findClipId(session->timeline(), invocation.word(1)));
    SC_TRY(session->apply(name, edit(*session, clip)));
    const Clip *edited = findClip(session->timeline(), clip);
    QJsonObject json{{QStringLiteral("done"), name}, {QStringLiteral("project"), projectJson(session->timeline())}};
    json.insert(QStringLiteral("clip"), edited ? QJsonValue(clipJson(session->timeline(), *edited)) : QJsonValue());
    return Output{name, json};
}

Result<Output> transitionCommand(Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    SC_TRY_ASSIGN(edge, choiceOption(arguments, QStringLiteral("edge"), {QStringLiteral("in"), QStringLiteral("out")}, 0));
    SC_TRY_ASSIGN(place, choiceOption(arguments, QStringLiteral("place"), {QStringLiteral("centred"), QStringLiteral("before"), QStringLiteral("after")}, 0));
    SC_TRY_ASSIGN(handles, choiceOption(arguments, QStringLiteral("handles"), {QStringLiteral("refuse"), QStringLiteral("limit"), QStringLiteral("hold")}, 1));
    const QString kindName = arguments.value(QStringLiteral("kind"), QStringLiteral("dissolve"));
    const std::optional<TransitionKind> kind = transitionFromName(kindName);
    if (!kind)
        return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("There is no transition \"%1\".").arg(kindName))
                                   .withDetail(QStringLiteral("cut, dissolve, fade_black, fade_white, wipe")));
    const QString name = *kind == TransitionKind::Cut ? tr("Remove transition") : tr("Set transition");
    return editWithMedia(invocation, name, [&](project::ProjectSession &session, const ClipId &clip) -> Result<Timeline> {
        Ticks length = Ticks::seconds(1);
        if (arguments.has(QStringLiteral("length"))) {
            SC_TRY_ASSIGN(given, requiredDistance(invocation, QStringLiteral("length"), session.timeline().project.frameRate));
            length = given;
        }
        return setTransition(session.timeline(), {.clip = clip,
                                                  .edge = static_cast<ClipEdge>(edge),
                                                  .transition = {*kind, length},
                                                  .place = static_cast<TransitionPlace>(place),
                                                  .handles = static_cast<HandleRule>(handles),
                                                  .mediaLength = [&](const Clip &each) { return session.takes().mediaLength(each); }});
    });
}

Result<Output> speedCommand(Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    SC_TRY_ASSIGN(speed, parseSpeed(arguments.value(QStringLiteral("to"))));
    SC_TRY_ASSIGN(keeps, choiceOption(arguments, QStringLiteral("keep"), {QStringLiteral("length"), QStringLiteral("content")}, 0));
    SC_TRY_ASSIGN(overlap, overlapOption(arguments));
    return editWithMedia(invocation, tr("Change speed"), [&](project::ProjectSession &session, const ClipId &clip) {
        return setSpeed(session.timeline(), {.clip = clip,
                                             .speed = speed,
                                             .keeps = static_cast<SpeedKeeps>(keeps),
                                             .overlap = overlap,
                                             .ripple = arguments.has(QStringLiteral("ripple"))});
    });
}

Result<Output> fitCommand(Invocation &invocation)
{
    return editWithMedia(invocation, tr("Fit to fill"), [](project::ProjectSession &session, const ClipId &id) {
        const Clip *clip = findClip(session.timeline(), id);
        return fitToFill(session.timeline(), {id, clip ? session.takes().mediaLength(*clip) : std::nullopt});
    });
}

Result<Output> stretchCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(edge, choiceOption(invocation.arguments, QStringLiteral("edge"), {QStringLiteral("in"), QStringLiteral("out")}, 1));
    SC_TRY_ASSIGN(overlap, overlapOption(invocation.arguments));
    return editWithMedia(invocation, tr("Stretch clip"), [&](project::ProjectSession &session, const ClipId &clip) -> Result<Timeline> {
        SC_TRY_ASSIGN(to, requiredTime(invocation, QStringLiteral("to"), session.timeline().project.frameRate));
        return stretchClip(session.timeline(), {clip, static_cast<ClipEdge>(edge), to, overlap});
    });
}

Result<Output> freezeCommand(Invocation &invocation)
{
    return editWithMedia(invocation, tr("Freeze frame"), [&](project::ProjectSession &session, const ClipId &clip) -> Result<Timeline> {
        SC_TRY_ASSIGN(at, requiredTime(invocation, QStringLiteral("at"), session.timeline().project.frameRate));
        return freezeClip(session.timeline(), {.clip = clip, .at = at, .whole = invocation.arguments.has(QStringLiteral("whole"))});
    });
}

Output versionList(const std::vector<ClipVersion> &versions, const Clip &clip)
{
    Output output;
    QJsonArray all;
    for (const ClipVersion &version : versions) {
        const bool active = version.number == clip.activeVersion;
        output.text += QStringLiteral("%1 %2  %3  %4\n")
                           .arg(active ? QStringLiteral("*") : QStringLiteral(" "))
                           .arg(version.number)
                           .arg(version.createdAt, versionReasonText(version.reason));
        all.append(QJsonObject{{QStringLiteral("number"), version.number},
                               {QStringLiteral("active"), active},
                               {QStringLiteral("reason"), versionReasonName(version.reason)},
                               {QStringLiteral("created_at"), version.createdAt},
                               {QStringLiteral("content"), toJson(version.content)}});
    }
    if (versions.empty())
        output.text = tr("No versions yet. Save one: clip version save BUNDLE CLIP");
    output.json = all;
    return output;
}

Output comparison(const std::vector<VersionField> &fields)
{
    Output output;
    QJsonArray all;
    for (const VersionField &field : fields) {
        all.append(QJsonObject{{QStringLiteral("field"), field.key},
                               {QStringLiteral("left"), field.left},
                               {QStringLiteral("right"), field.right},
                               {QStringLiteral("differs"), field.differs()}});
        if (field.differs())
            output.text += QStringLiteral("%1:\n  - %2\n  + %3\n").arg(field.name, field.left, field.right);
    }
    if (output.text.isEmpty())
        output.text = tr("Both are the same.");
    output.json = all;
    return output;
}

// The number behind the clip; "now" is the clip as it is, 0.
Result<int> versionNumber(const Invocation &invocation, qsizetype word)
{
    const QString text = invocation.word(word);
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (text == QLatin1String("now"))
        return 0;
    if (isNumber && number > 0)
        return number;
    return std::unexpected(Problem(ProblemCode::ValidationError, tr("A version is a number of clip version list, or now; not \"%1\".").arg(text)));
}

Result<Output> versionCommand(Invocation &invocation)
{
    const QString action = invocation.word(0);
    const QStringList known = {QStringLiteral("save"), QStringLiteral("list"), QStringLiteral("compare"), QStringLiteral("restore")};
    if (!known.contains(action))
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("\"clip version\" has no action \"%1\".").arg(action))
                                   .withDetail(tr("Known: %1.").arg(known.join(QStringLiteral(", ")))));
    const bool isWriting = action == known[0] || action == known[3];
    SC_TRY_ASSIGN(session, project::ProjectSession::open(invocation.word(1), isWriting ? project::OpenMode::ReadWrite : project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(clip, findClipId(session->timeline(), invocation.word(2)));
    if (action == QLatin1String("compare")) {
        SC_TRY_ASSIGN(left, versionNumber(invocation, 3));
        SC_TRY_ASSIGN(right, invocation.arguments.positional().size() > 4 ? versionNumber(invocation, 4) : Result<int>(0));
        SC_TRY_ASSIGN(fields, session->versions().compare(clip, left, right));
        return comparison(fields);
    }
    if (action == QLatin1String("save"))
        SC_TRY(session->versions().save(clip));
    if (action == QLatin1String("restore")) {
        SC_TRY_ASSIGN(number, versionNumber(invocation, 3));
        SC_TRY(session->versions().restore(clip, number));
    }
    SC_TRY_ASSIGN(versions, session->versions().versionsOf(clip));
    return versionList(versions, *findClip(session->timeline(), clip));
}

} // namespace

std::vector<Command> pictureCommands()
{
    const QString noun = QStringLiteral("clip");
    const QString one = QStringLiteral("BUNDLE CLIP");
    const OptionSpec overlap{QStringLiteral("overlap"), QStringLiteral("MODE"), QStringLiteral("refuse (default), push, trim, overwrite")};
    return {
        {noun, QStringLiteral("transition"), one, tr("into or out of it"), 2, 2,
         {{QStringLiteral("edge"), QStringLiteral("EDGE"), tr("in (default) or out")},
          {QStringLiteral("kind"), QStringLiteral("KIND"), tr("dissolve (default), fade_black, fade_white, wipe; cut takes it away")},
          {QStringLiteral("length"), QStringLiteral("TIME"), tr("0 to 5 s, or frames: 12f (1 s)")},
          {QStringLiteral("place"), QStringLiteral("PLACE"), tr("of the cut: centred (default), before, after")},
          {QStringLiteral("handles"), QStringLiteral("RULE"), tr("where the media is too short: limit (default), refuse, hold")}}, transitionCommand},
        {noun, QStringLiteral("speed"), one, tr("faster, slower, or a freeze frame"), 2, 2,
         {{QStringLiteral("to"), QStringLiteral("SPEED"), tr("1/8 to 8: 1/2, 0.5, 50%; or freeze")},
          {QStringLiteral("keep"), QStringLiteral("WHAT"), tr("length (default), or content: its end moves")},
          overlap, {QStringLiteral("ripple"), {}, tr("what follows moves along")}}, speedCommand},
        {noun, QStringLiteral("fit"), one, tr("the speed at which its movie fills it"), 2, 2, {}, fitCommand},
        {noun, QStringLiteral("stretch"), one, tr("move an edge, the speed follows"), 2, 2,
         {{QStringLiteral("edge"), QStringLiteral("EDGE"), tr("in or out (default)")}, {QStringLiteral("to"), QStringLiteral("TIME"), tr("where to")}, overlap},
         stretchCommand},
        {noun, QStringLiteral("freeze"), one, tr("stands still from a time on"), 2, 2,
         {{QStringLiteral("at"), QStringLiteral("TIME"), tr("the frame that stays")}, {QStringLiteral("whole"), {}, tr("all of the clip shows it")}}, freezeCommand},
        {noun, QStringLiteral("version"), QStringLiteral("save|list|compare|restore BUNDLE CLIP [N [N|now]]"), tr("its saved versions"), 3, 5, {}, versionCommand},
    };
}

} // namespace sc::cli
