// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/csv_text.h"
#include "core/interchange/shot_list.h"
#include "core/timeline/edits.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::interchange;
using namespace sc::timeline;

class TestShotList : public QObject
{
    Q_OBJECT

private:
    static Timeline shots(int count)
    {
        Timeline t;
        t.project.id = ProjectId::create();
        t.project.name = QStringLiteral("Shots");
        for (int i = 0; i < count; ++i)
            t = addClip(t, {.name = QStringLiteral("Shot %1").arg(i + 1), .start = {}, .length = Ticks::seconds(2)}).value();
        return t;
    }
    static QByteArray row(const Clip &clip, const QByteArray &rest) { return clip.id.text().toUtf8() + rest; }

private Q_SLOTS:
    void whatIsWrittenComesBackUnchanged()
    {
        Timeline t = shots(3);
        t.clips[0].name = QStringLiteral("=HYPERLINK(\"http://evil\")");
        t.clips[0].notes = QStringLiteral("line one\nline \"two\"; three, four");
        t.clips[1].imagePrompt = QStringLiteral("'=x");
        t.clips[1].videoPrompt = QStringLiteral("'tis, ''-2");
        t.clips[2].lyrics = QStringLiteral("-hey\tho @ 東京");
        const QByteArray csv = writeShotList(t);
        QVERIFY(csv.startsWith("\xEF\xBB\xBF"));
        QVERIFY(!csv.contains("\n=") && !csv.contains(",=") && !csv.contains("\"=") && csv.contains("'=HYPERLINK"));
        const auto back = readShotList(t, csv);
        SC_VERIFY_OK(back);
        QCOMPARE(back->rows, 3);
        QCOMPARE(back->changed, 0);
        QVERIFY(back->notices.isEmpty());

        Timeline blank = t;
        for (Clip &clip : blank.clips)
            clip.notes = clip.lyrics = clip.imagePrompt = clip.videoPrompt = QString();
        const auto filled = readShotList(blank, csv);
        SC_VERIFY_OK(filled);
        QCOMPARE(filled->changed, 3);
        QVERIFY(filled->timeline == t);
    }

    void onlyTextsChangeAndSeparatorsAreFound()
    {
        const Timeline t = shots(2);
        const QByteArray csv = "Number;ID;Notes;length\r\n9;" + row(t.clips[1], ";\"hand; still\";99\r\n");
        const auto read = readShotList(t, csv);
        SC_VERIFY_OK(read);
        QCOMPARE(read->changed, 1);
        QCOMPARE(read->timeline.clips[1].notes, QStringLiteral("hand; still"));
        QCOMPARE(read->timeline.clips[1].length, t.clips[1].length);
        QCOMPARE(read->timeline.clips[0], t.clips[0]);
    }

    void badRowsAreNamedAndTheOthersTaken()
    {
        Timeline t = shots(4);
        t.clips[2].locked = true;
        const QByteArray csv = "id,name,colour\n" + row(t.clips[0], ",\n") + "nobody,x\n" + row(t.clips[1], ",Good\n") +
                               row(t.clips[1], ",Again\n") + row(t.clips[2], ",Locked\n") +
                               row(t.clips[3], "," + QByteArray(201, 'x') + "\n");
        const auto read = readShotList(t, csv);
        SC_VERIFY_OK(read);
        QCOMPARE(read->rows, 6);
        QCOMPARE(read->changed, 1);
        QCOMPARE(read->timeline.clips[1].name, QStringLiteral("Good"));
        QCOMPARE(read->notices.size(), 6); // a column, an empty name, an unknown id, twice, locked, too long
        QVERIFY(read->notices[2].contains(QStringLiteral("Line 3")));
        QVERIFY(read->notices[4].contains(QStringLiteral("Shot 3")));
    }

    void hostileFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no id") << QByteArray("name,notes\na,b\n");
        QTest::newRow("open quote") << QByteArray("id,notes\n1,\"never closed\n");
        QTest::newRow("zero bytes") << QByteArray("id,no\0tes\n", 11);
        QTest::newRow("no text") << QByteArray("id,notes\n1,\xff\xfe\xc0\n");
        QTest::newRow("columns") << QByteArray("id") + QByteArray(5000, ',');
        QTest::newRow("twice") << QByteArray("id,notes,notes\n");
        QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    }

    void hostileFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto read = readShotList(shots(1), bytes);
        SC_COMPARE_PROBLEM(read, ProblemCode::ValidationError);
        QVERIFY(!read.error().text().isEmpty());
    }

    void manyBadRowsAreCountedNotListed()
    {
        QByteArray csv("id,name\n");
        for (int i = 0; i < 5000; ++i)
            csv += "nobody" + QByteArray::number(i) + ",x\n";
        const auto read = readShotList(shots(1), csv);
        SC_VERIFY_OK(read);
        QCOMPARE(read->notices.size(), 201);
        QVERIFY(read->notices.last().contains(QStringLiteral("4800")));
    }

    void halfACharacterIsNoText()
    {
        const Timeline t = shots(1);
        const QString text = QChar(QChar::ByteOrderMark) + QStringLiteral("id\tname\n%1\tA%2\n").arg(t.clips[0].id.text(), QChar(0xDFFF));
        const QByteArray bytes(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
        SC_COMPARE_PROBLEM(readShotList(t, bytes), ProblemCode::ValidationError);
    }

    void utf16FromASpreadsheetIsRead()
    {
        const Timeline t = shots(1);
        const QString text = QChar(QChar::ByteOrderMark) + QStringLiteral("id\tname\r\n%1\tSchöner Schuss\r\n").arg(t.clips[0].id.text());
        const QByteArray bytes(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
        const auto read = readShotList(t, bytes);
        SC_VERIFY_OK(read);
        QCOMPARE(read->timeline.clips[0].name, QStringLiteral("Schöner Schuss"));
    }
};

SC_TEST(TestShotList)
#include "tst_shot_list.moc"
