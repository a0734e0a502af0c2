// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/integrity.h"
#include "tests/core/store/store_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>

using namespace sc;
using namespace sc::test;

namespace {

struct Fixture
{
    QTemporaryDir dir;
    QString file = dir.filePath(QStringLiteral("shop.db"));
    QString folder = dir.filePath(QStringLiteral("backups"));
    store::Backups backups{folder, file};

    // One more note, then a copy.
    [[nodiscard]] Result<QString> writeAndBackUp(const QString &note)
    {
        SC_TRY_ASSIGN(db, openFixture(file));
        SC_TRY(db->execute(QStringLiteral("INSERT INTO note(text) VALUES(?)"), {note}));
        return backups.add(*db);
    }
    [[nodiscard]] Result<QString> notes()
    {
        SC_TRY_ASSIGN(db, openFixture(file, false));
        SC_TRY_ASSIGN(all, db->value(QStringLiteral("SELECT group_concat(text, ' ') FROM note")));
        return all.toString();
    }
    void putCopy(const QDateTime &at, const QByteArray &bytes)
    {
        writeBytes(QStringLiteral("%1/shop-%2.db").arg(folder, at.toString(QStringLiteral("yyyyMMdd'T'hhmmsszzz'Z'"))), bytes);
    }
};

// Damage that leaves the header alone: what a bad disk does.
void overwriteMiddle(const QString &file)
{
    QByteArray bytes = bytesOf(file);
    for (qsizetype i = 4096; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * 31);
    writeBytes(file, bytes);
}

} // namespace

class TstBackups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBackupIsAWholeDatabaseOfItsOwn();
    void aBackupIsDueOnlyAfterAChange();
    void tenRecentAndSevenDailyAreKept();
    void restoringTakesTheNewestGoodOneAndKeepsTheDamagedFile();
    void restoringPassesOverNewerFormats();
    void withoutAGoodCopyNothingIsTouched();
    void aRestoreThatWasCutShortIsFinished();
    void aDamagedDatabaseIsNotBackedUp();
    void aFolderThatCannotBeMadeIsAProblem();
    void aDurableCopyNeverReplacesByHalf();
};

void TstBackups::aBackupIsAWholeDatabaseOfItsOwn()
{
    Fixture f;
    const auto copy = f.writeAndBackUp(QStringLiteral("one"));
    SC_VERIFY_OK(copy);
    QCOMPARE(QDir(f.folder).entryList(QDir::Files).size(), 1);
    auto db = store::Database::open(*copy, fixtureOptions(false));
    SC_VERIFY_OK(db);
    SC_VERIFY_OK(store::requireSound(**db, store::CheckDepth::Full));
    QCOMPARE((*db)->userVersion().value(), 1);
    QCOMPARE((*db)->value(QStringLiteral("SELECT text FROM note"))->toString(), QStringLiteral("one"));
}

void TstBackups::aBackupIsDueOnlyAfterAChange()
{
    Fixture f;
    QVERIFY(f.backups.isDue());
    SC_VERIFY_OK(f.writeAndBackUp(QStringLiteral("one")));
    SC_VERIFY_OK(f.notes());
    const QDateTime later = QDateTime::currentDateTimeUtc().addSecs(5);
    QFile copy(f.backups.list().front().file);
    QVERIFY(copy.open(QIODevice::ReadWrite) && copy.setFileTime(later, QFileDevice::FileModificationTime));
    copy.close();
    QVERIFY(!f.backups.isDue());
    QFile database(f.file);
    QVERIFY(database.open(QIODevice::ReadWrite) && database.setFileTime(later.addSecs(1), QFileDevice::FileModificationTime));
    database.close();
    QVERIFY(f.backups.isDue());
}

void TstBackups::tenRecentAndSevenDailyAreKept()
{
    Fixture f;
    QVERIFY(QDir().mkpath(f.folder));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (int day = 1; day <= 20; ++day) {
        for (int i = 0; i < 3; ++i)
            f.putCopy(now.addDays(-day).addSecs(i), "copy");
    }
    for (int i = 1; i <= 12; ++i)
        f.putCopy(now.addMSecs(-i), "copy");
    QVERIFY(writeBytes(f.folder + QStringLiteral("/shop-holiday.db"), "somebody's own"));
    SC_VERIFY_OK(f.writeAndBackUp(QStringLiteral("one")));
    const auto kept = f.backups.list();
    QSet<QDate> days;
    for (const store::Backup &backup : kept)
        days.insert(backup.at.date());
    QVERIFY2(kept.size() >= 16 && kept.size() <= 17, qPrintable(QString::number(kept.size())));
    QCOMPARE(days.size(), 7);
    QVERIFY(QFile::exists(f.folder + QStringLiteral("/shop-holiday.db")));
}

void TstBackups::restoringTakesTheNewestGoodOneAndKeepsTheDamagedFile()
{
    Fixture f;
    SC_VERIFY_OK(f.writeAndBackUp(QStringLiteral("one")));
    SC_VERIFY_OK(f.writeAndBackUp(QStringLiteral("two")));
    SC_VERIFY_OK(f.writeAndBackUp(QStringLiteral("three")));
    overwriteMiddle(f.backups.list().front().file);
    overwriteMiddle(f.file);
    QVERIFY(writeBytes(f.file + QStringLiteral("-wal"), "stale"));
    const QByteArray damaged = bytesOf(f.file);

    const auto restored = f.backups.restoreNewest(fixtureOptions(false), 1);
    SC_VERIFY_OK(restored);
    QCOMPARE(restored->file, f.backups.list()[1].file);
    QVERIFY(!QFile::exists(f.file + QStringLiteral("-wal")));
    const auto notes = f.notes();
    SC_VERIFY_OK(notes);
    QCOMPARE(*notes, QStringLiteral("one two"));
    const QStringList aside = QDir(f.dir.path()).entryList({QStringLiteral("shop.damaged-*.db")});
    QCOMPARE(aside.size(), 1);
    QCOMPARE(bytesOf(f.dir.filePath(aside.front())), damaged);
}

void TstBackups::restoringPassesOverNewerFormats()
{
    Fixture f;
    SC_VERIFY_OK(f.writeAndBackUp(QStringLiteral("one")));
    const auto second = f.writeAndBackUp(QStringLiteral("two"));
    SC_VERIFY_OK(second);
    {
        auto db = store::Database::open(*second, fixtureOptions(false));
        SC_VERIFY_OK(db);
        SC_VERIFY_OK((*db)->execute(QStringLiteral("PRAGMA user_version = 9")));
    }
    SC_VERIFY_OK(f.backups.restoreNewest(fixtureOptions(false), 1));
    QCOMPARE(f.notes().value_or(QString()), QStringLiteral("one"));
}

void TstBackups::withoutAGoodCopyNothingIsTouched()
{
    Fixture f;
    QVERIFY(writeBytes(f.file, "damaged"));
    QVERIFY(QDir().mkpath(f.folder));
    f.putCopy(QDateTime::currentDateTimeUtc(), "damaged too");
    SC_COMPARE_PROBLEM(f.backups.restoreNewest(fixtureOptions(false), 1), ProblemCode::ResourceNotFound);
    QCOMPARE(bytesOf(f.file), QByteArray("damaged"));
}

void TstBackups::aRestoreThatWasCutShortIsFinished()
{
    Fixture f;
    const auto copy = f.writeAndBackUp(QStringLiteral("one"));
    SC_VERIFY_OK(copy);
    // The crash came after the damaged file was moved away.
    QVERIFY(QFile::remove(f.file) && QFile::copy(*copy, f.file + QStringLiteral(".restore")));
    SC_VERIFY_OK(f.backups.finishRestore());
    QCOMPARE(f.notes().value_or(QString()), QStringLiteral("one"));
    // And before it: the file in place stays.
    QVERIFY(writeBytes(f.file + QStringLiteral(".restore"), "half"));
    SC_VERIFY_OK(f.backups.finishRestore());
    QVERIFY(!QFile::exists(f.file + QStringLiteral(".restore")));
    QCOMPARE(f.notes().value_or(QString()), QStringLiteral("one"));
}

void TstBackups::aDamagedDatabaseIsNotBackedUp()
{
    Fixture f;
    SC_VERIFY_OK(f.writeAndBackUp(QStringLiteral("one")));
    overwriteMiddle(f.file);
    auto db = store::Database::open(f.file, fixtureOptions(false));
    if (db)
        SC_COMPARE_PROBLEM(f.backups.add(**db), ProblemCode::DatabaseError);
    else
        SC_COMPARE_PROBLEM(db, ProblemCode::DatabaseError);
    QCOMPARE(f.backups.list().size(), size_t(1));
}

void TstBackups::aFolderThatCannotBeMadeIsAProblem()
{
    Fixture f;
    QVERIFY(writeBytes(f.dir.filePath(QStringLiteral("plain")), "x"));
    auto db = openFixture(f.file);
    SC_VERIFY_OK(db);
    const store::Backups backups(f.dir.filePath(QStringLiteral("plain/backups")), f.file);
    SC_COMPARE_PROBLEM(backups.add(**db), ProblemCode::PermissionDenied);
    QVERIFY(backups.list().empty());
}

void TstBackups::aDurableCopyNeverReplacesByHalf()
{
    const QTemporaryDir dir;
    const QString target = dir.filePath(QStringLiteral("target"));
    QVERIFY(writeBytes(target, "old"));
    SC_COMPARE_PROBLEM(store::copyDurably(dir.filePath(QStringLiteral("missing")), target), ProblemCode::MediaMissing);
    QCOMPARE(bytesOf(target), QByteArray("old"));
    const QByteArray large = QByteArray("0123456789abcdef").repeated(200'000);
    QVERIFY(writeBytes(dir.filePath(QStringLiteral("large")), large));
    SC_VERIFY_OK(store::copyDurably(dir.filePath(QStringLiteral("large")), target));
    QCOMPARE(bytesOf(target), large);
}

SC_TEST(TstBackups)
#include "tst_backups.moc"
