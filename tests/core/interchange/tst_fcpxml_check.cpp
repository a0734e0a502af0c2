// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/interchange/export_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QRegularExpression>

using namespace sc;
using namespace sc::interchange;
using namespace sc::test;

// Breaches seeded into a sound export, and files that mean harm.
class TestFcpxmlCheck : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ExportFixture> m_fixture;
    QString m_good;

    // Replaces the first match; empty when there is none, so that no test can pass by accident.
    QString changed(const QString &pattern, const QString &by) const
    {
        QString text = m_good;
        const auto match = QRegularExpression(pattern).match(text);
        if (!match.hasMatch())
            return {};
        return text.replace(match.capturedStart(), match.capturedLength(), by);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<ExportFixture>();
        const auto result = exportFcpxml(m_fixture->timeline, m_fixture->songFile, m_fixture->options());
        SC_VERIFY_OK(result);
        m_good = QString::fromUtf8(readFile(result->file));
        QCOMPARE(checkFcpxml(m_good.toUtf8()), QStringList());
    }

    void eachSeededBreachIsFound_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *pattern, const char *by, const char *says) {
            QTest::newRow(name) << QString::fromUtf8(pattern) << QString::fromUtf8(by) << QString::fromUtf8(says);
        };
        // The second picture: two seconds in, one second long, at 24 frames.
        row("off the grid", "offset=\"8644800/2400s\"", "offset=\"86448001/24000s\"", "does not lie on an edit frame");
        row("hole", "offset=\"8644800/2400s\"", "offset=\"8645000/2400s\"", "hole");
        row("overlap", "offset=\"8644800/2400s\"", "offset=\"8644700/2400s\"", "overlaps the item before");
        row("dangling reference", "<video ref=\"r4\"", "<video ref=\"r99\"", "refers to nothing");
        row("clip beyond the asset", "start=\"0s\" duration=\"14400/2400s\"", "start=\"100/2400s\" duration=\"14400/2400s\"",
            "more than its media hold");
        row("still as asset-clip", "<video ref=\"r4\"", "<asset-clip ref=\"r4\" offset=\"3600s\" duration=\"2s\"/><video ref=\"r4\"",
            "more than its media hold");
        row("decimal time", "duration=\"4800/2400s\"", "duration=\"2.0s\"", "is no time");
        row("doubled id", "id=\"r4\"", "id=\"r3\"", "used twice");
        row("missing media", "0001_[^\"]*png\"/>", "0009_gone.png\"/>", "do not exist");
        row("raw space in a URL", "%20Media", " Media", "percent-encoded");
        row("lane in the storyline", "<video ref=\"r4\"", "<video lane=\"1\" ref=\"r4\"", "has no lane");
        row("song without lane", " lane=\"-1\"", "", "needs a lane");
        row("sequence too short", "duration=\"14400/2400s\" audioLayout", "duration=\"9600/2400s\" audioLayout", "end of its last item");
        row("timecode off the grid", "tcStart=\"8640000/2400s\"", "tcStart=\"86400001/24000s\"", "does not lie on an edit frame");
        row("mono", "audioLayout=\"stereo\"", "audioLayout=\"mono\"", "mono");
        row("marker outside its clip", "<chapter-marker start=\"8640000/2400s\"", "<chapter-marker start=\"0s\"", "outside its clip");
        row("no project", "<project", "<event", "cannot be read");
    }

    void eachSeededBreachIsFound()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, by);
        QFETCH(QString, says);
        const QString bad = changed(pattern, by);
        QVERIFY2(!bad.isEmpty(), qPrintable(QStringLiteral("the pattern is not in the export:\n") + m_good));
        const QStringList breaches = checkFcpxml(bad.toUtf8());
        QVERIFY2(!breaches.filter(says).isEmpty(), qPrintable(breaches.join(u'\n')));
        if (!breaches[0].contains(QStringLiteral("cannot be read")))
            QVERIFY2(QRegularExpression(QStringLiteral("^Line \\d+, <")).match(breaches[0]).hasMatch(), qPrintable(breaches[0]));
    }

    void harmfulFilesEndInAProblem_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("garbage") << QByteArray("\x00\xff\xfe garbage <<<>>>", 18);
        QTest::newRow("truncated") << m_good.toUtf8().left(m_good.size() / 2);
        QTest::newRow("other XML") << QByteArray("<html><body/></html>");
        QByteArray laughs("<!DOCTYPE fcpxml [<!ENTITY a \"ha\">");
        for (char c = 'b'; c < 'z'; ++c)
            laughs += QByteArray("<!ENTITY ") + c + " \"" + QByteArray("&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;").replace('x', char(c - 1)) + "\">";
        QTest::newRow("billion laughs") << laughs + "]><fcpxml version=\"1.10\">&y;</fcpxml>";
        QTest::newRow("entity from a file") << QByteArray(
            "<!DOCTYPE fcpxml [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><fcpxml>&x;</fcpxml>");
        QTest::newRow("nested deeply") << QByteArray("<fcpxml>") + QByteArray("<gap>").repeated(100'000);
        QTest::newRow("no frame rate") << changed(QStringLiteral("frameDuration=\"[^\"]*\""), QString()).toUtf8();
        QTest::newRow("rate of 7 a second")
            << changed(QStringLiteral("frameDuration=\"[^\"]*\""), QStringLiteral("frameDuration=\"1/7s\"")).toUtf8();
        QTest::newRow("negative length") << changed(QStringLiteral("duration=\"4800/2400s\""), QStringLiteral("duration=\"-2s\"")).toUtf8();
        QTest::newRow("overflowing time")
            << changed(QStringLiteral("duration=\"4800/2400s\""), QStringLiteral("duration=\"9223372036854775807/1s\"")).toUtf8();
    }

    void harmfulFilesEndInAProblem()
    {
        QFETCH(QByteArray, xml);
        const auto read = readFcpxml(xml);
        SC_COMPARE_PROBLEM(read, ProblemCode::ValidationError);
        QVERIFY2(read.error().text().contains(QStringLiteral("line")), qPrintable(read.error().text()));
        QVERIFY(!checkFcpxml(xml).isEmpty());
    }

    void damagedFilesNeverCrashTheReader()
    {
        QRandomGenerator random(5);
        const QByteArray good = m_good.toUtf8();
        for (int round = 0; round < 400; ++round) {
            QByteArray bad = good;
            for (int i = 0; i < 1 + round % 8; ++i)
                bad[random.bounded(int(bad.size()))] = char(random.bounded(256));
            const auto read = readFcpxml(bad);
            QVERIFY(read || read.error().code() == ProblemCode::ValidationError);
            QVERIFY(checkFcpxml(bad).size() >= 0);
        }
    }

    void otherProgramsShapesAreRead()
    {
        const QByteArray xml =
            "<?xml version=\"1.0\"?><!DOCTYPE fcpxml><fcpxml version=\"1.8\"><resources>"
            "<format id=\"r1\" frameDuration=\"1/25s\" width=\"640\" height=\"360\"/>"
            "<asset id=\"r2\" src=\"file:///a%20b.mov\" start=\"0s\" duration=\"250/25s\" hasVideo=\"1\" format=\"r1\"/></resources>"
            "<project name=\"P\"><sequence format=\"r1\" duration=\"9s\"><spine>"
            "<asset-clip ref=\"r2\" name=\"whole\" duration=\"4s\"/><transition name=\"Cross Dissolve\" offset=\"3s\" duration=\"1s\"/>"
            "<audition><asset-clip ref=\"r2\" name=\"pick\" start=\"1s\" duration=\"2s\"/><asset-clip ref=\"r2\" name=\"other\" "
            "duration=\"2s\"/></audition>"
            "<gap offset=\"6s\" duration=\"3s\"/></spine></sequence></project></fcpxml>";
        const auto read = readFcpxml(xml);
        SC_VERIFY_OK(read);
        QCOMPARE(read->spine.size(), size_t(3));
        QCOMPARE(read->spine[1].name, QStringLiteral("pick"));
        QCOMPARE(read->spine[1].start, Ticks::seconds(4));
        QCOMPARE(read->spine[0].mediaFile, QStringLiteral("/a b.mov"));
        QVERIFY(read->spine[2].isGap);
        QCOMPARE(read->width, 640);
    }
};

SC_TEST(TestFcpxmlCheck)
#include "tst_fcpxml_check.moc"
