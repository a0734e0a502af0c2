// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/undo_log.h"

#include "core/base/json.h"
#include "core/store/sql_problem.h"
#include "core/store/transaction.h"
#include "core/store/undo_triggers.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

#include <algorithm>

namespace sc::store {

namespace {

QString now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
}

RowChange::Kind kindOf(const QString &name)
{
    if (name == QLatin1String("insert"))
        return RowChange::Kind::Insert;
    return name == QLatin1String("delete") ? RowChange::Kind::Delete : RowChange::Kind::Update;
}

// 64 bits of an INTEGER stay 64 bits: a plain conversion would go through double.
QVariantList exactValues(const QJsonArray &array)
{
    QVariantList values;
    for (const QJsonValue &value : array)
        values.append(value.isDouble() ? QVariant(value.toInteger()) : value.toVariant());
    return values;
}

Problem nothing(const QString &text)
{
    return Problem(ProblemCode::NothingToUpdate, text);
}

} // namespace

QStringList UndoLog::schema()
{
    return {
        // AUTOINCREMENT: the number of an edit that was dropped is never given to another.
        QStringLiteral("CREATE TABLE undo_group (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, at TEXT NOT NULL, "
                       "undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))) STRICT"),
        QStringLiteral(
            "CREATE TABLE undo_row (seq INTEGER PRIMARY KEY, group_id INTEGER NOT NULL REFERENCES undo_group(id) ON DELETE CASCADE, "
            "table_name TEXT NOT NULL, row_id TEXT NOT NULL, kind TEXT NOT NULL, sql TEXT NOT NULL, arguments TEXT NOT NULL) STRICT"),
        QStringLiteral("CREATE INDEX undo_row_group ON undo_row(group_id)"),
        QStringLiteral("CREATE TABLE undo_save_point (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, at TEXT NOT NULL, "
                       "after_group INTEGER REFERENCES undo_group(id) ON DELETE CASCADE) STRICT"),
    };
}

Result<std::unique_ptr<UndoLog>> UndoLog::attach(Database &db, const QStringList &tables)
{
    std::unique_ptr<UndoLog> log(new UndoLog(db, tables));
    if (!db.isReadOnly())
        SC_TRY(log->installTriggers());
    SC_TRY_ASSIGN(entries, log->readEntries());
    log->m_entries = std::move(entries);
    return log;
}

Result<> UndoLog::installTriggers()
{
    SC_TRY(m_db.execute(QStringLiteral("CREATE TEMP TABLE IF NOT EXISTS undo_active (group_id INTEGER NOT NULL)")));
    for (const QString &table : m_tables) {
        SC_TRY_ASSIGN(triggers, undoTriggersFor(m_db, table));
        SC_TRY(m_db.executeAll(triggers));
    }
    return {};
}

Result<std::vector<UndoEntry>> UndoLog::readEntries()
{
    // A save point belongs to the moment after an edit, and is undone with it.
    SC_TRY_ASSIGN(
        rows, m_db.query(QStringLiteral("SELECT id AS place, 0 AS point, id, name, at, undone FROM undo_group UNION ALL "
                                        "SELECT coalesce(s.after_group, 0), s.id, -s.id, s.name, s.at, coalesce(g.undone, 0) "
                                        "FROM undo_save_point s LEFT JOIN undo_group g ON g.id = s.after_group ORDER BY place, point")));
    std::vector<UndoEntry> entries;
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return entries;
        entries.push_back({rows.integer(2), rows.text(3), rows.text(4), rows.integer(5) == 1});
    }
}

const UndoEntry *UndoLog::nextUndo() const
{
    const auto it = std::find_if(m_entries.rbegin(), m_entries.rend(), [](const UndoEntry &e) { return !e.undone && !e.isSavePoint(); });
    return it == m_entries.rend() ? nullptr : &*it;
}

const UndoEntry *UndoLog::nextRedo() const
{
    const auto it = std::ranges::find_if(m_entries, [](const UndoEntry &e) { return e.undone && !e.isSavePoint(); });
    return it == m_entries.end() ? nullptr : &*it;
}

Result<std::vector<RowChange>> UndoLog::record(const QString &name, const std::function<Result<>()> &write)
{
    SC_TRY_ASSIGN(transaction, Transaction::begin(m_db));
    SC_TRY(m_db.execute(QStringLiteral("DELETE FROM undo_group WHERE undone = 1")));
    UndoEntry entry{0, name, now(), false};
    SC_TRY_ASSIGN(id, m_db.value(QStringLiteral("INSERT INTO undo_group(name, at) VALUES(?, ?) RETURNING id"), {name, entry.at}));
    entry.id = id.toLongLong();
    SC_TRY(m_db.execute(QStringLiteral("INSERT INTO undo_active VALUES(?)"), {entry.id}));
    SC_TRY(write());
    SC_TRY(m_db.execute(QStringLiteral("DELETE FROM undo_active")));
    SC_TRY_ASSIGN(changes, changesOf(entry.id));
    if (changes.empty())
        return std::unexpected(nothing(QCoreApplication::translate("sc::store", "Nothing was changed.")));
    SC_TRY(transaction.commit());
    std::erase_if(m_entries, [](const UndoEntry &e) { return e.undone; });
    m_entries.push_back(entry);
    return changes;
}

Result<std::vector<RowChange>> UndoLog::changesOf(qint64 group)
{
    SC_TRY_ASSIGN(rows,
                  m_db.query(QStringLiteral("SELECT table_name, row_id, kind FROM undo_row WHERE group_id = ? ORDER BY seq"), {group}));
    std::vector<RowChange> changes;
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return changes;
        changes.push_back({rows.text(0), rows.text(1), kindOf(rows.text(2))});
    }
}

// The log is part of a file that may come from anywhere: only row changes of our own tables are replayed.
bool UndoLog::isAllowed(const QString &statement) const
{
    return std::ranges::any_of(m_tables, [&](const QString &table) {
        return statement.startsWith(QStringLiteral("UPDATE \"%1\" SET ").arg(table)) ||
               statement.startsWith(QStringLiteral("DELETE FROM \"%1\" WHERE ").arg(table)) ||
               statement.startsWith(QStringLiteral("INSERT INTO \"%1\"(").arg(table));
    });
}

Result<std::vector<UndoLog::Inverse>> UndoLog::takeInverses(qint64 group)
{
    std::vector<Inverse> inverses;
    {
        SC_TRY_ASSIGN(rows,
                      m_db.query(QStringLiteral("SELECT sql, arguments FROM undo_row WHERE group_id = ? ORDER BY seq DESC"), {group}));
        for (;;) {
            SC_TRY_ASSIGN(more, rows.next());
            if (!more)
                break;
            const Result<QJsonArray> arguments = parseJsonArray(rows.text(1).toUtf8(), QStringLiteral("undo_row.arguments"));
            if (!isAllowed(rows.text(0)) || !arguments)
                return std::unexpected(damagedProblem(m_db.label(), QStringLiteral("undo log: %1").arg(rows.text(0).left(80))));
            inverses.push_back({rows.text(0), exactValues(*arguments)});
        }
    }
    SC_TRY(m_db.execute(QStringLiteral("DELETE FROM undo_row WHERE group_id = ?"), {group}));
    return inverses;
}

Result<std::vector<RowChange>> UndoLog::replay(qint64 group, bool undoing)
{
    SC_TRY_ASSIGN(inverses, takeInverses(group));
    SC_TRY(m_db.execute(QStringLiteral("INSERT INTO undo_active VALUES(?)"), {group}));
    for (const Inverse &inverse : inverses)
        SC_TRY(m_db.execute(inverse.statement, inverse.arguments));
    SC_TRY(m_db.execute(QStringLiteral("DELETE FROM undo_active")));
    SC_TRY(m_db.execute(QStringLiteral("UPDATE undo_group SET undone = ? WHERE id = ?"), {undoing ? 1 : 0, group}));
    return changesOf(group);
}

Result<UndoStep> UndoLog::replayAll(const std::vector<UndoEntry> &groups, bool undoing)
{
    SC_TRY_ASSIGN(transaction, Transaction::begin(m_db));
    // Rows come back one by one: a clip may return before its scene.
    SC_TRY(m_db.execute(QStringLiteral("PRAGMA defer_foreign_keys = ON")));
    UndoStep step;
    for (const UndoEntry &group : groups) {
        SC_TRY_ASSIGN(changes, replay(group.id, undoing));
        step.changes.insert(step.changes.end(), changes.begin(), changes.end());
        step.name = group.name;
    }
    SC_TRY_ASSIGN(entries, readEntries());
    SC_TRY(transaction.commit());
    m_entries = std::move(entries);
    return step;
}

Result<UndoStep> UndoLog::undo()
{
    if (const UndoEntry *entry = nextUndo())
        return replayAll({*entry}, true);
    return std::unexpected(nothing(QCoreApplication::translate("sc::store", "There is nothing to undo.")));
}

Result<UndoStep> UndoLog::redo()
{
    if (const UndoEntry *entry = nextRedo())
        return replayAll({*entry}, false);
    return std::unexpected(nothing(QCoreApplication::translate("sc::store", "There is nothing to redo.")));
}

Result<UndoStep> UndoLog::moveTo(qint64 entry)
{
    const auto target = std::ranges::find(m_entries, entry, &UndoEntry::id);
    if (entry != 0 && target == m_entries.end()) {
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::store", "This step is no longer in the history.")));
    }
    const auto firstUndone = entry == 0 ? m_entries.begin() : target + 1;
    std::vector<UndoEntry> toUndo;
    std::vector<UndoEntry> toRedo;
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        if (it->isSavePoint())
            continue;
        if (it < firstUndone && it->undone)
            toRedo.push_back(*it);
        else if (it >= firstUndone && !it->undone)
            toUndo.insert(toUndo.begin(), *it);
    }
    if (toUndo.empty() && toRedo.empty())
        return std::unexpected(nothing(QCoreApplication::translate("sc::store", "The project already stands at this step.")));
    return toUndo.empty() ? replayAll(toRedo, false) : replayAll(toUndo, true);
}

Result<> UndoLog::addSavePoint(const QString &name)
{
    const UndoEntry *last = nextUndo();
    SC_TRY_ASSIGN(transaction, Transaction::begin(m_db));
    SC_TRY(m_db.execute(QStringLiteral("INSERT INTO undo_save_point(name, at, after_group) VALUES(?, ?, ?)"),
                        {name, now(), last ? QVariant(last->id) : QVariant()}));
    SC_TRY_ASSIGN(entries, readEntries());
    SC_TRY(transaction.commit());
    m_entries = std::move(entries);
    return {};
}

} // namespace sc::store
