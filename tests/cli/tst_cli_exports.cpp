// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace sc::test;

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

} // namespace

// Cuts for other programs and back, as a script does it.
class TestCliExports : public QObject
{
    Q_OBJECT

    Cli m_cli;
    QString m_bundle;

    QJsonObject ran(const QStringList &arguments)
    {
        const CliResult result = m_cli.runJson(arguments);
        if (result.exitCode != 0)
            qWarning("%s %s", result.out.constData(), result.err.constData());
        return result.exitCode == 0 ? result.json().toObject() : QJsonObject();
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString song = m_cli.path(QStringLiteral("song.wav"));
        m_bundle = m_cli.path(QStringLiteral("Film.storycanvas"));
        QVERIFY(writeClickSong(song, 120, 24));
        QCOMPARE(m_cli.run(words("project new") + QStringList{m_bundle, QStringLiteral("--song"), song}).exitCode, 0);
        QCOMPARE(m_cli.run(words("plan apply") + QStringList{m_bundle}).exitCode, 0);
    }

    void everyCutSaysTheSame_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QString>("file");
        for (const auto &[verb, file] : {std::pair("fcpxml", "a.fcpxml"), std::pair("edl", "a.edl"), std::pair("otio", "a.otio"),
                                         std::pair("otio", "a.otioz"), std::pair("xmeml", "a.xml")})
            QTest::newRow(file) << QString::fromLatin1(verb) << QString::fromLatin1(file);
    }

    void everyCutSaysTheSame()
    {
        QFETCH(QString, verb);
        QFETCH(QString, file);
        const QString path = m_cli.path(file);
        const QJsonObject made = ran(words("export") + QStringList{verb, m_bundle, QStringLiteral("--out"), path});
        QVERIFY(made.value(QStringLiteral("clips")).toInt() > 1);
        QVERIFY(made.value(QStringLiteral("problems")).toArray().isEmpty());
        QCOMPARE(m_cli.run(words("export") + QStringList{verb, m_bundle, QStringLiteral("--out"), path}).exitCode, 3);
        const QJsonObject checked = ran(words("export check") + QStringList{path, QStringLiteral("--fps"), QStringLiteral("24"),
                                                                            QStringLiteral("--project"), m_bundle});
        QCOMPARE(checked.value(QStringLiteral("good")).toBool(), true);
        QJsonArray pictures;
        for (const QJsonValue &clip : checked.value(QStringLiteral("clips")).toArray()) {
            if (clip[u"track"].toString() == QLatin1String("picture"))
                pictures.append(clip);
        }
        QCOMPARE(pictures.size(), made.value(QStringLiteral("clips")).toInt());
        const QJsonObject audit = m_cli.runJson(words("plan audit") + QStringList{m_bundle}).json().toObject();
        QCOMPARE(checked.value(QStringLiteral("audit")).toObject().value(QStringLiteral("off_beat")),
                 audit.value(QStringLiteral("off_beat")));
    }

    void aFolderForResolve()
    {
        const QJsonObject made =
            ran(words("export resolve") + QStringList{m_bundle, QStringLiteral("--out"), m_cli.path(QStringLiteral("Film_Resolve"))});
        QVERIFY(made.value(QStringLiteral("media_files")).toInt() > 1);
        QVERIFY(QFileInfo::exists(m_cli.path(QStringLiteral("Film_Resolve/Film.fcpxml"))));
    }

    void paperTablesAndJson()
    {
        QVERIFY(!ran(words("export pdf") + QStringList{m_bundle, QStringLiteral("--out"), m_cli.path(QStringLiteral("b.pdf"))}).isEmpty());
        QVERIFY(
            !ran(words("export markers") + QStringList{m_bundle, QStringLiteral("--out"), m_cli.path(QStringLiteral("m.csv"))}).isEmpty());
        QVERIFY(
            !ran(words("export markers") + QStringList{m_bundle, QStringLiteral("--out"), m_cli.path(QStringLiteral("m.edl"))}).isEmpty());
        QVERIFY(!ran(words("export json --complete --with-media") +
                     QStringList{m_bundle, QStringLiteral("--out"), m_cli.path(QStringLiteral("p.json"))})
                     .isEmpty());
        const QJsonObject made =
            ran(words("project import") + QStringList{m_cli.path(QStringLiteral("p.json")), m_cli.path(QStringLiteral("Again"))});
        QCOMPARE(made.value(QStringLiteral("files")).toInt(), 1);
        QCOMPARE(m_cli.run(words("project dump") + QStringList{m_cli.path(QStringLiteral("Again"))}).out,
                 m_cli.run(words("project dump") + QStringList{m_bundle}).out);
    }

    void aCutComesBackAsAlternates()
    {
        const QString list = m_cli.path(QStringLiteral("back.edl"));
        QVERIFY(!ran(words("export edl") + QStringList{m_bundle, QStringLiteral("--out"), list}).isEmpty());
        const QJsonObject made = ran(words("scene import") + QStringList{m_bundle, list});
        QVERIFY(made.value(QStringLiteral("clips")).toInt() > 1);
        QVERIFY(!made.value(QStringLiteral("scenes")).toArray().isEmpty());
        QCOMPARE(m_cli.run(words("project undo") + QStringList{m_bundle}).exitCode, 0);
    }

    void wrongChoicesAreRefused()
    {
        const QStringList out = {m_bundle, QStringLiteral("--out"), m_cli.path(QStringLiteral("x.edl"))};
        QCOMPARE(m_cli.run(words("export edl --profile avid") + out).exitCode, 1);
        QCOMPARE(m_cli.run(words("export edl --map home") + out).exitCode, 1);
        QCOMPARE(m_cli.run(words("export fcpxml --version 2.0") + out).exitCode, 1);
        QCOMPARE(m_cli.run(words("export check") + QStringList{m_cli.path(QStringLiteral("song.wav"))}).exitCode, 1);
        QCOMPARE(m_cli.run(words("export check --fps 23") + QStringList{m_cli.path(QStringLiteral("a.edl"))}).exitCode, 1);
    }
};

SC_TEST(TestCliExports)
#include "tst_cli_exports.moc"
