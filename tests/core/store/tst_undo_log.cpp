// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/integrity.h"
#include "core/store/transaction.h"
#include "tests/core/store/store_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>

using namespace sc;
using namespace sc::test;

namespace {

// A database with its log, closed and opened again at will.
struct Fixture
{
    QTemporaryDir dir;
    std::unique_ptr<store::Database> db;
    std::unique_ptr<store::UndoLog> log;

    [[nodiscard]] Result<> reopen()
    {
        log.reset();
        db.reset();
        SC_TRY_ASSIGN(opened, openFixture(dir.filePath(QStringLiteral("a.db"))));
        db = std::move(opened);
        SC_TRY_ASSIGN(attached, store::UndoLog::attach(*db, kUndoTables));
        log = std::move(attached);
        return {};
    }
    [[nodiscard]] auto record(const QString &sql, const QVariantList &arguments = {}, const QString &name = QStringLiteral("Edit"))
    {
        return log->record(name, [&] { return db->execute(sql, arguments); });
    }
};

QString randomText(QRandomGenerator &random)
{
    static const QStringList pieces = {QStringLiteral("'"), QStringLiteral("\""), QStringLiteral("ä"),  QStringLiteral("🎵"),
                                       QStringLiteral("?"), QStringLiteral(":x"), QStringLiteral("\n"), QStringLiteral("--"),
                                       QStringLiteral(";"), QString(QChar(0))};
    QString text;
    for (int i = random.bounded(6); i > 0; --i)
        text += pieces[random.bounded(pieces.size())];
    return text;
}

Result<> randomEdit(store::Database &db, QRandomGenerator &random, int number)
{
    const QString shelf = QStringLiteral("s%1").arg(random.bounded(6));
    const QString item = QStringLiteral("i%1").arg(random.bounded(40));
    SC_TRY(db.execute(QStringLiteral("INSERT INTO shelf VALUES(?, ?) ON CONFLICT DO UPDATE SET name = excluded.name"),
                      {shelf, QStringLiteral("%1 %2").arg(number).arg(randomText(random))}));
    switch (random.bounded(5)) {
    case 0:
        return db.execute(QStringLiteral("DELETE FROM shelf WHERE id = ?"), {QStringLiteral("s%1").arg(random.bounded(6))});
    case 1:
        return db.execute(QStringLiteral("DELETE FROM item WHERE id = ?"), {item});
    case 2:
        return db.execute(QStringLiteral("UPDATE item SET weight = ?, count = count + 1"), {QString::number(random.generateDouble())});
    case 3:
        return db.execute(QStringLiteral("UPDATE OR IGNORE item SET id = id || 'x', shelf_id = NULL WHERE id = ?"), {item});
    default:
        return db.execute(QStringLiteral("INSERT OR REPLACE INTO item VALUES(?, ?, ?, ?, ?, ?)"),
                          {item, shelf, randomText(random), QString::number(random.generateDouble()), qint64(random.generate64() >> 1),
                           QString::number(random.generate())});
    }
}

} // namespace

class TstUndoLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoAndRedoGiveTheSameBytesOverHundredsOfEditsAndRestarts();
    void anEditNamesTheRowsItTouched();
    void aNewEditDropsWhatCouldBeRedone();
    void anEditThatChangesNothingLeavesNoEntry();
    void aFailedEditLeavesNothingBehind();
    void rowsCannotBeChangedBesideTheLog();
    void savePointsKeepTheirPlaceInTheHistory();
    void movingThroughTheHistoryIsOneStep();
    void aTextWithANulComesBackWhole();
    void foreignStatementsInTheLogAreNotRun();
    void onlyExactTablesCanBeUndone();
    void aFullDiskDuringAnEditLeavesTheHistoryUsable();
};

void TstUndoLog::undoAndRedoGiveTheSameBytesOverHundredsOfEditsAndRestarts()
{
    Fixture f;
    SC_VERIFY_OK(f.reopen());
    QRandomGenerator random(20260131);
    QList<QByteArray> dumps = {dumpOf(*f.db)};
    const int edits = 300;
    for (int i = 1; i <= edits; ++i) {
        const auto done = f.log->record(QStringLiteral("Edit %1").arg(i), [&] { return randomEdit(*f.db, random, i); });
        SC_VERIFY_OK(done);
        dumps.append(dumpOf(*f.db));
        if (i % 97 == 0)
            SC_VERIFY_OK(f.reopen());
    }
    for (int round = 0; round < 2; ++round) {
        SC_VERIFY_OK(f.reopen());
        for (int i = edits; i > 0; --i) {
            const auto step = f.log->undo();
            SC_VERIFY_OK(step);
            QCOMPARE(step->name, QStringLiteral("Edit %1").arg(i));
            QVERIFY2(dumpOf(*f.db) == dumps[i - 1], qPrintable(step->name));
        }
        SC_COMPARE_PROBLEM(f.log->undo(), ProblemCode::NothingToUpdate);
        SC_VERIFY_OK(f.reopen());
        for (int i = 1; i <= edits; ++i) {
            SC_VERIFY_OK(f.log->redo());
            QVERIFY2(dumpOf(*f.db) == dumps[i], qPrintable(QString::number(i)));
        }
        SC_COMPARE_PROBLEM(f.log->redo(), ProblemCode::NothingToUpdate);
    }
    SC_VERIFY_OK(store::requireSound(*f.db, store::CheckDepth::Full));
}

void TstUndoLog::anEditNamesTheRowsItTouched()
{
    Fixture f;
    SC_VERIFY_OK(f.reopen());
    const auto inserted = f.record(QStringLiteral("INSERT INTO shelf VALUES('s1', 'one')"));
    SC_VERIFY_OK(inserted);
    using Kind = store::RowChange::Kind;
    QCOMPARE(inserted->size(), size_t(1));
    QVERIFY(inserted->front() == (store::RowChange{QStringLiteral("shelf"), QStringLiteral("s1"), Kind::Insert}));
    SC_VERIFY_OK(f.record(QStringLiteral("INSERT INTO item(id, shelf_id, name) VALUES('i1', 's1', 'x')")));
    const auto deleted = f.record(QStringLiteral("DELETE FROM shelf"));
    SC_VERIFY_OK(deleted);
    QVERIFY(std::ranges::find(*deleted, store::RowChange{QStringLiteral("item"), QStringLiteral("i1"), Kind::Delete}) != deleted->end());
    const auto undone = f.log->undo();
    SC_VERIFY_OK(undone);
    QVERIFY(std::ranges::find(undone->changes, store::RowChange{QStringLiteral("item"), QStringLiteral("i1"), Kind::Insert}) !=
            undone->changes.end());
}

void TstUndoLog::aNewEditDropsWhatCouldBeRedone()
{
    Fixture f;
    SC_VERIFY_OK(f.reopen());
    for (int i = 1; i <= 3; ++i)
        SC_VERIFY_OK(f.record(QStringLiteral("INSERT INTO shelf VALUES(?, '')"), {QString::number(i)}, QString::number(i)));
    SC_VERIFY_OK(f.log->undo());
    SC_VERIFY_OK(f.log->undo());
    QCOMPARE(f.log->nextUndo()->name, QStringLiteral("1"));
    QCOMPARE(f.log->nextRedo()->name, QStringLiteral("2"));
    const qint64 dropped = f.log->entries().back().id;
    SC_VERIFY_OK(f.record(QStringLiteral("INSERT INTO shelf VALUES('new', '')"), {}, QStringLiteral("new")));
    QCOMPARE(f.log->nextRedo(), nullptr);
    QCOMPARE(f.log->entries().size(), size_t(2));
    QVERIFY(f.log->entries().back().id > dropped);
    QCOMPARE(f.db->value(QStringLiteral("SELECT count(*) FROM undo_row"))->toInt(), 2);
    SC_VERIFY_OK(f.reopen());
    QCOMPARE(f.log->entries().size(), size_t(2));
}

void TstUndoLog::anEditThatChangesNothingLeavesNoEntry()
{
    Fixture f;
    SC_VERIFY_OK(f.reopen());
    SC_VERIFY_OK(f.record(QStringLiteral("INSERT INTO shelf VALUES('s', '')")));
    SC_VERIFY_OK(f.log->undo());
    SC_COMPARE_PROBLEM(f.record(QStringLiteral("DELETE FROM shelf")), ProblemCode::NothingToUpdate);
    QVERIFY(f.log->nextRedo());
    SC_VERIFY_OK(f.log->redo());
}

void TstUndoLog::aFailedEditLeavesNothingBehind()
{
    Fixture f;
    SC_VERIFY_OK(f.reopen());
    const auto failed = f.log->record(QStringLiteral("Half"), [&]() -> Result<> {
        SC_TRY(f.db->execute(QStringLiteral("INSERT INTO shelf VALUES('s', '')")));
        return f.db->execute(QStringLiteral("INSERT INTO shelf VALUES('s', '')"));
    });
    SC_COMPARE_PROBLEM(failed, ProblemCode::DuplicateResource);
    QVERIFY(dumpOf(*f.db).isEmpty());
    QVERIFY(f.log->entries().empty());
    SC_VERIFY_OK(f.record(QStringLiteral("INSERT INTO shelf VALUES('s', '')")));
}

void TstUndoLog::rowsCannotBeChangedBesideTheLog()
{
    Fixture f;
    SC_VERIFY_OK(f.reopen());
    QVERIFY(!f.db->execute(QStringLiteral("INSERT INTO shelf VALUES('s', '')")).has_value());
    SC_VERIFY_OK(f.db->execute(QStringLiteral("INSERT INTO note(text) VALUES('free')")));
    QVERIFY(dumpOf(*f.db).isEmpty());
}

void TstUndoLog::savePointsKeepTheirPlaceInTheHistory()
{
    Fixture f;
    SC_VERIFY_OK(f.reopen());
    SC_VERIFY_OK(f.record(QStringLiteral("INSERT INTO shelf VALUES('a', '')"), {}, QStringLiteral("first")));
    SC_VERIFY_OK(f.log->addSavePoint(QStringLiteral("Rough cut")));
    const QByteArray atSavePoint = dumpOf(*f.db);
    SC_VERIFY_OK(f.record(QStringLiteral("INSERT INTO shelf VALUES('b', '')"), {}, QStringLiteral("second")));
    SC_VERIFY_OK(f.log->undo());
    SC_VERIFY_OK(f.log->undo());
    SC_VERIFY_OK(f.log->addSavePoint(QStringLiteral("Start")));
    SC_VERIFY_OK(f.reopen());

    QStringList names;
    for (const store::UndoEntry &entry : f.log->entries())
        names << entry.name + (entry.undone ? QStringLiteral(" (undone)") : QString());
    QCOMPARE(names, (QStringList{QStringLiteral("Start"), QStringLiteral("first (undone)"), QStringLiteral("Rough cut (undone)"),
                                 QStringLiteral("second (undone)")}));
    const auto roughCut = std::ranges::find(f.log->entries(), QStringLiteral("Rough cut"), &store::UndoEntry::name);
    QVERIFY(roughCut->isSavePoint());
    SC_VERIFY_OK(f.log->moveTo(roughCut->id));
    QCOMPARE(dumpOf(*f.db), atSavePoint);
    QCOMPARE(f.log->nextRedo()->name, QStringLiteral("second"));
}

void TstUndoLog::movingThroughTheHistoryIsOneStep()
{
    Fixture f;
    SC_VERIFY_OK(f.reopen());
    QList<QByteArray> dumps = {dumpOf(*f.db)};
    for (int i = 1; i <= 5; ++i) {
        SC_VERIFY_OK(f.record(QStringLiteral("INSERT INTO shelf VALUES(?, '')"), {QString::number(i)}, QString::number(i)));
        dumps.append(dumpOf(*f.db));
    }
    const qint64 second = f.log->entries()[1].id;
    const qint64 last = f.log->entries()[4].id;
    SC_VERIFY_OK(f.log->moveTo(second));
    QCOMPARE(dumpOf(*f.db), dumps[2]);
    SC_COMPARE_PROBLEM(f.log->moveTo(second), ProblemCode::NothingToUpdate);
    SC_VERIFY_OK(f.log->moveTo(last));
    QCOMPARE(dumpOf(*f.db), dumps[5]);
    SC_VERIFY_OK(f.log->moveTo(0));
    QCOMPARE(dumpOf(*f.db), dumps[0]);
    SC_COMPARE_PROBLEM(f.log->moveTo(4711), ProblemCode::ResourceNotFound);
}

void TstUndoLog::aTextWithANulComesBackWhole()
{
    Fixture f;
    SC_VERIFY_OK(f.reopen());
    const QString name = QStringLiteral("before") + QChar(0) + QStringLiteral("after");
    SC_VERIFY_OK(f.record(QStringLiteral("INSERT INTO item(id, name) VALUES('i', ?)"), {name}));
    const QByteArray dump = dumpOf(*f.db);
    QVERIFY(dump.contains(name.toUtf8().toHex().toUpper()));
    SC_VERIFY_OK(f.record(QStringLiteral("DELETE FROM item")));
    SC_VERIFY_OK(f.log->undo());
    QCOMPARE(dumpOf(*f.db), dump);
}

void TstUndoLog::foreignStatementsInTheLogAreNotRun()
{
    Fixture f;
    SC_VERIFY_OK(f.reopen());
    const QString elsewhere = f.dir.filePath(QStringLiteral("elsewhere.db"));
    for (const QString &sql : {QStringLiteral("ATTACH DATABASE '%1' AS other").arg(elsewhere),
                               QStringLiteral("DELETE FROM \"note\" WHERE 1"), QStringLiteral("PRAGMA user_version = 9")}) {
        SC_VERIFY_OK(f.record(QStringLiteral("INSERT INTO shelf VALUES(?, '')"), {sql}));
        SC_VERIFY_OK(f.db->execute(
            QStringLiteral("UPDATE undo_row SET sql = ?, arguments = '[]' WHERE group_id = (SELECT max(id) FROM undo_group)"), {sql}));
        const QByteArray before = dumpOf(*f.db);
        SC_COMPARE_PROBLEM(f.log->undo(), ProblemCode::DatabaseError);
        QCOMPARE(dumpOf(*f.db), before);
    }
    QVERIFY(!QFile::exists(elsewhere));
    QCOMPARE(f.db->userVersion().value(), 1);
}

void TstUndoLog::onlyExactTablesCanBeUndone()
{
    const QTemporaryDir dir;
    auto db = openFixture(dir.filePath(QStringLiteral("a.db")));
    SC_VERIFY_OK(db);
    SC_COMPARE_PROBLEM(store::UndoLog::attach(**db, {QStringLiteral("note")}), ProblemCode::InternalError);
    SC_VERIFY_OK((*db)->execute(QStringLiteral("CREATE TABLE picture (id TEXT PRIMARY KEY, value BLOB) STRICT, WITHOUT ROWID")));
    SC_COMPARE_PROBLEM(store::UndoLog::attach(**db, {QStringLiteral("picture")}), ProblemCode::InternalError);
    // A REAL does not always survive being written as SQL text.
    SC_VERIFY_OK((*db)->execute(QStringLiteral("CREATE TABLE scale (id TEXT PRIMARY KEY, value REAL) STRICT, WITHOUT ROWID")));
    SC_COMPARE_PROBLEM(store::UndoLog::attach(**db, {QStringLiteral("scale")}), ProblemCode::InternalError);
}

void TstUndoLog::aFullDiskDuringAnEditLeavesTheHistoryUsable()
{
    Fixture f;
    SC_VERIFY_OK(f.reopen());
    SC_VERIFY_OK(f.record(QStringLiteral("INSERT INTO shelf VALUES('a', 'kept')")));
    const QByteArray before = dumpOf(*f.db);
    const int pages = f.db->value(QStringLiteral("PRAGMA page_count"))->toInt();
    SC_VERIFY_OK(f.db->value(QStringLiteral("PRAGMA max_page_count = %1").arg(pages + 2)));
    SC_COMPARE_PROBLEM(f.record(QStringLiteral("INSERT INTO shelf VALUES('b', ?)"), {QString(300'000, u'x')}),
                       ProblemCode::InsufficientStorage);
    QCOMPARE(dumpOf(*f.db), before);
    QCOMPARE(f.log->entries().size(), size_t(1));
    SC_VERIFY_OK(f.log->undo());
    SC_VERIFY_OK(f.log->redo());
    QCOMPARE(dumpOf(*f.db), before);
}

SC_TEST(TstUndoLog)
#include "tst_undo_log.moc"
