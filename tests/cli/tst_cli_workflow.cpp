// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/test_main.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace sc::test;

class TestCliWorkflow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGraphIsBuiltCheckedAndComplainedAbout()
    {
        const auto built =
            m_cli.runJson({QStringLiteral("workflow"), QStringLiteral("build"), QStringLiteral("--family"), QStringLiteral("sdxl"),
                           QStringLiteral("--preset"), QStringLiteral("quality"), QStringLiteral("--kind"), QStringLiteral("image"),
                           QStringLiteral("--params"), QStringLiteral(R"({"prompt":"a street","seed":5,"refiner":true})")});
        QCOMPARE(built.exitCode, 0);
        QJsonObject graph = built.json().toObject();
        QVERIFY(graph.size() > 8);
        const QString file = m_cli.path(QStringLiteral("graph.json"));
        QVERIFY(writeJson(file, graph));
        QCOMPARE(m_cli.runJson({QStringLiteral("workflow"), QStringLiteral("check"), file}).exitCode, 0);

        graph.insert(QStringLiteral("99"),
                     QJsonObject{{QStringLiteral("class_type"), QStringLiteral("Frobnicate")}, {QStringLiteral("inputs"), QJsonObject()}});
        QVERIFY(writeJson(file, graph));
        const auto wrong = m_cli.runJson({QStringLiteral("workflow"), QStringLiteral("check"), file});
        QVERIFY(wrong.exitCode != 0);
        QCOMPARE(wrong.json().toObject().value(QStringLiteral("problem")).toObject().value(QStringLiteral("code")).toString(),
                 QStringLiteral("NODE_MISSING"));
    }

    void wrongParametersAreNamed()
    {
        const auto wrong = m_cli.runJson({QStringLiteral("workflow"), QStringLiteral("build"), QStringLiteral("--family"),
                                          QStringLiteral("sdxl"), QStringLiteral("--params"), QStringLiteral(R"({"steps":0})")});
        QCOMPARE(wrong.exitCode, 1);
        QVERIFY(wrong.json()
                    .toObject()
                    .value(QStringLiteral("problem"))
                    .toObject()
                    .value(QStringLiteral("text"))
                    .toString()
                    .contains(QStringLiteral("steps")));
        QCOMPARE(m_cli.runJson({QStringLiteral("workflow"), QStringLiteral("build"), QStringLiteral("--family"), QStringLiteral("none")})
                     .exitCode,
                 2);
    }

    void familiesAndNamesAreTold()
    {
        QCOMPARE(m_cli.runJson({QStringLiteral("model"), QStringLiteral("families")}).json().toArray().size(), 13);
        const auto detected = m_cli.runJson({QStringLiteral("model"), QStringLiteral("detect"), QStringLiteral("FLUX.1-Krea-dev.gguf")});
        QCOMPARE(detected.json().toArray().at(0).toObject().value(QStringLiteral("family")).toString(), QStringLiteral("flux_krea"));
    }

private:
    static bool writeJson(const QString &path, const QJsonObject &object)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(object).toJson()) > 0;
    }

    Cli m_cli;
};

SC_TEST(TestCliWorkflow)
#include "tst_cli_workflow.moc"
