// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/test_main.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtTest/QTest>

#include <cmath>

using namespace sc::test;

// A person or a script corrects and exports an analysis.
class TestCliAnalyze : public QObject
{
    Q_OBJECT

    std::unique_ptr<Cli> m_cli;
    QString m_song;
    static constexpr double kBpm = 128;

    CliResult run(const QString &line) const { return m_cli->run(line.split(u' ')); }
    CliResult correct(const QStringList &options) const
    {
        return m_cli->runJson(QStringList{QStringLiteral("analyze"), QStringLiteral("correct"), QStringLiteral("song")} + options);
    }
    QJsonObject show() const
    {
        return m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("show"), QStringLiteral("song")}).json().toObject();
    }
    static QString codeOf(const CliResult &result) { return result.json().toObject()[u"problem"].toObject()[u"code"].toString(); }
    static double bpmOf(const QJsonObject &report) { return report[u"tempo"].toObject()[u"bpm"].toDouble(); }

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<Cli>();
        m_song = m_cli->path(QStringLiteral("song.wav"));
        QVERIFY(writeClickSong(m_song, kBpm, 20));
        QCOMPARE(m_cli->run({QStringLiteral("track"), QStringLiteral("import"), m_song}).exitCode, 0);
        QCOMPARE(m_cli->run({QStringLiteral("track"), QStringLiteral("analyze")}).exitCode, 0);
    }

    void runNeedsNoLibraryAndKnowsItsLevels()
    {
        const CliResult one =
            m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("run"), m_song, QStringLiteral("--level"), QStringLiteral("quick")});
        QCOMPARE(one.exitCode, 0);
        const QJsonObject report = one.json().toObject();
        QVERIFY(bpmOf(report) > 0);
        for (const char *field :
             {"file", "duration", "beats", "downbeats", "key", "sections", "loudness_lufs", "true_peak_dbtp", "elapsed_s"})
            QVERIFY2(report.contains(QLatin1String(field)), field);
        const CliResult two =
            m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("run"), m_song, m_song, QStringLiteral("--features"),
                            QStringLiteral("rhythm"), QStringLiteral("--threads"), QStringLiteral("2")});
        QCOMPARE(two.json().toArray().size(), 2);
        QCOMPARE(two.json().toArray()[0].toObject()[u"level"].toString(), QStringLiteral("custom"));
        QCOMPARE(codeOf(m_cli->runJson(
                     {QStringLiteral("analyze"), QStringLiteral("run"), m_song, QStringLiteral("--level"), QStringLiteral("best")})),
                 QStringLiteral("INVALID_PARAMETER"));
        QCOMPARE(codeOf(m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("run"), m_song, QStringLiteral("--features"),
                                        QStringLiteral("rhythm,smell")})),
                 QStringLiteral("INVALID_PARAMETER"));
        QCOMPARE(m_cli
                     ->run({QStringLiteral("analyze"), QStringLiteral("run"), m_song, QStringLiteral("--features"), QStringLiteral("key"),
                            QStringLiteral("--level"), QStringLiteral("quick")})
                     .exitCode,
                 1);
    }

    void whatIsTooShortOrSilentOrDamagedIsSaid()
    {
        const QString brief = m_cli->path(QStringLiteral("brief.wav"));
        QVERIFY(writeClickSong(brief, kBpm, 0.7));
        const QJsonObject report = m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("run"), brief}).json().toObject();
        QVERIFY(report[u"tempo"].toObject()[u"bpm"].isNull());
        QVERIFY(std::abs(report[u"duration"].toDouble() - 0.7) < 0.01);
        QVERIFY(report[u"warnings"].toArray()[0].toString().contains(QStringLiteral("too short")));
        // Half of the samples that the header announces.
        QFile song(m_song);
        QVERIFY(song.open(QIODevice::ReadOnly));
        const QByteArray whole = song.readAll();
        const QString cut = m_cli->path(QStringLiteral("cut.wav"));
        QFile half(cut);
        QVERIFY(half.open(QIODevice::WriteOnly) && half.write(whole.left(whole.size() / 2)) > 0);
        half.close();
        const CliResult damaged = m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("run"), cut});
        QCOMPARE(damaged.exitCode, 0);
        QVERIFY(std::abs(damaged.json().toObject()[u"duration"].toDouble() - 10) < 0.1);
        // Silence: the header and nothing but zeros.
        const QString silent = m_cli->path(QStringLiteral("silent.wav"));
        QFile zeros(silent);
        QVERIFY(zeros.open(QIODevice::WriteOnly) && zeros.write(whole.left(44) + QByteArray(whole.size() - 44, '\0')) > 0);
        zeros.close();
        const QJsonObject silence = m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("run"), silent}).json().toObject();
        QVERIFY(silence[u"tempo"].toObject()[u"bpm"].isNull());
        QVERIFY(silence[u"loudness_lufs"].isNull());
        QVERIFY(silence[u"warnings"].toArray()[0].toString().contains(QStringLiteral("silence")));
        QVERIFY(silence[u"beats"].toArray().isEmpty());
    }

    void correctionsAreShownKeptAndReset()
    {
        const double heard = bpmOf(show());
        QVERIFY(heard > 0);
        const CliResult half = correct({QStringLiteral("--half")});
        QVERIFY2(half.exitCode == 0, half.err.constData());
        QVERIFY(std::abs(bpmOf(half.json().toObject()) - heard / 2) < 0.01);
        QVERIFY(std::abs(bpmOf(show()) - heard / 2) < 0.01);
        QCOMPARE(correct({QStringLiteral("--double"), QStringLiteral("--key"), QStringLiteral("F# minor"), QStringLiteral("--label"),
                          QStringLiteral("genre:techno")})
                     .exitCode,
                 0);
        // Heard again: the hand's words stay.
        const QString id = show()[u"track"].toString();
        QCOMPARE(m_cli->run({QStringLiteral("track"), QStringLiteral("analyze"), id}).exitCode, 0);
        const QJsonObject after = show();
        QCOMPARE(after[u"key"].toObject()[u"name"].toString(), QStringLiteral("F# minor"));
        QCOMPARE(after[u"corrected"].toArray(), (QJsonArray{QStringLiteral("grid"), QStringLiteral("key"), QStringLiteral("labels")}));
        QCOMPARE(correct({QStringLiteral("--reset"), QStringLiteral("key")}).exitCode, 0);
        QVERIFY(show()[u"key"].toObject()[u"name"].toString() != QStringLiteral("F# minor"));
        QCOMPARE(correct({QStringLiteral("--reset"), QStringLiteral("all")}).exitCode, 0);
        QVERIFY(show()[u"corrected"].toArray().isEmpty());
        QCOMPARE(bpmOf(show()), heard);
        QCOMPARE(codeOf(correct({QStringLiteral("--reset"), QStringLiteral("all")})), QStringLiteral("NOTHING_TO_UPDATE"));
    }

    void theGridIsCorrectedPlaceByPlace()
    {
        QCOMPARE(correct({QStringLiteral("--bpm"), QStringLiteral("120")}).exitCode, 0);
        QCOMPARE(bpmOf(show()), 120.0);
        const double first = show()[u"beats"].toArray()[0].toDouble();
        QCOMPARE(correct({QStringLiteral("--shift"), QStringLiteral("12.5")}).exitCode, 0);
        QVERIFY(std::abs(show()[u"beats"].toArray()[0].toDouble() - first - 0.0125) < 1e-5);
        QCOMPARE(correct({QStringLiteral("--downbeat"), QStringLiteral("0:05.1"), QStringLiteral("--metre"), QStringLiteral("3")}).exitCode,
                 0);
        QCOMPARE(show()[u"time_signature"].toString(), QStringLiteral("3/4"));
        QCOMPARE(correct({QStringLiteral("--split"), QStringLiteral("10")}).exitCode, 0);
        QCOMPARE(correct({QStringLiteral("--merge"), QStringLiteral("2")}).exitCode, 0);
        QCOMPARE(correct({QStringLiteral("--ratio"), QStringLiteral("3:2")}).exitCode, 0);
        QCOMPARE(bpmOf(show()), 180.0);
        // Taps near the clicks: the song's onsets put them right.
        QCOMPARE(correct({QStringLiteral("--tap"), QStringLiteral("5.65,6.11,6.58,7.06,7.52,7.98,8.46")}).exitCode, 0);
        QVERIFY2(std::abs(bpmOf(show()) - kBpm) < 0.5, qPrintable(QString::number(bpmOf(show()))));
    }

    void badCorrectionsAreRefusedAndChangeNothing_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QStringList &options, const char *code) {
            QTest::newRow(name) << options << QString::fromLatin1(code);
        };
        row("nothing", {}, "NOTHING_TO_UPDATE");
        row("too slow", {QStringLiteral("--bpm"), QStringLiteral("19")}, "VALIDATION_ERROR");
        row("too fast", {QStringLiteral("--bpm=401")}, "VALIDATION_ERROR");
        row("no number", {QStringLiteral("--bpm"), QStringLiteral("fast")}, "VALIDATION_ERROR");
        row("three taps", {QStringLiteral("--tap"), QStringLiteral("1,1.5,2")}, "VALIDATION_ERROR");
        row("no time", {QStringLiteral("--downbeat"), QStringLiteral("soon")}, "VALIDATION_ERROR");
        row("no key", {QStringLiteral("--key"), QStringLiteral("H dur")}, "VALIDATION_ERROR");
        row("no ratio", {QStringLiteral("--ratio"), QStringLiteral("5:7")}, "INVALID_PARAMETER");
        row("no kind", {QStringLiteral("--reset"), QStringLiteral("beats")}, "INVALID_PARAMETER");
        row("no label kind", {QStringLiteral("--label"), QStringLiteral("techno")}, "INVALID_PARAMETER");
        row("no section", {QStringLiteral("--section"), QStringLiteral("99=drop")}, "RESOURCE_NOT_FOUND");
        row("metre", {QStringLiteral("--metre"), QStringLiteral("17")}, "VALIDATION_ERROR");
        row("before the first beat", {QStringLiteral("--split"), QStringLiteral("0")}, "VALIDATION_ERROR");
    }

    void badCorrectionsAreRefusedAndChangeNothing()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, code);
        const QJsonObject before = show();
        const CliResult result = correct(options);
        QCOMPARE(codeOf(result), code);
        QVERIFY(result.exitCode > 0);
        QCOMPARE(show(), before);
    }

    void exportsAreWritten()
    {
        const QHash<QString, QByteArray> beginnings = {{QStringLiteral("json"), "{"},
                                                       {QStringLiteral("csv"), "feature,value,confidence\n"},
                                                       {QStringLiteral("beats"), "time,bar,beat,downbeat\n"},
                                                       {QStringLiteral("labels"), ""},
                                                       {QStringLiteral("sv"), ""},
                                                       {QStringLiteral("midi"), "MThd"}};
        for (auto it = beginnings.begin(); it != beginnings.end(); ++it) {
            const QString out = m_cli->path(QStringLiteral("out.") + it.key());
            const CliResult result = m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("export"), m_song,
                                                     QStringLiteral("--format"), it.key(), QStringLiteral("--out"), out});
            QCOMPARE(result.exitCode, 0);
            QFile file(out);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY2(bytes.startsWith(it.value()) && !bytes.isEmpty(), qPrintable(it.key()));
            QCOMPARE(result.json().toObject()[u"bytes"].toInteger(), bytes.size());
        }
        QCOMPARE(codeOf(m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("export"), QStringLiteral("song"),
                                        QStringLiteral("--format"), QStringLiteral("xls")})),
                 QStringLiteral("INVALID_PARAMETER"));
        QCOMPARE(codeOf(m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("export"), QStringLiteral("song"),
                                        QStringLiteral("--out"), m_cli->path(QStringLiteral("no/such/place.json"))})),
                 QStringLiteral("PERMISSION_DENIED"));
    }

    void aProjectFollowsItsCorrectedSong()
    {
        const QString bundle = m_cli->path(QStringLiteral("bundle"));
        QCOMPARE(m_cli->run({QStringLiteral("project"), QStringLiteral("new"), bundle, QStringLiteral("--song"), m_song}).exitCode, 0);
        const double heard = bpmOf(show());
        QCOMPARE(correct({QStringLiteral("--half")}).exitCode, 0);
        const CliResult followed = m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("follow"), QStringLiteral("song"), bundle});
        QVERIFY2(followed.exitCode == 0, followed.out.constData());
        const auto bpmOfProject = [&] {
            return m_cli->runJson({QStringLiteral("project"), QStringLiteral("show"), bundle})
                .json()
                .toObject()[u"song"]
                .toObject()[u"bpm"]
                .toDouble();
        };
        QVERIFY(std::abs(bpmOfProject() - heard / 2) < 0.01);
        QCOMPARE(codeOf(m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("follow"), QStringLiteral("song"), bundle})),
                 QStringLiteral("NOTHING_TO_UPDATE"));
        QCOMPARE(m_cli->run({QStringLiteral("project"), QStringLiteral("undo"), bundle}).exitCode, 0);
        QVERIFY(std::abs(bpmOfProject() - heard) < 0.01);
    }

    void historyAndComparison()
    {
        QCOMPARE(codeOf(m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("compare"), QStringLiteral("song")})),
                 QStringLiteral("RESOURCE_NOT_FOUND"));
        const QString id = show()[u"track"].toString();
        QCOMPARE(m_cli->run({QStringLiteral("track"), QStringLiteral("analyze"), id}).exitCode, 0);
        const QJsonArray history = m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("history"), id.left(13)}).json().toArray();
        QCOMPARE(history.size(), 2);
        QVERIFY(history[0].toObject()[u"current"].toBool() && !history[1].toObject()[u"current"].toBool());
        const CliResult same = m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("compare"), QStringLiteral("song")});
        QCOMPARE(same.exitCode, 0);
        QVERIFY(same.json().toObject()[u"differences"].toArray().isEmpty());
        QCOMPARE(correct({QStringLiteral("--half")}).exitCode, 0);
        const CliResult byHand =
            m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("compare"), QStringLiteral("song"), QStringLiteral("--corrected")});
        QCOMPARE(byHand.json().toObject()[u"differences"].toArray()[0].toObject()[u"kind"].toString(), QStringLiteral("tempo"));
    }

    void unknownSongsAreNamed()
    {
        for (const QString &verb : {QStringLiteral("show"), QStringLiteral("beats"), QStringLiteral("sections"), QStringLiteral("correct"),
                                    QStringLiteral("export"), QStringLiteral("history"), QStringLiteral("compare")}) {
            const CliResult result = m_cli->runJson({QStringLiteral("analyze"), verb, QStringLiteral("sonk")});
            QCOMPARE(codeOf(result), QStringLiteral("RESOURCE_NOT_FOUND"));
            QCOMPARE(result.exitCode, 2);
            QVERIFY(result.json().toObject()[u"problem"].toObject()[u"detail"].toString().contains(QStringLiteral("song")));
        }
        QCOMPARE(run(QStringLiteral("analyze beats song")).exitCode, 0);
        QCOMPARE(run(QStringLiteral("analyze sections song")).exitCode, 0);
    }

    void loudnessIsHeldAgainstATargetOfOnesOwn()
    {
        const auto list = [&](const QStringList &options) {
            return m_cli->runJson(QStringList{QStringLiteral("analyze"), QStringLiteral("loudness"), QStringLiteral("song")} + options);
        };
        QCOMPARE(list({}).json().toArray().size(), 6);
        QCOMPARE(codeOf(list({QStringLiteral("--lufs"), QStringLiteral("-2")})), QStringLiteral("VALIDATION_ERROR"));
        const QJsonArray kept =
            list({QStringLiteral("--lufs"), QStringLiteral("-12"), QStringLiteral("--peak"), QStringLiteral("-0.5")}).json().toArray();
        QCOMPARE(kept.size(), 7);
        QVERIFY(kept.first()[u"own"].toBool() && kept.first()[u"lufs"].toDouble() == -12);
        QCOMPARE(list({}).json().toArray().size(), 7); // the settings have it
        QCOMPARE(list({QStringLiteral("--no-own")}).json().toArray().size(), 6);
    }

    void aModelThatDoesNotFitIsNotKept()
    {
        const auto model = [&](const QStringList &options) {
            return m_cli->runJson(QStringList{QStringLiteral("analyze"), QStringLiteral("model")} + options);
        };
        QVERIFY(model({}).json()[u"model"].isNull());
        QCOMPARE(codeOf(model({QStringLiteral("nowhere.onnx")})), QStringLiteral("MEDIA_MISSING"));
        QVERIFY(model({}).json()[u"model"].isNull());
        QVERIFY(model({QStringLiteral("--off")}).json()[u"model"].isNull());
        QCOMPARE(m_cli->runJson({QStringLiteral("analyze"), QStringLiteral("lyrics"), QStringLiteral("song")}).json()[u"origin"].toString(),
                 QStringLiteral("none"));
    }
};

SC_TEST(TestCliAnalyze)
#include "tst_cli_analyze.moc"
