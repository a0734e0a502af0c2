// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/full_text.h"
#include "core/store/integrity.h"
#include "core/store/transaction.h"
#include "tests/core/store/store_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>

using namespace sc;
using namespace sc::test;

class TstDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWithTheSafetySettings();
    void aCommittedChangeIsThereAfterReopening();
    void whatIsNotCommittedIsRolledBack();
    void onlyOneTransactionRunsAtATime();
    void emptyTextIsStoredAsTextAndLargeNumbersExactly();
    void strictTablesRefuseTheWrongType();
    void constraintsHaveCodesOfTheirOwn();
    void aFullDiskIsInsufficientStorageAndKeepsWhatWasThere();
    void whatIsNoDatabaseIsADatabaseErrorThatOffersRestore_data();
    void whatIsNoDatabaseIsADatabaseErrorThatOffersRestore();
    void aDatabaseOfAnotherApplicationIsRefused();
    void aMissingFileIsNotFound();
    void aPlaceThatCannotHoldAFileIsPermissionDenied();
    void aBusyDatabaseSaysSo();
    void immutableReadsWithoutSideFiles();
    void migrationsRunOnceAndStopAtTheFirstFailure();
    void aNewerVersionIsRefusedNamingBoth();
    void fullTextExpressionsAreSafeAndFindPrefixes();
};

void TstDatabase::opensWithTheSafetySettings()
{
    const QTemporaryDir dir;
    auto db = openFixture(dir.filePath(QStringLiteral("a.db")));
    SC_VERIFY_OK(db);
    const QList<std::pair<QString, QString>> expected = {
        {QStringLiteral("journal_mode"), QStringLiteral("wal")},  {QStringLiteral("foreign_keys"), QStringLiteral("1")},
        {QStringLiteral("trusted_schema"), QStringLiteral("0")},  {QStringLiteral("synchronous"), QStringLiteral("1")},
        {QStringLiteral("busy_timeout"), QStringLiteral("5000")}, {QStringLiteral("user_version"), QStringLiteral("1")},
    };
    for (const auto &[name, value] : expected)
        QCOMPARE((*db)->value(QStringLiteral("PRAGMA ") + name)->toString(), value);
    store::OpenOptions options = fixtureOptions(false);
    options.durability = store::Durability::Full;
    auto durable = store::Database::open((*db)->file(), options);
    SC_VERIFY_OK(durable);
    QCOMPARE((*durable)->value(QStringLiteral("PRAGMA synchronous"))->toInt(), 2);
}

void TstDatabase::aCommittedChangeIsThereAfterReopening()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("ä 🎵?#%.db"));
    {
        auto db = openFixture(file);
        SC_VERIFY_OK(db);
        SC_VERIFY_OK((*db)->execute(QStringLiteral("INSERT INTO note(text) VALUES(?)"), {QStringLiteral("kept")}));
    }
    QVERIFY(!QFile::exists(file + QStringLiteral("-wal")));
    auto db = openFixture(file, false);
    SC_VERIFY_OK(db);
    QCOMPARE((*db)->value(QStringLiteral("SELECT text FROM note"))->toString(), QStringLiteral("kept"));
}

void TstDatabase::whatIsNotCommittedIsRolledBack()
{
    const QTemporaryDir dir;
    auto db = openFixture(dir.filePath(QStringLiteral("a.db")));
    SC_VERIFY_OK(db);
    {
        auto transaction = store::Transaction::begin(**db);
        SC_VERIFY_OK(transaction);
        SC_VERIFY_OK((*db)->execute(QStringLiteral("INSERT INTO note(text) VALUES('gone')")));
    }
    QCOMPARE((*db)->value(QStringLiteral("SELECT count(*) FROM note"))->toInt(), 0);
    auto next = store::Transaction::begin(**db);
    SC_VERIFY_OK(next);
    SC_VERIFY_OK(next->commit());
}

void TstDatabase::onlyOneTransactionRunsAtATime()
{
    const QTemporaryDir dir;
    auto db = openFixture(dir.filePath(QStringLiteral("a.db")));
    SC_VERIFY_OK(db);
    auto first = store::Transaction::begin(**db);
    SC_VERIFY_OK(first);
    SC_COMPARE_PROBLEM(store::Transaction::begin(**db), ProblemCode::InternalError);
}

void TstDatabase::emptyTextIsStoredAsTextAndLargeNumbersExactly()
{
    const QTemporaryDir dir;
    auto db = openFixture(dir.filePath(QStringLiteral("a.db")));
    SC_VERIFY_OK(db);
    SC_VERIFY_OK((*db)->execute(QStringLiteral("INSERT INTO note(id, text) VALUES(?, ?)"), {qint64(9'007'199'254'740'993), QString()}));
    auto rows = (*db)->query(QStringLiteral("SELECT id, typeof(text), text FROM note"));
    SC_VERIFY_OK(rows);
    QVERIFY(rows->next().value_or(false));
    QCOMPARE(rows->integer(0), qint64(9'007'199'254'740'993));
    QCOMPARE(rows->text(1), QStringLiteral("text"));
    QCOMPARE(rows->text(2), QString());
}

void TstDatabase::strictTablesRefuseTheWrongType()
{
    const QTemporaryDir dir;
    auto db = openFixture(dir.filePath(QStringLiteral("a.db")));
    SC_VERIFY_OK(db);
    SC_COMPARE_PROBLEM((*db)->execute(QStringLiteral("INSERT INTO note(id, text) VALUES('nine', 'x')")), ProblemCode::ValidationError);
}

void TstDatabase::constraintsHaveCodesOfTheirOwn()
{
    const QTemporaryDir dir;
    auto db = openFixture(dir.filePath(QStringLiteral("a.db")));
    SC_VERIFY_OK(db);
    const QString insert = QStringLiteral("INSERT INTO item(id, shelf_id, name, count) VALUES(?, ?, ?, ?)");
    SC_VERIFY_OK((*db)->execute(insert, {QStringLiteral("i1"), QVariant(), QStringLiteral("one"), 1}));
    SC_COMPARE_PROBLEM((*db)->execute(insert, {QStringLiteral("i1"), QVariant(), QStringLiteral("one"), 1}),
                       ProblemCode::DuplicateResource);
    SC_COMPARE_PROBLEM((*db)->execute(insert, {QStringLiteral("i2"), QVariant(), QStringLiteral("two"), -1}), ProblemCode::ValidationError);
    SC_COMPARE_PROBLEM((*db)->execute(insert, {QStringLiteral("i3"), QStringLiteral("nowhere"), QStringLiteral("three"), 1}),
                       ProblemCode::Conflict);
}

void TstDatabase::aFullDiskIsInsufficientStorageAndKeepsWhatWasThere()
{
    const QTemporaryDir dir;
    auto db = openFixture(dir.filePath(QStringLiteral("a.db")));
    SC_VERIFY_OK(db);
    SC_VERIFY_OK((*db)->execute(QStringLiteral("INSERT INTO note(text) VALUES('kept')")));
    SC_VERIFY_OK((*db)->value(QStringLiteral("PRAGMA max_page_count = 12")));
    {
        auto transaction = store::Transaction::begin(**db);
        SC_VERIFY_OK(transaction);
        const Result<> full = (*db)->execute(QStringLiteral("INSERT INTO note(text) VALUES(?)"), {QString(200'000, u'x')});
        SC_COMPARE_PROBLEM(full, ProblemCode::InsufficientStorage);
    }
    QCOMPARE((*db)->value(QStringLiteral("SELECT group_concat(text) FROM note"))->toString(), QStringLiteral("kept"));
    SC_VERIFY_OK((*db)->execute(QStringLiteral("INSERT INTO note(text) VALUES('small')")));
    SC_VERIFY_OK(store::requireSound(**db, store::CheckDepth::Full));
}

void TstDatabase::whatIsNoDatabaseIsADatabaseErrorThatOffersRestore_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty file") << QByteArray("");
    QTest::newRow("short text") << QByteArray("hello");
    QTest::newRow("long text") << QByteArray("not a database, but longer than one page. ").repeated(300);
    QTest::newRow("zeros") << QByteArray(8192, '\0');
    QTest::newRow("header, then noise") << QByteArray("SQLite format 3\0", 16) + QByteArray("\xde\xad").repeated(4000);
}

void TstDatabase::whatIsNoDatabaseIsADatabaseErrorThatOffersRestore()
{
    QFETCH(const QByteArray, bytes);
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a.db"));
    QVERIFY(writeBytes(file, bytes));
    auto db = openFixture(file);
    SC_COMPARE_PROBLEM(db, ProblemCode::DatabaseError);
    QCOMPARE(db.error().actions().constFirst().id, QStringLiteral("restore"));
    QVERIFY(db.error().text().contains(QStringLiteral("The shelf")));
    QCOMPARE(bytesOf(file), bytes);
}

void TstDatabase::aDatabaseOfAnotherApplicationIsRefused()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a.db"));
    {
        auto db = openFixture(file);
        SC_VERIFY_OK(db);
        SC_VERIFY_OK((*db)->execute(QStringLiteral("PRAGMA application_id = 7")));
    }
    SC_COMPARE_PROBLEM(openFixture(file), ProblemCode::DatabaseError);
}

void TstDatabase::aMissingFileIsNotFound()
{
    const QTemporaryDir dir;
    SC_COMPARE_PROBLEM(openFixture(dir.filePath(QStringLiteral("a.db")), false), ProblemCode::ResourceNotFound);
    QVERIFY(QDir(dir.path()).isEmpty());
}

void TstDatabase::aPlaceThatCannotHoldAFileIsPermissionDenied()
{
    const QTemporaryDir dir;
    const QString plain = dir.filePath(QStringLiteral("plain"));
    QVERIFY(writeBytes(plain, "x"));
    SC_COMPARE_PROBLEM(openFixture(plain + QStringLiteral("/a.db")), ProblemCode::PermissionDenied);
    SC_COMPARE_PROBLEM(openFixture(dir.filePath(QStringLiteral("no/such/folder/a.db"))), ProblemCode::PermissionDenied);
}

void TstDatabase::aBusyDatabaseSaysSo()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a.db"));
    auto first = openFixture(file);
    SC_VERIFY_OK(first);
    store::OpenOptions options = fixtureOptions(false);
    options.busyTimeoutMs = 1;
    auto second = store::Database::open(file, options);
    SC_VERIFY_OK(second);
    auto held = store::Transaction::begin(**first);
    SC_VERIFY_OK(held);
    const auto refused = store::Transaction::begin(**second);
    SC_COMPARE_PROBLEM(refused, ProblemCode::DatabaseError);
    QCOMPARE(refused.error().actions().constFirst().id, QStringLiteral("retry"));
}

void TstDatabase::immutableReadsWithoutSideFiles()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a#b?.db"));
    {
        auto db = openFixture(file);
        SC_VERIFY_OK(db);
        SC_VERIFY_OK((*db)->execute(QStringLiteral("INSERT INTO note(text) VALUES('kept')")));
    }
    store::OpenOptions options = fixtureOptions(false);
    options.access = store::Access::Immutable;
    auto db = store::Database::open(file, options);
    SC_VERIFY_OK(db);
    QCOMPARE((*db)->value(QStringLiteral("SELECT text FROM note"))->toString(), QStringLiteral("kept"));
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 1);
    SC_COMPARE_PROBLEM(store::Transaction::begin(**db), ProblemCode::PermissionDenied);
    SC_COMPARE_PROBLEM((*db)->execute(QStringLiteral("INSERT INTO note(text) VALUES('no')")), ProblemCode::PermissionDenied);
}

void TstDatabase::migrationsRunOnceAndStopAtTheFirstFailure()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a.db"));
    auto db = openFixture(file);
    SC_VERIFY_OK(db);
    SC_VERIFY_OK(store::migrate(**db, fixtureMigrations()));
    std::vector<store::Migration> more = fixtureMigrations();
    more.push_back({2, {QStringLiteral("ALTER TABLE note ADD COLUMN colour INTEGER")}});
    more.push_back({3, {QStringLiteral("CREATE TABLE half (id INTEGER PRIMARY KEY)"), QStringLiteral("INSERT INTO nowhere VALUES(1)")}});
    const store::Backups backups(dir.filePath(QStringLiteral("backups")), file);
    SC_COMPARE_PROBLEM(store::migrate(**db, more, &backups), ProblemCode::DatabaseError);
    QCOMPARE((*db)->userVersion().value(), 2);
    QVERIFY(!(*db)->query(QStringLiteral("SELECT * FROM half")).has_value());
    QCOMPARE((*db)->value(QStringLiteral("PRAGMA foreign_keys"))->toInt(), 1);
    QCOMPARE(backups.list().size(), size_t(1));
}

void TstDatabase::aNewerVersionIsRefusedNamingBoth()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a.db"));
    {
        auto db = openFixture(file);
        SC_VERIFY_OK(db);
        SC_VERIFY_OK((*db)->execute(QStringLiteral("PRAGMA user_version = 42")));
    }
    const auto refused = openFixture(file);
    SC_COMPARE_PROBLEM(refused, ProblemCode::NewerVersion);
    QVERIFY2(refused.error().text().contains(QStringLiteral("42")) && refused.error().text().contains(QStringLiteral("1")),
             qPrintable(refused.error().text()));
}

void TstDatabase::fullTextExpressionsAreSafeAndFindPrefixes()
{
    const QTemporaryDir dir;
    auto db = openFixture(dir.filePath(QStringLiteral("a.db")));
    SC_VERIFY_OK(db);
    SC_VERIFY_OK((*db)->execute(QStringLiteral("CREATE VIRTUAL TABLE song USING fts5(title, tokenize = 'unicode61 remove_diacritics 2')")));
    SC_VERIFY_OK((*db)->execute(QStringLiteral("INSERT INTO song VALUES('Néon Drive (feat. O''Hara)')")));
    const auto finds = [&](const QString &typed) {
        const auto count = (*db)->value(QStringLiteral("SELECT count(*) FROM song WHERE song MATCH ?"), {store::fullTextExpression(typed)});
        return count.has_value() ? count->toInt() : -1;
    };
    for (const char *typed : {"neo", "NEON dri", "drive  neon", "o'hara", "\"neon", "neon*", "-neon", "(neon", "néon AND", "title:"}) {
        const QString text = QString::fromUtf8(typed);
        const int expected = text.endsWith(QLatin1String("AND")) || text == QLatin1String("title:") ? 0 : 1;
        QVERIFY2(finds(text) == expected, typed);
    }
    for (const char *typed : {"", "  ", "\"*()-", "🎵"})
        QVERIFY2(store::fullTextExpression(QString::fromUtf8(typed)).isEmpty(), typed);
}

SC_TEST(TstDatabase)
#include "tst_database.moc"
