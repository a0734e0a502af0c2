// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QtCore/QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace sc::store {

// One row that a transaction touched. A row touched twice is listed twice, in order.
struct RowChange
{
    enum class Kind { Insert, Update, Delete };
    QString table;
    QString id; // primary key; columns of a compound key are joined by '/'
    Kind kind = Kind::Update;
    bool operator==(const RowChange &) const = default;
};

// A named transaction, or a named point between two (a save point).
struct UndoEntry
{
    qint64 id = 0; // > 0 a transaction, < 0 a save point; never given twice
    QString name;
    QString at; // UTC, ISO 8601 with milliseconds
    bool undone = false;
    [[nodiscard]] bool isSavePoint() const { return id < 0; }
};

struct UndoStep
{
    QString name; // of the transaction that was undone or redone; of several the last
    std::vector<RowChange> changes;
};

// Undo and redo inside the database, without limit, across restarts and crashes. Triggers note the inverse of every row
// change while record() runs; undo replays a transaction's notes backwards while the same triggers note the redo.
// The Database must outlive it and be writable; thread: that of the Database.
class UndoLog
{
public:
    // Statements for the first migration.
    [[nodiscard]] static QStringList schema();
    // `tables`: what can be undone. Their rows can from now on be changed through record() alone. A read-only
    // Database gets a log that can be read.
    [[nodiscard]] static Result<std::unique_ptr<UndoLog>> attach(Database &db, const QStringList &tables);

    // Runs `write` as one transaction called `name`, stored when this returns, and gives what it changed. What was undone
    // before can then no longer be redone. NOTHING_TO_UPDATE when no row changed; on any Problem nothing is stored.
    [[nodiscard]] Result<std::vector<RowChange>> record(const QString &name, const std::function<Result<>()> &write);

    [[nodiscard]] Result<UndoStep> undo(); // NOTHING_TO_UPDATE when there is nothing
    [[nodiscard]] Result<UndoStep> redo();
    // Undoes or redoes, all in one transaction, until `entry` is the last one done; 0 = before the first.
    // RESOURCE_NOT_FOUND; NOTHING_TO_UPDATE when it is already so.
    [[nodiscard]] Result<UndoStep> moveTo(qint64 entry);
    [[nodiscard]] Result<> addSavePoint(const QString &name);

    [[nodiscard]] const std::vector<UndoEntry> &entries() const { return m_entries; } // in the order of the edits
    [[nodiscard]] const UndoEntry *nextUndo() const;                                  // nullptr when there is none
    [[nodiscard]] const UndoEntry *nextRedo() const;

private:
    struct Inverse
    {
        QString statement;
        QVariantList arguments;
    };

    UndoLog(Database &db, QStringList tables) : m_db(db), m_tables(std::move(tables)) {}
    [[nodiscard]] Result<> installTriggers();
    [[nodiscard]] Result<std::vector<UndoEntry>> readEntries();
    [[nodiscard]] Result<std::vector<RowChange>> replay(qint64 group, bool undoing);
    [[nodiscard]] Result<std::vector<Inverse>> takeInverses(qint64 group);
    [[nodiscard]] Result<std::vector<RowChange>> changesOf(qint64 group);
    [[nodiscard]] Result<UndoStep> replayAll(const std::vector<UndoEntry> &groups, bool undoing);
    [[nodiscard]] bool isAllowed(const QString &statement) const;

    Database &m_db;
    QStringList m_tables;
    std::vector<UndoEntry> m_entries;
};

} // namespace sc::store
