// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "core/timeline/edits.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/presentation/notes_window.h"
#include "ui/presentation/show_window.h"
#include "ui/theme/theme.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QScreen>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace sc;
using namespace sc::ui;

// The show in real windows on a real bundle, driven by keys and mouse. Two scenes, shots of half a second.
class TestPresentationWindow : public QObject
{
    Q_OBJECT

    struct Studio
    {
        QTemporaryDir folder;
        std::unique_ptr<project::ProjectSession> session;
        playback::Player player{playback::Player::Output::Silent};
        std::unique_ptr<AppContext> context;
        std::unique_ptr<Presentation> show;
    };
    std::unique_ptr<Studio> m;

    void storeShots(int count)
    {
        timeline::Timeline t = m->session->timeline();
        timeline::Timeline first = test::shotsInARow(count, 12);
        const timeline::Timeline second = test::shotsInARow(count, 12, {}, count * 12);
        t.scenes = {first.scenes.front(), second.scenes.front()};
        t.scenes[1].name = QStringLiteral("Bridge");
        t.scenes[1].order = 1;
        t.clips = first.clips;
        t.clips.insert(t.clips.end(), second.clips.begin(), second.clips.end());
        t.clips[1].notes = QStringLiteral("Say how long it took.");
        SC_VERIFY_OK(m->session->apply(QStringLiteral("Shots"), t));
        m->player.setProgram(m->session->timeline(), {});
    }
    void press(Qt::Key key) { QTest::keyClick(m->show->window(), key); }
    void begin(ShowView view = ShowView::Song)
    {
        QVERIFY(m->show->start(view));
        QVERIFY(QTest::qWaitForWindowExposed(m->show->window()));
    }

private Q_SLOTS:
    void init()
    {
        applyTheme(*qApp, builtInTheme({.reducedMotion = true}));
        m = std::make_unique<Studio>();
        auto made = project::ProjectSession::create(m->folder.filePath(QStringLiteral("cut")), {.name = QStringLiteral("Cut")});
        SC_VERIFY_OK(made);
        m->session = std::move(*made);
        m->context = std::make_unique<AppContext>(AppContext::Services{nullptr, &m->player, nullptr});
        m->context->setSession(m->session.get());
        m->show = std::make_unique<Presentation>(*m->context);
    }
    void cleanup()
    {
        m->show.reset();
        m.reset();
    }

    void withoutShotsItSaysSoAndReturns()
    {
        QSignalSpy notices(m->context.get(), &AppContext::noticeRaised);
        QVERIFY(!m->show->start());
        QVERIFY(!m->show->isRunning());
        QCOMPARE(notices.count(), 1);
    }

    void keysLeadThroughShotsAndScenes()
    {
        storeShots(3);
        begin(ShowView::Single);
        QVERIFY(m->show->window()->isFullScreen());
        QTRY_VERIFY(!m->show->picture().isNull()); // a shot without media shows its card
        const auto name = [&] { return m->show->window()->accessibleName(); };
        QVERIFY(name().contains(QStringLiteral("clip 1 of 6, scene 1: Only scene")));
        press(Qt::Key_Right);
        QCOMPARE(m->show->state().current(), 1);
        QTRY_COMPARE(m->player.position(), Ticks::fromSeconds(0.5));
        press(Qt::Key_Down);
        QVERIFY(name().contains(QStringLiteral("clip 4 of 6, scene 2: Bridge")));
        press(Qt::Key_End);
        press(Qt::Key_Right); // the last one
        QCOMPARE(m->show->state().current(), 5);
        press(Qt::Key_L);
        press(Qt::Key_Right); // round and round
        QCOMPARE(m->show->state().current(), 0);
        press(Qt::Key_F);
        QVERIFY(!m->show->window()->isFullScreen());
        QSignalSpy ended(m->show.get(), &Presentation::ended);
        press(Qt::Key_Escape);
        QCOMPARE(ended.count(), 1);
        QVERIFY(!m->show->isRunning());
        QVERIFY(!m->player.loop());
    }

    void viewsAreChosenByTheirNumbersAndCellsByTheMouse()
    {
        storeShots(3);
        begin();
        press(Qt::Key_3);
        QCOMPARE(m->show->view(), ShowView::Grid);
        QWidget *window = m->show->window();
        QPoint cell;
        for (int y = 60; y < window->height() && cell.isNull(); y += 10) {
            for (int x = 30; x < window->width(); x += 10) {
                if (m->show->window()->shotAtPoint({x, y}) == 4) {
                    cell = {x + 20, y + 10};
                    break;
                }
            }
        }
        QVERIFY(!cell.isNull());
        QTest::mouseClick(window, Qt::LeftButton, {}, cell);
        QCOMPARE(m->show->state().current(), 4);
        press(Qt::Key_2);
        QCOMPARE(m->show->view(), ShowView::Scene);
        const QImage scene = window->grab().toImage();
        press(Qt::Key_Return);
        QCOMPARE(m->show->view(), ShowView::Single);
        QVERIFY(window->grab().toImage() != scene);
    }

    void theSongLeadsTheShow()
    {
        storeShots(3);
        begin(ShowView::Song);
        m->show->goTo(0);
        press(Qt::Key_Space);
        QVERIFY(m->player.isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(m->show->state().current() >= 2, 20'000); // the player is the clock
        press(Qt::Key_Space);
        QVERIFY(!m->player.isPlaying());
        QCOMPARE(m->show->state().current(), m->show->state().shotAt(m->player.position()));
    }

    void shotLengthsLeadWithoutTheSong()
    {
        storeShots(2);
        begin(ShowView::Single);
        m->show->goTo(0);
        m->show->setAdvance(ShowAdvance::ByLength);
        press(Qt::Key_Space);
        QVERIFY(m->show->isAdvancing());
        QVERIFY(!m->player.isPlaying());
        QTRY_COMPARE_WITH_TIMEOUT(m->show->state().current(), 3, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!m->show->isAdvancing(), 20'000); // the end
        m->show->setAdvance(ShowAdvance::ByHand);
        press(Qt::Key_Left);
        QCOMPARE(m->show->state().current(), 2);
    }

    void thePresenterReadsNotesAndLeadsFromThere()
    {
        storeShots(3);
        begin(ShowView::Single);
        m->show->goTo(1);
        if (!m->show->notesWindow())
            press(Qt::Key_N);
        QVERIFY(m->show->notesWindow());
        QVERIFY(QTest::qWaitForWindowExposed(m->show->notesWindow()));
        QCOMPARE(m->show->notesWindow()->notesText(), QStringLiteral("Say how long it took."));
        QTest::keyClick(m->show->notesWindow(), Qt::Key_Right);
        QCOMPARE(m->show->state().current(), 2);
        QVERIFY(m->show->notesWindow()->notesText().isEmpty());
        m->show->notesWindow()->close();
        QVERIFY(!m->show->notesWindow());
        QVERIFY(m->show->isRunning());
    }

    void aDisplayThatIsUnpluggedLeavesAWindow()
    {
        storeShots(3);
        begin();
        QSignalSpy notices(m->context.get(), &AppContext::noticeRaised);
        m->show->screenGone(m->show->window()->screen());
        QVERIFY(m->show->isRunning());
        QTRY_VERIFY(!m->show->window()->isFullScreen());
        QVERIFY(QGuiApplication::primaryScreen()->geometry().intersects(m->show->window()->geometry()));
        QCOMPARE(notices.count(), 1);
    }

    // Needs two real displays; one goes during the show where xrandr can switch it off.
    void theSecondDisplayHasTheShowAndTheFirstTheNotes()
    {
        const QList<QScreen *> displays = QGuiApplication::screens();
        if (displays.size() < 2)
            QSKIP("One display only.");
        QScreen *first = QGuiApplication::primaryScreen();
        QScreen *second = displays[0] == first ? displays[1] : displays[0];
        storeShots(3);
        begin(ShowView::Single);
        ShowWindow *window = m->show->window();
        QTRY_COMPARE(window->geometry(), second->geometry());
        QVERIFY(window->isFullScreen());
        QCOMPARE(window->screen(), second);
        QVERIFY(m->show->notesWindow() && m->show->notesWindow()->isVisible());
        QVERIFY(first->geometry().contains(m->show->notesWindow()->geometry().center()));
        press(Qt::Key_Right);
        QCOMPARE(m->show->state().current(), 1);
        m->show->swapScreens();
        QTRY_COMPARE(window->geometry(), first->geometry());
        QTRY_VERIFY(second->geometry().contains(m->show->notesWindow()->geometry().center()));
        m->show->swapScreens();
        QTRY_COMPARE(window->geometry(), second->geometry());

        const QString name = second->name();
        const QRect place = second->geometry();
        QSignalSpy notices(m->context.get(), &AppContext::noticeRaised);
        if (QProcess::execute(QStringLiteral("xrandr"), {QStringLiteral("--output"), name, QStringLiteral("--off")}) != 0)
            QSKIP("No display can be switched off here.");
        QTRY_COMPARE(QGuiApplication::screens().size(), 1);
        QVERIFY(m->show->isRunning());
        QTRY_VERIFY(!window->isFullScreen() && window->isVisible());
        QTRY_VERIFY(first->geometry().contains(window->geometry().center()));
        QVERIFY(m->show->notesWindow() && m->show->notesWindow()->isVisible());
        QVERIFY(first->geometry().contains(m->show->notesWindow()->geometry().center()));
        QCOMPARE(notices.count(), 1);
        press(Qt::Key_Right); // and the show goes on
        QCOMPARE(m->show->state().current(), 2);
        QVERIFY(!window->grab().isNull());
        QProcess::execute(QStringLiteral("xrandr"), {QStringLiteral("--output"), name, QStringLiteral("--mode"),
                                                     QStringLiteral("%1x%2").arg(place.width()).arg(place.height()),
                                                     QStringLiteral("--pos"), QStringLiteral("%1x%2").arg(place.x()).arg(place.y())});
        QTRY_COMPARE(QGuiApplication::screens().size(), displays.size());
        QVERIFY(m->show->isRunning());
    }

    void deletingTheLastShotOrClosingTheProjectEndsIt()
    {
        storeShots(1);
        begin();
        std::vector<ClipId> all;
        for (const timeline::Clip &clip : m->session->timeline().clips)
            all.push_back(clip.id);
        SC_VERIFY_OK(m->session->apply(QStringLiteral("Delete"), timeline::deleteClips(m->session->timeline(), {.clips = all})));
        QVERIFY(!m->show->isRunning());
        SC_VERIFY_OK(m->session->undo());
        begin();
        m->context->setSession(nullptr);
        QVERIFY(!m->show->isRunning());
    }

    void thePointerIsARingOverThePicture()
    {
        storeShots(2);
        begin(ShowView::Single);
        QVERIFY(!m->show->window()->hasPointer());
        press(Qt::Key_P);
        QVERIFY(m->show->window()->hasPointer());
        press(Qt::Key_P);
        QVERIFY(!m->show->window()->hasPointer());
    }

    void theExportIsTheMovieExport()
    {
        storeShots(2);
        begin();
        QSignalSpy screens(m->context.get(), &AppContext::screenRequested);
        press(Qt::Key_E);
        QVERIFY(!m->show->isRunning());
        QCOMPARE(screens.count(), 1);
        QCOMPARE(screens.first().first().value<ScreenId>(), ScreenId::Export);
    }
};

SC_TEST(TestPresentationWindow)
#include "tst_presentation_window.moc"
