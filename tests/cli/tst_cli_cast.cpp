// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace sc::test;

// Characters, templates and what shots are made with, on a bundle with two shots.
class TestCliCast : public QObject
{
    Q_OBJECT

    Cli m_cli;
    QString m_bundle;
    int m_count = 0;

    [[nodiscard]] QStringList words(const QString &line) const
    {
        QStringList words;
        for (QString word : line.split(u' ')) {
            word.replace(u'~', u' '); // a space inside a word
            words.append(word == u"BUNDLE" ? m_bundle : word);
        }
        return words;
    }
    [[nodiscard]] int run(const QString &line) const
    {
        const CliResult result = m_cli.run(words(line));
        if (result.exitCode != 0)
            qInfo("%s", result.err.constData());
        return result.exitCode;
    }
    [[nodiscard]] QJsonValue json(const QString &line) const { return m_cli.runJson(words(line)).json(); }

private Q_SLOTS:
    void init()
    {
        m_bundle = m_cli.path(QStringLiteral("cast%1").arg(++m_count));
        QCOMPARE(run(QStringLiteral("project new BUNDLE --name P")), 0);
        for (const char *name : {"c1", "c2"})
            QCOMPARE(run(QStringLiteral("clip add BUNDLE --name %1 --prompt street").arg(QLatin1String(name))), 0);
        QVERIFY(numberedImage(1).save(m_cli.path(QStringLiteral("face.png"))));
    }

    void aCharacterGoesIntoShots()
    {
        const QString picture = m_cli.path(QStringLiteral("face.png"));
        const QJsonValue made =
            json(QStringLiteral("character add BUNDLE Rhea --triggers rhea --reference %1 --look Rain=wet").arg(picture));
        QCOMPARE(made[u"ready"].toBool(), true);
        QCOMPARE(made[u"references"].toArray().size(), 1);
        QCOMPARE(run(QStringLiteral("character apply BUNDLE rhea c1 --role lead --look Rain")), 0);
        QCOMPARE(json(QStringLiteral("character use BUNDLE Rhea")).toArray().size(), 1);
        const QJsonValue prompts = json(QStringLiteral("clip prompts BUNDLE c1"));
        QCOMPARE(prompts[u"prompt"].toString(), QStringLiteral("rhea, wet, street"));
        QCOMPARE(prompts[u"parts"][0][u"origin"].toString(), QStringLiteral("character"));
        QCOMPARE(prompts[u"ready"].toBool(), true);
        QCOMPARE(m_cli.run(words(QStringLiteral("character delete BUNDLE Rhea"))).exitCode, 3);
        QCOMPARE(run(QStringLiteral("character delete BUNDLE Rhea --anyway")), 0);
        QCOMPARE(run(QStringLiteral("project undo BUNDLE")), 0);
        QCOMPARE(json(QStringLiteral("character list BUNDLE"))[0][u"use_count"].toInt(), 1);
        QCOMPARE(run(QStringLiteral("character apply BUNDLE Rhea c1 --remove")), 0);
        QCOMPARE(json(QStringLiteral("clip prompts BUNDLE c1"))[u"prompt"].toString(), QStringLiteral("street"));
    }

    void aSheetIsOrderedAndATrainingSetExported()
    {
        const QString picture = m_cli.path(QStringLiteral("face.png"));
        QCOMPARE(run(QStringLiteral("character add BUNDLE Rhea --triggers rhea --reference %1").arg(picture)), 0);
        const QJsonArray jobs =
            json(QStringLiteral("character sheet BUNDLE Rhea --profile headshots --count 3 --family sdxl"))[u"jobs"].toArray();
        QCOMPARE(jobs.size(), 3);
        QVERIFY(jobs[0][u"prompt"].toString().startsWith(QStringLiteral("rhea, head and shoulders portrait")));
        QCOMPARE(m_cli.run(words(QStringLiteral("character sheet BUNDLE Rhea --count 9"))).exitCode, 1);
        QCOMPARE(m_cli.run(words(QStringLiteral("character sheet BUNDLE Rhea --profile wild"))).exitCode, 1);
        QCOMPARE(m_cli.run(words(QStringLiteral("character sheet BUNDLE Rhea --control depth"))).exitCode, 1);
        const QString folder = m_cli.path(QStringLiteral("set%1").arg(m_count));
        QCOMPARE(json(QStringLiteral("character training BUNDLE Rhea --out %1").arg(folder))[u"pictures"].toInt(), 1);
        QVERIFY(QFile::exists(folder + QStringLiteral("/rhea_01.txt")));
        QCOMPARE(m_cli.run(words(QStringLiteral("character training BUNDLE Rhea --out %1").arg(folder))).exitCode, 3);
        QCOMPARE(m_cli.run(words(QStringLiteral("character training BUNDLE Rhea"))).exitCode, 1);
    }

    void badInputOfCharactersIsRefused()
    {
        QCOMPARE(run(QStringLiteral("character add BUNDLE Rhea")), 0);
        QCOMPARE(m_cli.run(words(QStringLiteral("character add BUNDLE rhea"))).exitCode, 3);
        QCOMPARE(m_cli.run(words(QStringLiteral("character add BUNDLE X --method magic"))).exitCode, 1);
        QCOMPARE(m_cli.run(words(QStringLiteral("character add BUNDLE X --weight 7"))).exitCode, 1);
        QCOMPARE(m_cli.run(words(QStringLiteral("character show BUNDLE Rea"))).exitCode, 2);
        QVERIFY(m_cli.run(words(QStringLiteral("character show BUNDLE Rea"))).err.contains("Rhea"));
        // A picture that cannot be read is skipped with its reason; the character is there.
        const QString text = m_cli.path(QStringLiteral("notes.png"));
        QVERIFY(writeFile(text, "words"));
        const QJsonValue made = json(QStringLiteral("character add BUNDLE Y --reference %1").arg(text));
        QCOMPARE(made[u"skipped"].toArray().size(), 1);
        QCOMPARE(made[u"needs"][0].toString(), QStringLiteral("reference"));
        // What it lacks stops the shot and says so.
        QCOMPARE(run(QStringLiteral("character apply BUNDLE Y c1")), 0);
        const QJsonValue prompts = json(QStringLiteral("clip prompts BUNDLE c1"));
        QCOMPARE(prompts[u"ready"].toBool(true), false);
        QCOMPARE(prompts[u"problems"].toArray().size(), 1);
    }

    void sharedOnesAreSeenByEveryProject()
    {
        QCOMPARE(run(QStringLiteral("character add BUNDLE Rhea%1 --method prompt_only").arg(m_count)), 0);
        QCOMPARE(run(QStringLiteral("character share BUNDLE Rhea%1").arg(m_count)), 0);
        QCOMPARE(json(QStringLiteral("character list --shared")).toArray().size(), 1);
        QCOMPARE(json(QStringLiteral("character list BUNDLE"))[0][u"scope"].toString(), QStringLiteral("shared"));
        QCOMPARE(run(QStringLiteral("template add --shared Noir%1 --prefix 35mm").arg(m_count)), 0);
        QCOMPARE(run(QStringLiteral("template apply BUNDLE Noir%1 c1 c2").arg(m_count)), 0);
        QCOMPARE(json(QStringLiteral("template list --shared"))[0][u"use_count"].toInt(), 1);
        QCOMPARE(json(QStringLiteral("clip prompts BUNDLE c2"))[u"prompt"].toString(), QStringLiteral("35mm, street"));
    }

    void templatesAreAppliedWithPreviewAndFiles()
    {
        QCOMPARE(run(QStringLiteral("template add BUNDLE Noir --prefix 35mm --set steps=20 --lora rain:0.8 --category cinematic")), 0);
        QCOMPARE(run(QStringLiteral("clip edit BUNDLE c1 --set steps=8")), 0);
        const QJsonValue preview = json(QStringLiteral("template apply BUNDLE Noir c1 --replace --preview"));
        QCOMPARE(preview[u"changes"].toInt(), 1);
        QCOMPARE(json(QStringLiteral("clip show BUNDLE c1"))[u"generation"][u"params"][u"steps"].toInt(), 8);
        QCOMPARE(run(QStringLiteral("template apply BUNDLE Noir c1 --replace")), 0);
        QVERIFY(!json(QStringLiteral("clip show BUNDLE c1"))[u"generation"].toObject().contains(u"params"));
        QCOMPARE(m_cli.run(words(QStringLiteral("template edit BUNDLE Noir --set cfg=34"))).exitCode, 1);
        QCOMPARE(m_cli.run(words(QStringLiteral("template edit BUNDLE Noir --set stepz=3"))).exitCode, 1);
        QCOMPARE(run(QStringLiteral("template edit BUNDLE Noir --prefix 16mm")), 0);
        QCOMPARE(json(QStringLiteral("template show BUNDLE Noir"))[u"history"][0][u"content"][u"prefix"].toString(),
                 QStringLiteral("35mm"));
        const QString file = m_cli.path(QStringLiteral("t%1.json").arg(m_count));
        QCOMPARE(run(QStringLiteral("template export BUNDLE Noir --out %1").arg(file)), 0);
        QCOMPARE(json(QStringLiteral("template import BUNDLE %1").arg(file))[u"imported"].toInt(), 1);
        QCOMPARE(json(QStringLiteral("template list BUNDLE --category cinematic")).toArray().size(), 2);
        QVERIFY(writeFile(file, "no templates"));
        QVERIFY(m_cli.run(words(QStringLiteral("template import BUNDLE %1").arg(file))).exitCode != 0);
    }

    void promptTemplatesWordShotsAndScenes()
    {
        QCOMPARE(run(QStringLiteral("template add BUNDLE Street --image-prompt {clip}~in~{nowhere}")), 0);
        QCOMPARE(json(QStringLiteral("template apply BUNDLE Street c1 --preview"))[0][u"unknown"][0].toString(), QStringLiteral("nowhere"));
        QCOMPARE(run(QStringLiteral("template apply BUNDLE Street c1 --replace")), 0);
        QCOMPARE(json(QStringLiteral("clip show BUNDLE c1"))[u"image_prompt"].toString(), QStringLiteral("c1 in {nowhere}"));
        QCOMPARE(run(QStringLiteral("template apply BUNDLE Street --scene #1")), 0);
        QCOMPARE(run(QStringLiteral("clip add BUNDLE --name c3")), 0);
        QCOMPARE(json(QStringLiteral("clip prompts BUNDLE c3"))[u"prompt"].toString(), QStringLiteral("c3 in {nowhere}"));
    }

    void theLookIsInEveryPromptUntilItIsFrozen()
    {
        QCOMPARE(run(QStringLiteral(
                     "project edit BUNDLE --look noir --look-words rain,neon --look-negative text --family sdxl --look-palette #1A2B3C")),
                 0);
        QCOMPARE(json(QStringLiteral("project show BUNDLE"))[u"look"][u"palette"][0].toString(), QStringLiteral("#1a2b3c"));
        QCOMPARE(json(QStringLiteral("clip prompts BUNDLE c1"))[u"prompt"].toString(), QStringLiteral("noir, rain, neon, street"));
        QCOMPARE(run(QStringLiteral("clip prompts BUNDLE c1 --freeze")), 0);
        QCOMPARE(run(QStringLiteral("project edit BUNDLE --look bright")), 0);
        QCOMPARE(json(QStringLiteral("clip prompts BUNDLE c1"))[u"prompt"].toString(), QStringLiteral("noir, rain, neon, street"));
        QCOMPARE(run(QStringLiteral("clip prompts BUNDLE c1 --thaw")), 0);
        QCOMPARE(json(QStringLiteral("clip prompts BUNDLE c1"))[u"prompt"].toString(), QStringLiteral("bright, rain, neon, street"));
        QCOMPARE(m_cli.run(words(QStringLiteral("project edit BUNDLE --look-palette red"))).exitCode, 1);
        QCOMPARE(m_cli.run(words(QStringLiteral("project edit BUNDLE --family nope"))).exitCode, 2);
    }

    void shotsGoOnFromOneAnotherWithoutCircles()
    {
        QCOMPARE(run(QStringLiteral("clip edit BUNDLE c2 --continue-from c1 --continue-mode last_window --start-picture none")), 0);
        const QJsonValue made = json(QStringLiteral("clip show BUNDLE c2"))[u"generation"];
        QCOMPARE(made[u"continue_from"].toString(), json(QStringLiteral("clip show BUNDLE c1"))[u"id"].toString());
        QCOMPARE(made[u"continue_mode"].toString(), QStringLiteral("last_window"));
        QCOMPARE(m_cli.run(words(QStringLiteral("clip edit BUNDLE c1 --continue-from c2"))).exitCode, 3);
        QCOMPARE(m_cli.run(words(QStringLiteral("clip edit BUNDLE c1 --continue-mode backwards"))).exitCode, 1);
        QCOMPARE(run(QStringLiteral("clip edit BUNDLE c2 --continue-from none")), 0);
        QVERIFY(!json(QStringLiteral("clip show BUNDLE c2"))[u"generation"].toObject().contains(u"continue_from"));
    }

    void aShotKeepsItsOwnWorkflow()
    {
        const auto built = m_cli.runJson(words(QStringLiteral("workflow build --family sdxl --prompt fox")));
        QFile file(m_cli.path(QStringLiteral("mine.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(built.json().toObject()).toJson()) > 0);
        file.close();
        const QString id =
            m_cli.runJson(QStringList{QStringLiteral("workflow"), QStringLiteral("import"), file.fileName()}).json()[u"id"].toString();
        QVERIFY(!id.isEmpty());
        QCOMPARE(run(QStringLiteral("clip edit BUNDLE c1 --workflow mine")), 0);
        QCOMPARE(json(QStringLiteral("clip show BUNDLE c1"))[u"generation"][u"params"][u"workflow_id"].toString(), id);
        QCOMPARE(m_cli.run(words(QStringLiteral("clip edit BUNDLE c1 --workflow nothing"))).exitCode, 2);
        const QJsonValue made = json(QStringLiteral("generate shot BUNDLE c1 --kind image --prompt hen"));
        const QString job = made[u"job"][u"id"].toString();
        QVERIFY2(!job.isEmpty(), QJsonDocument(made.toObject()).toJson().constData());
        QCOMPARE(m_cli.runJson(words(QStringLiteral("workflow delete mine"))).exitCode, 0);
        QCOMPARE(m_cli.run(words(QStringLiteral("generate shot BUNDLE c1 --kind image --prompt hen"))).exitCode, 2); // it is not here
        QCOMPARE(run(QStringLiteral("project undo BUNDLE")), 0);
        QVERIFY(!json(QStringLiteral("clip show BUNDLE c1"))[u"generation"][u"params"].toObject().contains(u"workflow_id"));
    }

    void parametersOfAShotAreChecked()
    {
        QCOMPARE(run(QStringLiteral("clip edit BUNDLE c1 --set steps=20 --set sampler=euler --set refiner=true")), 0);
        const QJsonValue params = json(QStringLiteral("clip show BUNDLE c1"))[u"generation"][u"params"];
        QCOMPARE(params[u"steps"].toInt(), 20);
        QCOMPARE(params[u"sampler"].toString(), QStringLiteral("euler"));
        QCOMPARE(params[u"refiner"].toBool(), true);
        const QByteArray refused = m_cli.run(words(QStringLiteral("clip edit BUNDLE c1 --set steps=900"))).err;
        QVERIFY2(refused.contains("steps") && refused.contains("200"), refused.constData());
        QVERIFY(m_cli.run(words(QStringLiteral("clip edit BUNDLE c1 --set nonsense"))).exitCode == 1);
        QCOMPARE(run(QStringLiteral("clip edit BUNDLE c1 --set steps=")), 0);
        QVERIFY(!json(QStringLiteral("clip show BUNDLE c1"))[u"generation"][u"params"].toObject().contains(u"steps"));
        QCOMPARE(run(QStringLiteral("clip attributes BUNDLE c1 c2 --what generation")), 0);
        QCOMPARE(json(QStringLiteral("clip show BUNDLE c2"))[u"generation"][u"params"][u"sampler"].toString(), QStringLiteral("euler"));
    }
};

SC_TEST(TestCliCast)
#include "tst_cli_cast.moc"
