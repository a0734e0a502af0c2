// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/snapping.h"
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

// What a person may do wrong on the timeline, and what it answers.
class TestTimelineBadInput : public QObject
{
    Q_OBJECT

private:
    static Timeline threeShots()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2, 2}, 1);
        return t;
    }

private Q_SLOTS:
    void anOverlapIsRefusedWithNameAmountAndPlace()
    {
        const auto refused = moveClip(threeShots(), {.clip = clipId(1), .start = Ticks::fromSeconds(1.5), .scene = {}});
        SC_COMPARE_PROBLEM(refused, ProblemCode::Conflict);
        const QString told = refused.error().text() + u' ' + refused.error().detail();
        for (const char *part : {"c2", "1.500 s", "36 frames", "frame 144"}) // c2 lies at 2 s; the next place is behind c3
            QVERIFY2(told.contains(QLatin1String(part)), qPrintable(QLatin1String(part) + QStringLiteral(" in: ") + told));
    }

    void theOtherModesMakeRoom()
    {
        const auto moved = [](OverlapMode mode) {
            const auto t = moveClip(threeShots(), {.clip = clipId(3), .start = Ticks::seconds(1), .scene = {}, .overlap = mode});
            return t ? layout(*t, 1) : t.error().text();
        };
        QCOMPARE(moved(OverlapMode::Overwrite), QStringLiteral("0-1 1-3 3-4"));
        QVERIFY(!moved(OverlapMode::Push).isEmpty());
        const auto pushed =
            moveClip(threeShots(), {.clip = clipId(1), .start = Ticks::seconds(1), .scene = {}, .overlap = OverlapMode::Push});
        QCOMPARE(layout(*pushed, 1), QStringLiteral("1-3 3-5 5-7"));
        const auto trimmed = trimClip(threeShots(), {.clip = clipId(1), .to = Ticks::seconds(3), .overlap = OverlapMode::Trim});
        QCOMPARE(layout(*trimmed, 1), QStringLiteral("0-3 3-4 4-6"));
    }

    void noLengthAndTooMuchAreRefusedWithTheLimit()
    {
        const Timeline t = threeShots();
        for (const double to : {0.0, -1.0})
            SC_COMPARE_PROBLEM(trimClip(t, {.clip = clipId(1), .to = Ticks::fromSeconds(to)}), ProblemCode::ValidationError);
        AddClip add;
        add.start = Ticks::seconds(20);
        for (const Ticks length : {Ticks(), -Ticks::seconds(1), Ticks::fromSeconds(300.1)}) {
            add.length = length;
            const auto refused = addClip(t, add);
            SC_COMPARE_PROBLEM(refused, ProblemCode::ValidationError);
            QVERIFY2(refused.error().text().contains(QLatin1String("1 frame to 300 seconds")), qPrintable(refused.error().text()));
        }
        const auto beyond = moveClip(t, {.clip = clipId(1), .start = Ticks::fromSeconds(10'000.1), .scene = {}});
        SC_COMPARE_PROBLEM(beyond, ProblemCode::ValidationError);
        QVERIFY2(beyond.error().text().contains(QLatin1String("10 000")), qPrintable(beyond.error().text()));
        SC_VERIFY_OK(moveClip(t, {.clip = clipId(1), .start = kMaxPosition, .scene = {}}));
    }

    void aLockedItemIsNamed()
    {
        Timeline t = setLocked(threeShots(), {.scenes = {}, .clips = {clipId(2)}, .locked = true}).value();
        for (const auto &refused :
             {moveClip(t, {.clip = clipId(2), .start = Ticks::seconds(9), .scene = {}}),
              trimClip(t, {.clip = clipId(2), .to = Ticks::seconds(3)}), deleteClips(t, {.clips = {clipId(2)}}),
              splitClip(t, {.clip = clipId(2), .at = Ticks::seconds(3)}),
              moveClip(t, {.clip = clipId(1), .start = Ticks::seconds(1), .scene = {}, .overlap = OverlapMode::Push})}) {
            SC_COMPARE_PROBLEM(refused, ProblemCode::Conflict);
            QVERIFY2(refused.error().text().contains(QLatin1String("c2")), qPrintable(refused.error().text()));
        }
        t = setLocked(t, {.scenes = {sceneId(1)}, .clips = {}, .locked = true}).value();
        const auto refused = moveClip(t, {.clip = clipId(1), .start = Ticks::seconds(9), .scene = {}});
        SC_COMPARE_PROBLEM(refused, ProblemCode::Conflict);
        QVERIFY(refused.error().text().contains(QLatin1String("s1")));
    }

    void theFastestGridSnapsToItsBeatsAtTheFurthestPlace()
    {
        for (const FrameRate rate : FrameRate::supported()) {
            Timeline t = songTimeline(rate, 400, 10'000);
            const std::vector<Beat> beats = timelineBeats(t);
            QVERIFY(beats.size() > 66'000);
            const std::vector<SnapTarget> targets = snapTargets(t, {});
            const Beat &last = beats[beats.size() - 2];
            const auto caught = nearestSnap(targets, last.time + Ticks::fromSeconds(0.004), Ticks::fromSeconds(0.02));
            QVERIFY(caught.has_value());
            QCOMPARE(caught->time, last.time);
        }
    }
};

SC_TEST(TestTimelineBadInput)
#include "tst_bad_input.moc"
