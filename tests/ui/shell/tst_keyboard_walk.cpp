// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/shell/whole_studio.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/timeline/timeline_surface.h"

#include <QtTest/QTest>
#include <QtWidgets/QInputDialog>

using namespace sc;
using namespace sc::ui;

// The keyboard table of the specification, row by row, pressed in the real window on a cut of six shots: each does what it
// says. J, K and L have a test of their own.
class TestKeyboardWalk : public QObject
{
    Q_OBJECT

    struct Row
    {
        const char *keys;
        std::function<void()> prepare;
        std::function<bool()> done;
    };

    std::unique_ptr<test::WholeStudio> m_studio;
    project::ProjectSession *m_session = nullptr;
    timeline::Timeline m_before; // as it was when the key was pressed
    Ticks m_at;                  // of the playhead then
    double m_zoom = 0;

    TimelineEditor &editor() const { return *m_studio->timeline->editor(); }
    TimelineSurface &surface() const { return *m_studio->timeline->surface(); }
    const timeline::Timeline &cut() const { return m_session->timeline(); }
    const timeline::Clip &shot(int place) const { return cut().clips[size_t(editor().index().entries()[size_t(place)].clip)]; }
    int shots() const { return int(editor().index().entries().size()); }

    void press(const char *text)
    {
        const QKeySequence keys(QString::fromLatin1(text));
        const QKeyCombination one = keys[0];
        QTest::keyClick(&surface(), one.key(), one.keyboardModifiers());
    }
    void goTo(Ticks t)
    {
        editor().seek(t);
        QTRY_COMPARE(editor().playhead(), t);
    }
    void select(int place) { editor().selectClip(shot(place).id); }
    void middleOf(int place)
    {
        select(place);
        goTo(shot(place).start + editor().frameRate().timeOf(24));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_studio = std::make_unique<test::WholeStudio>();
        QVERIFY(m_studio->window);
        QVERIFY(QTest::qWaitForWindowExposed(m_studio->window.get()));
        auto made = project::ProjectSession::create(m_studio->folder.filePath(QStringLiteral("walk")), {.name = QStringLiteral("Walk")});
        SC_VERIFY_OK(made);
        timeline::Timeline t = test::shotsInARow(6, 48);
        t.project = (*made)->timeline().project;
        t.project.song = test::evenSong(120, 24);
        SC_VERIFY_OK((*made)->apply(QStringLiteral("Shots"), t));
        made->reset();
        m_studio->controller->openProject(m_studio->folder.filePath(QStringLiteral("walk")));
        m_session = m_studio->context->session();
        QVERIFY(m_session);
        m_studio->window->showScreen(ScreenId::Timeline, false);
        m_studio->window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_studio->window.get()));
        surface().setFocus();
    }
    void cleanupTestCase() { m_studio.reset(); }

    void everyKeyDoesWhatItSays()
    {
        playback::Player &player = m_studio->player;
        const auto at = [&](Ticks t) { return std::function<void()>([this, t] { goTo(t); }); };
        const FrameRate rate = editor().frameRate();
        const Ticks second = Ticks::seconds(1);
        const auto grown = [this](size_t by) { return [this, by] { return cut().clips.size() == m_before.clips.size() + by; }; };
        const auto gone = [this] { return shots() == 5; };
        const std::vector<Row> rows = {
            {"Space", at(second), [&] { return player.isPlaying(); }},
            {"Space", {}, [&] { return !player.isPlaying(); }},
            {"Home", at(second), [&] { return player.position() == Ticks(); }},
            {"End", at(second), [&] { return player.position() == player.length(); }},
            {"M", {}, [&] { return player.isMuted(); }},
            {"M", {}, [&] { return !player.isMuted(); }},
            {"Right", [this] { middleOf(1); }, [&] { return editor().selection().current() == shot(2).id; }},
            {"Left", [this] { middleOf(1); }, [&] { return editor().selection().current() == shot(0).id; }},
            {"Shift+Right", at(second), [&] { return editor().playhead() == Ticks::fromSeconds(1.5); }},
            {"Shift+Left", at(second), [&] { return editor().playhead() == Ticks::fromSeconds(0.5); }},
            {".", at(second), [&] { return editor().playhead() == m_at + rate.frameLength(); }},
            {",", at(second), [&] { return editor().playhead() == m_at - rate.frameLength(); }},
            {"Up", [this] { middleOf(2); }, [&] { return editor().selection().scene() == cut().scenes[0].id; }},
            {"Down", {}, [&] { return !editor().selection().clips().empty(); }},
            {"]", at(second), [&] { return editor().playhead() > m_at; }},
            {"[", {}, [&] { return editor().playhead() < m_at; }},
            {"Ctrl+J", {}, [&] { return m_studio->window->findChild<QInputDialog *>() != nullptr; }},
            {"N", at(Ticks::seconds(30)), grown(1)},
            {"Ctrl+Z", {}, [&] { return cut().clips.size() + 1 == m_before.clips.size(); }},
            {"Ctrl+Y", {}, grown(1)},
            {"Ctrl+Z", {}, [&] { return shots() == 6; }},
            {"Ctrl+Shift+Z", {}, grown(1)},
            {"Ctrl+Z", {}, [&] { return shots() == 6; }},
            {"Ctrl+Shift+N", {}, [&] { return cut().scenes.size() == 2; }},
            {"Ctrl+Z", {}, [&] { return cut().scenes.size() == 1; }},
            {"A", [this] { middleOf(2); }, grown(1)},
            {"Ctrl+Z", {}, [&] { return cut().clips.size() == 6; }},
            {"Ctrl+M", at(second), [&] { return cut().markers.size() == 1 && cut().markers[0].time == m_at; }},
            {"Del", [this] { middleOf(3); }, gone},
            {"Ctrl+Z", {}, [&] { return shots() == 6; }},
            {"Backspace", [this] { middleOf(3); }, gone},
            {"Ctrl+Z", {}, [&] { return shots() == 6; }},
            {"Ctrl+C", [this] { middleOf(0); }, [] { return true; }},
            {"Ctrl+V", at(Ticks::seconds(20)), grown(1)},
            {"Ctrl+Z", {}, [&] { return shots() == 6; }},
            {"Ctrl+X", [this] { middleOf(5); }, gone},
            {"Ctrl+Z", {}, [&] { return shots() == 6; }},
            {"Ctrl+D", [this] { middleOf(5); }, grown(1)},
            {"Ctrl+Z", {}, [&] { return shots() == 6; }},
            {"S", [this] { middleOf(1); }, grown(1)},
            {"Ctrl+Z", {}, [&] { return shots() == 6; }},
            {"Q", [this] { middleOf(1); }, [&] { return shot(1).start == m_at; }},
            {"Ctrl+Z", {}, [&] { return shot(1).start == Ticks::seconds(2); }},
            {"W", [this] { middleOf(1); }, [&] { return shot(1).end() == m_at; }},
            {"Ctrl+Z", {}, [&] { return shot(1).end() == Ticks::seconds(4); }},
            {"Ctrl+S",
             {},
             [&] {
                 return m_session->history().size() > 1 && std::ranges::any_of(m_session->history(), &project::HistoryEntry::savePoint);
             }},
            {"F", {}, [&] { return m_studio->timeline->isMonitorFullScreen(); }},
            {"F", {}, [&] { return !m_studio->timeline->isMonitorFullScreen(); }},
            {"Ctrl+A", {}, [&] { return editor().selection().clips().size() == 6; }},
            {"Esc", {}, [&] { return editor().selection().isEmpty(); }},
            {"Ctrl+=", {}, [&] { return surface().view().pixelsPerSecond() > m_zoom; }},
            {"Ctrl+-", {}, [&] { return surface().view().pixelsPerSecond() < m_zoom; }},
            {"Shift+Z", {}, [&] { return surface().view().visible().contains(shot(5).start); }},
            {"Ctrl+0", {}, [&] { return surface().view().pixelsPerSecond() != m_zoom; }},
            {"Ctrl+4", {}, [&] { return m_studio->window->currentScreen() == ScreenId::Library; }},
        };
        for (const Row &row : rows) {
            if (row.prepare)
                row.prepare();
            if (m_studio->window->currentScreen() == ScreenId::Timeline)
                surface().setFocus();
            m_before = cut();
            m_at = editor().playhead();
            m_zoom = surface().view().pixelsPerSecond();
            press(row.keys);
            const QByteArray where = QByteArray(row.keys) + ", row " + QByteArray::number(int(&row - rows.data()) + 1);
            QTRY_VERIFY2_WITH_TIMEOUT(row.done(), where.constData(), 5000);
            delete m_studio->window->findChild<QInputDialog *>();
        }
    }
};

SC_TEST(TestKeyboardWalk)
#include "tst_keyboard_walk.moc"
