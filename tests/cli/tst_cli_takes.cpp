// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace sc::test;

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

QJsonObject problemOf(const CliResult &result)
{
    return result.json().toObject().value(QStringLiteral("problem")).toObject();
}

} // namespace

class TestCliTakes : public QObject
{
    Q_OBJECT

    Cli m_cli;

private Q_SLOTS:
    void aPictureFromComfyUiIsReproducedVariedAndContinued()
    {
        const QString song = m_cli.path(QStringLiteral("song.wav"));
        const QString bundle = m_cli.path(QStringLiteral("Film"));
        QVERIFY(writeClickSong(song, 120, 8));
        QCOMPARE(m_cli.run(words("project new") + QStringList{bundle, QStringLiteral("--song"), song}).exitCode, 0);
        QCOMPARE(m_cli.run(words("plan apply") + QStringList{bundle}).exitCode, 0);
        const auto built = m_cli.runJson(words("workflow build --family sdxl --prompt fox") +
                                         QStringList{QStringLiteral("--params"), QStringLiteral(R"({"seed":5})")});
        QCOMPARE(built.exitCode, 0);
        QImage image = numberedImage(7);
        image.setText(QStringLiteral("prompt"), QString::fromUtf8(QJsonDocument(built.json().toObject()).toJson(QJsonDocument::Compact)));
        const QString picture = m_cli.path(QStringLiteral("fox.png"));
        QVERIFY(image.save(picture));

        const auto recipe = m_cli.runJson(words("generate recipe") + QStringList{picture});
        QCOMPARE(recipe.exitCode, 0);
        QCOMPARE(recipe.json().toObject().value(QStringLiteral("prompt")).toString(), QStringLiteral("fox"));
        QCOMPARE(recipe.json().toObject().value(QStringLiteral("source")).toString(), QStringLiteral("comfyui"));

        QCOMPARE(m_cli.run(words("clip take add") + QStringList{bundle, QStringLiteral("#1"), picture}).exitCode, 0);
        const QStringList take = {bundle, QStringLiteral("#1"), QStringLiteral("#1")};
        const auto again = m_cli.runJson(words("generate reproduce") + take);
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(again.json().toObject().value(QStringLiteral("graph")).toObject(), built.json().toObject());

        const auto varied = m_cli.runJson(words("generate vary") + take + words("--change steps=31"));
        QCOMPARE(varied.exitCode, 0);
        QVERIFY(varied.json().toObject().value(QStringLiteral("change")).toString().startsWith(QStringLiteral("steps: ")));
        QCOMPARE(m_cli.runJson(words("generate vary") + take + words("--change seed=5")).exitCode, 1);
        QCOMPARE(
            problemOf(m_cli.runJson(words("generate vary") + take + words("--change colour=5"))).value(QStringLiteral("code")).toString(),
            QStringLiteral("INVALID_PARAMETER"));

        const auto end = m_cli.runJson(words("generate continue") + QStringList{bundle, QStringLiteral("#1")});
        QCOMPARE(end.exitCode, 0);
        QCOMPARE(numberOf(QImage(end.json().toObject().value(QStringLiteral("file")).toString())), 7);
        QCOMPARE(m_cli.runJson(words("generate continue") + QStringList{bundle, QStringLiteral("#2")}).exitCode, 2);
        QCOMPARE(
            m_cli.runJson(words("generate style") + QStringList{bundle}).json().toObject().value(QStringLiteral("shots")).toArray().size(),
            1);
    }

    void aWorkflowIsImportedFilledCheckedAndDeleted()
    {
        const auto built = m_cli.runJson(words("workflow build --family sdxl --prompt fox"));
        const QString file = m_cli.path(QStringLiteral("mine.json"));
        QVERIFY(writeFile(file, QJsonDocument(built.json().toObject()).toJson()));
        const auto imported = m_cli.runJson(words("workflow import") + QStringList{file});
        QCOMPARE(imported.exitCode, 0);
        QVERIFY(imported.json().toObject().value(QStringLiteral("bindings")).toArray().size() > 5);
        QCOMPARE(m_cli.runJson(words("workflow import") + QStringList{file}).exitCode, 3);
        QCOMPARE(m_cli.runJson(words("workflow list")).json().toArray().size(), 1);
        QCOMPARE(m_cli.runJson(words("workflow check mine")).exitCode, 1); // the prompt is missing
        const QStringList inputs = {QStringLiteral("--inputs"), QStringLiteral(R"({"prompt":"hen","seed":3})")};
        QCOMPARE(m_cli.runJson(words("workflow check mine") + inputs).exitCode, 0);
        const auto filled = m_cli.runJson(words("workflow fill mine") + inputs);
        QCOMPARE(filled.exitCode, 0);
        QVERIFY(filled.out.contains("\"hen\"") && !filled.out.contains("\"fox\""));
        QCOMPARE(
            m_cli.runJson(words("workflow bind mine --remove cfg --confirm")).json().toObject().value(QStringLiteral("confirmed")).toBool(),
            true);
        QVERIFY(writeFile(file, R"({"nodes":[],"links":[]})"));
        const auto editor = m_cli.runJson(words("workflow import --name other") + QStringList{file});
        QCOMPARE(editor.exitCode, 1);
        QVERIFY(problemOf(editor).value(QStringLiteral("detail")).toString().contains(QStringLiteral("Export (API)")));
        QCOMPARE(m_cli.runJson(words("workflow delete mine")).exitCode, 0);
        QCOMPARE(m_cli.runJson(words("workflow show mine")).exitCode, 2);
    }

    void thePoolIsFilledFoundAppliedAndCleaned()
    {
        const QString bundle = m_cli.path(QStringLiteral("Pool"));
        const QString song = m_cli.path(QStringLiteral("pool.wav"));
        QVERIFY(writeClickSong(song, 120, 24));
        QCOMPARE(m_cli.run(words("project new") + QStringList{bundle, QStringLiteral("--song"), song}).exitCode, 0);
        QCOMPARE(m_cli.run(words("plan apply") + QStringList{bundle}).exitCode, 0);
        const QString picture = m_cli.path(QStringLiteral("one.png"));
        QVERIFY(numberedImage(3).save(picture));
        const auto added = m_cli.runJson(words("pool add") + QStringList{bundle, picture});
        QCOMPARE(added.exitCode, 0);
        const QString id = added.json().toArray().at(0).toObject().value(QStringLiteral("id")).toString();
        QCOMPARE(m_cli.runJson(words("pool add") + QStringList{bundle, picture}).exitCode, 3); // the same content
        QCOMPARE(m_cli.runJson(words("pool list") + QStringList{bundle} + words("--loose --unused")).json().toArray().size(), 1);
        QCOMPARE(m_cli.runJson(words("pool apply") + QStringList{bundle, id, QStringLiteral("#1")}).exitCode, 0);
        QCOMPARE(m_cli.runJson(words("pool apply") + QStringList{bundle, id, QStringLiteral("#1")}).exitCode, 3);
        QCOMPARE(m_cli.runJson(words("pool edit") + QStringList{bundle, id} + words("--stars 9")).exitCode, 1);
        const auto plan = m_cli.runJson(words("pool clean") + QStringList{bundle});
        QCOMPARE(plan.json().toObject().value(QStringLiteral("takes")).toInt(), 1);
        QCOMPARE(m_cli.runJson(words("pool clean") + QStringList{bundle} + words("--takes --files")).exitCode, 0);
        const QJsonArray left = m_cli.runJson(words("pool list") + QStringList{bundle}).json().toArray();
        QCOMPARE(left.size(), 1); // what the shot shows, and its file
        QVERIFY(left.at(0).toObject().value(QStringLiteral("chosen")).toBool() &&
                !left.at(0).toObject().value(QStringLiteral("missing")).toBool());
        const QString chosen = left.at(0).toObject().value(QStringLiteral("id")).toString();
        QCOMPARE(
            m_cli.runJson(words("pool edit") + QStringList{bundle, chosen} + words("--add-tags rain,night --verdict approved")).exitCode,
            0);
        QCOMPARE(m_cli.runJson(words("pool list") + QStringList{bundle} + words("--tag night --group day")).json().toArray().size(), 1);
        QCOMPARE(m_cli.runJson(words("pool list") + QStringList{bundle} + words("--seed six")).exitCode, 1);
        QCOMPARE(m_cli.runJson(words("pool list") + QStringList{bundle} + words("--from yesterday")).exitCode, 1);
        QVERIFY(m_cli.runJson(words("pool similar") + QStringList{bundle, chosen}).json().toArray().isEmpty());
        const QString notes = m_cli.path(QStringLiteral("notes.csv"));
        QCOMPARE(m_cli.runJson(words("pool notes") + QStringList{bundle, notes}).json().toObject().value(QStringLiteral("takes")).toInt(),
                 1);
        QVERIFY(readFile(notes).contains("night"));
        const QString out = m_cli.path(QStringLiteral("out"));
        QCOMPARE(m_cli.runJson(words("pool export") + QStringList{bundle, out}).json().toObject().value(QStringLiteral("copied")).toInt(),
                 1);
        QCOMPARE(m_cli.runJson(words("pool share") + QStringList{bundle, chosen} + words("--name Rain")).exitCode, 0);
        QCOMPARE(m_cli.runJson(words("pool share") + QStringList{bundle, chosen}).exitCode, 3); // the same content
        QCOMPARE(m_cli.runJson(words("pool shared")).json().toArray().size(), 1);
        QCOMPARE(
            m_cli.runJson(words("pool use") + QStringList{bundle, QStringLiteral("Rain"), QStringLiteral("--to"), QStringLiteral("#2")})
                .exitCode,
            0);
        QCOMPARE(m_cli.runJson(words("pool move") + QStringList{bundle, chosen}).exitCode, 0); // to the pool
        QCOMPARE(m_cli.runJson(words("pool move") + QStringList{bundle, chosen} + words("--to #1")).exitCode, 0);
        QCOMPARE(m_cli.runJson(words("pool shared-edit Rain --stars 4 --colour 2")).exitCode, 0);
        QCOMPARE(m_cli.runJson(words("pool shared-delete Rain")).exitCode, 0);
        QCOMPARE(m_cli.runJson(words("pool delete") + QStringList{bundle, chosen}).exitCode, 3);
        QCOMPARE(m_cli.runJson(words("pool delete") + QStringList{bundle, chosen, QStringLiteral("--chosen")}).exitCode, 0);
    }

    void modelsAreSeenNotedAndPreset()
    {
        const QString info = m_cli.path(QStringLiteral("info.json"));
        QVERIFY(writeFile(
            info,
            R"({"CheckpointLoaderSimple":{"input":{"required":{"ckpt_name":[["a/pony_v6.safetensors","mix.safetensors"],{}]}},"output":["MODEL"]}})"));
        QCOMPARE(m_cli.runJson(words("model scan --server Cellar --object-info") + QStringList{info})
                     .json()
                     .toObject()
                     .value(QStringLiteral("new"))
                     .toInt(),
                 2);
        QCOMPARE(m_cli.runJson(words("model list --family pony")).json().toArray().size(), 1);
        QCOMPARE(m_cli.runJson(words("model edit mix --family illustrious --stars 4")).exitCode, 0);
        QCOMPARE(m_cli.runJson(words("model list --family illustrious")).json().toArray().size(), 1);
        QCOMPARE(m_cli
                     .runJson(words("model save illustrious --whole-family --name Mine --default --params") +
                              QStringList{QStringLiteral(R"({"cfg":4})")})
                     .exitCode,
                 0);
        const auto defaults = m_cli.runJson(words("model defaults mix.safetensors --preset quality"));
        QCOMPARE(defaults.exitCode, 0);
        QCOMPARE(defaults.json().toObject().value(QStringLiteral("cfg")).toDouble(), 4.0);
        QCOMPARE(defaults.json().toObject().value(QStringLiteral("steps")).toInt(), 30);
        QCOMPARE(m_cli.runJson(words("model save mix --name Bad --params") + QStringList{QStringLiteral(R"({"steps":900})")}).exitCode, 1);
        QCOMPARE(m_cli.runJson(words("model presets --delete Mine")).json().toArray().size(), 0);
    }
};

SC_TEST(TestCliTakes)
#include "tst_cli_takes.moc"
