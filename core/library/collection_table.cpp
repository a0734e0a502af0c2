// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/collection_table.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/library/track_table.h"

#include <QtCore/QCoreApplication>

namespace sc::library {

namespace {

constexpr int kMaxName = 100; // code points
constexpr int kDeepest = 8;   // smart collections in smart ones

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::library)
};

QString storedQuery(const std::optional<TrackQuery> &query)
{
    return query ? QString::fromUtf8(toCompactJson(toJson(*query))) : QString();
}

} // namespace

Result<std::vector<Collection>> CollectionTable::select(const QString &condition, const QVariantList &arguments) const
{
    const QString sql = QStringLiteral("SELECT id, name, query, (SELECT count(*) FROM collection_track WHERE collection = n) "
                                       "FROM collection %1")
                            .arg(condition);
    SC_TRY_ASSIGN(rows, m_db.query(sql, arguments));
    std::vector<Collection> found;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return found;
        Collection collection{CollectionId(rows.text(0)), rows.text(1), {}, static_cast<int>(rows.integer(3))};
        if (const QString query = rows.text(2); !query.isEmpty()) {
            SC_TRY_ASSIGN(json, parseJsonObject(query.toUtf8(), Text::tr("the query of the collection \"%1\"").arg(collection.name)));
            SC_TRY_ASSIGN(read, trackQueryFromJson(json));
            collection.query = std::move(read);
        }
        found.push_back(std::move(collection));
    }
}

Result<std::vector<Collection>> CollectionTable::all() const
{
    return select(QStringLiteral("ORDER BY folded"), {});
}

Result<Collection> CollectionTable::byId(const CollectionId &id) const
{
    SC_TRY_ASSIGN(found, select(QStringLiteral("WHERE id = ?"), {id.text()}));
    if (!found.empty())
        return found.front();
    return std::unexpected(Problem(ProblemCode::ResourceNotFound, Text::tr("There is no collection \"%1\".").arg(id.text()))
                               .withEntity(QStringLiteral("collection"), id.text()));
}

Result<std::vector<qint64>> CollectionTable::songsIn(const CollectionId &id) const
{
    SC_TRY_ASSIGN(rows, m_db.value(QStringLiteral("SELECT group_concat(track) FROM collection_track WHERE collection = "
                                                  "(SELECT n FROM collection WHERE id = ?)"),
                                   {id.text()}));
    return numbersOf(rows.toString());
}

Result<QString> CollectionTable::freeName(const QString &name, const CollectionId &except) const
{
    SC_TRY_ASSIGN(clean, cleanText(name, TextKind::SingleLine, 1, kMaxName, Text::tr("Collection name")));
    SC_TRY_ASSIGN(
        other, m_db.value(QStringLiteral("SELECT id FROM collection WHERE folded = ? AND id <> ?"), {clean.toCaseFolded(), except.text()}));
    if (!other.isValid())
        return clean;
    return std::unexpected(Problem(ProblemCode::DuplicateResource, Text::tr("There is a collection \"%1\" already.").arg(clean))
                               .withEntity(QStringLiteral("collection"), other.toString())
                               .withAction(QStringLiteral("rename"), Text::tr("Choose another name")));
}

// A smart collection may look into another one, as long as none ends up looking into itself.
Result<> CollectionTable::requireNoCircle(const CollectionId &id, const TrackQuery &query) const
{
    std::optional<CollectionId> next = query.collection;
    for (int steps = 0; next; ++steps) {
        if (*next == id || steps > kDeepest)
            return std::unexpected(Problem(ProblemCode::Conflict, Text::tr("A smart collection cannot look into itself.")));
        SC_TRY_ASSIGN(other, byId(*next));
        next = other.query ? other.query->collection : std::nullopt;
    }
    return {};
}

Result<CollectionId> CollectionTable::add(const QString &name, const std::optional<TrackQuery> &query)
{
    const CollectionId id = CollectionId::create();
    SC_TRY_ASSIGN(clean, freeName(name, id));
    if (query)
        SC_TRY(requireNoCircle(id, *query));
    SC_TRY(m_db.execute(QStringLiteral("INSERT INTO collection (id, name, folded, query) VALUES (?, ?, ?, ?)"),
                        {id.text(), clean, clean.toCaseFolded(), storedQuery(query)}));
    return id;
}

Result<> CollectionTable::edit(const Collection &collection)
{
    SC_TRY_ASSIGN(before, byId(collection.id));
    SC_TRY_ASSIGN(clean, freeName(collection.name, collection.id));
    if (before.query.has_value() != collection.query.has_value())
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       Text::tr("A collection filled by hand cannot become a smart one, nor the other way round.")));
    if (clean == before.name && collection.query == before.query)
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, Text::tr("Nothing was changed.")));
    if (collection.query)
        SC_TRY(requireNoCircle(collection.id, *collection.query));
    return m_db.execute(QStringLiteral("UPDATE collection SET name = ?, folded = ?, query = ? WHERE id = ?"),
                        {clean, clean.toCaseFolded(), storedQuery(collection.query), collection.id.text()});
}

Result<> CollectionTable::remove(const CollectionId &id)
{
    SC_TRY(byId(id));
    return m_db.execute(QStringLiteral("DELETE FROM collection WHERE id = ?"), {id.text()});
}

Result<int> CollectionTable::put(const CollectionId &id, const std::vector<TrackId> &tracks, bool in)
{
    SC_TRY_ASSIGN(collection, byId(id));
    if (collection.query)
        return std::unexpected(
            Problem(ProblemCode::ValidationError, Text::tr("\"%1\" fills itself: change what it looks for instead.").arg(collection.name)));
    const QString sql = in ? QStringLiteral("INSERT OR IGNORE INTO collection_track (collection, track) SELECT collection.n, track.n "
                                            "FROM collection, track WHERE collection.id = ? AND track.id = ?")
                           : QStringLiteral("DELETE FROM collection_track WHERE collection = (SELECT n FROM collection WHERE id = ?) "
                                            "AND track = (SELECT n FROM track WHERE id = ?)");
    TrackTable songs(m_db);
    for (const TrackId &track : tracks) {
        SC_TRY(songs.rowById(track));
        SC_TRY(m_db.execute(sql, {id.text(), track.text()}));
    }
    SC_TRY_ASSIGN(after, byId(id));
    return std::abs(after.count - collection.count);
}

} // namespace sc::library
