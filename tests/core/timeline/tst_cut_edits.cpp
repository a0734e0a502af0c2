// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

class TestCutEdits : public QObject
{
    Q_OBJECT

private:
    // c1 0-2, c2 2-4, c3 4-6, a gap, c4 8-10.
    static Timeline four()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2, 2}, 1);
        AddClip fourth;
        fourth.id = clipId(4);
        fourth.scene = sceneId(1);
        fourth.name = QStringLiteral("c4");
        fourth.start = Ticks::seconds(8);
        fourth.length = Ticks::seconds(2);
        fourth.bindToBeats = false;
        return addClip(t, fourth).value();
    }

    static QString laidOut(const Result<Timeline> &edited)
    {
        if (!edited)
            return problemCodeName(edited.error().code());
        const QString bad = breaches(*edited);
        return bad.isEmpty() ? layout(*edited, 1) : bad;
    }

private Q_SLOTS:
    void rollingMovesOneCutAndNothingElse()
    {
        QCOMPARE(laidOut(rollCut(four(), {.clip = clipId(2), .to = Ticks::seconds(3)})), QStringLiteral("0-3 3-4 4-6 8-10"));
        QCOMPARE(laidOut(rollCut(four(), {.clip = clipId(2), .to = Ticks::seconds(1)})), QStringLiteral("0-1 1-4 4-6 8-10"));
        QCOMPARE(laidOut(rollCut(four(), {.clip = clipId(2), .edge = ClipEdge::Out, .to = Ticks::seconds(5)})),
                 QStringLiteral("0-2 2-5 5-6 8-10"));
        // Neither side may lose its last frame.
        QCOMPARE(laidOut(rollCut(four(), {.clip = clipId(2), .to = Ticks::seconds(4)})), QStringLiteral("VALIDATION_ERROR"));
        QCOMPARE(laidOut(rollCut(four(), {.clip = clipId(2), .to = Ticks()})), QStringLiteral("VALIDATION_ERROR"));
    }

    void rollingTheFreeEdgeOfAClipTrimsIt()
    {
        QCOMPARE(laidOut(rollCut(four(), {.clip = clipId(4), .to = Ticks::seconds(7)})), QStringLiteral("0-2 2-4 4-6 7-10"));
        QCOMPARE(laidOut(rollCut(four(), {.clip = clipId(3), .edge = ClipEdge::Out, .to = Ticks::seconds(9)})), QStringLiteral("CONFLICT"));
    }

    void rollingKeepsThePictureOfTheSecondInPlace()
    {
        const Timeline sped = editClip(four(), {.clip = clipId(2), .sourceIn = Ticks::seconds(5), .speedNumerator = 2}).value();
        const auto rolled = rollCut(sped, {.clip = clipId(2), .to = Ticks::seconds(3)});
        SC_VERIFY_OK(rolled);
        QCOMPARE(clip(*rolled, 2).sourceIn, Ticks::seconds(7));
    }

    void rollingRefusesWhenEitherSideIsLocked()
    {
        const Timeline locked = setLocked(four(), {.clips = {clipId(1)}}).value();
        const auto rolled = rollCut(locked, {.clip = clipId(2), .to = Ticks::seconds(3)});
        QVERIFY(!rolled);
        QCOMPARE(rolled.error().code(), ProblemCode::Conflict);
        QVERIFY(rolled.error().text().contains(QStringLiteral("c1")));
    }

    void slippingChangesOnlyWhatIsShown()
    {
        const auto slipped = slipClip(four(), {.clip = clipId(2), .by = Ticks::seconds(1), .mediaLength = Ticks::seconds(5)});
        SC_VERIFY_OK(slipped);
        QCOMPARE(clip(*slipped, 2).sourceIn, Ticks::seconds(1));
        QCOMPARE(layout(*slipped, 1), layout(four(), 1));
        // Two seconds are shown of five: three are left to slip into.
        QVERIFY(slipClip(*slipped, {.clip = clipId(2), .by = Ticks::seconds(2), .mediaLength = Ticks::seconds(5)}).has_value());
        const auto tooFar = slipClip(*slipped, {.clip = clipId(2), .by = Ticks::seconds(3), .mediaLength = Ticks::seconds(5)});
        QVERIFY(!tooFar);
        QCOMPARE(tooFar.error().code(), ProblemCode::ValidationError);
        QVERIFY(!slipClip(four(), {.clip = clipId(2), .by = -Ticks::seconds(1)}));
    }

    void slidingTakesFromOneNeighbourAndGivesToTheOther()
    {
        QCOMPARE(laidOut(slideClip(four(), {.clip = clipId(2), .by = Ticks::seconds(1)})), QStringLiteral("0-3 3-5 5-6 8-10"));
        QCOMPARE(laidOut(slideClip(four(), {.clip = clipId(2), .by = -Ticks::seconds(1)})), QStringLiteral("0-1 1-3 3-6 8-10"));
        // Into the gap behind: nothing there to take from until the clip is reached.
        QCOMPARE(laidOut(slideClip(four(), {.clip = clipId(3), .by = Ticks::seconds(1)})), QStringLiteral("0-2 2-5 5-7 8-10"));
        QCOMPARE(laidOut(slideClip(four(), {.clip = clipId(3), .by = Ticks::seconds(3)})), QStringLiteral("0-2 2-7 7-9 9-10"));
        QCOMPARE(laidOut(slideClip(four(), {.clip = clipId(2), .by = Ticks::seconds(2)})), QStringLiteral("CONFLICT"));
    }

    void joinedClipsReachFromTheFirstToTheLast()
    {
        const auto joined = joinClips(four(), {.clips = {clipId(3), clipId(1), clipId(2)}});
        SC_VERIFY_OK(joined);
        SC_COMPARE_NO_BREACH(*joined);
        QCOMPARE(layout(*joined, 1), QStringLiteral("0-6 8-10"));
        QCOMPARE(clip(*joined, 1).name, QStringLiteral("c1"));
        const auto apart = joinClips(four(), {.clips = {clipId(3), clipId(4)}});
        QVERIFY(!apart);
        QVERIFY(apart.error().text().contains(QStringLiteral("c3")) && apart.error().text().contains(QStringLiteral("c4")));
        QVERIFY(!joinClips(four(), {.clips = {clipId(3)}}));
    }

    void splittingAndJoiningGivesTheSameCut()
    {
        const Timeline before = four();
        const Timeline split = splitClip(before, {.clip = clipId(2), .at = Ticks::seconds(3), .rightId = clipId(9)}).value();
        const auto joined = joinClips(split, {.clips = {clipId(2), clipId(9)}});
        SC_VERIFY_OK(joined);
        QCOMPARE(layout(*joined, 1), layout(before, 1));
        QCOMPARE(clip(*joined, 2).direction, clip(before, 2).direction);
    }
};

SC_TEST(TestCutEdits)
#include "tst_cut_edits.moc"
