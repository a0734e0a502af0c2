// SPDX-License-Identifier: GPL-3.0-or-later
// pool share, shared, shared-add, shared-edit, shared-delete, use: pictures and movies that all projects of a profile may use.
#include "app/cli/commands_pool.h"
#include "app/cli/edit_arguments.h"
#include "app/cli/studio_access.h"
#include "core/base/text.h"
#include "core/generation/shared_pool.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace generation;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

QJsonObject itemJson(const PoolItem &item)
{
    return {{QStringLiteral("id"), item.id},
            {QStringLiteral("name"), item.name},
            {QStringLiteral("description"), item.description},
            {QStringLiteral("kind"), timeline::takeKindName(item.take.kind)},
            {QStringLiteral("source"), poolSourceName(item.source)},
            {QStringLiteral("project"), item.project},
            {QStringLiteral("clip"), item.clip},
            {QStringLiteral("file"), item.take.media.path},
            {QStringLiteral("sha256"), item.take.media.hash},
            {QStringLiteral("width"), item.take.width},
            {QStringLiteral("height"), item.take.height},
            {QStringLiteral("length_s"), item.take.length.toSeconds()},
            {QStringLiteral("prompt"), item.recipe.prompt},
            {QStringLiteral("rating"), item.take.rating},
            {QStringLiteral("tags"), QJsonArray::fromStringList(item.take.tags)},
            {QStringLiteral("colour"), item.colour},
            {QStringLiteral("created_at"), item.createdAt}};
}

QString itemLine(const PoolItem &item)
{
    return QStringLiteral("%1  %2  %3x%4  %5  %6\n")
        .arg(item.id.left(13), timeline::takeKindName(item.take.kind))
        .arg(item.take.width)
        .arg(item.take.height)
        .arg(item.name, QString(item.take.rating, u'*'));
}

Output shown(const std::vector<PoolItem> &items, const QString &whenNone)
{
    Output output;
    QJsonArray all;
    for (const PoolItem &item : items) {
        all.append(itemJson(item));
        output.text += itemLine(item);
    }
    if (items.empty())
        output.text = whenNone;
    output.json = all;
    return output;
}

Result<std::unique_ptr<library::SharedItems>> openShared(const Invocation &invocation)
{
    return library::SharedItems::open(invocation.profile);
}

// By id, its beginning or name.
Result<PoolItem> findShared(const SharedPool &pool, const QString &wanted)
{
    SC_TRY_ASSIGN(all, pool.items());
    for (PoolItem &item : all) {
        if (item.id == wanted || item.name.compare(wanted, Qt::CaseInsensitive) == 0 || (wanted.size() >= 6 && item.id.startsWith(wanted)))
            return std::move(item);
    }
    return pool.item(wanted);
}

Result<Output> shareCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(shared, openShared(invocation));
    SharedPool pool(*shared);
    SC_TRY_ASSIGN(takes, session->takes().all());
    std::vector<PoolItem> items;
    for (const QString &word : invocation.arguments.positional().mid(1)) {
        const auto take = std::ranges::find_if(takes, [&](const timeline::Take &one) {
            return one.id.text() == word || (word.size() >= 6 && one.id.text().startsWith(word));
        });
        if (take == takes.end())
            return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("The project has no take \"%1\".").arg(word))
                                       .withEntity(QStringLiteral("take"), word));
        SC_TRY_ASSIGN(draft, SharedPool::draftOf(*session, take->id));
        if (invocation.arguments.has(QStringLiteral("name")))
            draft.name = invocation.arguments.value(QStringLiteral("name"));
        SC_TRY_ASSIGN(copied, SharedPool::copied(draft, pool.folder()));
        SC_TRY_ASSIGN(id, pool.put(copied));
        SC_TRY_ASSIGN(item, pool.item(id));
        items.push_back(std::move(item));
    }
    return shown(items, {});
}

Result<Output> sharedCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(shared, openShared(invocation));
    SC_TRY_ASSIGN(items, SharedPool(*shared).items());
    const QString text = invocation.arguments.value(QStringLiteral("text"));
    std::erase_if(items, [&](const PoolItem &item) {
        return !(item.name + u'\n' + item.description + u'\n' + item.recipe.prompt + u'\n' + item.take.tags.join(u'\n'))
                    .contains(text, Qt::CaseInsensitive);
    });
    return shown(items, tr("The shared pool is empty."));
}

Result<Output> sharedAddCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(shared, openShared(invocation));
    SharedPool pool(*shared);
    std::vector<PoolItem> items;
    for (const QString &file : invocation.arguments.positional()) {
        SC_TRY_ASSIGN(draft, SharedPool::draftOfFile(file, pool.folder()));
        SC_TRY_ASSIGN(id, pool.put(draft));
        SC_TRY_ASSIGN(item, pool.item(id));
        items.push_back(std::move(item));
    }
    return shown(items, {});
}

Result<Output> sharedEditCommand(Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    SC_TRY_ASSIGN(shared, openShared(invocation));
    SharedPool pool(*shared);
    SC_TRY_ASSIGN(item, findShared(pool, invocation.word(0)));
    SC_TRY_ASSIGN(stars, arguments.integer(QStringLiteral("stars"), 0, timeline::kMaxRating));
    SC_TRY_ASSIGN(colour, arguments.integer(QStringLiteral("colour"), -1, kPoolColours - 1));
    const auto has = [&](const char *option) { return arguments.has(QLatin1String(option)); };
    const auto text = [&](const char *option) { return arguments.value(QLatin1String(option)); };
    item.name = has("name") ? text("name") : item.name;
    item.description = has("description") ? text("description") : item.description;
    item.take.tags = has("tags") ? text("tags").split(u',', Qt::SkipEmptyParts) : item.take.tags;
    item.take.rating = stars.value_or(item.take.rating);
    item.colour = colour.value_or(item.colour);
    SC_TRY(pool.edit(item));
    SC_TRY_ASSIGN(after, pool.item(item.id));
    return Output{itemLine(after), itemJson(after)};
}

Result<Output> sharedDeleteCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(shared, openShared(invocation));
    SharedPool pool(*shared);
    QStringList ids;
    for (const QString &word : invocation.arguments.positional()) {
        SC_TRY_ASSIGN(item, findShared(pool, word));
        ids.append(item.id);
    }
    SC_TRY(pool.remove(ids));
    return Output{tr("Deleted, with their files. Projects keep their own copies."), QJsonObject{{QStringLiteral("deleted"), ids.size()}}};
}

Result<Output> useCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY_ASSIGN(shared, openShared(invocation));
    SC_TRY_ASSIGN(item, findShared(SharedPool(*shared), invocation.word(1)));
    ClipId clip;
    if (invocation.arguments.has(QStringLiteral("to"))) {
        SC_TRY_ASSIGN(found, findClipId(session->timeline(), invocation.arguments.value(QStringLiteral("to"))));
        clip = found;
    }
    SC_TRY_ASSIGN(taken, SharedPool::prepare(item, session->takes().intakeOf(item.take.media.path)));
    SC_TRY_ASSIGN(take, SharedPool::keep(*session, taken, clip));
    return Output{take.text(), QJsonObject{{QStringLiteral("take"), take.text()}}};
}

} // namespace

std::vector<Command> sharedPoolCommands()
{
    const QString kPool = QStringLiteral("pool");
    const auto option = [](const char *name, const char *value, const QString &help) {
        return OptionSpec{QLatin1String(name), QLatin1String(value), help};
    };
    return {
        {kPool,
         QStringLiteral("share"),
         QStringLiteral("BUNDLE TAKE..."),
         tr("copies results into the pool that all projects share"),
         2,
         -1,
         {option("name", "NAME", tr("instead of its shot's"))},
         shareCommand},
        {kPool,
         QStringLiteral("shared"),
         QString(),
         tr("the pool that all projects share"),
         0,
         0,
         {option("text", "TEXT", tr("in name, description, prompt or tags"))},
         sharedCommand},
        {kPool,
         QStringLiteral("shared-add"),
         QStringLiteral("FILE..."),
         tr("brings pictures and movies into the shared pool"),
         1,
         -1,
         {},
         sharedAddCommand},
        {kPool,
         QStringLiteral("shared-edit"),
         QStringLiteral("ITEM"),
         tr("name, description, tags, stars and colour"),
         1,
         1,
         {option("name", "NAME", tr("1 to 200 characters")), option("description", "TEXT", tr("up to 2000 characters")),
          option("tags", "A,B", tr("instead of those it has")), option("stars", "N", tr("0 to 5")),
          option("colour", "N", tr("0 to 7; -1 for none"))},
         sharedEditCommand},
        {kPool,
         QStringLiteral("shared-delete"),
         QStringLiteral("ITEM..."),
         tr("deletes from the shared pool, for good; projects keep their copies"),
         1,
         -1,
         {},
         sharedDeleteCommand},
        {kPool,
         QStringLiteral("use"),
         QStringLiteral("BUNDLE ITEM"),
         tr("a shared picture as a take of this project"),
         2,
         2,
         {option("to", "CLIP", tr("of this shot; without it the project's pool"))},
         useCommand},
    };
}

} // namespace sc::cli
