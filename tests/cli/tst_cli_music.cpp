// SPDX-License-Identifier: GPL-3.0-or-later
// Keys and Apple Music on the command line, against a stand-in for Apple; afterwards no secret stands anywhere.
#include "tests/cli/cli_runner.h"
#include "tests/support/fake_apple.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QTest>

using namespace sc::test;

namespace {

const QByteArray kPassphrase = "four plain words";
const QByteArray kServerKey = "rk-marker-do-not-write-me-down-4711";
constexpr int kLimitMs = 120'000;

} // namespace

class TestCliMusic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#ifndef Q_OS_LINUX
        QSKIP("elsewhere the machine's keychain cannot be kept out");
#endif
        // No keychain of the machine takes part.
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qunsetenv("DISPLAY");
        qputenv("STORYCANVAS_PASSPHRASE", kPassphrase);
        m_apple = std::make_unique<FakeApple>();
        m_pem = m_apple->addKey(QStringLiteral("4F8KX2M9QZ"), QStringLiteral("9LW3HT27BC"));
        QVERIFY(writeFile(m_cli.path(QStringLiteral("AuthKey_4F8KX2M9QZ.p8")), m_pem));
        m_apple->librarySongs = 130;
    }

    void keysNeedAPlace()
    {
        QCOMPARE(run({QStringLiteral("secret"), QStringLiteral("set"), QStringLiteral("one")}, "value").exitCode, 5);
        QCOMPARE(run({QStringLiteral("secret"), QStringLiteral("seal")}, "short").exitCode, 1);
        QCOMPARE(run({QStringLiteral("secret"), QStringLiteral("seal")}, kPassphrase + "\n").exitCode, 0);
        const CliResult status = run({QStringLiteral("secret"), QStringLiteral("status")});
        QCOMPARE(status.json().toObject().value(QStringLiteral("place")).toString(), QStringLiteral("sealed_file"));
        QVERIFY(run({QStringLiteral("doctor")}).out.contains("sealed with a passphrase"));
    }

    void aServersKeyIsStoredAndNotShown()
    {
        QCOMPARE(run({QStringLiteral("server"), QStringLiteral("add"), QStringLiteral("My Studio"), QStringLiteral("http://127.0.0.1:9"),
                      QStringLiteral("--key"), QStringLiteral("-")},
                     kServerKey)
                     .exitCode,
                 0);
        const QJsonObject server = run({QStringLiteral("server"), QStringLiteral("list")}).json().toArray().at(0).toObject();
        const QString reference = server.value(QStringLiteral("key_ref")).toString();
        QVERIFY(reference.startsWith(QStringLiteral("keychain:server/my-studio-")));
        QCOMPARE(run({QStringLiteral("secret"), QStringLiteral("list")}).json().toArray(), QJsonArray{reference.mid(9)});
        // Another key in its place: the first one is stored no more.
        QCOMPARE(run({QStringLiteral("server"), QStringLiteral("edit"), QStringLiteral("My Studio"), QStringLiteral("--key"),
                      QStringLiteral("-")},
                     kServerKey)
                     .exitCode,
                 0);
        const QJsonArray left = run({QStringLiteral("secret"), QStringLiteral("list")}).json().toArray();
        QCOMPARE(left.size(), 1);
        QVERIFY(left.at(0).toString() != reference.mid(9));
        QCOMPARE(run({QStringLiteral("server"), QStringLiteral("edit"), QStringLiteral("My Studio"), QStringLiteral("--key"),
                      QString::fromLatin1(kServerKey.left(12))})
                     .exitCode,
                 1);
        QCOMPARE(run({QStringLiteral("secret"), QStringLiteral("remove"), QStringLiteral("nothing")}).exitCode, 2);
        qputenv("STORYCANVAS_PASSPHRASE", "another passphrase");
        QCOMPARE(run({QStringLiteral("secret"), QStringLiteral("list")}).exitCode, 8);
        qputenv("STORYCANVAS_PASSPHRASE", kPassphrase);
    }

    void setupSaysWhatIsWrong()
    {
        QCOMPARE(music({QStringLiteral("status")}).json().toObject().value(QStringLiteral("state")).toString(),
                 QStringLiteral("not_set_up"));
        QCOMPARE(music({QStringLiteral("playlists")}).exitCode, 5);
        QCOMPARE(music({QStringLiteral("setup")}).exitCode, 1);
        QCOMPARE(music({QStringLiteral("setup"), QStringLiteral("--key"), m_cli.path(QStringLiteral("none.p8"))}).exitCode, 2);
        QCOMPARE(music({QStringLiteral("setup"), QStringLiteral("--key"), key(), QStringLiteral("--team-id"), QStringLiteral("AAAAAAAAAA")})
                     .exitCode,
                 5);
        QCOMPARE(
            music({QStringLiteral("setup"), QStringLiteral("--key"), key(), QStringLiteral("--team-id"), QStringLiteral("x")}).exitCode, 1);
        QCOMPARE(
            run({QStringLiteral("music"), QStringLiteral("status"), QStringLiteral("--test-endpoint"), QStringLiteral("https://evil.test")})
                .exitCode,
            1);
        const CliResult good =
            music({QStringLiteral("setup"), QStringLiteral("--key"), key(), QStringLiteral("--team-id"), QStringLiteral("9LW3HT27BC")});
        QVERIFY2(good.exitCode == 0, good.err.constData());
        QCOMPARE(good.json().toObject().value(QStringLiteral("state")).toString(), QStringLiteral("ready"));
        QVERIFY(good.err.contains("not Apple Music"));
    }

    void signingInWaitsForTheBrowser()
    {
        const auto process =
            start({QStringLiteral("--json"), QStringLiteral("music"), QStringLiteral("authorize"), QStringLiteral("--no-browser"),
                   QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--test-endpoint"), m_apple->address()});
        QByteArray said;
        static const QRegularExpression address(QStringLiteral("http://127\\.0\\.0\\.1:[0-9]+/[A-Za-z0-9_-]+/"));
        QTRY_VERIFY_WITH_TIMEOUT(address.match(QString::fromUtf8(said += process->readAllStandardError())).hasMatch(), kLimitMs);
        browse(QUrl(address.match(QString::fromUtf8(said)).captured(0)));
        QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, kLimitMs);
        QCOMPARE(process->exitCode(), 0);
        const QJsonObject status = QJsonDocument::fromJson(remember(process->readAllStandardOutput())).object();
        QCOMPARE(status.value(QStringLiteral("state")).toString(), QStringLiteral("authorised"));
        QCOMPARE(status.value(QStringLiteral("storefront")).toObject().value(QStringLiteral("id")).toString(), QStringLiteral("se"));
    }

    void listsAreReadAndKeptForTimesWithoutANetwork()
    {
        QCOMPARE(music({QStringLiteral("refresh")}).exitCode, 0);
        QCOMPARE(music({QStringLiteral("tracks")}).json().toObject().value(QStringLiteral("songs")).toArray().size(), 130);
        QCOMPARE(music({QStringLiteral("search"), QStringLiteral("neon"), QStringLiteral("drive")})
                     .json()
                     .toObject()
                     .value(QStringLiteral("songs"))
                     .toArray()
                     .size(),
                 10);
        QCOMPARE(music({QStringLiteral("charts")}).exitCode, 0);
        QCOMPARE(music({QStringLiteral("recommendations")}).exitCode, 0);
        QCOMPARE(music({QStringLiteral("albums")}).exitCode, 0);
        QCOMPARE(music({QStringLiteral("create"), QStringLiteral("For the cut"), QStringLiteral("101"), QStringLiteral("i.3")}).exitCode,
                 0);
        QCOMPARE(music({QStringLiteral("add"), QStringLiteral("for the cut"), QStringLiteral("102")}).exitCode, 0);
        QCOMPARE(m_apple->playlists.back().songs, (QStringList{QStringLiteral("101"), QStringLiteral("i.3"), QStringLiteral("102")}));
        QCOMPARE(music({QStringLiteral("tracks"), QStringLiteral("For the cut")})
                     .json()
                     .toObject()
                     .value(QStringLiteral("songs"))
                     .toArray()
                     .size(),
                 3);
        QCOMPARE(music({QStringLiteral("tracks"), QStringLiteral("Fro the cut")}).exitCode, 2);
        QCOMPARE(music({QStringLiteral("playlists")}).json().toObject().value(QStringLiteral("playlists")).toArray().size(), 2);
        const CliResult away = run({QStringLiteral("music"), QStringLiteral("playlists"), QStringLiteral("--test-endpoint"),
                                    QStringLiteral("http://127.0.0.1:1")});
        QCOMPARE(away.exitCode, 0);
        QCOMPARE(away.json().toObject().value(QStringLiteral("playlists")).toArray().size(), 2);
        QVERIFY(away.json().toObject().value(QStringLiteral("age")).toString().contains(QStringLiteral("as of")));
        QCOMPARE(m_apple->complaints(), QStringList());
    }

    void aFileOfOnesOwnIsFoundByItsIsrc()
    {
        const QString song = m_cli.path(QStringLiteral("song.flac"));
        const QString made = runFfmpeg({QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"),
                                        QStringLiteral("sine=duration=3"), QStringLiteral("-metadata"), QStringLiteral("ISRC=SERC10000101"),
                                        QStringLiteral("-metadata"), QStringLiteral("title=Other title"), song});
        QVERIFY2(made.isEmpty(), qPrintable(made));
        QCOMPARE(run({QStringLiteral("track"), QStringLiteral("import"), song}).exitCode, 0);
        const CliResult matched = music({QStringLiteral("match"), QStringLiteral("For the cut")});
        const QJsonArray matches = matched.json().toObject().value(QStringLiteral("matches")).toArray();
        QVERIFY2(matches.size() == 1, matched.out.constData());
        QCOMPARE(matches.at(0).toObject().value(QStringLiteral("by")).toString(), QStringLiteral("isrc"));
        QCOMPARE(matches.at(0).toObject().value(QStringLiteral("apple_id")).toString(), QStringLiteral("101"));
    }

    void aCutFindsItsSong()
    {
        QStringList songs;
        for (const double bpm : {97.0, 120.0, 139.0}) {
            songs.append(m_cli.path(QStringLiteral("click%1.wav").arg(qRound(bpm))));
            QVERIFY(writeClickSong(songs.last(), bpm, 40));
        }
        QCOMPARE(run(QStringList{QStringLiteral("track"), QStringLiteral("import")} + songs).exitCode, 0);
        QCOMPARE(run({QStringLiteral("track"), QStringLiteral("analyze")}).exitCode, 0);
        const QString bundle = m_cli.path(QStringLiteral("cut.storycanvas"));
        QCOMPARE(run({QStringLiteral("project"), QStringLiteral("new"), bundle, QStringLiteral("--song"), songs[1]}).exitCode, 0);
        QCOMPARE(
            run({QStringLiteral("plan"), QStringLiteral("apply"), bundle, QStringLiteral("--rule"), QStringLiteral("2beats")}).exitCode, 0);
        const CliResult matched = run({QStringLiteral("track"), QStringLiteral("match"), bundle, QStringLiteral("--all")});
        QVERIFY2(matched.exitCode == 0, matched.err.constData());
        const QJsonArray matches = matched.json().toObject().value(QStringLiteral("matches")).toArray();
        QVERIFY2(matches.size() >= 3, matched.out.constData());
        QCOMPARE(matches.at(0).toObject().value(QStringLiteral("title")).toString(), QStringLiteral("click120"));
        QVERIFY2(matches.at(0).toObject().value(QStringLiteral("total")).toDouble() >= 0.7, matched.out.constData());
        QVERIFY(matches.at(0).toObject().value(QStringLiteral("scores")).toObject().value(QStringLiteral("mood")).isNull());
        QCOMPARE(run({QStringLiteral("track"), QStringLiteral("match"), bundle, QStringLiteral("--all")}).out, matched.out);
        QCOMPARE(run({QStringLiteral("track"), QStringLiteral("match"), m_cli.path(QStringLiteral("none"))}).exitCode, 2);
    }

    void noSecretStandsInAFileOrInWhatWasSaid()
    {
        QSet<QByteArray> secrets{kServerKey, kPassphrase, *m_apple->listeners.begin(), m_pem.split('\n').at(1)};
        for (const auto &request : m_apple->seen())
            secrets.insert(request.header("authorization").mid(7));
        secrets.remove({});
        QVERIFY(secrets.size() > 6);
        int files = 0;
        QDirIterator all(m_cli.path(QStringLiteral("profile")), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QByteArray bytes = readFile(all.next());
            ++files;
            for (const QByteArray &secret : secrets)
                QVERIFY2(!bytes.contains(secret), qPrintable(all.fileName()));
        }
        QVERIFY(files > 4);
        for (const QByteArray &secret : secrets)
            QVERIFY(!m_said.contains(secret));
    }

    void disconnectingForgets()
    {
        QCOMPARE(music({QStringLiteral("disconnect"), QStringLiteral("--key")}).json().toObject().value(QStringLiteral("state")).toString(),
                 QStringLiteral("not_set_up"));
        const QJsonArray left = run({QStringLiteral("secret"), QStringLiteral("list")}).json().toArray();
        QCOMPARE(left.size(), 1); // the server's
        QVERIFY(left.at(0).toString().startsWith(QStringLiteral("server/my-studio-")));
        QVERIFY(!QFile::exists(m_cli.path(QStringLiteral("profile/apple_lists.json"))));
    }

private:
    [[nodiscard]] QString key() const { return m_cli.path(QStringLiteral("AuthKey_4F8KX2M9QZ.p8")); }

    std::unique_ptr<QProcess> start(const QStringList &words) { return m_cli.start(words); }

    QByteArray remember(const QByteArray &said)
    {
        m_said += said;
        return said;
    }

    // The stand-in answers from this thread, so that nobody may block it.
    CliResult run(const QStringList &words, const QByteArray &input = {})
    {
        const auto process = start(QStringList{QStringLiteral("--json")} + words);
        process->write(input);
        process->closeWriteChannel();
        CliResult result;
        if (!QTest::qWaitFor([&] { return process->state() == QProcess::NotRunning; }, kLimitMs))
            return result;
        result.exitCode = process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1;
        result.out = remember(process->readAllStandardOutput());
        result.err = remember(process->readAllStandardError());
        return result;
    }

    CliResult music(const QStringList &words)
    {
        return run(QStringList{QStringLiteral("music")} + words + QStringList{QStringLiteral("--test-endpoint"), m_apple->address()});
    }

    // What a browser does.
    void browse(const QUrl &address)
    {
        QNetworkRequest first(address);
        first.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
        QNetworkReply *page = m_browser.get(first);
        connect(page, &QNetworkReply::finished, this, [this, page] {
            page->deleteLater();
            static const QRegularExpression form(QStringLiteral("\"state\":\"([A-Za-z0-9_-]+)\""));
            const QByteArray state = form.match(QString::fromUtf8(page->readAll())).captured(1).toLatin1();
            QNetworkRequest post(page->url().resolved(QUrl(QStringLiteral("/token"))));
            post.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
            post.setRawHeader("Origin", page->url().adjusted(QUrl::RemovePath).toEncoded());
            const QJsonObject body{{QStringLiteral("state"), QString::fromLatin1(state)},
                                   {QStringLiteral("token"), QString::fromLatin1(*m_apple->listeners.begin())}};
            QNetworkReply *reply = m_browser.post(post, QJsonDocument(body).toJson());
            connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
        });
    }

    Cli m_cli;
    std::unique_ptr<FakeApple> m_apple;
    QByteArray m_pem;
    QByteArray m_said;
    QNetworkAccessManager m_browser;
};

SC_TEST(TestCliMusic)
#include "tst_cli_music.moc"
