// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/project/project_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>

using namespace sc;
using namespace sc::test;

namespace {

QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

} // namespace

class TstProjectBundle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewBundleHasItsFoldersAndCanBeMoved();
    void theNameComesFromTheFolderWhenNoneIsGiven();
    void badFieldsAreRefusedAndLeaveNothingBehind();
    void aSecondProjectInTheSameFolderIsADuplicate();
    void whatACrashLeftOfAHalfMadeBundleDoesNotBlock();
    void aPlaceThatCannotHoldABundleIsPermissionDenied();
    void aFolderWithoutWriteRightsIsPermissionDenied();
    void aFolderThatIsNoProjectIsNotFound();
    void oneSessionAtATimeHoldsABundle();
    void aLockThatNamesNobodyIsTakenOver();
    void readOnlyLeavesTheFolderAsItWas();
    void readOnlySeesEditsThatACrashLeftInTheLog();
    void aBackupIsMadeOnOpeningOnlyAfterChanges();
    void aLargeProjectIsBackedUpWhileItIsEdited();
};

void TstProjectBundle::aNewBundleHasItsFoldersAndCanBeMoved()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("deep/er/Neon 🎵.storycanvas"));
    auto session = ProjectSession::create(bundle, {});
    SC_VERIFY_OK(session);
    QCOMPARE((*session)->bundle(), bundle);
    QVERIFY(!(*session)->isReadOnly());
    for (const char *folder : {"media", "thumbs", "proxies", "exports", "backups"})
        QVERIFY2(QDir(bundle + QLatin1Char('/') + QLatin1String(folder)).exists(), folder);
    const QString song = dir.filePath(QStringLiteral("song.wav"));
    QVERIFY(writeBytes(song, "sound"));
    SC_VERIFY_OK((*session)->setSong(song, songFixture(), true));
    session->reset();
    QVERIFY(!QFile::exists(bundle + QStringLiteral("/project.lock")));
    QVERIFY(!QFile::exists(bundle + QStringLiteral("/project.db-wal")));

    const QString moved = dir.filePath(QStringLiteral("elsewhere"));
    QVERIFY(QDir().rename(bundle, moved));
    auto again = ProjectSession::open(moved);
    SC_VERIFY_OK(again);
    QCOMPARE(bytesOf((*again)->absolutePath((*again)->timeline().project.song->media)), QByteArray("sound"));
}

void TstProjectBundle::theNameComesFromTheFolderWhenNoneIsGiven()
{
    const QTemporaryDir dir;
    auto session = ProjectSession::create(dir.filePath(QStringLiteral("My v1.2 cut.storycanvas")), {});
    SC_VERIFY_OK(session);
    const timeline::Project &project = (*session)->timeline().project;
    QCOMPARE(project.name, QStringLiteral("My v1.2 cut"));
    QVERIFY(isUuid(project.id.text()));
    QVERIFY(QDateTime::fromString(project.createdAt, Qt::ISODateWithMs).isValid());
}

void TstProjectBundle::badFieldsAreRefusedAndLeaveNothingBehind()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Bad"));
    SC_COMPARE_PROBLEM(ProjectSession::create(bundle, {.width = 1921}), ProblemCode::ValidationError);
    SC_COMPARE_PROBLEM(ProjectSession::create(bundle, {.height = 62}), ProblemCode::ValidationError);
    SC_COMPARE_PROBLEM(ProjectSession::create(bundle, {.width = 8194}), ProblemCode::ValidationError);
    SC_COMPARE_PROBLEM(ProjectSession::create(bundle, {.name = QString(201, u'x')}), ProblemCode::ValidationError);
    QVERIFY(namesIn(dir.path()).isEmpty());
}

void TstProjectBundle::aSecondProjectInTheSameFolderIsADuplicate()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Twice"));
    {
        auto first = ProjectSession::create(bundle, {.name = QStringLiteral("First")});
        SC_VERIFY_OK(first);
    }
    SC_COMPARE_PROBLEM(ProjectSession::create(bundle, {.name = QStringLiteral("Second")}), ProblemCode::DuplicateResource);
    auto again = ProjectSession::open(bundle);
    SC_VERIFY_OK(again);
    QCOMPARE((*again)->timeline().project.name, QStringLiteral("First"));
}

void TstProjectBundle::whatACrashLeftOfAHalfMadeBundleDoesNotBlock()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Half"));
    QVERIFY(QDir().mkpath(bundle));
    QVERIFY(writeBytes(bundle + QStringLiteral("/project.db.new"), "half a database"));
    QVERIFY(writeBytes(bundle + QStringLiteral("/project.db.new-wal"), "half a log"));
    SC_COMPARE_PROBLEM(ProjectSession::open(bundle), ProblemCode::ResourceNotFound);
    auto session = ProjectSession::create(bundle, {});
    SC_VERIFY_OK(session);
    QCOMPARE((*session)->checkIntegrity().value(), QStringList());
    QVERIFY(!QFile::exists(bundle + QStringLiteral("/project.db.new")));
    QVERIFY(!QFile::exists(bundle + QStringLiteral("/project.db.new-wal")));
}

void TstProjectBundle::aPlaceThatCannotHoldABundleIsPermissionDenied()
{
    const QTemporaryDir dir;
    const QString plain = dir.filePath(QStringLiteral("plain"));
    QVERIFY(writeBytes(plain, "x"));
    SC_COMPARE_PROBLEM(ProjectSession::create(plain + QStringLiteral("/Below"), {}), ProblemCode::PermissionDenied);
    QVERIFY(!ProjectSession::create(plain, {}).has_value());
    QCOMPARE(bytesOf(plain), QByteArray("x"));
    if (QDir(QStringLiteral("/proc/self")).exists())
        SC_COMPARE_PROBLEM(ProjectSession::create(QStringLiteral("/proc/self/Project"), {}), ProblemCode::PermissionDenied);
}

void TstProjectBundle::aFolderWithoutWriteRightsIsPermissionDenied()
{
    const QTemporaryDir dir;
    const QString closed = dir.filePath(QStringLiteral("closed"));
    QVERIFY(QDir().mkpath(closed));
    QVERIFY(QFile::setPermissions(closed, QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    if (QFileInfo(closed).isWritable())
        QSKIP("permission bits do not bind this user");
    SC_COMPARE_PROBLEM(ProjectSession::create(closed + QStringLiteral("/Project"), {}), ProblemCode::PermissionDenied);
    SC_COMPARE_PROBLEM(ProjectSession::create(closed, {}), ProblemCode::PermissionDenied);
}

void TstProjectBundle::aFolderThatIsNoProjectIsNotFound()
{
    const QTemporaryDir dir;
    SC_COMPARE_PROBLEM(ProjectSession::open(dir.path()), ProblemCode::ResourceNotFound);
    SC_COMPARE_PROBLEM(ProjectSession::open(dir.filePath(QStringLiteral("missing"))), ProblemCode::ResourceNotFound);
    SC_COMPARE_PROBLEM(ProjectSession::restoreNewestBackup(dir.path()), ProblemCode::ResourceNotFound);
    QVERIFY(namesIn(dir.path()).isEmpty());
}

void TstProjectBundle::oneSessionAtATimeHoldsABundle()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Once"));
    auto first = ProjectSession::create(bundle, {});
    SC_VERIFY_OK(first);
    SC_COMPARE_PROBLEM(ProjectSession::open(bundle), ProblemCode::Conflict);
    SC_VERIFY_OK((*first)->apply(QStringLiteral("Scene"), timeline::addScene((*first)->timeline(), {})));
    auto reader = ProjectSession::open(bundle, OpenMode::ReadOnly);
    SC_VERIFY_OK(reader);
    QCOMPARE((*reader)->timeline().scenes.size(), size_t(1));
    first->reset();
    SC_VERIFY_OK(ProjectSession::open(bundle));
}

void TstProjectBundle::aLockThatNamesNobodyIsTakenOver()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Lock"));
    SC_VERIFY_OK(ProjectSession::create(bundle, {}));
    for (const QByteArray &content : {QByteArray(), QByteArray("\0\0\0", 3), QByteArray("999999999\nstorycanvas\n")}) {
        QVERIFY(writeBytes(bundle + QStringLiteral("/project.lock"), content));
        SC_VERIFY_OK(ProjectSession::open(bundle));
    }
}

void TstProjectBundle::readOnlyLeavesTheFolderAsItWas()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Read"));
    {
        auto session = ProjectSession::create(bundle, {});
        SC_VERIFY_OK(session);
        SC_VERIFY_OK((*session)->apply(QStringLiteral("Plan"), filledTimeline((*session)->timeline(), 2, 3)));
    }
    const QStringList names = namesIn(bundle);
    const QByteArray bytes = bytesOf(bundle + QStringLiteral("/project.db"));
    {
        auto reader = ProjectSession::open(bundle, OpenMode::ReadOnly);
        SC_VERIFY_OK(reader);
        QVERIFY((*reader)->isReadOnly());
        QCOMPARE((*reader)->timeline().clips.size(), size_t(6));
        QVERIFY(!(*reader)->canUndo());
        QCOMPARE((*reader)->history().size(), size_t(1));
        QCOMPARE((*reader)->checkIntegrity().value(), QStringList());
        QCOMPARE(namesIn(bundle), names);
        SC_COMPARE_PROBLEM((*reader)->apply(QStringLiteral("No"), timeline::addScene((*reader)->timeline(), {})),
                           ProblemCode::PermissionDenied);
        SC_COMPARE_PROBLEM((*reader)->undo(), ProblemCode::PermissionDenied);
        SC_COMPARE_PROBLEM((*reader)->backUpNow(), ProblemCode::PermissionDenied);
    }
    QCOMPARE(namesIn(bundle), names);
    QCOMPARE(bytesOf(bundle + QStringLiteral("/project.db")), bytes);
}

void TstProjectBundle::readOnlySeesEditsThatACrashLeftInTheLog()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Log"));
    const QString crashed = dir.filePath(QStringLiteral("Crashed"));
    auto session = ProjectSession::create(bundle, {});
    SC_VERIFY_OK(session);
    SC_VERIFY_OK((*session)->apply(QStringLiteral("Plan"), filledTimeline((*session)->timeline(), 2, 3)));
    // What a power cut leaves: the database and its log, no lock.
    QVERIFY(QDir().mkpath(crashed));
    for (const char *name : {"/project.db", "/project.db-wal"})
        QVERIFY(QFile::copy(bundle + QLatin1String(name), crashed + QLatin1String(name)));
    QVERIFY(QFileInfo(crashed + QStringLiteral("/project.db-wal")).size() > 0);
    auto reader = ProjectSession::open(crashed, OpenMode::ReadOnly);
    SC_VERIFY_OK(reader);
    QCOMPARE((*reader)->timeline().clips.size(), size_t(6));
}

void TstProjectBundle::aBackupIsMadeOnOpeningOnlyAfterChanges()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Backup"));
    const auto copies = [&] { return namesIn(bundle + QStringLiteral("/backups")).size(); };
    SC_VERIFY_OK(ProjectSession::create(bundle, {}));
    const auto afterCreation = copies();
    SC_VERIFY_OK(ProjectSession::open(bundle));
    SC_VERIFY_OK(ProjectSession::open(bundle));
    QCOMPARE(copies(), afterCreation);
    {
        auto session = ProjectSession::open(bundle);
        SC_VERIFY_OK(session);
        SC_VERIFY_OK((*session)->apply(QStringLiteral("Plan"), filledTimeline((*session)->timeline(), 1, 1)));
    }
    SC_VERIFY_OK(ProjectSession::open(bundle));
    QCOMPARE(copies(), afterCreation + 1);
    SC_VERIFY_OK(ProjectSession::open(bundle));
    QCOMPARE(copies(), afterCreation + 1);
}

void TstProjectBundle::aLargeProjectIsBackedUpWhileItIsEdited()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Large"));
    const auto copies = [&] {
        return namesIn(bundle + QStringLiteral("/backups")).filter(QRegularExpression(QStringLiteral("\\.db$"))).size();
    };
    SC_VERIFY_OK(ProjectSession::create(bundle, {}));
    {
        auto session = ProjectSession::open(bundle);
        SC_VERIFY_OK(session);
        timeline::Timeline large = filledTimeline((*session)->timeline(), 2, 300);
        for (timeline::Clip &clip : large.clips)
            clip.imagePrompt = QString(timeline::kMaxPromptLength, u'x');
        SC_VERIFY_OK((*session)->apply(QStringLiteral("Plan"), large));
    }
    QVERIFY(QFileInfo(bundle + QStringLiteral("/project.db")).size() > 4'000'000);
    const auto before = copies();
    {
        auto session = ProjectSession::open(bundle);
        SC_VERIFY_OK(session);
        for (int i = 0; i < 20; ++i) {
            timeline::Timeline edited = (*session)->timeline();
            edited.clips[0].name = QStringLiteral("Edit %1").arg(i);
            SC_VERIFY_OK((*session)->apply(QStringLiteral("Edit"), edited));
        }
        QTRY_COMPARE(copies(), before + 1);
        SC_VERIFY_OK((*session)->backUpNow()); // waits for the other rather than getting into its way
        QCOMPARE(copies(), before + 2);
    }
    // What a backup was made of opens as a project.
    const QStringList names = namesIn(bundle + QStringLiteral("/backups"));
    const QString restored = dir.filePath(QStringLiteral("Restored"));
    QVERIFY(QDir().mkpath(restored));
    QVERIFY(QFile::copy(bundle + QStringLiteral("/backups/") + names[names.size() - 2], restored + QStringLiteral("/project.db")));
    auto copy = ProjectSession::open(restored, OpenMode::ReadOnly);
    SC_VERIFY_OK(copy);
    QCOMPARE((*copy)->timeline().clips.size(), size_t(600));
}

SC_TEST(TstProjectBundle)
#include "tst_project_bundle.moc"
