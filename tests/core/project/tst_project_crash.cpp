// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/project/project_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QProcess>

using namespace sc;
using namespace sc::test;

namespace {

constexpr int kPatienceMs = 20'000;

QString helper()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/project_edit_loop");
}

// Lets the helper edit until it has printed `lines` edits, kills it in the midst of the next, and gives the last number
// it printed; 0 when it stopped by itself.
int editUntilKilled(const QString &bundle, int first, int lines)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(helper(), {QStringLiteral("loop"), bundle, QString::number(first)});
    QByteArray output;
    while (output.count('\n') < lines && process.waitForReadyRead(kPatienceMs))
        output += process.readAllStandardOutput();
    process.kill();
    process.waitForFinished(kPatienceMs);
    output += process.readAllStandardOutput();
    const QList<QByteArray> all = output.left(output.lastIndexOf('\n')).split('\n');
    return process.exitStatus() == QProcess::CrashExit ? all.last().toInt() : 0;
}

} // namespace

class TstProjectCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fiftyKillsLoseNoStoredEditAndDamageNothing();
    void aBundleHeldByAnotherProcessIsAConflictUntilThatDies();
};

void TstProjectCrash::fiftyKillsLoseNoStoredEditAndDamageNothing()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Crash.storycanvas"));
    {
        auto session = ProjectSession::create(bundle, {});
        SC_VERIFY_OK(session);
        SC_VERIFY_OK((*session)->apply(QStringLiteral("Plan"), filledTimeline((*session)->timeline(), 2, 10)));
    }
    QRandomGenerator random(20260131);
    int stored = 0;
    for (int round = 0; round < 50; ++round) {
        const int printed = editUntilKilled(bundle, stored + 1, random.bounded(1, 12));
        QVERIFY2(printed > stored, qPrintable(QStringLiteral("round %1: %2 after %3").arg(round).arg(printed).arg(stored)));

        auto session = ProjectSession::open(bundle);
        SC_VERIFY_OK(session);
        const timeline::Timeline &now = (*session)->timeline();
        const auto faults = (*session)->checkIntegrity();
        SC_VERIFY_OK(faults);
        QCOMPARE(*faults, QStringList());
        stored = static_cast<int>(now.markers.size());
        QVERIFY2(stored >= printed, qPrintable(QStringLiteral("edit %1 was printed, %2 are stored").arg(printed).arg(stored)));
        QSet<int> numbers;
        for (const timeline::Marker &marker : now.markers)
            numbers.insert(marker.name.toInt());
        for (int number = 1; number <= stored; ++number)
            QVERIFY2(numbers.contains(number), qPrintable(QString::number(number)));
        for (const timeline::Clip &clip : now.clips)
            QCOMPARE(clip.notes, QString::number(stored));
        if (now.project.song)
            QCOMPARE(hashOfFile((*session)->absolutePath(now.project.song->media)), now.project.song->media.hash);
        QVERIFY((*session)->canUndo());
    }
}

void TstProjectCrash::aBundleHeldByAnotherProcessIsAConflictUntilThatDies()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Held"));
    SC_VERIFY_OK(ProjectSession::create(bundle, {}));
    QProcess process;
    process.start(helper(), {QStringLiteral("hold"), bundle});
    QVERIFY(process.waitForReadyRead(kPatienceMs));

    const auto refused = ProjectSession::open(bundle);
    SC_COMPARE_PROBLEM(refused, ProblemCode::Conflict);
    QVERIFY2(refused.error().text().contains(QString::number(process.processId())), qPrintable(refused.error().text()));
    QVERIFY(refused.error().text().contains(QStringLiteral("project_edit_loop")));
    SC_COMPARE_PROBLEM(ProjectSession::create(bundle, {}), ProblemCode::Conflict);
    SC_COMPARE_PROBLEM(ProjectSession::restoreNewestBackup(bundle), ProblemCode::Conflict);
    {
        auto reader = ProjectSession::open(bundle, OpenMode::ReadOnly);
        SC_VERIFY_OK(reader);
        QVERIFY((*reader)->isReadOnly());
    }
    process.kill();
    QVERIFY(process.waitForFinished(kPatienceMs));
    SC_VERIFY_OK(ProjectSession::open(bundle));
}

SC_TEST(TstProjectCrash)
#include "tst_project_crash.moc"
