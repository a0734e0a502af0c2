// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/report.h"
#include "core/timeline/snapping.h"
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

class TestSnappingAndReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGuideNamesWhatCatches()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2.25, 2}, 1);
        const std::vector<SnapTarget> targets =
            snapTargets(t, {.playhead = Ticks::fromSeconds(5.3), .lyricStarts = {{Ticks::fromSeconds(7.1), QStringLiteral("Neon")}}});
        QVERIFY(std::ranges::is_sorted(targets, {}, &SnapTarget::time));
        const auto nameAt = [&](double seconds) {
            const auto target = nearestSnap(targets, Ticks::fromSeconds(seconds), Ticks::fromSeconds(0.05));
            return target ? target->name : QString();
        };
        QCOMPARE(nameAt(2.01), QStringLiteral("downbeat 2.1"));
        QCOMPARE(nameAt(2.52), QStringLiteral("beat 2.2"));
        QCOMPARE(nameAt(2.76), QStringLiteral("half-beat after 2.2"));
        QCOMPARE(nameAt(4.24), QStringLiteral("start of c2").replace(QStringLiteral("start"), QStringLiteral("end")));
        QCOMPARE(nameAt(5.31), QStringLiteral("playhead"));
        QCOMPARE(nameAt(7.1), QStringLiteral("Neon"));
        QCOMPARE(nameAt(7.13), QStringLiteral("Neon"));
        QCOMPARE(nameAt(7.4), QString());
    }

    void strengthDecidesBetweenNeighbours()
    {
        const std::vector<SnapTarget> targets = {{Ticks::seconds(1), SnapKind::WholeSecond, QStringLiteral("weak")},
                                                 {Ticks::fromSeconds(1.04), SnapKind::Downbeat, QStringLiteral("strong")}};
        QCOMPARE(nearestSnap(targets, Ticks::fromSeconds(1.01), Ticks::fromSeconds(0.1))->name, QStringLiteral("strong"));
        QCOMPARE(nearestSnap(targets, Ticks::fromSeconds(0.99), Ticks::fromSeconds(0.03))->name, QStringLiteral("weak"));
    }

    void aCaughtEdgeLetsGoLater()
    {
        const std::vector<SnapTarget> targets = {{Ticks::seconds(1), SnapKind::Beat, QStringLiteral("beat")}};
        const Ticks tolerance = Ticks::fromSeconds(0.1);
        QVERIFY(!nearestSnap(targets, Ticks::fromSeconds(1.14), tolerance));
        QVERIFY(nearestSnap(targets, Ticks::fromSeconds(1.14), tolerance, targets[0]));
        QVERIFY(!nearestSnap(targets, Ticks::fromSeconds(1.16), tolerance, targets[0]));
    }

    void aMovedClipIsCaughtByEitherEdge()
    {
        const std::vector<SnapTarget> targets = {{Ticks::seconds(4), SnapKind::Downbeat, QStringLiteral("bar")}};
        const Ticks tolerance = Ticks::fromSeconds(0.1);
        const SnappedMove byEnd = snapMove(targets, {Ticks::fromSeconds(2.55), Ticks::fromSeconds(4.05)}, tolerance);
        QCOMPARE(byEnd.start, Ticks::fromSeconds(2.5));
        const SnappedMove byStart = snapMove(targets, {Ticks::fromSeconds(3.97), Ticks::fromSeconds(5)}, tolerance);
        QCOMPARE(byStart.start, Ticks::seconds(4));
        const SnappedMove free = snapMove(targets, {Ticks::seconds(1), Ticks::seconds(2)}, tolerance);
        QVERIFY(!free.target);
        QCOMPARE(free.start, Ticks::seconds(1));
    }

    void theReportFindsGapsOverlapsAndOffBeatCuts()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2, 2}, 1);
        QCOMPARE(timelineReport(t).verdict, QStringLiteral("Sound: no gaps, no overlaps, every cut on the beat."));
        t = trimClip(t, {.clip = clipId(1), .edge = ClipEdge::Out, .to = Ticks::fromRational(47, 24)}).value();
        t = moveClip(t, {.clip = clipId(3), .start = Ticks::fromSeconds(5.25), .scene = {}}).value();
        addSceneWithClips(t, 2, 7, {2}, 4);
        const TimelineReport report = timelineReport(t);
        QCOMPARE(report.clips, 4);
        QCOMPARE(report.gaps.size(), size_t(2));
        QVERIFY(report.gaps[0].isProblem());
        QVERIFY(!report.gaps[1].isProblem());
        QCOMPARE(report.gaps[1].beforeName, QStringLiteral("c2"));
        QCOMPARE(report.overlaps.size(), size_t(1));
        QCOMPARE(report.overlaps[0].range.length(), Ticks::fromSeconds(0.25));
        QCOMPARE(report.offBeat, 1);
        QCOMPARE(report.end, Ticks::seconds(9));
        QVERIFY(!report.good);
        QCOMPARE(timelineReport(t, sceneId(1)).overlaps.size(), size_t(0));
        QCOMPARE(toJson(report, t.project.frameRate)[u"gaps"].toArray()[0].toObject()[u"frames"].toInt(), 1);
        QCOMPARE(timelineReport(Timeline()).verdict, QStringLiteral("There are no clips yet."));
    }

    void validateNamesEachBreach()
    {
        Timeline good = songTimeline();
        addSceneWithClips(good, 1, 0, {2, 2}, 1);
        const auto breaks = [&](auto change) {
            Timeline t = good;
            change(t);
            return !validate(t).empty();
        };
        QVERIFY(!breaks([](Timeline &) {}));
        QVERIFY(breaks([](Timeline &t) { t.clips[0].start += Ticks(1); }));
        QVERIFY(breaks([](Timeline &t) { t.clips[0].length += t.project.frameRate.frameLength(); }));
        QVERIFY(breaks([](Timeline &t) { t.clips[0].order = 5; }));
        QVERIFY(breaks([](Timeline &t) { t.clips[0].scene = SceneId(QStringLiteral("x")); }));
        QVERIFY(breaks([](Timeline &t) { t.clips[1].id = t.clips[0].id; }));
        QVERIFY(breaks([](Timeline &t) { t.clips[0].isLive = false; }));
        QVERIFY(breaks([](Timeline &t) { t.clips[0].beatIn = BeatRef{3}; }));
        QVERIFY(breaks([](Timeline &t) { t.clips[0].beatIn = BeatRef{-1}; }));
        QVERIFY(breaks([](Timeline &t) { t.scenes[0].length += t.project.frameRate.frameLength(); }));
        QVERIFY(breaks([](Timeline &t) { t.project.width = 63; }));
        QVERIFY(breaks([](Timeline &t) { std::swap(t.clips[0], t.clips[1]); }));
    }
};

SC_TEST(TestSnappingAndReport)
#include "tst_snapping_and_report.moc"
