// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/player.h"
#include "tests/core/playback/program_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sc;
using playback::Player;

// A real sound server of its own, with outputs that come and go.
class TestDevices : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QProcess m_server;
    QString m_song;
    timeline::Timeline m_program = test::beatProgram(FrameRate(), 120, 60, 2);

    static QString pactl(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral("pactl"), arguments);
        return process.waitForFinished(20000) && process.exitCode() == 0 ? QString::fromUtf8(process.readAllStandardOutput()).trimmed()
                                                                         : QString();
    }
    static QString addOutput(const char *name)
    {
        return pactl({QStringLiteral("load-module"), QStringLiteral("module-null-sink"), QStringLiteral("sink_name=") + QLatin1String(name),
                      QStringLiteral("rate=48000")});
    }
    static void removeOutput(const QString &module) { pactl({QStringLiteral("unload-module"), module}); }

private Q_SLOTS:
    void initTestCase()
    {
        const QString pulse = QStandardPaths::findExecutable(QStringLiteral("pulseaudio"));
        if (pulse.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("pactl")).isEmpty())
            QSKIP("no PulseAudio on this machine to test with");
        m_song = m_dir.filePath(QStringLiteral("song.wav"));
        QVERIFY(test::writeWav(m_song, test::sine(60, 48000, 2, 440, 0.5), 48000, 2));
        const QString socket = m_dir.filePath(QStringLiteral("native"));
        qputenv("PULSE_SERVER", "unix:" + socket.toUtf8());
        qputenv("PULSE_COOKIE", m_dir.filePath(QStringLiteral("cookie")).toUtf8());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "HOME"})
            environment.insert(QLatin1String(name), m_dir.path());
        m_server.setProcessEnvironment(environment);
        m_server.setStandardErrorFile(QProcess::nullDevice());
        m_server.start(pulse, {QStringLiteral("-n"), QStringLiteral("--daemonize=no"), QStringLiteral("--exit-idle-time=-1"),
                               QStringLiteral("--use-pid-file=no"), QStringLiteral("--realtime=no"), QStringLiteral("--high-priority=no"),
                               QStringLiteral("-L"), QStringLiteral("module-native-protocol-unix auth-anonymous=1 socket=") + socket});
        QVERIFY(m_server.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(!pactl({QStringLiteral("info")}).isEmpty(), 15000);
    }

    void cleanupTestCase()
    {
        m_server.terminate();
        if (m_server.state() != QProcess::NotRunning && !m_server.waitForFinished(5000))
            m_server.kill();
    }

    void playingOutlivesItsDevice()
    {
        const QString first = addOutput("first");
        QVERIFY(!first.isEmpty());
        Player player;
        player.setPreviewSize({160, 90});
        player.setProgram(m_program, m_song);
        QSignalSpy problems(&player, &Player::problemOccurred);
        int frames = 0;
        connect(&player, &Player::frameReady, this, [&](const QImage &, Ticks) { ++frames; });
        QTRY_VERIFY_WITH_TIMEOUT(player.hasAudioDevice(), 15000);

        // The device is the master and keeps the pace of the clock on the wall.
        player.play();
        QTRY_VERIFY_WITH_TIMEOUT(player.position() > Ticks::fromSeconds(1.5), 15000);
        QElapsedTimer watch;
        watch.start();
        const Ticks from = player.position();
        QTRY_VERIFY_WITH_TIMEOUT(player.position() - from > Ticks::seconds(2), 15000);
        const double pace = (player.position() - from).toSeconds() / (static_cast<double>(watch.nsecsElapsed()) * 1e-9);
        QVERIFY2(std::abs(pace - 1) < 0.05, qPrintable(QString::number(pace)));
        QCOMPARE(problems.count(), 0);

        // It goes away: playing goes on without sound and says so.
        const Ticks lost = player.position();
        removeOutput(first);
        QTRY_VERIFY_WITH_TIMEOUT(!player.hasAudioDevice(), 15000);
        QVERIFY(player.isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(problems.count() == 1, 5000);
        QVERIFY(player.position() >= lost);
        const int framesBefore = frames;
        const Ticks silent = player.position();
        watch.restart();
        QTRY_VERIFY_WITH_TIMEOUT(player.position() - silent > Ticks::seconds(1), 15000);
        QVERIFY(watch.elapsed() > 700);
        QVERIFY(frames > framesBefore + 10);

        // Another one comes: the sound returns, at the same place.
        const QString second = addOutput("second");
        QTRY_VERIFY_WITH_TIMEOUT(player.hasAudioDevice(), 15000);
        const Ticks back = player.position();
        QVERIFY(player.isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(player.position() > back + Ticks::seconds(1), 15000);
        QVERIFY(player.position() < back + Ticks::seconds(5));
        QCOMPARE(problems.count(), 1);
        QVERIFY(pactl({QStringLiteral("list"), QStringLiteral("short"), QStringLiteral("sink-inputs")}).size() > 0);

        // The default changes while playing: it moves over without a word.
        const QString third = addOutput("third");
        pactl({QStringLiteral("set-default-sink"), QStringLiteral("third")});
        const Ticks moved = player.position();
        QTRY_VERIFY_WITH_TIMEOUT(player.position() > moved + Ticks::seconds(2), 15000);
        QVERIFY(player.hasAudioDevice());
        QCOMPARE(problems.count(), 1);
        player.pause();
        removeOutput(second);
        removeOutput(third);
    }

    void withoutAnyDeviceItPlaysByTheClock()
    {
        Player player;
        player.setPreviewSize({160, 90});
        player.setProgram(m_program, m_song);
        QSignalSpy problems(&player, &Player::problemOccurred);
        player.play();
        QTRY_VERIFY_WITH_TIMEOUT(player.position() > Ticks::fromSeconds(0.5), 15000);
        QVERIFY(!player.hasAudioDevice());
        QCOMPARE(problems.count(), 0);
    }
};

SC_TEST(TestDevices)
#include "tst_devices.moc"
