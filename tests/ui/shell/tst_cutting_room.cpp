// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/compositor.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/shell/whole_studio.h"
#include "ui/shell/transport_bar.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/timeline/timeline_surface.h"
#include "ui/widgets/song_overview.h"

#include <QtGui/QMouseEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

// A morning in the cutting room: the real window, mouse and keys, from a song to a picture that plays.
class TestCuttingRoom : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::WholeStudio> m_studio;

    TimelineSurface &surface() const { return *m_studio->timeline->surface(); }
    TimelineEditor &editor() const { return *m_studio->timeline->editor(); }
    const timeline::Timeline &cut() const { return editor().timeline(); }
    const timeline::Clip &shot(int place) const { return cut().clips[size_t(editor().index().entries()[size_t(place)].clip)]; }

    QPoint pointAt(Ticks t, Lane lane) const
    {
        return {int(std::lround(surface().lanes().headWidth + surface().view().xOf(t))), surface().lanes().rect(lane).center().y()};
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&surface(), Qt::Key(key), modifiers); }
    void click(Ticks t, Lane lane) { QTest::mouseClick(&surface(), Qt::LeftButton, {}, pointAt(t, lane)); }
    void dragTo(QPoint from, QPoint to)
    {
        QTest::mousePress(&surface(), Qt::LeftButton, {}, from);
        for (int i = 1; i <= 8; ++i) {
            const QPoint at = from + (to - from) * i / 8;
            QMouseEvent move(QEvent::MouseMove, at, surface().mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(&surface(), &move);
        }
        QTest::mouseRelease(&surface(), Qt::LeftButton, {}, to);
    }

    // What the program map says for the player's place, painted by the same compositor as the movie.
    static double difference(const QImage &a, const QImage &b)
    {
        if (a.size() != b.size() || a.isNull())
            return 255;
        double sum = 0;
        for (int y = 0; y < a.height(); y += 3) {
            for (int x = 0; x < a.width(); x += 3)
                sum += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y)));
        }
        return sum / (double(a.width()) * a.height() / 9);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_studio = std::make_unique<test::WholeStudio>();
        QVERIFY(m_studio->window);
        QVERIFY(QTest::qWaitForWindowExposed(m_studio->window.get()));
        m_studio->window->activateWindow();
        QSignalSpy ready(m_studio->controller.get(), &StudioController::projectReady);
        m_studio->controller->useDemoSong(); // imports, listens, plans
        QVERIFY(ready.wait(240'000));
        QCOMPARE(m_studio->window->currentScreen(), ScreenId::Timeline);
        m_studio->player.pause();
        surface().setFocus();
    }
    void cleanupTestCase() { m_studio.reset(); }

    void theSongWasPlannedIntoShots()
    {
        QVERIFY(editor().index().entries().size() > 10);
        QVERIFY(!editor().beats().empty());
    }

    void fromAGapToAPlayedPicture()
    {
        // Room: the third shot goes.
        surface().showRange({shot(0).start, shot(5).end()});
        const timeline::Clip gone = shot(2);
        click(gone.start + Ticks(gone.length.value() / 2), Lane::Shots);
        QCOMPARE(editor().selection().current(), gone.id);
        press(Qt::Key_Delete);
        QVERIFY(!timeline::findClip(cut(), gone.id));

        // The shot before it is dragged to a beat inside the gap.
        const timeline::Clip before = shot(1);
        const FrameRate rate = editor().frameRate();
        const auto beat = std::ranges::find_if(editor().beats(), [&](const Beat &b) {
            return b.time > before.start + rate.timeOf(6) && b.time + before.length <= gone.end();
        });
        QVERIFY(beat != editor().beats().end());
        const QPoint from = pointAt(before.start + Ticks(before.length.value() / 2), Lane::Shots);
        const int by = int(std::lround(surface().view().xOf(beat->time) - surface().view().xOf(before.start)));
        dragTo(from, from + QPoint(by - 1, 0));
        const timeline::Clip moved = *timeline::findClip(cut(), before.id);
        QCOMPARE(moved.start, rate.snap(beat->time));
        QCOMPARE(moved.length, before.length);
        QVERIFY(moved.beatIn.has_value());

        // Split at the playhead, an alternate, and both taken back.
        const timeline::Timeline afterDrag = cut();
        click(moved.start + Ticks(moved.length.value() / 2), Lane::Bars);
        press(Qt::Key_S);
        QCOMPARE(cut().clips.size(), afterDrag.clips.size() + 1);
        press(Qt::Key_A);
        QCOMPARE(cut().clips.size(), afterDrag.clips.size() + 2);
        QVERIFY(editor().index().mostAlternates() == 1);
        QVERIFY(surface().lanes().isShown(Lane::Alternates));
        press(Qt::Key_Z, Qt::ControlModifier);
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(cut() == afterDrag);

        // It plays, and what is seen is what the program says.
        QImage shown;
        connect(&m_studio->player, &playback::Player::frameReady, this, [&shown](const QImage &frame) { shown = frame; });
        const Ticks begun = m_studio->player.position();
        press(Qt::Key_Space);
        QVERIFY(m_studio->player.isPlaying());
        QTRY_VERIFY(m_studio->player.position() > begun + Ticks::fromSeconds(0.4));
        press(Qt::Key_Space);
        QVERIFY(!m_studio->player.isPlaying());
        click(moved.start + Ticks(moved.length.value() / 4), Lane::Bars);
        const auto expected = [&] { return playback::renderFrame(cut(), rate.frameAt(m_studio->player.position()), shown.size()); };
        QTRY_VERIFY(!shown.isNull() && difference(shown, expected()) < 2);
        // Another shot looks different: the comparison can fail.
        const QImage other = playback::renderFrame(cut(), rate.frameAt(shot(8).start + rate.timeOf(4)), shown.size());
        QVERIFY(difference(shown, other) > 2);
        disconnect(&m_studio->player, &playback::Player::frameReady, this, nullptr);
    }

    void theOverviewScrollsAndZoomsTheLanes()
    {
        auto *transport = m_studio->window->findChild<TransportBar *>();
        QVERIFY(transport);
        auto *overview = transport->findChild<SongOverview *>();
        QVERIFY(overview);
        const Ticks length = m_studio->player.length();
        surface().showExactly({Ticks(length.value() / 4), Ticks(length.value() / 2)});
        const TickRange before = surface().view().visible();
        const auto at = [&](Ticks t) {
            return QPoint(int(t.toSeconds() / length.toSeconds() * overview->width()), overview->height() / 2);
        };
        const auto drag = [&](QPoint from, QPoint to) {
            QTest::mousePress(overview, Qt::LeftButton, {}, from);
            QMouseEvent move(QEvent::MouseMove, to, overview->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(overview, &move);
            QTest::mouseRelease(overview, Qt::LeftButton, {}, to);
        };
        const QPoint middle = at(before.start + Ticks(before.length().value() / 2));
        drag(middle, middle + QPoint(40, 0));
        QVERIFY(surface().view().left() > before.start);
        QVERIFY(abs(surface().view().visible().length() - before.length()) < Ticks::fromSeconds(0.01));
        const TickRange scrolled = surface().view().visible();
        drag(at(scrolled.end) - QPoint(1, 0), at(scrolled.end) - QPoint(40, 0));
        QVERIFY(surface().view().visible().length() < scrolled.length());
    }
};

SC_TEST(TestCuttingRoom)
#include "tst_cutting_room.moc"
