// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/player.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "ui/shell/playback_actions.h"
#include "ui/widgets/action_registry.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtGui/QWindow>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

using namespace sc;
using namespace sc::ui;
using playback::Player;
using playback::PlaySpeed;

// The keys of playback, pressed in a real window.
class TestPlaybackKeys : public QObject
{
    Q_OBJECT

    struct Room
    {
        Player player{Player::Output::Silent};
        ActionRegistry actions;
        AppContext context{AppContext::Services{nullptr, &player, &actions}};
        QWidget window;
        QWidget *focus = new QWidget(&window);
        QLineEdit *field = new QLineEdit(&window);

        explicit Room(const QString &song)
        {
            auto *column = new QVBoxLayout(&window);
            column->addWidget(focus);
            column->addWidget(field);
            focus->setFocusPolicy(Qt::StrongFocus);
            actions.setWindow(&window);
            addPlaybackActions(context, {[this] { player.togglePlay(); }, [] {}});
            player.setSong(song, Ticks::seconds(60));
            actions.refresh();
            window.show();
            window.activateWindow();
            focus->setFocus();
        }
        void press(Qt::Key key) { QTest::keyPress(window.windowHandle(), key); }
        void release(Qt::Key key) { QTest::keyRelease(window.windowHandle(), key); }
        void tap(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(window.windowHandle(), key, modifiers); }
    };

    QTemporaryDir m_dir;
    QString m_song;

private Q_SLOTS:
    void initTestCase()
    {
        m_song = m_dir.filePath(QStringLiteral("song.wav"));
        QVERIFY(test::writeWav(m_song, test::sine(60, 48000, 1, 440, 0.2), 48000, 1));
    }

    void lAndJGoFasterAndTurn()
    {
        Room room(m_song);
        QVERIFY(QTest::qWaitForWindowActive(&room.window));
        room.player.seek(Ticks::seconds(30));
        for (const int speed : {1, 2, 4, 8, 8}) {
            room.tap(Qt::Key_L);
            QVERIFY(room.player.isPlaying());
            QCOMPARE(room.player.currentSpeed(), (PlaySpeed{speed, 1}));
        }
        for (const int speed : {-1, -2, -4, -8}) {
            room.tap(Qt::Key_J);
            QCOMPARE(room.player.currentSpeed(), (PlaySpeed{speed, 1}));
        }
        const Ticks before = room.player.position();
        QTRY_VERIFY(room.player.position() < before);
        room.tap(Qt::Key_K);
        QVERIFY(!room.player.isPlaying());
        QCOMPARE(room.player.currentSpeed(), PlaySpeed());
    }

    void kStopsAndStarts()
    {
        Room room(m_song);
        QVERIFY(QTest::qWaitForWindowActive(&room.window));
        room.tap(Qt::Key_K);
        QVERIFY(room.player.isPlaying());
        room.press(Qt::Key_K);
        QVERIFY(!room.player.isPlaying());
        room.release(Qt::Key_K);
        QVERIFY(!room.player.isPlaying());
        room.tap(Qt::Key_Space);
        QVERIFY(room.player.isPlaying());
        room.tap(Qt::Key_Space);
        QVERIFY(!room.player.isPlaying());
        room.actions.trigger(QStringLiteral("playback.stop"));
        QVERIFY(room.player.isPlaying());
    }

    void heldKWithJOrLGoesSlowly()
    {
        Room room(m_song);
        QVERIFY(QTest::qWaitForWindowActive(&room.window));
        room.player.seek(Ticks::seconds(10));
        room.press(Qt::Key_K);
        QVERIFY(!room.player.isPlaying());
        room.press(Qt::Key_L);
        QVERIFY(room.player.isPlaying());
        QCOMPARE(room.player.currentSpeed(), playback::kSlow);
        const Ticks from = room.player.position();
        QTRY_VERIFY(room.player.position() > from);
        room.release(Qt::Key_L);
        QVERIFY(!room.player.isPlaying());
        room.press(Qt::Key_J);
        QCOMPARE(room.player.currentSpeed(), (PlaySpeed{-1, 4}));
        room.release(Qt::Key_J);
        room.release(Qt::Key_K);
        QVERIFY(!room.player.isPlaying());
        QCOMPARE(room.player.currentSpeed(), PlaySpeed());
    }

    void endsFramesMuteAndSpeeds()
    {
        Room room(m_song);
        QVERIFY(QTest::qWaitForWindowActive(&room.window));
        room.tap(Qt::Key_End);
        QCOMPARE(room.player.position(), room.player.length());
        room.tap(Qt::Key_Comma);
        QVERIFY(room.player.position() < room.player.length());
        const Ticks before = room.player.position();
        room.tap(Qt::Key_Comma);
        QVERIFY(room.player.position() < before);
        room.tap(Qt::Key_Period);
        QCOMPARE(room.player.position(), before);
        room.tap(Qt::Key_Home);
        QCOMPARE(room.player.position(), Ticks());
        room.player.seek(Ticks::seconds(5));
        room.tap(Qt::Key_0);
        QCOMPARE(room.player.position(), Ticks());
        room.tap(Qt::Key_M);
        QVERIFY(room.player.isMuted());
        room.tap(Qt::Key_M);
        QVERIFY(!room.player.isMuted());
        for (const char *id : {"playback.speed.1/4x", "playback.speed.4x", "playback.speed.1/2x"}) {
            room.actions.action(QString::fromLatin1(id))->trigger();
            QVERIFY(room.actions.action(QString::fromLatin1(id))->isChecked());
        }
        QCOMPARE(room.player.speed(), (PlaySpeed{1, 2}));
        room.actions.action(QStringLiteral("playback.proxies"))->trigger();
        QVERIFY(room.player.usesProxies());
        room.actions.action(QStringLiteral("playback.loop"))->trigger();
        QCOMPARE(room.player.loop(), std::optional(TickRange{{}, room.player.length()}));
        room.player.setLoop({});
        QVERIFY(!room.actions.action(QStringLiteral("playback.loop"))->isChecked());
    }

    void aBarAndASectionLoop()
    {
        Room room(m_song);
        auto made = project::ProjectSession::create(m_dir.filePath(QStringLiteral("loops")), {.name = QStringLiteral("Loops")});
        SC_VERIFY_OK(made);
        timeline::Song song = test::songFixture(); // 128 BPM from 0
        song.map.sections = {{Ticks(), Ticks::seconds(20), QStringLiteral("verse"), 1, 0.5, -1},
                             {Ticks::seconds(20), Ticks::seconds(60), QStringLiteral("chorus"), 1, 0.5, -1}};
        SC_VERIFY_OK((*made)->setSong(m_song, song, true));
        room.context.setSession(made->get());
        room.player.setProgram((*made)->timeline(), m_song);
        room.actions.refresh();
        room.player.seek(Ticks::seconds(25));
        room.actions.action(QStringLiteral("playback.loopBar"))->trigger();
        // Bars of 4 beats last 1.875 s: the fourteenth begins at 24.375 s.
        QCOMPARE(room.player.loop(), std::optional(TickRange{Ticks::fromSeconds(24.375), Ticks::fromSeconds(26.25)}));
        QVERIFY(room.player.isPlaying());
        room.player.pause();
        room.player.seek(Ticks::seconds(25));
        room.actions.action(QStringLiteral("playback.loopSection"))->trigger();
        QCOMPARE(room.player.loop(), std::optional(TickRange{Ticks::seconds(20), Ticks::seconds(60)}));
        room.player.pause();
        room.actions.action(QStringLiteral("playback.loopSection"))->trigger(); // again: let go
        QVERIFY(!room.player.loop());
        room.context.setSession(nullptr);
    }

    void whatIsTypedIsNotPlayed()
    {
        Room room(m_song);
        QVERIFY(QTest::qWaitForWindowActive(&room.window));
        room.field->setFocus();
        for (const Qt::Key key : {Qt::Key_J, Qt::Key_K, Qt::Key_L, Qt::Key_M, Qt::Key_0})
            room.tap(key);
        QVERIFY(!room.player.isPlaying());
        QVERIFY(!room.player.isMuted());
        QCOMPARE(room.field->text().size(), 5);
    }
};

SC_TEST(TestPlaybackKeys)
#include "tst_playback_keys.moc"
