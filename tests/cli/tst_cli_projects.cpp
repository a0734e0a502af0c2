// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/test_main.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace sc::test;

// Runs once, whatever QVERIFY2 does with its arguments.
#define VERIFY_RAN(call)                                                                                               \
    do {                                                                                                               \
        const CliResult scRan = (call);                                                                                \
        QVERIFY2(scRan.exitCode == 0, (scRan.err + scRan.out).constData());                                            \
    } while (false)

class TestCliProjects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_song = m_cli.path(QStringLiteral("song.wav"));
        QVERIFY(writeClickSong(m_song, 120, 40));
    }

    void oneSongGoesTheWholeWay()
    {
        const QString bundle = m_cli.path(QStringLiteral("whole"));
        VERIFY_RAN(m_cli.run({QStringLiteral("project"), QStringLiteral("new"), bundle, QStringLiteral("--song"), m_song, QStringLiteral("--fps"),
                              QStringLiteral("24000/1001"), QStringLiteral("--size"), QStringLiteral("320x180")}));
        VERIFY_RAN(m_cli.run({QStringLiteral("plan"), QStringLiteral("apply"), bundle}));

        const CliResult audit = m_cli.runJson({QStringLiteral("plan"), QStringLiteral("audit"), bundle});
        VERIFY_RAN(audit);
        const QJsonArray cuts = audit.json().toObject()[u"cuts"].toArray();
        QVERIFY(cuts.size() > 4);
        for (const QJsonValue &cut : cuts) {
            if (cut[u"bound"].toBool())
                QVERIFY2(std::abs(cut[u"error_frames"].toDouble()) <= 0.5 + 1e-9, qPrintable(cut[u"clip"].toString()));
        }

        const QString fcpxml = m_cli.path(QStringLiteral("whole.fcpxml"));
        VERIFY_RAN(m_cli.run({QStringLiteral("export"), QStringLiteral("fcpxml"), bundle, QStringLiteral("--out"), fcpxml}));
        QVERIFY(QFileInfo(fcpxml).size() > 1000);
        const QString movie = m_cli.path(QStringLiteral("whole.mp4"));
        VERIFY_RAN(m_cli.run({QStringLiteral("export"), QStringLiteral("video"), bundle, QStringLiteral("--out"), movie, QStringLiteral("--to"), QStringLiteral("4")}));
        QVERIFY(QFileInfo(movie).size() > 1000);
        QCOMPARE(m_cli.run({QStringLiteral("export"), QStringLiteral("video"), bundle, QStringLiteral("--out"), movie}).exitCode, 3); // never replaced unasked
        QCOMPARE(m_cli.runJson({QStringLiteral("project"), QStringLiteral("check"), bundle}).json().toObject()[u"integrity"].toString(), QStringLiteral("ok"));
    }

    // Two hundred edits in as many processes; undone in one new process, redone in another.
    void twoHundredEditsUndoneAndRedoneAreByteIdentical()
    {
        const QString bundle = m_cli.path(QStringLiteral("undo"));
        VERIFY_RAN(m_cli.run({QStringLiteral("project"), QStringLiteral("new"), bundle, QStringLiteral("--song"), m_song}));
        VERIFY_RAN(m_cli.run({QStringLiteral("plan"), QStringLiteral("apply"), bundle}));
        const QByteArray before = dump(bundle);
        QRandomGenerator random(20);
        int made = 0;
        for (int attempt = 0; made < 200 && attempt < 600; ++attempt)
            made += m_cli.run(randomEdit(random, bundle)).exitCode == 0 ? 1 : 0;
        QCOMPARE(made, 200);
        const QByteArray after = dump(bundle);
        QVERIFY(before != after);

        VERIFY_RAN(m_cli.run({QStringLiteral("project"), QStringLiteral("undo"), bundle, QStringLiteral("--count"), QStringLiteral("200")}));
        QCOMPARE(dump(bundle), before);
        VERIFY_RAN(m_cli.run({QStringLiteral("project"), QStringLiteral("redo"), bundle, QStringLiteral("--count"), QStringLiteral("200")}));
        QCOMPARE(dump(bundle), after);
    }

private:
    QByteArray dump(const QString &bundle) const { return m_cli.run({QStringLiteral("project"), QStringLiteral("dump"), bundle}).out; }

    static QStringList randomEdit(QRandomGenerator &random, const QString &bundle)
    {
        const QString clip = QStringLiteral("#%1").arg(random.bounded(1, 12));
        const QString time = QString::number(random.bounded(60.0), 'f', 3);
        switch (random.bounded(8)) {
        case 0: return {QStringLiteral("clip"), QStringLiteral("edit"), bundle, clip, QStringLiteral("--prompt"), QStringLiteral("prompt %1").arg(random.bounded(100000))};
        case 1: return {QStringLiteral("clip"), QStringLiteral("move"), bundle, clip, QStringLiteral("--to"), time, QStringLiteral("--overlap"), QStringLiteral("push")};
        case 2: return {QStringLiteral("clip"), QStringLiteral("split"), bundle, clip, QStringLiteral("--beats")};
        case 3: return {QStringLiteral("clip"), QStringLiteral("duplicate"), bundle, clip};
        case 4: return {QStringLiteral("clip"), QStringLiteral("delete"), bundle, clip, QStringLiteral("--ripple")};
        case 5: return {QStringLiteral("clip"), QStringLiteral("move"), bundle, clip, QStringLiteral("--index"), QStringLiteral("1")};
        case 6: return {QStringLiteral("scene"), QStringLiteral("edit"), bundle, QStringLiteral("#1"), QStringLiteral("--name"), QStringLiteral("Scene %1").arg(random.bounded(100000))};
        default: return {QStringLiteral("marker"), QStringLiteral("add"), bundle, QStringLiteral("--at"), time};
        }
    }

    Cli m_cli;
    QString m_song;
};

SC_TEST(TestCliProjects)
#include "tst_cli_projects.moc"
