// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/tag_table.h"

#include "core/base/text.h"

#include <QtCore/QCoreApplication>

namespace sc::library {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::library)
};

Result<QString> cleanTag(const QString &name)
{
    return cleanText(name, TextKind::SingleLine, 1, kMaxTagWord, Text::tr("Tag"));
}

} // namespace

Result<> requireColour(int colour)
{
    if (colour >= 0 && colour <= kTrackColours)
        return {};
    return std::unexpected(
        Problem(ProblemCode::ValidationError, Text::tr("A colour is 1 to %1, or 0 for none, not %2.").arg(kTrackColours).arg(colour)));
}

Result<std::vector<Library::TagUse>> TagTable::all() const
{
    SC_TRY_ASSIGN(rows, m_db.query(QStringLiteral("SELECT name, count(*), colour FROM tag JOIN track_tag ON track_tag.tag = tag.n "
                                                  "GROUP BY tag.n ORDER BY folded")));
    std::vector<Library::TagUse> tags;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return tags;
        tags.push_back({rows.text(0), static_cast<int>(rows.integer(1)), static_cast<int>(rows.integer(2))});
    }
}

Result<std::vector<TrackId>> TagTable::songsWith(const QString &name) const
{
    SC_TRY_ASSIGN(rows, m_db.query(QStringLiteral("SELECT track.id FROM tag JOIN track_tag ON track_tag.tag = tag.n "
                                                  "JOIN track ON track.n = track_tag.track WHERE folded = ?"),
                                   {name.trimmed().toCaseFolded()}));
    std::vector<TrackId> songs;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return songs;
        songs.emplace_back(rows.text(0));
    }
}

Result<std::optional<qint64>> TagTable::find(const QString &name) const
{
    SC_TRY_ASSIGN(found, m_db.value(QStringLiteral("SELECT n FROM tag WHERE folded = ?"), {name.trimmed().toCaseFolded()}));
    return found.isValid() ? std::optional(found.toLongLong()) : std::nullopt;
}

Result<qint64> TagTable::require(const QString &name) const
{
    SC_TRY_ASSIGN(found, find(name));
    if (found)
        return *found;
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, Text::tr("There is no tag \"%1\".").arg(name)).withEntity(QStringLiteral("tag"), name));
}

Result<> TagTable::add(const TrackId &track, const QString &name)
{
    SC_TRY_ASSIGN(clean, cleanTag(name));
    SC_TRY(m_db.execute(QStringLiteral("INSERT OR IGNORE INTO tag (name, folded) VALUES (?, ?)"), {clean, clean.toCaseFolded()}));
    return m_db.execute(QStringLiteral("INSERT OR IGNORE INTO track_tag (track, tag) SELECT track.n, tag.n FROM track, tag "
                                       "WHERE track.id = ? AND folded = ?"),
                        {track.text(), clean.toCaseFolded()});
}

Result<> TagTable::take(const TrackId &track, const QString &name)
{
    return m_db.execute(QStringLiteral("DELETE FROM track_tag WHERE track = (SELECT n FROM track WHERE id = ?) "
                                       "AND tag = (SELECT n FROM tag WHERE folded = ?)"),
                        {track.text(), name.trimmed().toCaseFolded()});
}

Result<> TagTable::rename(const QString &from, const QString &to, bool merge)
{
    SC_TRY_ASSIGN(tag, require(from));
    SC_TRY_ASSIGN(clean, cleanTag(to));
    SC_TRY_ASSIGN(other, find(clean));
    if (!other || *other == tag)
        return m_db.execute(QStringLiteral("UPDATE tag SET name = ?, folded = ? WHERE n = ?"), {clean, clean.toCaseFolded(), tag});
    if (!merge) {
        return std::unexpected(Problem(ProblemCode::Conflict, Text::tr("There is a tag \"%1\" already. Merge the two?").arg(clean))
                                   .withEntity(QStringLiteral("tag"), clean)
                                   .withAction(QStringLiteral("merge.tags"), Text::tr("Merge"))
                                   .withAction(QStringLiteral("cancel"), Text::tr("Keep both")));
    }
    SC_TRY(m_db.execute(QStringLiteral("INSERT OR IGNORE INTO track_tag (track, tag) SELECT track, ? FROM track_tag WHERE tag = ?"),
                        {*other, tag}));
    return m_db.execute(QStringLiteral("DELETE FROM tag WHERE n = ?"), {tag});
}

Result<> TagTable::setColour(const QString &name, int colour)
{
    SC_TRY(requireColour(colour));
    SC_TRY_ASSIGN(tag, require(name));
    return m_db.execute(QStringLiteral("UPDATE tag SET colour = ? WHERE n = ?"), {colour, tag});
}

Result<> TagTable::dropUnused()
{
    return m_db.execute(QStringLiteral("DELETE FROM tag WHERE n NOT IN (SELECT tag FROM track_tag)"));
}

} // namespace sc::library
