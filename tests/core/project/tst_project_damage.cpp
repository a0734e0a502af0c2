// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_schema.h"
#include "core/project/timeline_rows.h"
#include "core/store/database.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>

using namespace sc;
using namespace sc::test;

namespace {

struct Fixture
{
    QTemporaryDir dir;
    QString bundle = dir.filePath(QStringLiteral("Damage"));
    QString database = bundle + QStringLiteral("/project.db");
    QByteArray dump; // of what the newest backup holds

    [[nodiscard]] Result<> make()
    {
        SC_TRY_ASSIGN(session, ProjectSession::create(bundle, {}));
        SC_TRY(session->apply(QStringLiteral("Plan"), filledTimeline(session->timeline(), 4, 40)));
        SC_TRY(session->backUpNow());
        SC_TRY_ASSIGN(content, session->dumpTables());
        dump = content;
        return {};
    }
    [[nodiscard]] Result<std::unique_ptr<store::Database>> raw() const
    {
        return store::Database::open(database, {.label = QStringLiteral("The file")});
    }
};

QByteArray overwrittenInTheMiddle(QByteArray bytes)
{
    for (qsizetype i = 4096; i < bytes.size() - 4096; ++i)
        bytes[i] = static_cast<char>(i * 37);
    return bytes;
}

} // namespace

class TstProjectDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDamagedDatabaseIsSaidAndTheNewestBackupRestored_data();
    void aDamagedDatabaseIsSaidAndTheNewestBackupRestored();
    void withoutABackupNothingIsTouched();
    void aNewerFormatIsRefusedByNumberAndLeftAlone();
    void aRowThatCannotBeIsDamageNotACrash();
    void codeInAForeignBundleIsNotRun();
    void aFullDiskStoresNothingAndLosesNothing();
    void aSongThatCannotBeCopiedLeavesTheProjectAsItWas();
    void aBackupThatCannotBeWrittenDoesNotKeepAProjectClosed();
    void rulesThatAreBrokenAreNamed();
};

void TstProjectDamage::aDamagedDatabaseIsSaidAndTheNewestBackupRestored_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"middle overwritten", "cut in half", "zero bytes", "text file", "empty database", "other program's database"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TstProjectDamage::aDamagedDatabaseIsSaidAndTheNewestBackupRestored()
{
    QFETCH(const QString, kind);
    Fixture f;
    SC_VERIFY_OK(f.make());
    const QByteArray good = bytesOf(f.database);
    QVERIFY(good.size() > 20'000);
    if (kind == QLatin1String("other program's database")) {
        auto db = f.raw();
        SC_VERIFY_OK(db);
        SC_VERIFY_OK((*db)->execute(QStringLiteral("PRAGMA application_id = 1")));
    } else if (kind == QLatin1String("empty database")) {
        QVERIFY(QFile::remove(f.database));
        auto db = store::Database::open(f.database, {.label = QStringLiteral("The file"), .create = true});
        SC_VERIFY_OK(db);
        SC_VERIFY_OK((*db)->executeAll({QStringLiteral("CREATE TABLE t(x)"), QStringLiteral("DROP TABLE t")}));
    } else if (kind == QLatin1String("middle overwritten")) {
        QVERIFY(writeBytes(f.database, overwrittenInTheMiddle(good)));
    } else if (kind == QLatin1String("cut in half")) {
        QVERIFY(writeBytes(f.database, good.left(good.size() / 2)));
    } else {
        QVERIFY(writeBytes(f.database, kind == QLatin1String("text file") ? QByteArray("Dear diary, ").repeated(999) : QByteArray()));
    }
    const QByteArray damaged = bytesOf(f.database);

    for (const OpenMode mode : {OpenMode::ReadWrite, OpenMode::ReadOnly}) {
        const auto refused = ProjectSession::open(f.bundle, mode);
        SC_COMPARE_PROBLEM(refused, ProblemCode::DatabaseError);
        QCOMPARE(refused.error().actions().constFirst().id, QStringLiteral("restore"));
    }
    SC_COMPARE_PROBLEM(ProjectSession::create(f.bundle, {}), ProblemCode::DuplicateResource);

    const auto restored = ProjectSession::restoreNewestBackup(f.bundle);
    SC_VERIFY_OK(restored);
    QVERIFY(QDateTime::fromString(*restored, Qt::ISODateWithMs).isValid());
    auto session = ProjectSession::open(f.bundle);
    SC_VERIFY_OK(session);
    QCOMPARE((*session)->dumpTables().value(), f.dump);
    QCOMPARE((*session)->checkIntegrity().value(), QStringList());
    SC_VERIFY_OK((*session)->undo());
    const QStringList aside = QDir(f.bundle).entryList({QStringLiteral("project.damaged-*.db")});
    QCOMPARE(aside.size(), 1);
    QCOMPARE(bytesOf(f.bundle + QLatin1Char('/') + aside.front()), damaged);
}

void TstProjectDamage::withoutABackupNothingIsTouched()
{
    Fixture f;
    SC_VERIFY_OK(f.make());
    QVERIFY(QDir(f.bundle + QStringLiteral("/backups")).removeRecursively());
    QVERIFY(writeBytes(f.database, "lost"));
    SC_COMPARE_PROBLEM(ProjectSession::restoreNewestBackup(f.bundle), ProblemCode::ResourceNotFound);
    QCOMPARE(bytesOf(f.database), QByteArray("lost"));
}

void TstProjectDamage::aNewerFormatIsRefusedByNumberAndLeftAlone()
{
    Fixture f;
    SC_VERIFY_OK(f.make());
    {
        auto db = f.raw();
        SC_VERIFY_OK(db);
        SC_VERIFY_OK((*db)->execute(QStringLiteral("PRAGMA user_version = 77")));
    }
    const QByteArray before = bytesOf(f.database);
    for (const OpenMode mode : {OpenMode::ReadWrite, OpenMode::ReadOnly}) {
        const auto refused = ProjectSession::open(f.bundle, mode);
        SC_COMPARE_PROBLEM(refused, ProblemCode::NewerVersion);
        QVERIFY2(refused.error().text().contains(QStringLiteral("77")), qPrintable(refused.error().text()));
    }
    QCOMPARE(bytesOf(f.database), before);
}

void TstProjectDamage::aRowThatCannotBeIsDamageNotACrash()
{
    for (const char *statement :
         {"UPDATE project SET frame_rate = '17/3'", "UPDATE clip SET direction = '{'", "UPDATE clip SET position = 99999999999",
          "DELETE FROM project", "INSERT INTO marker VALUES('m', 0, 0, '', 0, 'unheard-of', '')",
          "UPDATE project SET song_gain_db = 'loud'",
          "INSERT INTO song SELECT id, '', 0, '', '', '', 0, 0, '0', '', '', NULL, '{\"duration\": -1}' FROM project"}) {
        Fixture f;
        SC_VERIFY_OK(f.make());
        {
            auto db = f.raw();
            SC_VERIFY_OK(db);
            SC_VERIFY_OK((*db)->execute(QString::fromLatin1(statement)));
        }
        const auto refused = ProjectSession::open(f.bundle);
        QVERIFY2(!refused.has_value(), statement);
        SC_COMPARE_PROBLEM(refused, ProblemCode::DatabaseError);
    }
}

void TstProjectDamage::codeInAForeignBundleIsNotRun()
{
    Fixture f;
    SC_VERIFY_OK(f.make());
    const QString elsewhere = f.dir.filePath(QStringLiteral("elsewhere.db"));
    {
        auto db = f.raw();
        SC_VERIFY_OK(db);
        SC_VERIFY_OK((*db)->execute(QStringLiteral("UPDATE undo_row SET sql = ?"), {QStringLiteral("ATTACH '%1' AS x").arg(elsewhere)}));
    }
    auto session = ProjectSession::open(f.bundle);
    SC_VERIFY_OK(session);
    SC_COMPARE_PROBLEM((*session)->undo(), ProblemCode::DatabaseError);
    QVERIFY(!QFile::exists(elsewhere));
    QCOMPARE((*session)->dumpTables().value(), f.dump);
}

void TstProjectDamage::aFullDiskStoresNothingAndLosesNothing()
{
    Fixture f;
    SC_VERIFY_OK(f.make());
    {
        auto db = f.raw();
        SC_VERIFY_OK(db);
        auto log = store::UndoLog::attach(**db, project::contentTables());
        SC_VERIFY_OK(log);
        const auto before = project::readTimeline(**db);
        SC_VERIFY_OK(before);
        const timeline::Timeline larger = filledTimeline(*before, 4, 200);
        const project::TimelineDifference difference = project::differenceOf(*before, larger);
        SC_VERIFY_OK((*db)->value(QStringLiteral("PRAGMA max_page_count = 1"))); // no page more than there are
        const auto full = (*log)->record(QStringLiteral("Plan"), [&] { return project::writeDifference(**db, larger, difference); });
        SC_COMPARE_PROBLEM(full, ProblemCode::InsufficientStorage);
        QCOMPARE(project::dumpContent(**db).value(), f.dump);
        QCOMPARE((*log)->entries().size(), size_t(1));
    }
    auto session = ProjectSession::open(f.bundle);
    SC_VERIFY_OK(session);
    QCOMPARE((*session)->dumpTables().value(), f.dump);
    SC_VERIFY_OK((*session)->undo());
    SC_VERIFY_OK((*session)->redo());
    QCOMPARE((*session)->dumpTables().value(), f.dump);
}

void TstProjectDamage::aSongThatCannotBeCopiedLeavesTheProjectAsItWas()
{
    Fixture f;
    SC_VERIFY_OK(f.make());
    auto session = ProjectSession::open(f.bundle);
    SC_VERIFY_OK(session);
    const QString song = f.dir.filePath(QStringLiteral("song.wav"));
    QVERIFY(writeBytes(song, "sound"));
    QVERIFY(QDir(f.bundle + QStringLiteral("/media")).removeRecursively());
    QVERIFY(writeBytes(f.bundle + QStringLiteral("/media"), "a file where a folder is needed"));
    SC_COMPARE_PROBLEM((*session)->setSong(song, songFixture(), true), ProblemCode::PermissionDenied);
    QVERIFY(!(*session)->timeline().project.song);
    QCOMPARE((*session)->dumpTables().value(), f.dump);
}

void TstProjectDamage::aBackupThatCannotBeWrittenDoesNotKeepAProjectClosed()
{
    Fixture f;
    SC_VERIFY_OK(f.make());
    QVERIFY(QDir(f.bundle + QStringLiteral("/backups")).removeRecursively());
    QVERIFY(writeBytes(f.bundle + QStringLiteral("/backups"), "a file where a folder is needed"));
    auto session = ProjectSession::open(f.bundle);
    SC_VERIFY_OK(session);
    QCOMPARE((*session)->dumpTables().value(), f.dump);
    QVERIFY(!(*session)->backUpNow().has_value());
}

void TstProjectDamage::rulesThatAreBrokenAreNamed()
{
    Fixture f;
    SC_VERIFY_OK(f.make());
    auto session = ProjectSession::open(f.bundle);
    SC_VERIFY_OK(session);
    QCOMPARE((*session)->checkIntegrity().value(), QStringList());
    timeline::Timeline broken = (*session)->timeline();
    broken.clips[1].start = broken.clips[0].start + Ticks(5);
    broken.clips[1].name = QStringLiteral("Stray");
    SC_VERIFY_OK((*session)->apply(QStringLiteral("Break"), broken));
    const QString faults = (*session)->checkIntegrity().value().join(u'\n');
    QVERIFY2(faults.contains(QStringLiteral("Stray")) && faults.contains(QStringLiteral("overlaps")), qPrintable(faults));
    SC_VERIFY_OK((*session)->undo());
    QCOMPARE((*session)->checkIntegrity().value(), QStringList());
}

SC_TEST(TstProjectDamage)
#include "tst_project_damage.moc"
