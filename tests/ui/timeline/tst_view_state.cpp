// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/timeline/lane_layout.h"
#include "ui/timeline/ruler_ticks.h"
#include "ui/timeline/view_state.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

class TestViewState : public QObject
{
    Q_OBJECT

    static ViewState view(int width = 1000, Ticks length = Ticks::seconds(200))
    {
        ViewState v;
        v.setWidth(width);
        v.setLength(length);
        return v;
    }

private Q_SLOTS:
    void pixelsAndTimeAreInverse()
    {
        ViewState v = view();
        v.setPixelsPerSecond(37.3, 0);
        v.setLeft(Ticks::fromSeconds(12.345));
        for (const double x : {0.0, 1.0, 333.25, 999.5})
            QVERIFY(std::abs(v.xOf(v.timeAt(x)) - x) < 1e-6);
    }

    void zoomKeepsTheTimeUnderTheCursor()
    {
        ViewState v = view();
        v.setLeft(Ticks::seconds(60));
        const Ticks under = v.timeAt(640);
        for (int i = 0; i < 12; ++i)
            v.zoomAt(640, 1.189207);
        QVERIFY(std::abs(v.xOf(under) - 640) < 0.01);
        for (int i = 0; i < 9; ++i)
            v.zoomAt(640, 1 / 1.189207);
        QVERIFY(std::abs(v.xOf(under) - 640) < 0.01);
    }

    void zoomStopsAtItsLimitsAndIgnoresNonsense()
    {
        ViewState v = view();
        v.zoomAt(500, 1e9);
        QCOMPARE(v.pixelsPerSecond(), v.maxPixelsPerSecond());
        v.zoomAt(500, 1e-12);
        QCOMPARE(v.pixelsPerSecond(), ViewState::kMinPixelsPerSecond);
        const ViewState before = v;
        v.zoomAt(500, 0);
        v.zoomAt(500, -3);
        v.zoomAt(500, std::nan(""));
        QVERIFY(v == before);
    }

    void scrollingStopsAtBothEnds()
    {
        ViewState v = view();
        v.setPixelsPerSecond(50, 0);
        v.scrollBy(-1e7);
        QVERIFY(std::abs(v.xOf(Ticks()) - ViewState::kLeadPixels) < 0.01);
        v.scrollBy(1e9);
        QVERIFY(v.visible().contains(Ticks::seconds(200)));
        QVERIFY(v.left() < Ticks::seconds(200));
    }

    void aSongThatFitsDoesNotScroll()
    {
        ViewState v = view(1000, Ticks::seconds(10));
        v.fitAll();
        const Ticks left = v.left();
        v.scrollBy(300);
        QCOMPARE(v.left(), left);
        QVERIFY(v.xOf(Ticks::seconds(10)) <= 1000);
    }

    void revealMovesOnlyWhenNeeded()
    {
        ViewState v = view();
        v.setPixelsPerSecond(50, 0);
        v.setLeft(Ticks::seconds(40));
        QVERIFY(!v.reveal(Ticks::seconds(50)));
        QVERIFY(v.reveal(Ticks::seconds(100)));
        QVERIFY(v.visible().contains(Ticks::seconds(100)));
        QVERIFY(v.reveal(Ticks::seconds(3)));
        QVERIFY(v.visible().contains(Ticks::seconds(3)));
    }

    void theSliderGoesThereAndBack()
    {
        ViewState v = view();
        for (const double f : {0.0, 0.25, 0.5, 1.0}) {
            v.setZoomFraction(f, 500);
            QVERIFY(std::abs(v.zoomFraction() - f) < 1e-6);
        }
    }

    void barNumbersThinOutByPowersOfTwo()
    {
        const std::vector<Beat> beats = test::evenSong(120, 96).map.grid.beats();
        ViewState v = view(1000, Ticks::seconds(192));
        int last = 0;
        for (const double pps : {60.0, 10.0, 5.0, 2.5, 1.25, 0.6}) {
            v.setPixelsPerSecond(pps, 0);
            v.setLeft(Ticks());
            const int step = barLabelStep(beats, v);
            QVERIFY(step >= last && (step & (step - 1)) == 0);
            last = step;
            double previous = -1e9;
            for (const BarTick &tick : barTicks(beats, v, 0, v.width())) {
                if (!tick.labelled)
                    continue;
                QCOMPARE((tick.bar - 1) % step, 0);
                QVERIFY(tick.x - previous >= kBarLabelPixels - 0.01);
                previous = tick.x;
            }
        }
        QVERIFY(last >= 16);
    }

    void beatsHideUnderSixPixels()
    {
        const std::vector<Beat> beats = test::evenSong(120, 96).map.grid.beats();
        ViewState v = view();
        const auto anyBeat = [&](double pps) {
            v.setPixelsPerSecond(pps, 0);
            return std::ranges::any_of(barTicks(beats, v, 0, v.width()), [](const BarTick &t) { return !t.isDownbeat(); });
        };
        QVERIFY(anyBeat(12.5));
        QVERIFY(!anyBeat(11.5));
    }

    void aRulerWithoutBeatsIsEmpty()
    {
        QVERIFY(barTicks({}, view(), 0, 1000).empty());
        QCOMPARE(barLabelStep({}, view()) > 0, true);
    }

    void timecodeLabelsStandOnWholeStepsAndKeepTheirDistance()
    {
        for (const FrameRate rate : FrameRate::supported()) {
            ViewState v = view(1400, Ticks::seconds(600));
            v.setFrameRate(rate);
            for (double pps = 0.6; pps < v.maxPixelsPerSecond(); pps *= 2.3) {
                v.setPixelsPerSecond(pps, 700);
                const auto ticks = timecodeTicks(rate, v, 0, v.width(), 90);
                QVERIFY(ticks.size() < 20);
                for (size_t i = 1; i < ticks.size(); ++i)
                    QVERIFY(ticks[i].x - ticks[i - 1].x >= 89.99 || pps < 0.7);
            }
        }
    }

    void lanesFillTheSurfaceAndNeverOverlap()
    {
        for (const QSize size : {QSize(1376, 386), QSize(960, 278), QSize(960, 200), QSize(2400, 900), QSize(120, 40)}) {
            const LaneLayout layout = LaneLayout::forSize(size);
            int below = -1;
            for (const QRect &r : layout.rects) {
                if (r.isEmpty())
                    continue;
                QVERIFY(r.top() > below);
                below = r.bottom();
            }
            if (size.height() >= 200)
                QVERIFY2(below < size.height(), qPrintable(QString::number(size.height())));
        }
        QVERIFY(LaneLayout::forSize({1376, 386}).isShown(Lane::Timecode));
        QVERIFY(!LaneLayout::forSize({960, 230}).isShown(Lane::Timecode));
        QCOMPARE(LaneLayout::forSize({960, 278}).headWidth, LaneLayout::kHeadNarrow);
    }
};

SC_TEST(TestViewState)
#include "tst_view_state.moc"
