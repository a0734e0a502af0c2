// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/source_time.h"
#include "core/timeline/speed_edits.h"
#include "core/timeline/transition_edits.h"
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

namespace {

constexpr auto kDissolve = TransitionKind::Dissolve;

// Three clips of 2 s at 24 frames: 0-2 2-4 4-6.
Timeline three()
{
    Timeline t = songTimeline();
    addSceneWithClips(t, 1, 0, {2, 2, 2}, 1);
    return t;
}

Ticks frames(int count)
{
    return FrameRate().timeOf(count);
}

// Every movie is `length` long.
MediaLengthOf movies(Ticks length)
{
    return [length](const Clip &) { return std::optional(length); };
}

} // namespace

class TestTransitionEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTransitionLiesAtItsPlaceOfTheCut_data()
    {
        QTest::addColumn<int>("place");
        QTest::addColumn<int>("out");
        QTest::addColumn<int>("in");
        QTest::newRow("centred") << int(TransitionPlace::Centred) << 6 << 7;
        QTest::newRow("before") << int(TransitionPlace::BeforeCut) << 13 << 0;
        QTest::newRow("after") << int(TransitionPlace::AfterCut) << 0 << 13;
    }

    void aTransitionLiesAtItsPlaceOfTheCut()
    {
        QFETCH(int, place);
        QFETCH(int, out);
        QFETCH(int, in);
        const auto t = setTransition(
            three(),
            {.clip = clipId(2), .edge = ClipEdge::In, .transition = {kDissolve, frames(13)}, .place = static_cast<TransitionPlace>(place)});
        SC_VERIFY_OK(t);
        QCOMPARE(clip(*t, 1).direction.out.length, frames(out));
        QCOMPARE(clip(*t, 2).direction.in.length, frames(in));
        QCOMPARE(layout(*t, 1), QStringLiteral("0-2 2-4 4-6"));
        SC_COMPARE_NO_BREACH(*t);
        const TransitionAt at = transitionAt(*t, clipId(1), ClipEdge::Out);
        QCOMPARE(int(at.place), place);
        QCOMPARE(at.kind, kDissolve);
        QCOMPARE(at.range, (TickRange{Ticks::seconds(2) - frames(out), Ticks::seconds(2) + frames(in)}));
        QCOMPARE(at.before, clipId(1));
        QCOMPARE(at.behind, clipId(2));
    }

    void aCutTakesAwayBothSides()
    {
        const auto with = setTransition(three(), {.clip = clipId(2), .transition = {kDissolve, frames(12)}});
        SC_VERIFY_OK(with);
        const auto without = setTransition(*with, {.clip = clipId(1), .edge = ClipEdge::Out, .transition = {}});
        SC_VERIFY_OK(without);
        QCOMPARE(without->clips, three().clips);
        QVERIFY(transitionAt(*without, clipId(2), ClipEdge::In).isCut());
    }

    void whereNothingTouchesItLiesInsideTheClip()
    {
        const auto t =
            setTransition(three(), {.clip = clipId(3), .edge = ClipEdge::Out, .transition = {TransitionKind::FadeBlack, frames(24)}});
        SC_VERIFY_OK(t);
        QCOMPARE(clip(*t, 3).direction.out.length, frames(24));
        QCOMPARE(transitionAt(*t, clipId(3), ClipEdge::Out).range.start, Ticks::seconds(5));
    }

    void tooLittleMediaLimitsRefusesOrHolds()
    {
        // 2 s and 5 frames: the clip before has a tail of 5 frames.
        SetTransition request{.clip = clipId(2),
                              .transition = {kDissolve, frames(12)},
                              .place = TransitionPlace::AfterCut,
                              .handles = HandleRule::Limit,
                              .mediaLength = movies(Ticks::seconds(2) + frames(5))};
        const auto limited = setTransition(three(), request);
        SC_VERIFY_OK(limited);
        QCOMPARE(clip(*limited, 2).direction.in.length, frames(5));
        QCOMPARE(longestTransition(*limited, request), frames(5));
        request.handles = HandleRule::Refuse;
        const auto refused = setTransition(three(), request);
        SC_COMPARE_PROBLEM(refused, ProblemCode::Conflict);
        QVERIFY2(refused.error().text().contains(QStringLiteral("5 frames")), qPrintable(refused.error().text()));
        QCOMPARE(refused.error().entity(), clipId(1).text());
        request.handles = HandleRule::Hold;
        QCOMPARE(clip(setTransition(three(), request).value(), 2).direction.in.length, frames(12));
        request.handles = HandleRule::Limit;
        request.mediaLength = movies(Ticks::seconds(2));
        SC_COMPARE_PROBLEM(setTransition(three(), request), ProblemCode::Conflict);
        // A fade needs no handle, and a picture has no end.
        request.transition.kind = TransitionKind::FadeWhite;
        SC_VERIFY_OK(setTransition(three(), request));
        request.transition.kind = TransitionKind::Wipe;
        request.mediaLength = [](const Clip &) { return std::optional<Ticks>(); };
        QCOMPARE(clip(setTransition(three(), request).value(), 2).direction.in.length, frames(12));
    }

    void theHeadOfTheClipBehindIsAHandleToo()
    {
        Timeline t = three();
        t.clips[1].sourceIn = frames(6);
        t.clips[1].speedNumerator = 2; // 6 frames of media are 3 of the timeline
        const auto limited = setTransition(t, {.clip = clipId(2),
                                               .transition = {kDissolve, frames(12)},
                                               .place = TransitionPlace::BeforeCut,
                                               .mediaLength = movies(Ticks::seconds(60))});
        SC_VERIFY_OK(limited);
        QCOMPARE(clip(*limited, 1).direction.out.length, frames(3));
    }

    void itIsNeverLongerThanTheShots()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {0.5, 0.5}, 1);
        t = setTransition(t, {.clip = clipId(1), .transition = {TransitionKind::FadeBlack, frames(8)}}).value();
        const auto limited = setTransition(t, {.clip = clipId(2), .transition = {kDissolve, Ticks::seconds(5)}});
        SC_VERIFY_OK(limited);
        QCOMPARE(clip(*limited, 1).direction.out.length, frames(4)); // half a second less the fade
        QCOMPARE(clip(*limited, 2).direction.in.length, frames(4) + frames(1));
        SC_COMPARE_NO_BREACH(*limited);
        SC_COMPARE_PROBLEM(setTransition(t, {.clip = clipId(2), .transition = {kDissolve, Ticks::seconds(6)}}),
                           ProblemCode::ValidationError);
        const auto trimmed = trimClip(*limited, {.clip = clipId(2), .edge = ClipEdge::Out, .to = clip(t, 2).start + frames(3)});
        SC_VERIFY_OK(trimmed);
        QCOMPARE(clip(*trimmed, 2).direction.in.length, frames(3));
    }

    void aLockedNeighbourRefuses()
    {
        const Timeline t = setLocked(three(), {{}, {clipId(1)}, true}).value();
        SC_COMPARE_PROBLEM(setTransition(t, {.clip = clipId(2), .transition = {kDissolve, frames(12)}}), ProblemCode::Conflict);
    }

    void splitKeepsTheOuterOnesAndJoinToo()
    {
        Timeline t = setTransition(three(), {.clip = clipId(2), .transition = {kDissolve, frames(12)}}).value();
        t = setTransition(t, {.clip = clipId(2), .edge = ClipEdge::Out, .transition = {TransitionKind::Wipe, frames(12)}}).value();
        const auto halves = splitClip(t, {.clip = clipId(2), .at = Ticks::seconds(3), .rightId = clipId(9)});
        SC_VERIFY_OK(halves);
        QCOMPARE(clip(*halves, 2).direction.in, clip(t, 2).direction.in);
        QCOMPARE(clip(*halves, 2).direction.out, Transition());
        QCOMPARE(clip(*halves, 9).direction.out, clip(t, 2).direction.out);
        const auto joined = joinClips(*halves, {{clipId(2), clipId(9)}});
        SC_VERIFY_OK(joined);
        QCOMPARE(clip(*joined, 2).direction, clip(t, 2).direction);
    }

    void speedsAreReadAndReduced()
    {
        QCOMPARE(parseSpeed(QStringLiteral("50%")).value(), (Speed{1, 2}));
        QCOMPARE(parseSpeed(QStringLiteral("0.125")).value(), (Speed{1, 8}));
        QCOMPARE(parseSpeed(QStringLiteral("6/4")).value(), (Speed{3, 2}));
        QVERIFY(parseSpeed(QStringLiteral("Freeze")).value().isFreeze());
        QVERIFY(parseSpeed(QStringLiteral("0")).value().isFreeze());
        for (const char *bad : {"", "fast", "1/0", "-1", "nan", "1e999", "1/2/3"})
            SC_COMPARE_PROBLEM(parseSpeed(QString::fromLatin1(bad)), ProblemCode::ValidationError);
        const Speed odd = reduced(1'000'003, 700'001);
        QVERIFY(odd.numerator <= 100'000 && qAbs(odd.toDouble() - 1'000'003.0 / 700'001) < 1e-9);
    }

    void aSpeedKeepsTheLengthOrTheContent()
    {
        const auto same = setSpeed(three(), {.clip = clipId(2), .speed = {2, 1}});
        SC_VERIFY_OK(same);
        QCOMPARE(layout(*same, 1), QStringLiteral("0-2 2-4 4-6"));
        QCOMPARE(sourceLength(clip(*same, 2), clip(*same, 2).length), Ticks::seconds(4));
        const auto quick = setSpeed(three(), {.clip = clipId(2), .speed = {2, 1}, .keeps = SpeedKeeps::Content, .ripple = true});
        SC_VERIFY_OK(quick);
        QCOMPARE(layout(*quick, 1), QStringLiteral("0-2 2-3 3-5"));
        const auto slow = setSpeed(three(), {.clip = clipId(2), .speed = {1, 2}, .keeps = SpeedKeeps::Content});
        SC_COMPARE_PROBLEM(slow, ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(setSpeed(three(), {.clip = clipId(2), .speed = {9, 1}}), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(setSpeed(three(), {.clip = clipId(2), .speed = {1, 9}}), ProblemCode::ValidationError);
    }

    void fittingFillsAndStretchingFollows()
    {
        const auto filled = fitToFill(three(), {clipId(1), Ticks::seconds(3)});
        SC_VERIFY_OK(filled);
        QCOMPARE(speedOf(clip(*filled, 1)), (Speed{3, 2}));
        QCOMPARE(heldAtEnd(clip(*filled, 1), Ticks::seconds(3)), Ticks());
        SC_COMPARE_PROBLEM(fitToFill(three(), {clipId(1), std::nullopt}), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(fitToFill(three(), {clipId(1), Ticks::seconds(60)}), ProblemCode::ValidationError);
        const auto stretched = stretchClip(three(), {.clip = clipId(3), .to = Ticks::seconds(8)});
        SC_VERIFY_OK(stretched);
        QCOMPARE(layout(*stretched, 1), QStringLiteral("0-2 2-4 4-8"));
        QCOMPARE(speedOf(clip(*stretched, 3)), (Speed{1, 2}));
        const auto back = stretchClip(*stretched, {.clip = clipId(3), .to = Ticks::seconds(6)});
        QCOMPARE(layout(back.value(), 1), layout(three(), 1));
        QCOMPARE(speedOf(clip(*back, 3)), (Speed{1, 1}));
    }

    void aClipFreezesAtAFrame()
    {
        Timeline t = three();
        t.clips[0].sourceIn = Ticks::seconds(1);
        const auto part = freezeClip(t, {.clip = clipId(1), .at = Ticks::fromSeconds(1.5), .rightId = clipId(9)});
        SC_VERIFY_OK(part);
        QCOMPARE(layout(*part, 1), QStringLiteral("0-1.5 1.5-2 2-4 4-6"));
        QVERIFY(isFrozen(clip(*part, 9)));
        QCOMPARE(clip(*part, 9).sourceIn, Ticks::fromSeconds(2.5));
        QVERIFY(!isFrozen(clip(*part, 1)));
        QCOMPARE(sourceTimeAt(clip(*part, 9), Ticks::seconds(100), std::nullopt), Ticks::fromSeconds(2.5));
        const auto whole = freezeClip(t, {.clip = clipId(1), .at = Ticks::fromSeconds(1.5), .whole = true});
        SC_VERIFY_OK(whole);
        QCOMPARE(layout(*whole, 1), QStringLiteral("0-2 2-4 4-6"));
        QCOMPARE(clip(*whole, 1).sourceIn, Ticks::fromSeconds(2.5));
        SC_COMPARE_PROBLEM(freezeClip(t, {.clip = clipId(1), .at = Ticks::seconds(3)}), ProblemCode::ValidationError);
    }

    void aClipLongerThanItsMediaHoldsTheLastFrame()
    {
        Timeline t = three();
        const Clip &c = t.clips[0];
        QCOMPARE(heldAtEnd(c, Ticks::fromSeconds(1.5)), Ticks::fromSeconds(0.5));
        QVERIFY(sourceTimeAt(c, Ticks::fromSeconds(1.9), Ticks::fromSeconds(1.5)) < Ticks::fromSeconds(1.5));
        QCOMPARE(handlesOf(c, Ticks::seconds(5)).tail.value(), Ticks::seconds(3));
        QCOMPARE(handlesOf(c, Ticks::seconds(5)).head.value(), Ticks());
        QVERIFY(!handlesOf(c, std::nullopt).tail);
    }

    void everyMoveOfANewRateIsTold()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2.5, 2}, 1); // 60 and 108 frames of 24
        const auto change = setFrameRate(t, {*FrameRate::parse(u"25")});
        SC_VERIFY_OK(change);
        QCOMPARE(change->moves.size(), 3U); // 2.5 s twice, 4.5 s once
        QCOMPARE(abs(change->moves.front().by()), change->largestMove);
        QCOMPARE(change->moves.front().name, QStringLiteral("c1"));
        QVERIFY(setFrameRate(t, {t.project.frameRate})->moves.empty());
    }
};

SC_TEST(TestTransitionEdits)
#include "tst_transition_edits.moc"
