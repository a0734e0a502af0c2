// SPDX-License-Identifier: GPL-3.0-or-later
// clip take: the pictures and movies of a clip.
#include "app/cli/edit_arguments.h"
#include "app/cli/take_choice.h"
#include "core/base/text.h"
#include "core/base/timecode.h"
#include "core/generation/import_take.h"
#include "core/project/take_shelf.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace timeline;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

bool isChosen(const Clip &clip, const Take &take)
{
    return clip.selectedImage == take.id || clip.selectedVideo == take.id;
}

QJsonObject takeJson(const project::ProjectSession &session, const Clip &clip, const Take &take)
{
    QJsonObject json{
        {QStringLiteral("id"), take.id.text()},
        {QStringLiteral("kind"), takeKindName(take.kind)},
        {QStringLiteral("chosen"), isChosen(clip, take)},
        {QStringLiteral("file"), take.media.path},
        {QStringLiteral("sha256"), take.media.hash},
        {QStringLiteral("missing"), !QFileInfo(session.absolutePath(take.media)).isFile()},
        {QStringLiteral("width"), take.width},
        {QStringLiteral("height"), take.height},
        {QStringLiteral("frames"), take.frames},
        {QStringLiteral("frame_rate"), QStringLiteral("%1/%2").arg(take.rateNumerator).arg(take.rateDenominator)},
        {QStringLiteral("variable_rate"), take.isRateVariable},
        {QStringLiteral("length_s"), take.length.toSeconds()},
        {QStringLiteral("timecode"), take.startTimecode},
        {QStringLiteral("provider"), takeProviderName(take.provider)},
        {QStringLiteral("family"), take.family},
        {QStringLiteral("model"), take.modelName},
        {QStringLiteral("server"), take.serverName},
        {QStringLiteral("original_name"), take.originalName},
        {QStringLiteral("created_at"), take.createdAt},
        {QStringLiteral("rating"), take.rating},
        {QStringLiteral("verdict"), takeVerdictName(take.verdict)},
        {QStringLiteral("tags"), QJsonArray::fromStringList(take.tags)},
        {QStringLiteral("notes"), take.notes},
    };
    json.insert(QStringLiteral("seed"), take.seed ? QJsonValue(*take.seed) : QJsonValue());
    return json;
}

QString takeLine(size_t number, const Clip &clip, const Take &take)
{
    const QString size = QStringLiteral("%1x%2").arg(take.width).arg(take.height);
    const QString length = take.isVideo() ? formatClock(take.length) : tr("still");
    return QStringLiteral("%1 #%2  %3  %4  %5  %6  %7  %8\n")
        .arg(isChosen(clip, take) ? QStringLiteral("*") : QStringLiteral(" "))
        .arg(number)
        .arg(take.id.text(), takeKindName(take.kind), size, length, QString(take.rating, u'*'),
             take.verdict == TakeVerdict::None ? QString() : takeVerdictName(take.verdict));
}

struct TakeCall
{
    Invocation &invocation;
    SessionPtr session;
    ClipId clip;
    QStringList words; // behind the clip

    [[nodiscard]] project::TakeShelf &takes() const { return session->takes(); }
    [[nodiscard]] const Clip &clipValue() const { return *findClip(session->timeline(), clip); }
    [[nodiscard]] Result<std::vector<TakeId>> namedTakes() const
    {
        std::vector<TakeId> ids;
        for (const QString &word : words) {
            SC_TRY_ASSIGN(take, findTake(*session, clip, word));
            ids.push_back(take.id);
        }
        if (ids.empty())
            return std::unexpected(Problem(ProblemCode::ValidationError, tr("Name one or more takes.")));
        return ids;
    }
};

Result<Output> listTakes(TakeCall &call)
{
    SC_TRY_ASSIGN(takes, call.takes().takesOf(call.clip));
    Output output;
    QJsonArray all;
    for (size_t i = 0; i < takes.size(); ++i) {
        all.append(takeJson(*call.session, call.clipValue(), takes[i]));
        output.text += takeLine(i + 1, call.clipValue(), takes[i]);
    }
    if (takes.empty())
        output.text = tr("No takes yet. Add one: clip take add BUNDLE CLIP FILE");
    output.json = all;
    return output;
}

// Says what a clip has after an edit, as `list` does.
Result<Output> done(TakeCall &call, const Result<> &edited)
{
    if (!edited)
        return std::unexpected(edited.error());
    return listTakes(call);
}

Result<Output> addTakes(TakeCall &call)
{
    if (call.words.isEmpty())
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("Name one or more files.")));
    // Each file is looked at before the first is added: all come in, or none.
    std::vector<project::NewTake> takes;
    for (const QString &file : call.words) {
        SC_TRY_ASSIGN(made, generation::importTake(call.takes().intakeOf(file)));
        made.take.clip = call.clip;
        made.choose = call.invocation.arguments.has(QStringLiteral("choose"));
        takes.push_back(std::move(made));
    }
    SC_TRY_ASSIGN(ids, call.takes().add(tr("Add media as take"), takes));
    return listTakes(call);
}

Result<Output> chooseTakeCommand(TakeCall &call)
{
    if (call.words == QStringList{QStringLiteral("none")}) {
        SC_TRY_ASSIGN(kind, choiceOption(call.invocation.arguments, QStringLiteral("kind"), {QStringLiteral("image"), QStringLiteral("video")}, 1));
        return done(call, call.takes().chooseNone(call.clip, static_cast<TakeKind>(kind)));
    }
    SC_TRY_ASSIGN(ids, call.namedTakes());
    return done(call, call.takes().choose(call.clip, ids.front()));
}

Result<Output> rateTakes(TakeCall &call)
{
    const Arguments &arguments = call.invocation.arguments;
    SC_TRY_ASSIGN(ids, call.namedTakes());
    SC_TRY_ASSIGN(stars, arguments.integer(QStringLiteral("stars"), 0, kMaxRating));
    if (!stars && !arguments.has(QStringLiteral("verdict")) && !arguments.has(QStringLiteral("tags")) && !arguments.has(QStringLiteral("notes")))
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("Say how: --stars N, --verdict WORD, --tags A,B or --notes TEXT.")));
    if (stars)
        SC_TRY(call.takes().rate(ids, *stars));
    if (arguments.has(QStringLiteral("verdict"))) {
        SC_TRY_ASSIGN(verdict, choiceOption(arguments, QStringLiteral("verdict"),
                                            {takeVerdictName(TakeVerdict::None), takeVerdictName(TakeVerdict::Approved), takeVerdictName(TakeVerdict::Rejected)}, 0));
        SC_TRY(call.takes().judge(ids, static_cast<TakeVerdict>(verdict)));
    }
    if (arguments.has(QStringLiteral("tags")))
        SC_TRY(call.takes().setTags(ids, arguments.value(QStringLiteral("tags")).split(u',', Qt::SkipEmptyParts)));
    if (arguments.has(QStringLiteral("notes"))) {
        for (const TakeId &id : ids)
            SC_TRY(call.takes().setNotes(id, arguments.value(QStringLiteral("notes"))));
    }
    return listTakes(call);
}

Result<Output> removeTakes(TakeCall &call)
{
    SC_TRY_ASSIGN(ids, call.namedTakes());
    return done(call, call.takes().remove(ids));
}

Result<Output> takeCommand(Invocation &invocation)
{
    const std::vector<std::pair<QString, Result<Output> (*)(TakeCall &)>> actions = {
        {QStringLiteral("add"), addTakes},   {QStringLiteral("list"), listTakes},     {QStringLiteral("choose"), chooseTakeCommand},
        {QStringLiteral("rate"), rateTakes}, {QStringLiteral("remove"), removeTakes},
    };
    QStringList known;
    for (const auto &[name, run] : actions) {
        known.append(name);
        if (name != invocation.word(0))
            continue;
        const auto mode = run == listTakes ? project::OpenMode::ReadOnly : project::OpenMode::ReadWrite;
        SC_TRY_ASSIGN(session, project::ProjectSession::open(invocation.word(1), mode));
        SC_TRY_ASSIGN(clip, findClipId(session->timeline(), invocation.word(2)));
        TakeCall call{invocation, std::move(session), clip, invocation.arguments.positional().mid(3)};
        return run(call);
    }
    return std::unexpected(Problem(ProblemCode::ValidationError, tr("\"clip take\" has no action \"%1\".").arg(invocation.word(0)))
                               .withDetail(tr("Known: %1.").arg(known.join(QStringLiteral(", ")))));
}

} // namespace

Result<Take> findTake(const project::ProjectSession &session, const ClipId &clip, const QString &wanted)
{
    SC_TRY_ASSIGN(takes, session.takes().takesOf(clip));
    bool isNumber = false;
    const int number = wanted.startsWith(u'#') ? wanted.mid(1).toInt(&isNumber) : 0;
    if (isNumber && number >= 1 && number <= std::ssize(takes))
        return takes[static_cast<size_t>(number - 1)];
    std::vector<Take> found;
    for (const Take &take : takes) {
        if (take.id.text() == wanted || (wanted.size() >= 6 && take.id.text().startsWith(wanted)))
            found.push_back(take);
    }
    if (found.size() == 1)
        return found.front();
    return std::unexpected(Problem(found.empty() ? ProblemCode::ResourceNotFound : ProblemCode::Conflict,
                                   found.empty() ? tr("The clip has no take \"%1\".").arg(wanted) : tr("Several takes begin with \"%1\".").arg(wanted))
                               .withDetail(tr("Use the id or #number that clip take list prints."))
                               .withEntity(QStringLiteral("take"), wanted));
}

std::vector<Command> takeCommands()
{
    return {
        {QStringLiteral("clip"), QStringLiteral("take"), QStringLiteral("add|list|choose|rate|remove BUNDLE CLIP [FILE|TAKE]..."),
         tr("its pictures and movies"), 3, -1,
         {{QStringLiteral("choose"), {}, tr("add: show the new one, also where another is chosen")},
          {QStringLiteral("kind"), QStringLiteral("KIND"), tr("choose none: image or video (video)")},
          {QStringLiteral("stars"), QStringLiteral("N"), tr("rate: 0 to 5")},
          {QStringLiteral("verdict"), QStringLiteral("WORD"), tr("rate: none, approved, rejected")},
          {QStringLiteral("tags"), QStringLiteral("A,B"), tr("rate: instead of the tags it has")},
          {QStringLiteral("notes"), QStringLiteral("TEXT"), tr("rate: instead of the notes it has")}}, takeCommand},
    };
}

} // namespace sc::cli
