// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/track_table.h"

#include "core/base/enum_names.h"
#include "core/store/full_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>

#include <array>
#include <utility>

namespace sc::library {

namespace {

const QString kSettleStatus = QStringLiteral("UPDATE track SET problem = '', status = CASE WHEN EXISTS "
                                             "(SELECT 1 FROM analysis WHERE analysis.track = track.n AND is_current = 1) "
                                             "THEN 'analysed' ELSE 'imported' END WHERE status IN ('waiting', 'analysing')");

TrackStatus statusOf(const QString &name)
{
    return valueIn<TrackStatus>(kTrackStatusNames, name).value_or(TrackStatus::Imported);
}

// Order of readTrack() and valuesOf().
const QStringList &columns()
{
    static const QStringList names =
        QStringLiteral("id file file_name title artist album genre year track_number comment has_artwork duration sample_rate channels "
                       "bit_depth codec bit_rate size modified_ms content_hash status problem rating favourite added_at bpm musical_key "
                       "lufs energy genres moods instruments colour tags last_played_at play_count used_in quality")
            .split(u' ');
    return names;
}

std::optional<double> realAt(const store::Statement &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.value(column).toDouble());
}

QVariant realOrNull(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

// A column of names, one a line.
QStringList namesIn(const QString &lines)
{
    return lines.isEmpty() ? QStringList() : lines.split(u'\n');
}

// Texts that many songs share are kept once.
class TextPool
{
public:
    QString operator()(const QString &text)
    {
        const auto known = m_texts.constFind(text);
        return known != m_texts.constEnd() ? *known : *m_texts.insert(text);
    }

    // The lines of a text, kept once as well.
    QStringList names(const QString &lines)
    {
        if (lines.isEmpty())
            return {};
        const auto known = m_names.constFind(lines);
        return known != m_names.constEnd() ? *known : *m_names.insert(lines, namesIn(lines));
    }

private:
    QSet<QString> m_texts;
    QHash<QString, QStringList> m_names;
};

Track readTrack(const store::Statement &row, TextPool &shared)
{
    Track track;
    track.id = TrackId(row.text(0));
    track.file = row.text(1);
    track.title = row.text(3);
    track.artist = shared(row.text(4));
    track.album = shared(row.text(5));
    track.genreTag = shared(row.text(6));
    track.year = static_cast<int>(row.integer(7));
    track.trackNumber = static_cast<int>(row.integer(8));
    track.comment = row.text(9);
    track.hasArtwork = row.integer(10) != 0;
    track.duration = Ticks(row.integer(11));
    track.sampleRate = static_cast<int>(row.integer(12));
    track.channels = static_cast<int>(row.integer(13));
    track.bitDepth = static_cast<int>(row.integer(14));
    track.codec = shared(row.text(15));
    track.bitRate = row.integer(16);
    track.size = row.integer(17);
    track.modifiedMs = row.integer(18);
    track.contentHash = row.text(19);
    track.status = statusOf(row.text(20));
    track.problem = row.text(21);
    track.rating = static_cast<int>(row.integer(22));
    track.favourite = row.integer(23) != 0;
    track.addedAt = row.text(24);
    track.bpm = realAt(row, 25);
    track.key = shared(row.text(26));
    track.lufs = realAt(row, 27);
    track.energy = realAt(row, 28);
    track.genres = namesIn(shared(row.text(29)));
    track.moods = namesIn(shared(row.text(30)));
    track.instruments = namesIn(shared(row.text(31)));
    track.colour = static_cast<int>(row.integer(32));
    track.tags = namesIn(shared(row.text(33)));
    track.lastPlayedAt = row.text(34);
    track.playCount = static_cast<int>(row.integer(35));
    track.usedIn = static_cast<int>(row.integer(36));
    track.quality = realAt(row, 37);
    return track;
}

QVariantList valuesOf(const Track &track)
{
    return {track.id.text(),
            track.file,
            QFileInfo(track.file).fileName(),
            track.title,
            track.artist,
            track.album,
            track.genreTag,
            track.year,
            track.trackNumber,
            track.comment,
            track.hasArtwork ? 1 : 0,
            qint64(track.duration.value()),
            track.sampleRate,
            track.channels,
            track.bitDepth,
            track.codec,
            track.bitRate,
            track.size,
            track.modifiedMs,
            track.contentHash,
            statusName(track.status),
            track.problem,
            track.rating,
            track.favourite ? 1 : 0,
            track.addedAt,
            realOrNull(track.bpm),
            track.key,
            realOrNull(track.lufs),
            realOrNull(track.energy),
            track.genres.join(u'\n'),
            track.moods.join(u'\n'),
            track.instruments.join(u'\n'),
            track.colour,
            track.tags.join(u'\n'),
            track.lastPlayedAt,
            track.playCount,
            track.usedIn,
            realOrNull(track.quality)};
}

} // namespace

QString statusName(TrackStatus status)
{
    return nameIn(kTrackStatusNames, status);
}

Result<std::vector<TrackRow>> TrackTable::select(const QString &condition, const QVariantList &arguments) const
{
    const QString sql = QStringLiteral("SELECT %1, n FROM track %2").arg(columns().join(u','), condition);
    SC_TRY_ASSIGN(rows, m_db.query(sql, arguments));
    std::vector<TrackRow> tracks;
    TextPool shared;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return tracks;
        tracks.push_back({rows.integer(static_cast<int>(columns().size())), readTrack(rows, shared)});
    }
}

// Through QtSql a value costs a microsecond, whatever it is: a row of 39 columns is read as six, most of them joined to
// one text. What a person may have named freely (paths) stays apart, and a row whose text does not come apart as it
// should is read in the usual way.
Result<std::vector<TrackRow>> TrackTable::all() const
{
    static const QStringList joined =
        QStringLiteral("id title artist album genre year track_number comment has_artwork duration sample_rate channels bit_depth codec "
                       "bit_rate size modified_ms content_hash status problem rating favourite added_at musical_key genres moods "
                       "instruments colour tags last_played_at play_count used_in")
            .split(u' ');
    const QString sql =
        QStringLiteral("SELECT n, file, bpm, lufs, energy, quality, %1 FROM track").arg(joined.join(QStringLiteral("||char(31)||")));
    SC_TRY_ASSIGN(rows, m_db.query(sql));
    std::vector<TrackRow> tracks;
    std::vector<qint64> odd;
    TextPool shared;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            break;
        const QString text = rows.text(6);
        const QList<QStringView> parts = QStringView(text).split(QChar(31));
        if (parts.size() != joined.size()) {
            odd.push_back(rows.integer(0));
            continue;
        }
        auto part = parts.begin();
        const auto own = [&] { return (part++)->toString(); };
        const auto common = [&] { return shared((part++)->toString()); };
        const auto number = [&] { return (part++)->toLongLong(); };
        Track track;
        track.id = TrackId(own());
        track.title = own();
        track.artist = common();
        track.album = common();
        track.genreTag = common();
        track.year = static_cast<int>(number());
        track.trackNumber = static_cast<int>(number());
        track.comment = own();
        track.hasArtwork = number() != 0;
        track.duration = Ticks(number());
        track.sampleRate = static_cast<int>(number());
        track.channels = static_cast<int>(number());
        track.bitDepth = static_cast<int>(number());
        track.codec = common();
        track.bitRate = number();
        track.size = number();
        track.modifiedMs = number();
        track.contentHash = own();
        track.status = statusOf(common());
        track.problem = common();
        track.rating = static_cast<int>(number());
        track.favourite = number() != 0;
        track.addedAt = own();
        track.key = common();
        track.genres = shared.names(common());
        track.moods = shared.names(common());
        track.instruments = shared.names(common());
        track.colour = static_cast<int>(number());
        track.tags = shared.names(common());
        track.lastPlayedAt = own();
        track.playCount = static_cast<int>(number());
        track.usedIn = static_cast<int>(number());
        track.file = rows.text(1);
        track.bpm = realAt(rows, 2);
        track.lufs = realAt(rows, 3);
        track.energy = realAt(rows, 4);
        track.quality = realAt(rows, 5);
        tracks.push_back({rows.integer(0), std::move(track)});
    }
    for (const qint64 row : odd) {
        SC_TRY_ASSIGN(found, select(QStringLiteral("WHERE n = ?"), {row}));
        tracks.insert(tracks.end(), found.begin(), found.end());
    }
    return tracks;
}

Result<TrackRow> TrackTable::rowById(const TrackId &id) const
{
    SC_TRY_ASSIGN(found, select(QStringLiteral("WHERE id = ?"), {id.text()}));
    if (!found.empty())
        return found.front();
    return std::unexpected(Problem(ProblemCode::ResourceNotFound,
                                   QCoreApplication::translate("sc::library", "There is no song \"%1\" in the library.").arg(id.text()))
                               .withEntity(QStringLiteral("track"), id.text()));
}

Result<Track> TrackTable::byId(const TrackId &id) const
{
    SC_TRY_ASSIGN(found, rowById(id));
    return found.track;
}

Result<std::optional<Track>> TrackTable::byFile(const QString &file) const
{
    SC_TRY_ASSIGN(found, select(QStringLiteral("WHERE file = ?"), {file}));
    return found.empty() ? std::nullopt : std::optional(found.front().track);
}

Result<std::vector<Track>> TrackTable::byHash(const QString &contentHash) const
{
    SC_TRY_ASSIGN(found, select(QStringLiteral("WHERE content_hash = ? ORDER BY n"), {contentHash}));
    std::vector<Track> tracks;
    for (TrackRow &row : found)
        tracks.push_back(std::move(row.track));
    return tracks;
}

Result<QHash<QString, FileStamp>> TrackTable::stamps() const
{
    SC_TRY_ASSIGN(rows, m_db.query(QStringLiteral("SELECT file, size, modified_ms FROM track")));
    QHash<QString, FileStamp> stamps;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return stamps;
        stamps.insert(rows.text(0), {rows.integer(1), rows.integer(2)});
    }
}

Result<std::vector<qint64>> TrackTable::matching(const QString &text) const
{
    SC_TRY_ASSIGN(rows, m_db.value(QStringLiteral("SELECT group_concat(rowid) FROM track_text WHERE track_text MATCH ?"),
                                   {store::fullTextExpression(text)}));
    return numbersOf(rows.toString());
}

Result<> TrackTable::rebuildIndex()
{
    return m_db.execute(QStringLiteral("INSERT INTO track_text (track_text) VALUES ('rebuild')"));
}

Result<> TrackTable::repairIndex()
{
    if (m_db.execute(QStringLiteral("INSERT INTO track_text (track_text, rank) VALUES ('integrity-check', 1)")))
        return {};
    return rebuildIndex();
}

Result<> TrackTable::insert(const Track &track)
{
    static const QString sql = QStringLiteral("INSERT INTO track (%1) VALUES (%2)")
                                   .arg(columns().join(u','), QStringList(columns().size(), QStringLiteral("?")).join(u','));
    SC_TRY(m_db.execute(sql, valuesOf(track)));
    return noteText(track.id);
}

Result<> TrackTable::update(const Track &track)
{
    static const QString sql = QStringLiteral("UPDATE track SET %1 = ? WHERE id = ?").arg(columns().join(QStringLiteral(" = ?, ")));
    SC_TRY(forgetText(track.id));
    SC_TRY(m_db.execute(sql, valuesOf(track) << track.id.text()));
    return noteText(track.id);
}

Result<> TrackTable::remove(const TrackId &id)
{
    SC_TRY(forgetText(id));
    return m_db.execute(QStringLiteral("DELETE FROM track WHERE id = ?"), {id.text()});
}

Result<> TrackTable::noteText(const TrackId &id)
{
    return m_db.execute(QStringLiteral("INSERT INTO track_text (rowid, title, artist, album, genre, file_name, tags) "
                                       "SELECT n, title, artist, album, genre, file_name, tags FROM track WHERE id = ?"),
                        {id.text()});
}

Result<> TrackTable::forgetText(const TrackId &id)
{
    return m_db.execute(QStringLiteral("INSERT INTO track_text (track_text, rowid, title, artist, album, genre, file_name, tags) "
                                       "SELECT 'delete', n, title, artist, album, genre, file_name, tags FROM track WHERE id = ?"),
                        {id.text()});
}

Result<> TrackTable::takeTagsOf(const TrackId &id)
{
    SC_TRY(forgetText(id));
    SC_TRY(m_db.execute(QStringLiteral("UPDATE track SET tags = (SELECT coalesce(group_concat(name, char(10)), '') FROM "
                                       "(SELECT name FROM tag JOIN track_tag ON track_tag.tag = tag.n WHERE track_tag.track = track.n "
                                       "ORDER BY folded)) WHERE id = ?"),
                        {id.text()}));
    return noteText(id);
}

Result<> TrackTable::setStatus(const TrackId &id, TrackStatus status, const QString &problem)
{
    return m_db.execute(QStringLiteral("UPDATE track SET status = ?, problem = ? WHERE id = ?"), {statusName(status), problem, id.text()});
}

Result<> TrackTable::resetUnfinished()
{
    return m_db.execute(kSettleStatus);
}

Result<> TrackTable::settleStatus(const TrackId &id)
{
    return m_db.execute(kSettleStatus + QStringLiteral(" AND id = ?"), {id.text()});
}

std::vector<qint64> numbersOf(QStringView list)
{
    std::vector<qint64> numbers;
    qint64 number = 0;
    bool isNumber = false;
    for (const QChar c : list) {
        if (c >= u'0' && c <= u'9') {
            number = number * 10 + (c.unicode() - u'0');
            isNumber = true;
        } else if (isNumber) {
            numbers.push_back(std::exchange(number, 0));
            isNumber = false;
        }
    }
    if (isNumber)
        numbers.push_back(number);
    return numbers;
}

} // namespace sc::library
