// SPDX-License-Identifier: GPL-3.0-or-later
// pool add, list, show, edit, delete, apply, clean: all results of a project, in a clip or not.
#include "app/cli/commands_pool.h"

#include "app/cli/edit_arguments.h"
#include "core/base/text.h"
#include "core/generation/gallery.h"
#include "core/generation/import_take.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace generation;
using timeline::Take;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

QJsonObject itemJson(const project::ProjectSession &session, const GalleryItem &item)
{
    const Take &take = item.take;
    QJsonArray checks;
    for (const timeline::TakeCheck &check : take.checks)
        checks.append(QJsonObject{{QStringLiteral("name"), check.name}, {QStringLiteral("score"), check.score}});
    QJsonObject json{{QStringLiteral("id"), take.id.text()},
                     {QStringLiteral("clip"), item.clipName.isEmpty() ? QJsonValue() : QJsonValue(take.clip.text())},
                     {QStringLiteral("clip_name"), item.clipName},
                     {QStringLiteral("scene"), item.sceneName},
                     {QStringLiteral("kind"), timeline::takeKindName(take.kind)},
                     {QStringLiteral("source"), timeline::takeProviderName(take.provider)},
                     {QStringLiteral("file"), session.absolutePath(take.media)},
                     {QStringLiteral("sha256"), take.media.hash},
                     {QStringLiteral("chosen"), item.isChosen},
                     {QStringLiteral("missing"), item.isMissing},
                     {QStringLiteral("width"), take.width},
                     {QStringLiteral("height"), take.height},
                     {QStringLiteral("length_s"), take.length.toSeconds()},
                     {QStringLiteral("family"), take.family},
                     {QStringLiteral("model"), take.modelName},
                     {QStringLiteral("server"), take.serverName},
                     {QStringLiteral("rating"), take.rating},
                     {QStringLiteral("verdict"), timeline::takeVerdictName(take.verdict)},
                     {QStringLiteral("tags"), QJsonArray::fromStringList(take.tags)},
                     {QStringLiteral("notes"), take.notes},
                     {QStringLiteral("checks"), checks},
                     {QStringLiteral("created_at"), take.createdAt}};
    json.insert(QStringLiteral("seed"), take.seed ? QJsonValue(*take.seed) : QJsonValue());
    return json;
}

QString itemLine(const GalleryItem &item)
{
    const Take &take = item.take;
    return QStringLiteral("%1 %2  %3  %4x%5  %6  %7  %8\n")
        .arg(item.isChosen ? QStringLiteral("*") : QStringLiteral(" "), take.id.text().left(13), timeline::takeKindName(take.kind))
        .arg(take.width)
        .arg(take.height)
        .arg(item.clipName.isEmpty() ? tr("pool") : item.clipName, QString(take.rating, u'*'),
             take.verdict == timeline::TakeVerdict::None ? QString() : timeline::takeVerdictName(take.verdict));
}

Result<GalleryFilter> filterFrom(const Arguments &arguments, const project::ProjectSession &session)
{
    GalleryFilter filter;
    const auto is = [&](const char *option) { return arguments.has(QLatin1String(option)); };
    const auto text = [&](const char *option) { return arguments.value(QLatin1String(option)); };
    if (is("kind")) {
        filter.kind = timeline::takeKindFromName(text("kind"));
        if (!filter.kind)
            return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("--kind is image or video.")));
    }
    if (is("verdict")) {
        filter.verdict = timeline::takeVerdictFromName(text("verdict"));
        if (!filter.verdict)
            return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("--verdict is none, approved or rejected.")));
    }
    if (is("clip")) {
        SC_TRY_ASSIGN(clip, findClipId(session.timeline(), text("clip")));
        filter.clip = clip;
    }
    if (is("scene")) {
        SC_TRY_ASSIGN(scene, findSceneId(session.timeline(), text("scene")));
        filter.scene = scene;
    }
    SC_TRY_ASSIGN(stars, arguments.integer(QStringLiteral("stars"), 0, timeline::kMaxRating));
    filter.leastRating = stars.value_or(0);
    filter.family = text("family");
    filter.model = text("model");
    filter.server = text("server");
    filter.tag = text("tag");
    filter.text = text("text");
    filter.madeFrom = text("from");
    filter.madeUntil = text("until");
    filter.inPool = is("loose");
    filter.isUnreviewed = is("unreviewed");
    filter.isFlagged = is("flagged");
    filter.isUnused = is("unused");
    filter.isMissing = is("missing");
    return filter;
}

// By id or its unique beginning, of the whole project.
Result<GalleryItem> findItem(const project::ProjectSession &session, const QString &wanted)
{
    SC_TRY_ASSIGN(items, galleryOf(session));
    std::vector<GalleryItem> found;
    for (GalleryItem &item : items) {
        if (item.take.id.text() == wanted || (wanted.size() >= 6 && item.take.id.text().startsWith(wanted)))
            found.push_back(std::move(item));
    }
    if (found.size() == 1)
        return std::move(found.front());
    return std::unexpected(
        Problem(found.empty() ? ProblemCode::ResourceNotFound : ProblemCode::Conflict,
                found.empty() ? tr("The project has no take \"%1\".").arg(wanted) : tr("Several takes begin with \"%1\".").arg(wanted))
            .withDetail(tr("Use the id that pool list prints."))
            .withEntity(QStringLiteral("take"), wanted));
}

Output shown(const project::ProjectSession &session, const std::vector<GalleryItem> &items, const QString &whenNone)
{
    Output output;
    QJsonArray all;
    for (const GalleryItem &item : items) {
        all.append(itemJson(session, item));
        output.text += itemLine(item);
    }
    if (items.empty())
        output.text = whenNone;
    output.json = all;
    return output;
}

Result<Output> listCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(filter, filterFrom(invocation.arguments, *session));
    SC_TRY_ASSIGN(items, galleryOf(*session, filter));
    return shown(*session, items, tr("Nothing found."));
}

Result<Output> showCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(item, findItem(*session, invocation.word(1)));
    SC_TRY_ASSIGN(recipe, session->takes().recipeOf(item.take.id));
    QJsonObject json = itemJson(*session, item);
    json.insert(QStringLiteral("recipe"), QJsonObject{{QStringLiteral("prompt"), recipe.prompt},
                                                      {QStringLiteral("negative_prompt"), recipe.negativePrompt},
                                                      {QStringLiteral("params"), recipe.params},
                                                      {QStringLiteral("graph_hash"), recipe.graphHash}});
    return Output{itemLine(item) + QStringLiteral("    %1\n    %2\n").arg(recipe.prompt, recipe.params), json};
}

Result<Output> addCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    std::vector<project::NewTake> takes;
    for (const QString &file : invocation.arguments.positional().mid(1)) {
        SC_TRY_ASSIGN(made, importTake(session->takes().intakeOf(file)));
        SC_TRY_ASSIGN(same, sameContent(*session, made.take.media.hash));
        if (same)
            return std::unexpected(Problem(ProblemCode::DuplicateResource, tr("The project has \"%1\" already.").arg(file))
                                       .withDetail(same->id.text())
                                       .withEntity(QStringLiteral("take"), same->id.text()));
        takes.push_back(std::move(made));
    }
    SC_TRY_ASSIGN(ids, session->takes().add(tr("Add to pool"), std::move(takes)));
    SC_TRY_ASSIGN(items, galleryOf(*session));
    std::erase_if(items, [&](const GalleryItem &item) { return std::ranges::find(ids, item.take.id) == ids.end(); });
    return shown(*session, items, {});
}

Result<Output> editCommand(Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY_ASSIGN(item, findItem(*session, invocation.word(1)));
    SC_TRY_ASSIGN(stars, arguments.integer(QStringLiteral("stars"), 0, timeline::kMaxRating));
    const TakeId id = item.take.id;
    if (!stars && !arguments.has(QStringLiteral("verdict")) && !arguments.has(QStringLiteral("tags")) &&
        !arguments.has(QStringLiteral("notes")))
        return std::unexpected(
            Problem(ProblemCode::ValidationError, tr("Say what: --stars N, --verdict WORD, --tags A,B or --notes TEXT.")));
    if (stars)
        SC_TRY(session->takes().rate({id}, *stars));
    if (arguments.has(QStringLiteral("verdict"))) {
        SC_TRY_ASSIGN(verdict, choiceOption(arguments, QStringLiteral("verdict"),
                                            {QStringLiteral("none"), QStringLiteral("approved"), QStringLiteral("rejected")}, 0));
        SC_TRY(session->takes().judge({id}, static_cast<timeline::TakeVerdict>(verdict)));
    }
    if (arguments.has(QStringLiteral("tags")))
        SC_TRY(session->takes().setTags({id}, arguments.value(QStringLiteral("tags")).split(u',', Qt::SkipEmptyParts)));
    if (arguments.has(QStringLiteral("notes")))
        SC_TRY(session->takes().setNotes(id, arguments.value(QStringLiteral("notes"))));
    SC_TRY_ASSIGN(after, findItem(*session, id.text()));
    return Output{itemLine(after), itemJson(*session, after)};
}

Result<Output> deleteCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    std::vector<TakeId> ids;
    QStringList shownBy;
    for (const QString &word : invocation.arguments.positional().mid(1)) {
        SC_TRY_ASSIGN(item, findItem(*session, word));
        ids.push_back(item.take.id);
        if (item.isChosen)
            shownBy.append(item.clipName);
    }
    if (!shownBy.isEmpty() && !invocation.arguments.has(QStringLiteral("chosen")))
        return std::unexpected(Problem(ProblemCode::Conflict, tr("Shown by: %1.").arg(shownBy.join(QStringLiteral(", "))))
                                   .withDetail(tr("--chosen deletes them all the same; those shots then show nothing of that kind.")));
    SC_TRY(session->takes().remove(ids));
    return Output{tr("Deleted; files stay until pool clean --files."), QJsonObject{{QStringLiteral("deleted"), qint64(std::ssize(ids))}}};
}

Result<Output> applyCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY_ASSIGN(item, findItem(*session, invocation.word(1)));
    SC_TRY_ASSIGN(clip, findClipId(session->timeline(), invocation.word(2)));
    SC_TRY_ASSIGN(take, applyToClip(*session, item.take.id, clip));
    SC_TRY_ASSIGN(after, findItem(*session, take.text()));
    return Output{itemLine(after), itemJson(*session, after)};
}

QJsonObject spaceJson(const SpaceUsed &used)
{
    return {{QStringLiteral("chosen"), used.chosen},   {QStringLiteral("kept"), used.kept},     {QStringLiteral("other"), used.other},
            {QStringLiteral("orphans"), used.orphans}, {QStringLiteral("thumbs"), used.thumbs}, {QStringLiteral("proxies"), used.proxies},
            {QStringLiteral("total"), used.total()}};
}

Result<Output> cleanCommand(Invocation &invocation)
{
    const bool removes = invocation.arguments.has(QStringLiteral("takes"));
    const bool deletes = invocation.arguments.has(QStringLiteral("files"));
    SC_TRY_ASSIGN(session, openBundle(invocation, removes || deletes ? project::OpenMode::ReadWrite : project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(plan, planCleanUp(*session));
    qint64 freed = 0;
    if (removes && !plan.takes.empty())
        SC_TRY(removeTakes(*session, plan));
    if (deletes) {
        SC_TRY_ASSIGN(bytes, deleteOrphans(*session));
        freed = bytes;
    }
    SC_TRY_ASSIGN(used, spaceUsed(*session));
    const auto takes = qint64(std::ssize(plan.takes));
    const QString what = tr("%1 takes are neither shown, approved, rated, tagged nor noted on; %2 files belong to no take; %3 in all.")
                             .arg(takes)
                             .arg(plan.orphans.size())
                             .arg(humanSize(plan.bytes));
    return Output{
        what + (removes || deletes ? tr("\nFreed: %1.").arg(humanSize(freed)) : tr("\nRemove them: pool clean BUNDLE --takes --files")),
        QJsonObject{{QStringLiteral("takes"), takes},
                    {QStringLiteral("orphans"), QJsonArray::fromStringList(plan.orphans)},
                    {QStringLiteral("bytes"), plan.bytes},
                    {QStringLiteral("freed"), freed},
                    {QStringLiteral("space"), spaceJson(used)}}};
}

} // namespace

std::vector<Command> poolCommands()
{
    const QString kPool = QStringLiteral("pool");
    const auto option = [](const char *name, const char *value, const QString &help) {
        return OptionSpec{QLatin1String(name), QLatin1String(value), help};
    };
    return {
        {kPool,
         QStringLiteral("list"),
         QStringLiteral("BUNDLE"),
         tr("all results of a project"),
         1,
         1,
         {option("kind", "KIND", tr("image or video")), option("verdict", "WORD", tr("none, approved, rejected")),
          option("clip", "CLIP", tr("of this shot")), option("scene", "SCENE", tr("of this scene")),
          option("stars", "N", tr("at least so many")), option("family", "F", tr("of this model family")),
          option("model", "TEXT", tr("part of the model's name")), option("server", "NAME", tr("made there")),
          option("tag", "TAG", tr("with this tag")), option("text", "TEXT", tr("in prompt, notes or name")),
          option("from", "DATE", tr("made then or later, 2026-01-31")), option("until", "DATE", tr("made then or earlier")),
          option("loose", "", tr("kept by no shot")), option("unreviewed", "", tr("without a verdict")),
          option("flagged", "", tr("that checks found something in")), option("unused", "", tr("that no shot shows")),
          option("missing", "", tr("whose file is gone"))},
         listCommand},
        {kPool, QStringLiteral("show"), QStringLiteral("BUNDLE TAKE"), tr("one result with how it was made"), 2, 2, {}, showCommand},
        {kPool,
         QStringLiteral("add"),
         QStringLiteral("BUNDLE FILE..."),
         tr("brings pictures and movies along, for no shot yet"),
         2,
         -1,
         {},
         addCommand},
        {kPool,
         QStringLiteral("edit"),
         QStringLiteral("BUNDLE TAKE"),
         tr("stars, verdict, tags, notes"),
         2,
         2,
         {option("stars", "N", tr("0 to 5")), option("verdict", "WORD", tr("none, approved, rejected")),
          option("tags", "A,B", tr("instead of the tags it has")), option("notes", "TEXT", tr("instead of the notes it has"))},
         editCommand},
        {kPool,
         QStringLiteral("delete"),
         QStringLiteral("BUNDLE TAKE..."),
         tr("deletes results; undo brings them back"),
         2,
         -1,
         {option("chosen", "", tr("also those that shots show"))},
         deleteCommand},
        {kPool,
         QStringLiteral("apply"),
         QStringLiteral("BUNDLE TAKE CLIP"),
         tr("the same media as a take of this shot"),
         3,
         3,
         {},
         applyCommand},
        {kPool,
         QStringLiteral("clean"),
         QStringLiteral("BUNDLE"),
         tr("what could go, and the space in use"),
         1,
         1,
         {option("takes", "", tr("removes takes that nobody wanted; undo brings them back")),
          option("files", "", tr("deletes files that belong to no take, for good"))},
         cleanCommand},
    };
}

} // namespace sc::cli
