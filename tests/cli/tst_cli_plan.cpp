// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/test_main.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace sc::test;

// "plan" with all it can be told, on a song of 120 BPM.
class TestCliPlan : public QObject
{
    Q_OBJECT

private:
    CliResult run(const QString &verb, const QStringList &options) const
    {
        return m_cli.runJson(QStringList{QStringLiteral("plan"), verb, m_bundle} + options);
    }

    QJsonArray clips() const
    {
        QJsonArray all;
        const QJsonValue tree =
            m_cli.runJson({QStringLiteral("project"), QStringLiteral("show"), m_bundle, QStringLiteral("--tree")}).json();
        for (const QJsonValue &scene : tree[u"scenes"].toArray()) {
            for (const QJsonValue &clip : scene[u"clips"].toArray())
                all.append(clip);
        }
        return all;
    }

    QByteArray dump() const { return m_cli.run({QStringLiteral("project"), QStringLiteral("dump"), m_bundle}).out; }

    Cli m_cli;
    QString m_song;
    QString m_bundle;
    int m_count = 0;

private Q_SLOTS:
    void initTestCase()
    {
        m_song = m_cli.path(QStringLiteral("song.wav"));
        QVERIFY(writeClickSong(m_song, 120, 30));
    }

    void init()
    {
        m_bundle = m_cli.path(QStringLiteral("plan%1").arg(++m_count));
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("new"), m_bundle, QStringLiteral("--song"), m_song}).exitCode, 0);
    }

    void everyOptionShapesThePlan()
    {
        const CliResult applied = run(QStringLiteral("apply"),
                                      {QStringLiteral("--rule"), QStringLiteral("1bar"), QStringLiteral("--variation"), QStringLiteral("0"),
                                       QStringLiteral("--transition"), QStringLiteral("dissolve:0.5s"), QStringLiteral("--prompt"),
                                       QStringLiteral("default={character} at {what}"), QStringLiteral("--characters"),
                                       QStringLiteral("Rhea,Iko"), QStringLiteral("--seed"), QStringLiteral("7")});
        QCOMPARE(applied.exitCode, 0);
        const QJsonValue json = applied.json();
        QCOMPARE(json[u"average_shot_s"].toDouble() > 1.5 && json[u"average_shot_s"].toDouble() < 2.5, true);
        QCOMPARE(json[u"unknown_variables"].toArray(), QJsonArray{QStringLiteral("what")});
        QCOMPARE(json[u"rules"][u"default"][u"length"].toString(), QStringLiteral("1bar"));
        const QJsonArray all = clips();
        QCOMPARE(all.size(), qsizetype(json[u"shots"].toInt()));
        QCOMPARE(all[0][u"image_prompt"].toString(), QStringLiteral("Rhea at {what}"));
        QCOMPARE(all[1][u"image_prompt"].toString(), QStringLiteral("Iko at {what}"));
        // One step of undo takes all of it back.
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("undo"), m_bundle}).exitCode, 0);
        QCOMPARE(clips().size(), qsizetype(0));
    }

    void previewShowsThePlanAndKeepsNothing()
    {
        const QByteArray before = dump();
        const CliResult preview = run(QStringLiteral("preview"), {QStringLiteral("--preset"), QStringLiteral("energetic")});
        QCOMPARE(preview.exitCode, 0);
        QVERIFY(preview.json()[u"shots"].toInt() > 5);
        QVERIFY(preview.json()[u"cuts_per_minute"].toArray().size() > 5);
        QCOMPARE(dump(), before);
    }

    void rulesAreKeptUnderAName()
    {
        QCOMPARE(run(QStringLiteral("preview"),
                     {QStringLiteral("--rule"), QStringLiteral("2beats"), QStringLiteral("--save-rules"), QStringLiteral("Mine")})
                     .exitCode,
                 0);
        const CliResult again = run(QStringLiteral("preview"), {QStringLiteral("--preset"), QStringLiteral("mine")});
        QCOMPARE(again.json()[u"rules"][u"default"][u"length"].toString(), QStringLiteral("2beats"));
        const CliResult unknown = run(QStringLiteral("preview"), {QStringLiteral("--preset"), QStringLiteral("yours")});
        QCOMPARE(unknown.exitCode, 2);
        QCOMPARE(run(QStringLiteral("preview"), {QStringLiteral("--save-rules"), QStringLiteral("calm")}).exitCode, 3);

        const QString file = m_cli.path(QStringLiteral("rules.json"));
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(QJsonDocument(again.json().toObject()).toJson());
        out.close();
        const CliResult fromFile =
            run(QStringLiteral("preview"), {QStringLiteral("--rules"), file, QStringLiteral("--rule"), QStringLiteral("chorus=4bars")});
        QCOMPARE(fromFile.json()[u"rules"][u"default"][u"length"].toString(), QStringLiteral("2beats"));
        QCOMPARE(fromFile.json()[u"rules"][u"chorus"][u"length"].toString(), QStringLiteral("4bars"));
    }

    void familiesLimitTheLengthOfShots()
    {
        const CliResult wan = run(QStringLiteral("preview"), {QStringLiteral("--rule"), QStringLiteral("8bars"), QStringLiteral("--family"),
                                                              QStringLiteral("wan_2_2")});
        QCOMPARE(wan.exitCode, 0);
        QVERIFY(wan.json()[u"longest_shot_s"].toDouble() <= 81.0 / 16);
    }

    void problemsAreListedAndFixedInOneStep()
    {
        QCOMPARE(run(QStringLiteral("apply"), {QStringLiteral("--rule"), QStringLiteral("1bar")}).exitCode, 0);
        const auto clip = [this](const QStringList &words) {
            return m_cli.runJson(QStringList{QStringLiteral("clip"), words[0], m_bundle} + words.mid(1)).exitCode;
        };
        QCOMPARE(clip({QStringLiteral("roll"), QStringLiteral("#3"), QStringLiteral("--to"), QStringLiteral("4.2")}), 0);
        QCOMPARE(clip({QStringLiteral("roll"), QStringLiteral("#6"), QStringLiteral("--to"), QStringLiteral("10.2")}), 0);
        QCOMPARE(clip({QStringLiteral("lock"), QStringLiteral("#6")}), 0);
        const QByteArray broken = dump();
        const auto check = [this](const QStringList &options) {
            return m_cli.runJson(QStringList{QStringLiteral("project"), QStringLiteral("check"), m_bundle} + options);
        };
        const QJsonValue before = check({}).json();
        QCOMPARE(before[u"problems"][u"counts"][u"off_beat"].toInt(), 2);
        QCOMPARE(before[u"problems"][u"warnings"].toInt(), 2);
        QCOMPARE(dump(), broken); // looking changes nothing

        const CliResult fixed = check({QStringLiteral("--fix-all")});
        QCOMPARE(fixed.exitCode, 0);
        QCOMPARE(fixed.json()[u"fixes"][u"fixed"].toInt(), 1);
        QVERIFY(fixed.json()[u"fixes"][u"left"][0][u"why"].toString().contains(QLatin1String("is locked")));
        QCOMPARE(fixed.json()[u"problems"][u"counts"][u"off_beat"].toInt(), 1);
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("undo"), m_bundle}).exitCode, 0);
        QCOMPARE(dump(), broken);

        const CliResult audit =
            m_cli.runJson({QStringLiteral("plan"), QStringLiteral("audit"), m_bundle, QStringLiteral("--sort"), QStringLiteral("error")});
        QVERIFY(audit.json()[u"cuts"][0][u"locked"].toBool() || audit.json()[u"cuts"][1][u"locked"].toBool());
        QCOMPARE(audit.json()[u"summary"][u"off_beat"].toInt(), 2);
        const CliResult csv = m_cli.run({QStringLiteral("plan"), QStringLiteral("audit"), m_bundle, QStringLiteral("--csv")});
        QCOMPARE(csv.out.trimmed().split('\n').size(), audit.json()[u"cuts"].toArray().size() + 1);

        QCOMPARE(run(QStringLiteral("fix"), {}).json()[u"fixed"].toInt(), 1);
        QCOMPARE(run(QStringLiteral("fix"), {}).exitCode, 3); // only the locked one is left
        QCOMPARE(check({QStringLiteral("--fix"), QStringLiteral("missing_media")}).exitCode, 1);
        QCOMPARE(check({QStringLiteral("--fix"), QStringLiteral("gap")}).exitCode, 0); // none there: said by the report
    }

    void badOptionsAreRefused_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("exitCode");
        const auto row = [](const char *name, const char *option, const char *value, int code) {
            QTest::newRow(name) << QStringList{QLatin1String(option), QLatin1String(value)} << code;
        };
        row("rule", "--rule", "chorus=7bananas", 1);
        row("variation", "--variation", "1.5", 1);
        row("variation word", "--variation", "verse=much", 1);
        row("shots", "--max-shots", "-2", 1);
        row("transition", "--transition", "spin", 1);
        row("transition length", "--transition", "wipe:20s", 1);
        row("family", "--family", "sdxl", 1);
        row("longest", "--longest", "0.2", 1);
        row("longest word", "--longest", "long", 1);
        row("seed", "--seed", "-1", 1);
        row("rules", "--rules", "there-is-no-such-file.json", 2);
    }

    void badOptionsAreRefused()
    {
        QFETCH(QStringList, options);
        QFETCH(int, exitCode);
        const QByteArray before = dump();
        const CliResult result = run(QStringLiteral("apply"), options);
        QCOMPARE(result.exitCode, exitCode);
        QVERIFY(!result.json()[u"problem"][u"text"].toString().isEmpty());
        QCOMPARE(dump(), before);
    }
};

SC_TEST(TestCliPlan)
#include "tst_cli_plan.moc"
