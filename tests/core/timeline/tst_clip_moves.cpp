// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

class TestClipMoves : public QObject
{
    Q_OBJECT

private:
    // c1 0-2, c2 2-4, c3 4-6 and c4 8-10 in one scene, c5 10-12 in the next.
    static Timeline five()
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
        t = addClip(t, fourth).value();
        addSceneWithClips(t, 2, 10, {2}, 5);
        return t;
    }

    static QString afterMove(int n, double start, OverlapMode mode, bool ripple = false)
    {
        const auto moved =
            moveClip(five(), {.clip = clipId(n), .start = Ticks::fromSeconds(start), .scene = {}, .overlap = mode, .ripple = ripple});
        if (!moved)
            return problemCodeName(moved.error().code());
        const QString bad = breaches(*moved);
        return bad.isEmpty() ? layout(*moved, 1) + QStringLiteral(" | ") + layout(*moved, 2) : bad;
    }

private Q_SLOTS:
    void eachModeMakesRoomItsOwnWay()
    {
        QCOMPARE(afterMove(1, 7, OverlapMode::Refuse), QStringLiteral("CONFLICT"));
        QCOMPARE(afterMove(1, 6, OverlapMode::Refuse), QStringLiteral("2-4 4-6 6-8 8-10 | 10-12"));
        QCOMPARE(afterMove(1, 7, OverlapMode::Push), QStringLiteral("2-4 4-6 7-9 9-11 | 10-12"));
        QCOMPARE(afterMove(1, 5, OverlapMode::Push), QStringLiteral("2-4 4-6 6-8 8-10 | 10-12"));
        QCOMPARE(afterMove(1, 7, OverlapMode::Trim), QStringLiteral("2-4 4-6 7-9 9-10 | 10-12"));
        QCOMPARE(afterMove(1, 5, OverlapMode::Trim), QStringLiteral("2-4 4-5 5-7 8-10 | 10-12"));
        QCOMPARE(afterMove(1, 8, OverlapMode::Trim), QStringLiteral("CONFLICT"));
        QCOMPARE(afterMove(1, 8, OverlapMode::Overwrite), QStringLiteral("2-4 4-6 8-10 | 10-12"));
        QCOMPARE(afterMove(1, 3, OverlapMode::Overwrite), QStringLiteral("2-3 3-5 5-6 8-10 | 10-12"));
    }

    void overwritingInsideAClipDividesIt()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {6, 1}, 1);
        const auto moved = moveClip(t, {.clip = clipId(2), .start = Ticks::seconds(2), .scene = {}, .overlap = OverlapMode::Overwrite});
        SC_VERIFY_OK(moved);
        QCOMPARE(layout(*moved, 1), QStringLiteral("0-2 2-3 3-6"));
        QCOMPARE(clipsOf(*moved, sceneId(1))[2]->sourceIn, Ticks::seconds(3));
        SC_COMPARE_NO_BREACH(*moved);
    }

    void rippleCarriesAllThatFollows()
    {
        QCOMPARE(afterMove(2, 3, OverlapMode::Refuse, true), QStringLiteral("0-2 3-5 5-7 9-11 | 11-13"));
        QCOMPARE(afterMove(4, 6, OverlapMode::Refuse, true), QStringLiteral("0-2 2-4 4-6 6-8 | 8-10"));
        QCOMPARE(afterMove(2, 1, OverlapMode::Refuse, true), QStringLiteral("CONFLICT"));
        QCOMPARE(afterMove(2, 1, OverlapMode::Trim, true), QStringLiteral("0-1 1-3 3-5 7-9 | 9-11"));
    }

    void aLockedNeighbourIsNeitherPushedNorCut()
    {
        const Timeline t = setLocked(five(), {.scenes = {}, .clips = {clipId(4)}, .locked = true}).value();
        for (const OverlapMode mode : {OverlapMode::Push, OverlapMode::Trim, OverlapMode::Overwrite}) {
            const auto refused = moveClip(t, {.clip = clipId(1), .start = Ticks::seconds(7), .scene = {}, .overlap = mode});
            SC_COMPARE_PROBLEM(refused, ProblemCode::Conflict);
            QVERIFY(refused.error().text().contains(QStringLiteral("c4")));
        }
        SC_COMPARE_PROBLEM(moveClip(t, {.clip = clipId(2), .start = Ticks::seconds(3), .scene = {}, .ripple = true}),
                           ProblemCode::Conflict);
    }

    void clipsChangeScenes()
    {
        const auto moved = moveClip(five(), {.clip = clipId(4), .start = Ticks::seconds(12), .scene = sceneId(2)});
        SC_VERIFY_OK(moved);
        QCOMPARE(layout(*moved, 2), QStringLiteral("10-12 12-14"));
        QCOMPARE(findScene(*moved, sceneId(1))->length, Ticks::seconds(6));
        SC_COMPARE_PROBLEM(moveClip(five(), {.clip = clipId(4), .start = Ticks(), .scene = sceneId(7)}), ProblemCode::ResourceNotFound);
    }

    void aSelectionMovesAsOne()
    {
        const auto moved = moveClips(five(), {.clips = {clipId(2), clipId(3)}, .by = Ticks::seconds(2)});
        SC_VERIFY_OK(moved);
        QCOMPARE(layout(*moved, 1), QStringLiteral("0-2 4-6 6-8 8-10"));
        SC_COMPARE_PROBLEM(moveClips(five(), {.clips = {clipId(1), clipId(2)}, .by = Ticks::seconds(-1)}), ProblemCode::ValidationError);
    }

    void movedEdgesAreBoundOnlyWhereABeatLies()
    {
        const auto onBeat = moveClip(five(), {.clip = clipId(5), .start = Ticks::fromSeconds(12.51), .scene = {}});
        QCOMPARE(clip(*onBeat, 5).start, Ticks::fromSeconds(12.5));
        QCOMPARE(clip(*onBeat, 5).beatIn, std::optional(BeatRef{25}));
        QCOMPARE(clip(*onBeat, 5).beatOut, std::optional(BeatRef{29}));
        const auto offBeat = moveClip(*onBeat, {.clip = clipId(5), .start = Ticks::fromSeconds(12.75), .scene = {}});
        QVERIFY(!clip(*offBeat, 5).beatIn);
        const auto free = moveClip(five(), {.clip = clipId(5), .start = Ticks::seconds(12), .scene = {}, .bindToBeats = false});
        QVERIFY(!clip(*free, 5).beatIn);
    }

    void trimsKeepTheOtherEdge()
    {
        const auto q = trimClip(five(), {.clip = clipId(2), .edge = ClipEdge::In, .to = Ticks::seconds(3)});
        SC_VERIFY_OK(q);
        QCOMPARE(layout(*q, 1), QStringLiteral("0-2 3-4 4-6 8-10"));
        QCOMPARE(clip(*q, 2).sourceIn, Ticks::seconds(1));
        const auto w = trimClip(five(), {.clip = clipId(2), .edge = ClipEdge::Out, .to = Ticks::seconds(3)});
        QCOMPARE(layout(*w, 1), QStringLiteral("0-2 2-3 4-6 8-10"));
        SC_COMPARE_PROBLEM(trimClip(five(), {.clip = clipId(2), .edge = ClipEdge::Out, .to = Ticks::seconds(2)}),
                           ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(trimClip(five(), {.clip = clipId(2), .edge = ClipEdge::Out, .to = Ticks::seconds(5)}), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(trimClip(five(), {.clip = clipId(5), .edge = ClipEdge::Out, .to = Ticks::seconds(400)}),
                           ProblemCode::ValidationError);
    }

    void rippleTrimsMoveTheRest()
    {
        const auto in = trimClip(five(), {.clip = clipId(2), .edge = ClipEdge::In, .to = Ticks::seconds(3), .ripple = true});
        SC_VERIFY_OK(in);
        QCOMPARE(layout(*in, 1) + layout(*in, 2), QStringLiteral("0-2 2-3 3-5 7-99-11"));
        QCOMPARE(clip(*in, 2).sourceIn, Ticks::seconds(1));
        const auto out = trimClip(five(), {.clip = clipId(2), .edge = ClipEdge::Out, .to = Ticks::seconds(5), .ripple = true});
        QCOMPARE(layout(*out, 1) + layout(*out, 2), QStringLiteral("0-2 2-5 5-7 9-1111-13"));
    }

    void trimmingOverANeighbourFollowsTheMode()
    {
        const auto trimmed =
            trimClip(five(), {.clip = clipId(2), .edge = ClipEdge::Out, .to = Ticks::seconds(5), .overlap = OverlapMode::Trim});
        QCOMPARE(layout(*trimmed, 1), QStringLiteral("0-2 2-5 5-6 8-10"));
        const auto pushed =
            trimClip(five(), {.clip = clipId(2), .edge = ClipEdge::Out, .to = Ticks::seconds(5), .overlap = OverlapMode::Push});
        QCOMPARE(layout(*pushed, 1), QStringLiteral("0-2 2-5 5-7 8-10"));
        const auto stopped =
            trimClip(five(), {.clip = clipId(4), .edge = ClipEdge::In, .to = Ticks::seconds(5), .overlap = OverlapMode::Push});
        QCOMPARE(layout(*stopped, 1), QStringLiteral("0-2 2-4 4-6 6-10"));
    }

    void splittingKeepsWordsAndCountsNames()
    {
        EditClip words;
        words.clip = clipId(1);
        words.imagePrompt = QStringLiteral("a city");
        const Timeline t = editClip(five(), words).value();
        SplitClip request;
        request.clip = clipId(1);
        request.at = Ticks::fromSeconds(0.51);
        const auto split = splitClip(t, request);
        SC_VERIFY_OK(split);
        QCOMPARE(layout(*split, 1), QStringLiteral("0-0.5 0.5-2 2-4 4-6 8-10"));
        const Clip *right = findClip(*split, request.rightId);
        QCOMPARE(right->name, QStringLiteral("c1 (2)"));
        QCOMPARE(right->imagePrompt, QStringLiteral("a city"));
        QCOMPARE(right->sourceIn, Ticks::fromSeconds(0.5));
        QCOMPARE(right->beatIn, std::optional(BeatRef{1}));
        SplitClip again;
        again.clip = request.rightId;
        again.at = Ticks::seconds(1);
        const auto third = splitClip(*split, again);
        QCOMPARE(findClip(*third, again.rightId)->name, QStringLiteral("c1 (3)"));
        request.at = Ticks::seconds(2);
        SC_COMPARE_PROBLEM(splitClip(t, request), ProblemCode::ValidationError);
        SC_COMPARE_NO_BREACH(*third);
    }

    void splittingOnBeatsCutsAtEachOne()
    {
        const auto beats = splitClipOnBeats(five(), {.clip = clipId(1)});
        SC_VERIFY_OK(beats);
        QCOMPARE(layout(*beats, 1), QStringLiteral("0-0.5 0.5-1 1-1.5 1.5-2 2-4 4-6 8-10"));
        SC_COMPARE_NO_BREACH(*beats);
        QCOMPARE(layout(splitClipOnBeats(five(), {.clip = clipId(1), .every = 2}).value(), 1), QStringLiteral("0-1 1-2 2-4 4-6 8-10"));
        SC_COMPARE_PROBLEM(splitClipOnBeats(five(), {.clip = clipId(1), .onlyDownbeats = true}), ProblemCode::ValidationError);
    }

    void reorderingChangesPlacesAndKeepsGaps()
    {
        const auto last = reorderClip(five(), {.clip = clipId(1), .index = 3});
        SC_VERIFY_OK(last);
        QCOMPARE(layout(*last, 1), QStringLiteral("0-2 2-4 4-6 8-10"));
        QCOMPARE(clip(*last, 1).order, 3);
        QCOMPARE(clip(*last, 4).start, Ticks::seconds(4));
        const auto first = reorderClip(five(), {.clip = clipId(4), .index = 0});
        QCOMPARE(clip(*first, 4).start, Ticks());
        QCOMPARE(layout(*first, 1), QStringLiteral("0-2 2-4 4-6 8-10"));
        const Timeline locked = setLocked(five(), {.scenes = {}, .clips = {clipId(2)}, .locked = true}).value();
        SC_COMPARE_PROBLEM(reorderClip(locked, {.clip = clipId(3), .index = 0}), ProblemCode::Conflict);
    }
};

SC_TEST(TestClipMoves)
#include "tst_clip_moves.moc"
