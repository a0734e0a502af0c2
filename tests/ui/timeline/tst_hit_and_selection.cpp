// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/timeline/hit_test.h"
#include "ui/timeline/selection.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

class TestHitAndSelection : public QObject
{
    Q_OBJECT

    timeline::Timeline m_timeline = test::shotsInARow(10, 48); // 2 s each
    ClipIndex m_index{m_timeline};
    LaneLayout m_layout = LaneLayout::forSize({1112, 400});
    ViewState m_view = [] {
        ViewState v;
        v.setWidth(1000);
        v.setLength(Ticks::seconds(20));
        v.setPixelsPerSecond(50, 0);
        v.setLeft(Ticks());
        return v;
    }();

    Hit at(double seconds, Lane lane) const
    {
        const double x = m_layout.headWidth + m_view.xOf(Ticks::fromSeconds(seconds));
        return hitTest(m_timeline, m_index, m_layout, m_view, {x, double(m_layout.rect(lane).center().y())});
    }

private Q_SLOTS:
    void theMiddleOfAShotIsItsBody()
    {
        const Hit hit = at(5.0, Lane::Shots);
        QCOMPARE(hit.kind, HitKind::Clip);
        QCOMPARE(hit.clip, m_timeline.clips[2].id);
    }

    void eachSideOfACutBelongsToItsOwnShot()
    {
        const Hit left = at(4.0 - 2.0 / 50, Lane::Shots);
        QCOMPARE(left.kind, HitKind::ClipOut);
        QCOMPARE(left.clip, m_timeline.clips[1].id);
        const Hit right = at(4.0 + 2.0 / 50, Lane::Shots);
        QCOMPARE(right.kind, HitKind::ClipIn);
        QCOMPARE(right.clip, m_timeline.clips[2].id);
    }

    void aThirdOfAnyShotStaysBody()
    {
        ViewState narrow = m_view;
        narrow.setPixelsPerSecond(3, 0); // a shot is 6 px wide
        const double x = m_layout.headWidth + narrow.xOf(Ticks::fromSeconds(5));
        const Hit hit = hitTest(m_timeline, m_index, m_layout, narrow, {x, double(m_layout.rect(Lane::Shots).center().y())});
        QCOMPARE(hit.kind, HitKind::Clip);
    }

    void lockedShotsHaveNoEdges()
    {
        timeline::Timeline locked = m_timeline;
        locked.clips[2].locked = true;
        const ClipIndex index(locked);
        const double x = m_layout.headWidth + m_view.xOf(Ticks::seconds(4)) + 1;
        const double y = m_layout.rect(Lane::Shots).center().y();
        QCOMPARE(hitTest(locked, index, m_layout, m_view, {x, y}).kind, HitKind::Clip);
        locked.clips[2].locked = false;
        locked.scenes[0].locked = true;
        QCOMPARE(hitTest(locked, ClipIndex(locked), m_layout, m_view, {x, y}).kind, HitKind::Clip);
    }

    void everyLaneAnswersWithItsOwnKind()
    {
        QCOMPARE(at(5, Lane::Bars).kind, HitKind::Ruler);
        QCOMPARE(at(5, Lane::Scenes).kind, HitKind::Scene);
        QCOMPARE(at(30, Lane::Shots).kind, HitKind::Empty);
        QCOMPARE(at(5, Lane::Sections).kind, HitKind::Empty); // no song
        QCOMPARE(hitTest(m_timeline, m_index, m_layout, m_view, {3, 100}).kind, HitKind::Head);
        QCOMPARE(hitTest(m_timeline, m_index, m_layout, m_view, {500, 5000}).kind, HitKind::Nothing);
    }

    void alternatesAreNotOnTheLane()
    {
        timeline::Timeline t = m_timeline;
        t.clips[2].isLive = false;
        const ClipIndex index(t);
        QCOMPARE(index.entries().size(), size_t(9));
        QCOMPARE(index.positionOf(t.clips[2].id), -1);
        QCOMPARE(index.entries()[2].number, 3);
    }

    void anIndexMadeFromTheOneBeforeIsTheSame()
    {
        timeline::Timeline moved = m_timeline;
        moved.clips[3].name = QStringLiteral("Other");
        timeline::Timeline without = m_timeline;
        without.clips.erase(without.clips.begin() + 4);
        timeline::Timeline swapped = m_timeline;
        std::swap(swapped.clips[1].id, swapped.clips[2].id);
        for (const timeline::Timeline &after : {moved, without, swapped}) {
            const ClipIndex anew(after);
            const ClipIndex followed(after, m_index);
            QCOMPARE(followed.ids(), anew.ids());
            for (const timeline::Clip &clip : m_timeline.clips)
                QCOMPARE(followed.positionOf(clip.id), anew.positionOf(clip.id));
        }
    }

    void aSliceHoldsExactlyWhatTouchesARow()
    {
        const auto slice = m_index.slice({Ticks::fromSeconds(3.5), Ticks::fromSeconds(8.5)});
        QCOMPARE(slice.first, size_t(1));
        QCOMPARE(slice.last, size_t(5));
        const auto none = m_index.slice({Ticks::seconds(50), Ticks::seconds(60)});
        QCOMPARE(none.first, none.last);
    }

    void clickingReplacesTogglesAndExtends()
    {
        const auto id = [&](int i) { return m_timeline.clips[size_t(i)].id; };
        Selection s;
        s.click(id(3), Selection::How::Replace, m_index);
        QCOMPARE(s.clips().size(), size_t(1));
        s.click(id(6), Selection::How::Extend, m_index);
        QCOMPARE(s.clips().size(), size_t(4));
        QCOMPARE(s.current(), id(6));
        s.click(id(1), Selection::How::Extend, m_index); // from the same anchor to the other side
        QCOMPARE(s.clips().size(), size_t(3));
        QVERIFY(s.contains(id(2)) && !s.contains(id(5)));
        s.click(id(2), Selection::How::Toggle, m_index);
        QVERIFY(!s.contains(id(2)));
        s.click(id(9), Selection::How::Toggle, m_index);
        QCOMPARE(s.clips().size(), size_t(3));
        s.click(id(0), Selection::How::Replace, m_index);
        QCOMPARE(s.clips(), std::vector<ClipId>{id(0)});
    }

    void aSceneAndShotsAreNeverSelectedTogether()
    {
        Selection s;
        s.selectAll(m_index);
        s.selectScene(m_timeline.scenes[0].id);
        QVERIFY(s.clips().empty());
        s.click(m_timeline.clips[0].id, Selection::How::Replace, m_index);
        QVERIFY(s.scene().isEmpty());
    }

    void whatIsDeletedLeavesTheSelection()
    {
        Selection s;
        s.selectAll(m_index);
        timeline::Timeline t = m_timeline;
        t.clips.erase(t.clips.begin() + 3, t.clips.end());
        QVERIFY(s.prune(t));
        QCOMPARE(s.clips().size(), size_t(3));
        QCOMPARE(s.current(), t.clips[2].id);
        QVERIFY(!s.prune(t));
    }
};

SC_TEST(TestHitAndSelection)
#include "tst_hit_and_selection.moc"
