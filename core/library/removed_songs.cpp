// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/removed_songs.h"

#include "core/library/tag_table.h"
#include "core/library/track_table.h"

#include <QtCore/QCborMap>
#include <QtCore/QCborValue>
#include <QtCore/QDateTime>

namespace sc::library {

namespace {

constexpr int kKeptDays = 30;
constexpr qint64 kKeptBytes = 256LL << 20;
constexpr int kSafeDays = 1; // whatever their size, so that what was just removed can be brought back
constexpr int kFast = 1;     // of zlib: a waveform shrinks little more by trying harder

const QString kTrack = QStringLiteral("track");
const QString kRows = QStringLiteral("rows");
const QString kTags = QStringLiteral("tags");
const QString kCollections = QStringLiteral("collections");
const QString kArtwork = QStringLiteral("artwork");

QByteArray packed(const QVariantMap &content)
{
    return qCompress(QCborValue(QCborMap::fromVariantMap(content)).toCbor(), kFast);
}

QVariantMap unpacked(const QByteArray &bytes)
{
    return QCborValue::fromCbor(qUncompress(bytes)).toMap().toVariantMap();
}

QString quoted(const QString &name)
{
    return QStringLiteral("\"%1\"").arg(name);
}

Problem notRemoved(const TrackId &id)
{
    return Problem(ProblemCode::ResourceNotFound, Library::tr("This song was not removed, or too long ago to be brought back."))
        .withEntity(QStringLiteral("track"), id.text());
}

} // namespace

Result<std::vector<Library::RemovedSong>> RemovedSongs::all() const
{
    SC_TRY_ASSIGN(
        rows, m_db.query(QStringLiteral("SELECT id, title, artist, file, removed_at FROM removed_song ORDER BY removed_at DESC, title")));
    std::vector<Library::RemovedSong> songs;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return songs;
        songs.push_back({TrackId(rows.text(0)), rows.text(1), rows.text(2), rows.text(3), rows.text(4)});
    }
}

// Whatever refers to a song; tags and collections are kept by name and id below, as they may go and come meanwhile.
Result<QStringList> RemovedSongs::tablesOfSongs() const
{
    SC_TRY_ASSIGN(rows, m_db.query(QStringLiteral("SELECT DISTINCT s.name FROM sqlite_schema AS s, pragma_foreign_key_list(s.name) AS f "
                                                  "WHERE s.type = 'table' AND f.\"table\" = 'track' "
                                                  "AND s.name NOT IN ('track_tag', 'collection_track') ORDER BY s.name")));
    QStringList tables;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return tables;
        tables.append(rows.text(0));
    }
}

Result<QStringList> RemovedSongs::columnsOf(const QString &table) const
{
    SC_TRY_ASSIGN(rows, m_db.query(QStringLiteral("SELECT name FROM pragma_table_info(?)"), {table}));
    QStringList columns;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return columns;
        columns.append(rows.text(0));
    }
}

Result<QVariantList> RemovedSongs::rowsOf(const QString &table, const QString &condition, const QVariant &argument) const
{
    SC_TRY_ASSIGN(columns, columnsOf(table));
    QStringList names;
    for (const QString &column : columns)
        names.append(quoted(column));
    SC_TRY_ASSIGN(rows,
                  m_db.query(QStringLiteral("SELECT %1 FROM %2 WHERE %3").arg(names.join(u','), quoted(table), condition), {argument}));
    QVariantList all;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return all;
        Row row;
        for (int i = 0; i < columns.size(); ++i)
            row.insert(columns[i], rows.isNull(i) ? QVariant() : rows.value(i));
        all.append(row);
    }
}

Result<> RemovedSongs::keep(const Track &song, const QByteArray &artwork)
{
    SC_TRY_ASSIGN(own, rowsOf(kTrack, QStringLiteral("id = ?"), song.id.text()));
    if (own.isEmpty())
        return {};
    const Row row = own.front().toMap();
    const QVariant number = row.value(QStringLiteral("n"));
    QVariantMap byTable;
    SC_TRY_ASSIGN(tables, tablesOfSongs());
    for (const QString &table : tables) {
        SC_TRY_ASSIGN(rows, rowsOf(table, QStringLiteral("track = ?"), number));
        byTable.insert(table, rows);
    }
    SC_TRY_ASSIGN(tags, rowsOf(QStringLiteral("tag"), QStringLiteral("n IN (SELECT tag FROM track_tag WHERE track = ?)"), number));
    SC_TRY_ASSIGN(collections, rowsOf(QStringLiteral("collection"),
                                      QStringLiteral("n IN (SELECT collection FROM collection_track WHERE track = ?)"), number));
    const QVariantMap content{{kTrack, row}, {kRows, byTable}, {kTags, tags}, {kCollections, collections}, {kArtwork, artwork}};
    return m_db.execute(
        QStringLiteral("INSERT OR REPLACE INTO removed_song (id, title, artist, file, removed_at, content) VALUES (?, ?, ?, ?, ?, ?)"),
        {song.id.text(), song.title, song.artist, song.file, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), packed(content)});
}

// A column that the table has no more (or not yet) is left out.
Result<> RemovedSongs::insert(const QString &table, const Row &row)
{
    SC_TRY_ASSIGN(columns, columnsOf(table));
    QStringList names;
    QVariantList values;
    for (const QString &column : columns) {
        if (!row.contains(column))
            continue;
        names.append(quoted(column));
        values.append(row.value(column));
    }
    return m_db.execute(QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
                            .arg(quoted(table), names.join(u','), QStringList(names.size(), QStringLiteral("?")).join(u',')),
                        values);
}

Result<QByteArray> RemovedSongs::putBack(const TrackId &id)
{
    SC_TRY_ASSIGN(bytes, m_db.value(QStringLiteral("SELECT content FROM removed_song WHERE id = ?"), {id.text()}));
    const QVariantMap content = unpacked(bytes.toByteArray());
    Row song = content.value(kTrack).toMap();
    if (song.isEmpty())
        return std::unexpected(notRemoved(id));
    const QString file = song.value(QStringLiteral("file")).toString();
    TrackTable tracks(m_db);
    SC_TRY_ASSIGN(other, tracks.byFile(file));
    if (other) {
        return std::unexpected(
            Problem(ProblemCode::DuplicateResource,
                    Library::tr("The file of this song is in the library again, as “%1”. Remove that one first.").arg(other->title))
                .withEntity(QStringLiteral("track"), other->id.text()));
    }
    song.remove(QStringLiteral("n")); // another song may have it by now
    song.insert(QStringLiteral("tags"), QString());
    SC_TRY(insert(kTrack, song));
    SC_TRY_ASSIGN(number, m_db.value(QStringLiteral("SELECT n FROM track WHERE id = ?"), {id.text()}));
    SC_TRY(tracks.noteText(id));
    SC_TRY(putBackRows(content.value(kRows).toMap(), number.toLongLong()));
    SC_TRY(putBackShelves(id, content));
    SC_TRY(tracks.settleStatus(id));
    SC_TRY(m_db.execute(QStringLiteral("DELETE FROM removed_song WHERE id = ?"), {id.text()}));
    SC_TRY(m_db.execute(QStringLiteral("DELETE FROM removed_file WHERE file = ?"), {file}));
    return content.value(kArtwork).toByteArray();
}

Result<> RemovedSongs::putBackRows(const QVariantMap &rowsByTable, qint64 number)
{
    SC_TRY_ASSIGN(tables, tablesOfSongs());
    for (const QString &table : tables) {
        for (const QVariant &kept : rowsByTable.value(table).toList()) {
            Row row = kept.toMap();
            row.insert(kTrack, number);
            SC_TRY(insert(table, row));
        }
    }
    return {};
}

Result<> RemovedSongs::putBackShelves(const TrackId &id, const QVariantMap &content)
{
    TagTable tags(m_db);
    for (const QVariant &kept : content.value(kTags).toList()) {
        const Row tag = kept.toMap();
        const QString name = tag.value(QStringLiteral("name")).toString();
        SC_TRY_ASSIGN(known, m_db.value(QStringLiteral("SELECT n FROM tag WHERE folded = ?"), {tag.value(QStringLiteral("folded"))}));
        SC_TRY(tags.add(id, name));
        if (!known.isValid())
            SC_TRY(tags.setColour(name, tag.value(QStringLiteral("colour")).toInt()));
    }
    for (const QVariant &kept : content.value(kCollections).toList()) {
        SC_TRY(m_db.execute(QStringLiteral("INSERT OR IGNORE INTO collection_track (collection, track) SELECT collection.n, track.n "
                                           "FROM collection, track WHERE collection.id = ? AND query = '' AND track.id = ?"),
                            {kept.toMap().value(QStringLiteral("id")), id.text()}));
    }
    return TrackTable(m_db).takeTagsOf(id);
}

Result<> RemovedSongs::thin(const QDateTime &now)
{
    SC_TRY(m_db.execute(QStringLiteral("DELETE FROM removed_song WHERE removed_at < ?"),
                        {now.toUTC().addDays(-kKeptDays).toString(Qt::ISODateWithMs)}));
    return m_db.execute(
        QStringLiteral("DELETE FROM removed_song WHERE id IN (SELECT id FROM (SELECT id, sum(length(content)) OVER "
                       "(ORDER BY removed_at DESC, id) AS bytes, removed_at FROM removed_song) WHERE bytes > ? AND removed_at < ?)"),
        {kKeptBytes, now.toUTC().addDays(-kSafeDays).toString(Qt::ISODateWithMs)});
}

} // namespace sc::library
