// SPDX-License-Identifier: GPL-3.0-or-later
// pool add, list, show, edit, delete, apply, move, similar, same, export, notes, clean: all results of a project, in a clip or not.
#include "app/cli/commands_pool.h"

#include "app/cli/edit_arguments.h"
#include "app/cli/queue_access.h"
#include "core/base/text.h"
#include "core/generation/character.h"
#include "core/generation/gallery.h"
#include "core/generation/gallery_files.h"
#include "core/generation/import_take.h"
#include "core/generation/picture_likeness.h"
#include "core/generation/review_notes.h"
#include "core/project/item_shelf.h"

#include <QtCore/QDate>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace generation;
using timeline::Take;

// In the order of GallerySort and GalleryGrouping.
const QStringList kSorts{QStringLiteral("song"),   QStringLiteral("newest"),  QStringLiteral("oldest"),
                         QStringLiteral("rating"), QStringLiteral("largest"), QStringLiteral("seed")};
const QStringList kGroupings{QStringLiteral("none"),  QStringLiteral("scene"), QStringLiteral("clip"),      QStringLiteral("batch"),
                             QStringLiteral("model"), QStringLiteral("day"),   QStringLiteral("character"), QStringLiteral("server")};

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
    const auto list = [&](const char *option) { return text(option).split(u',', Qt::SkipEmptyParts); };
    if (is("kind")) {
        const auto kind = timeline::takeKindFromName(text("kind"));
        if (!kind)
            return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("--kind is image or video.")));
        filter.kinds = {*kind};
    }
    if (is("verdict")) {
        const auto verdict = timeline::takeVerdictFromName(text("verdict"));
        if (!verdict)
            return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("--verdict is none, approved or rejected.")));
        filter.marks = {*verdict == timeline::TakeVerdict::None       ? GalleryMark::NotJudged
                        : *verdict == timeline::TakeVerdict::Approved ? GalleryMark::Approved
                                                                      : GalleryMark::Rejected};
    }
    for (const QString &source : list("source")) {
        const auto provider = timeline::takeProviderFromName(source);
        if (!provider)
            return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("--source is comfyui, runpod, cloud or import.")));
        filter.sources.push_back(*provider);
    }
    if (is("clip")) {
        SC_TRY_ASSIGN(clip, findClipId(session.timeline(), text("clip")));
        filter.clips = {clip};
    }
    if (is("scene")) {
        SC_TRY_ASSIGN(scene, findSceneId(session.timeline(), text("scene")));
        filter.scenes = {scene};
    }
    if (is("character")) {
        SC_TRY_ASSIGN(characters, session.items().all(QString::fromLatin1(kCharacterKind)));
        const QString wanted = text("character");
        for (const StudioItem &item : characters) {
            if (item.id == wanted || item.name.compare(wanted, Qt::CaseInsensitive) == 0)
                filter.characters.emplace_back(item.id);
        }
        if (filter.characters.empty())
            filter.characters.emplace_back(wanted); // a shared one, by its id
    }
    if (is("seed")) {
        bool isNumber = false;
        filter.seed = text("seed").toLongLong(&isNumber);
        if (!isNumber)
            return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("--seed is a whole number.")));
    }
    for (const char *day : {"from", "until"}) {
        if (is(day) && !QDate::fromString(text(day), Qt::ISODate).isValid())
            return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("--%1 is a day: 2026-01-31.").arg(QLatin1String(day))));
    }
    SC_TRY_ASSIGN(stars, arguments.integer(QStringLiteral("stars"), 0, timeline::kMaxRating));
    SC_TRY_ASSIGN(side, arguments.integer(QStringLiteral("least-side"), 1, 100'000));
    filter.leastRating = stars.value_or(0);
    filter.leastSide = side.value_or(0);
    filter.families = list("family");
    filter.model = text("model");
    filter.servers = list("server");
    filter.tags = list("tag");
    for (const QString &size : list("size"))
        filter.sizes.append(size.toLower());
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
    for (ClipId &id : filter.clips) {
        if (const timeline::Clip *clip = timeline::findClip(session->timeline(), id))
            id = timeline::takesKeptBy(*clip);
    }
    SC_TRY_ASSIGN(sort, choiceOption(invocation.arguments, QStringLiteral("sort"), kSorts, 0));
    SC_TRY_ASSIGN(grouping, choiceOption(invocation.arguments, QStringLiteral("group"), kGroupings, 0));
    // The queue is asked only when somebody wants to know: a project can be listed where there is none.
    QHash<TakeId, QString> batches;
    if (GalleryGrouping(grouping) == GalleryGrouping::Batch) {
        SC_TRY_ASSIGN(queue, openQueue(invocation));
        SC_TRY_ASSIGN(names, queue->batchNames());
        batches = std::move(names);
    }
    SC_TRY_ASSIGN(index, GalleryIndex::read(*session, batches));
    const std::vector<int> found = index.sorted(index.find(filter), GallerySort(sort));
    if (grouping == 0) {
        std::vector<GalleryItem> items;
        for (const int place : found)
            items.push_back(index.items()[size_t(place)]);
        return shown(*session, items, tr("Nothing found."));
    }
    Output output;
    QJsonArray groups;
    for (const GalleryGroup &group : index.grouped(found, GalleryGrouping(grouping))) {
        output.text += QStringLiteral("%1  (%2, %3)\n").arg(group.title).arg(group.items.size()).arg(humanSize(group.bytes));
        QJsonArray takes;
        for (const int place : group.items) {
            const GalleryItem &item = index.items()[size_t(place)];
            takes.append(itemJson(*session, item));
            output.text += QStringLiteral("  ") + itemLine(item);
        }
        groups.append(QJsonObject{{QStringLiteral("title"), group.title},
                                  {QStringLiteral("key"), group.key},
                                  {QStringLiteral("bytes"), group.bytes},
                                  {QStringLiteral("takes"), takes}});
    }
    if (groups.isEmpty())
        output.text = tr("Nothing found.");
    output.json = groups;
    return output;
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

// One or several takes, in one step of undo.
Result<Output> editCommand(Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    SC_TRY_ASSIGN(session, openBundle(invocation));
    std::vector<TakeId> ids;
    QStringList tagged;
    for (const QString &word : arguments.positional().mid(1)) {
        SC_TRY_ASSIGN(item, findItem(*session, word));
        ids.push_back(item.take.id);
        tagged += item.take.tags;
    }
    project::TakeMarks marks;
    SC_TRY_ASSIGN(stars, arguments.integer(QStringLiteral("stars"), 0, timeline::kMaxRating));
    marks.rating = stars;
    const auto list = [&](const char *option) { return arguments.value(QLatin1String(option)).split(u',', Qt::SkipEmptyParts); };
    if (arguments.has(QStringLiteral("verdict"))) {
        SC_TRY_ASSIGN(verdict, choiceOption(arguments, QStringLiteral("verdict"),
                                            {QStringLiteral("none"), QStringLiteral("approved"), QStringLiteral("rejected")}, 0));
        marks.verdict = static_cast<timeline::TakeVerdict>(verdict);
    }
    if (arguments.has(QStringLiteral("tags"))) {
        marks.addTags = list("tags");
        for (const QString &tag : std::as_const(tagged)) {
            if (!marks.addTags.contains(tag, Qt::CaseInsensitive))
                marks.removeTags.append(tag);
        }
    }
    marks.addTags += list("add-tags");
    marks.removeTags += list("remove-tags");
    if (arguments.has(QStringLiteral("notes")))
        marks.notes = arguments.value(QStringLiteral("notes"));
    marks.choose = arguments.has(QStringLiteral("choose"));
    if (!marks.rating && !marks.verdict && !marks.notes && !marks.choose && marks.addTags.isEmpty() && marks.removeTags.isEmpty() &&
        !arguments.has(QStringLiteral("tags")))
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    tr("Say what: --stars N, --verdict WORD, --tags A,B, --add-tags, --remove-tags, --notes TEXT or --choose.")));
    SC_TRY(session->takes().mark(tr("Mark takes"), ids, marks));
    std::vector<GalleryItem> after;
    for (const TakeId &id : ids) {
        SC_TRY_ASSIGN(item, findItem(*session, id.text()));
        after.push_back(std::move(item));
    }
    if (after.size() == 1)
        return Output{itemLine(after.front()), itemJson(*session, after.front())};
    return shown(*session, after, {});
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
    return {{QStringLiteral("chosen"), used.chosen},     {QStringLiteral("kept"), used.kept},
            {QStringLiteral("other"), used.other},       {QStringLiteral("approved"), used.approved},
            {QStringLiteral("unjudged"), used.unjudged}, {QStringLiteral("rejected"), used.rejected},
            {QStringLiteral("orphans"), used.orphans},   {QStringLiteral("thumbs"), used.thumbs},
            {QStringLiteral("proxies"), used.proxies},   {QStringLiteral("free"), used.free},
            {QStringLiteral("unused"), used.unused},     {QStringLiteral("total"), used.total()}};
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

std::vector<GalleryItem> itemsAmong(const GalleryIndex &index, const std::vector<TakeId> &takes)
{
    std::vector<GalleryItem> items;
    for (const TakeId &take : takes) {
        if (const int place = index.indexOf(take); place >= 0)
            items.push_back(index.items()[size_t(place)]);
    }
    return items;
}

// The nearest first.
Result<Output> similarCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(wanted, findItem(*session, invocation.word(1)));
    SC_TRY_ASSIGN(likeness, measureLikeness(likenessSourceOf(*session, wanted.take)));
    SC_TRY_ASSIGN(items, galleryOf(*session));
    std::vector<std::pair<double, GalleryItem>> near;
    for (GalleryItem &item : items) {
        if (item.isMissing || item.take.id == wanted.take.id)
            continue;
        const auto other = measureLikeness(likenessSourceOf(*session, item.take));
        const double distance = other ? likenessDistance(likeness, *other) : 1;
        if (distance < kAlike || invocation.arguments.has(QStringLiteral("all")))
            near.emplace_back(distance, std::move(item));
    }
    std::ranges::stable_sort(near, {}, &std::pair<double, GalleryItem>::first);
    Output output;
    QJsonArray found;
    for (const auto &[distance, item] : near) {
        QJsonObject json = itemJson(*session, item);
        json.insert(QStringLiteral("distance"), distance);
        found.append(json);
        output.text += QStringLiteral("%1  ").arg(distance, 0, 'f', 2) + itemLine(item);
    }
    if (near.empty())
        output.text = tr("Nothing else looks like it.");
    output.json = found;
    return output;
}

Result<Output> sameCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(wanted, findItem(*session, invocation.word(1)));
    SC_TRY_ASSIGN(same, takesOfSameMaking(*session, wanted.take.id));
    SC_TRY_ASSIGN(index, GalleryIndex::read(*session));
    GalleryFilter filter;
    filter.only = same;
    std::vector<GalleryItem> items;
    for (const int place : index.find(filter))
        items.push_back(index.items()[size_t(place)]);
    return shown(*session, items, tr("How it was made is not known."));
}

Result<Output> moveCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    std::vector<TakeId> ids;
    for (const QString &word : invocation.arguments.positional().mid(1)) {
        SC_TRY_ASSIGN(item, findItem(*session, word));
        ids.push_back(item.take.id);
    }
    ClipId clip;
    if (invocation.arguments.has(QStringLiteral("to"))) {
        SC_TRY_ASSIGN(found, findClipId(session->timeline(), invocation.arguments.value(QStringLiteral("to"))));
        clip = found;
    }
    SC_TRY(session->takes().move(ids, clip));
    SC_TRY_ASSIGN(index, GalleryIndex::read(*session));
    return shown(*session, itemsAmong(index, ids), {});
}

Result<Output> exportCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    std::vector<GalleryItem> items;
    const QStringList words = invocation.arguments.positional().mid(2);
    for (const QString &word : words) {
        SC_TRY_ASSIGN(item, findItem(*session, word));
        items.push_back(std::move(item));
    }
    if (words.isEmpty()) {
        SC_TRY_ASSIGN(filter, filterFrom(invocation.arguments, *session));
        SC_TRY_ASSIGN(found, galleryOf(*session, filter));
        items = std::move(found);
    }
    const QString folder = invocation.word(1);
    const auto fileOf = [&](const Take &take) { return session->absolutePath(take.media); };
    SC_TRY_ASSIGN(done, copyTakes(planTakeCopies(fileOf, items, folder), folder));
    QString text = tr("%1 files, %2, copied to %3").arg(done.copied).arg(humanSize(done.bytes), folder);
    QJsonArray problems;
    for (const Problem &problem : done.problems) {
        problems.append(problem.toJson());
        text += u'\n' + problem.text();
    }
    return Output{text, QJsonObject{{QStringLiteral("copied"), done.copied},
                                    {QStringLiteral("bytes"), done.bytes},
                                    {QStringLiteral("problems"), problems}}};
}

Result<Output> notesCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(filter, filterFrom(invocation.arguments, *session));
    SC_TRY_ASSIGN(items, galleryOf(*session, filter));
    SC_TRY_ASSIGN(count, writeReviewNotes(invocation.word(1), session->timeline(), items));
    return Output{tr("Notes on %1 takes: %2").arg(count).arg(invocation.word(1)),
                  QJsonObject{{QStringLiteral("takes"), count}, {QStringLiteral("file"), invocation.word(1)}}};
}

} // namespace

std::vector<Command> poolCommands()
{
    const QString kPool = QStringLiteral("pool");
    const auto option = [](const char *name, const char *value, const QString &help) {
        return OptionSpec{QLatin1String(name), QLatin1String(value), help};
    };
    const std::vector<OptionSpec> filters{option("kind", "KIND", tr("image or video")),
                                          option("verdict", "WORD", tr("none, approved, rejected")),
                                          option("source", "A,B", tr("comfyui, runpod, cloud, import")),
                                          option("clip", "CLIP", tr("of this shot")),
                                          option("scene", "SCENE", tr("of this scene")),
                                          option("character", "NAME", tr("of shots with this character")),
                                          option("stars", "N", tr("at least so many")),
                                          option("family", "A,B", tr("of one of these model families")),
                                          option("model", "TEXT", tr("part of the model's name")),
                                          option("server", "A,B", tr("made on one of these")),
                                          option("tag", "A,B", tr("with one of these tags")),
                                          option("size", "WxH", tr("of one of these sizes, 1280x720")),
                                          option("least-side", "N", tr("px of the shorter side, at least")),
                                          option("seed", "N", tr("made with this seed")),
                                          option("text", "TEXT", tr("in prompt, notes, tags, name or seed")),
                                          option("from", "DATE", tr("made then or later, 2026-01-31")),
                                          option("until", "DATE", tr("made then or earlier")),
                                          option("loose", "", tr("kept by no shot")),
                                          option("unreviewed", "", tr("without a verdict")),
                                          option("flagged", "", tr("that checks found something in")),
                                          option("unused", "", tr("that no shot shows")),
                                          option("missing", "", tr("whose file is gone"))};
    const auto with = [](std::vector<OptionSpec> some, const std::vector<OptionSpec> &more) {
        some.insert(some.end(), more.begin(), more.end());
        return some;
    };
    return {
        {kPool, QStringLiteral("list"), QStringLiteral("BUNDLE"), tr("all results of a project"), 1, 1,
         with(filters, {option("sort", "ORDER", tr("song, newest, oldest, rating, largest or seed")),
                        option("group", "BY", tr("none, scene, clip, batch, model, day, character or server"))}),
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
         QStringLiteral("BUNDLE TAKE..."),
         tr("stars, verdict, tags, notes; of several in one step"),
         2,
         -1,
         {option("stars", "N", tr("0 to 5")), option("verdict", "WORD", tr("none, approved, rejected")),
          option("tags", "A,B", tr("instead of the tags they have")), option("add-tags", "A,B", tr("besides those they have")),
          option("remove-tags", "A,B", tr("away from them")), option("notes", "TEXT", tr("instead of the notes they have")),
          option("choose", "", tr("their shots show them from now on"))},
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
         QStringLiteral("move"),
         QStringLiteral("BUNDLE TAKE..."),
         tr("takes of another shot, or of none"),
         2,
         -1,
         {option("to", "CLIP", tr("the shot; without it the pool"))},
         moveCommand},
        {kPool,
         QStringLiteral("similar"),
         QStringLiteral("BUNDLE TAKE"),
         tr("pictures that look like it, the nearest first"),
         2,
         2,
         {option("all", "", tr("with the distance of all others"))},
         similarCommand},
        {kPool,
         QStringLiteral("same"),
         QStringLiteral("BUNDLE TAKE"),
         tr("takes made with the same words and values, whatever the seed"),
         2,
         2,
         {},
         sameCommand},
        {kPool, QStringLiteral("export"), QStringLiteral("BUNDLE FOLDER [TAKE...]"),
         tr("copies files out, named by shot and take; without takes those of the filters"), 2, -1, filters, exportCommand},
        {kPool, QStringLiteral("notes"), QStringLiteral("BUNDLE FILE"),
         tr("verdicts, stars and notes by shot and bar, as .md, .txt or .csv"), 2, 2, filters, notesCommand},
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
