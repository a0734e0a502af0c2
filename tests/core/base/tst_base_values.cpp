// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/base/text.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QStorageInfo>
#include <QtCore/QTemporaryDir>

using namespace sc;

class TestBaseValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreVersionSevenAndSortByCreation()
    {
        static const QRegularExpression pattern(QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
        QString last;
        for (int i = 0; i < 10000; ++i) {
            const QString id = newUuidV7();
            QVERIFY2(pattern.match(id).hasMatch(), qPrintable(id));
            QVERIFY2(id > last, qPrintable(last + QStringLiteral(" ") + id));
            last = id;
        }
        QVERIFY(isUuid(last));
        QVERIFY(!isUuid(u"not an id"));
    }

    void everyProblemHasAWayOut()
    {
        for (int code = 0; code <= int(ProblemCode::InternalError); ++code) {
            const Problem problem(ProblemCode(code), QStringLiteral("Something."));
            QCOMPARE(problem.actions().size(), 1);
            QVERIFY(!problemCodeName(problem.code()).isEmpty());
            QVERIFY(exitCodeOf(problem.code()) > 0);
        }
        QCOMPARE(problemCodeName(ProblemCode::InternalError), QStringLiteral("INTERNAL_ERROR"));
        QCOMPARE(exitCodeOf(ProblemCode::ProfileLocked), 8);
    }

    void problemsCarryTheirEntityIntoJson()
    {
        const Problem problem = Problem(ProblemCode::Conflict, QStringLiteral("The place is taken."))
                                    .withEntity(QStringLiteral("clip"), QStringLiteral("Neon"))
                                    .withAction(QStringLiteral("push"), QStringLiteral("Push"))
                                    .withAction(QStringLiteral("trim"), QStringLiteral("Trim"));
        QCOMPARE(problem.actions().size(), 2);
        QCOMPARE(problem.toJson()[u"entity"].toObject()[u"id"].toString(), QStringLiteral("Neon"));
        QCOMPARE(problem.toJson()[u"code"].toString(), QStringLiteral("CONFLICT"));
        QVERIFY(problem.toLogLine().contains(QStringLiteral("[clip Neon]")));
    }

    void typedTextIsCleanedOrRefused()
    {
        QCOMPARE(cleanText(QStringLiteral("  e\u0301  "), TextKind::SingleLine, 1, 5, QStringLiteral("Name")).value(), QStringLiteral("\u00e9"));
        SC_COMPARE_PROBLEM(cleanText(QStringLiteral("a\nb"), TextKind::SingleLine, 1, 5, QStringLiteral("Name")), ProblemCode::ValidationError);
        SC_VERIFY_OK(cleanText(QStringLiteral("a\nb\tc"), TextKind::MultiLine, 1, 5, QStringLiteral("Name")));
        SC_COMPARE_PROBLEM(cleanText(QStringLiteral("   "), TextKind::SingleLine, 1, 5, QStringLiteral("Name")), ProblemCode::ValidationError);
        const QString emoji = QStringLiteral("\U0001F3B5").repeated(200);
        SC_VERIFY_OK(cleanText(emoji, TextKind::SingleLine, 1, 200, QStringLiteral("Name")));
        SC_COMPARE_PROBLEM(cleanText(emoji + QLatin1Char('x'), TextKind::SingleLine, 1, 200, QStringLiteral("Name")), ProblemCode::ValidationError);
    }

    void fileNamesFitEverySystem()
    {
        QCOMPARE(safeFileName(QStringLiteral("a/b:c*?.mp4")), QStringLiteral("a_b_c__.mp4"));
        QCOMPARE(safeFileName(QStringLiteral("con.txt")), QStringLiteral("_con.txt"));
        QCOMPARE(safeFileName(QStringLiteral(" .. ")), QStringLiteral("untitled"));
        QCOMPARE(safeFileName(QStringLiteral("a\nb")), QStringLiteral("a b"));
        QCOMPARE(codePoints(safeFileName(QStringLiteral("\U0001F3B5").repeated(300))), qsizetype(120));
    }

    void jsonErrorsNameThePlace()
    {
        SC_COMPARE_PROBLEM(parseJsonObject("{\"a\":", QStringLiteral("The file")), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(parseJsonObject("[]", QStringLiteral("The file")), ProblemCode::ValidationError);
        SC_VERIFY_OK(parseJsonObject("{}", QStringLiteral("The file")));
    }

    void foldersThatCannotBeMadeSaySo()
    {
        const QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        SC_COMPARE_PROBLEM(ensureFolder(file.fileName()), ProblemCode::PermissionDenied);
        SC_COMPARE_PROBLEM(ensureFolder(file.fileName() + QStringLiteral("/below")), ProblemCode::PermissionDenied);
    }

    void fullDisksAreNoticedBeforeWriting()
    {
        const QTemporaryDir dir;
        SC_VERIFY_OK(requireFreeSpace(dir.filePath(QStringLiteral("not/yet/there")), 1));
        if (!QStorageInfo(dir.path()).isValid())
            QSKIP("this system does not tell how full its disks are");
        SC_COMPARE_PROBLEM(requireFreeSpace(dir.path(), qint64(1) << 62), ProblemCode::InsufficientStorage);
    }

    void theLogKeepsProblems()
    {
        const QTemporaryDir dir;
        startLogFile(dir.path());
        logProblem(logBase(), Problem(ProblemCode::FileDamaged, QStringLiteral("A line for the log.")));
        QFile log(dir.filePath(QStringLiteral("storycanvas.log")));
        QVERIFY(log.open(QIODevice::ReadOnly));
        QVERIFY(log.readAll().contains("FILE_DAMAGED: A line for the log."));
    }
};

SC_TEST(TestBaseValues)
#include "tst_base_values.moc"
