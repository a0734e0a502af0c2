// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

class TestClipEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFirstClipBringsItsScene()
    {
        AddClip request;
        request.start = Ticks::fromSeconds(2.01);
        const auto t = addClip(songTimeline(), request);
        SC_VERIFY_OK(t);
        QCOMPARE(t->scenes.size(), size_t(1));
        QCOMPARE(t->scenes[0].name, QStringLiteral("Scene 1"));
        QCOMPARE(t->clips[0].name, QStringLiteral("Clip 1"));
        QCOMPARE(t->clips[0].start, Ticks::seconds(2));
        QCOMPARE(t->clips[0].length, Ticks::seconds(5));
        QCOMPARE(t->clips[0].beatIn, std::optional(BeatRef{4}));
        SC_COMPARE_NO_BREACH(*t);
    }

    void aClipCanReachToTheNextBar()
    {
        AddClip request;
        request.start = Ticks::fromSeconds(0.5);
        request.toNextBar = true;
        QCOMPARE(addClip(songTimeline(), request)->clips[0].end(), Ticks::seconds(2));
        request.start = Ticks::fromSeconds(1.75);
        QCOMPARE(addClip(songTimeline(), request)->clips[0].end(), Ticks::seconds(4));
    }

    void theNextFreePlaceIsTheFirstGapThatFits()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2, 2}, 1);
        DeleteClips hole;
        hole.clips = {clipId(2)};
        t = deleteClips(t, hole).value();
        QCOMPARE(nextFreePlace(t, sceneId(1), Ticks(), Ticks::seconds(2)), Ticks::seconds(2));
        QCOMPARE(nextFreePlace(t, sceneId(1), Ticks::fromSeconds(2.5), Ticks::fromSeconds(1.5)), Ticks::fromSeconds(2.5));
        QCOMPARE(nextFreePlace(t, sceneId(1), Ticks::fromSeconds(2.5), Ticks::seconds(2)), Ticks::seconds(6));
        QCOMPARE(nextFreePlace(t, sceneId(1), Ticks::seconds(50), Ticks::seconds(2)), Ticks::seconds(50));
        AddClip request;
        request.scene = sceneId(1);
        request.start = Ticks();
        request.length = Ticks::seconds(1);
        request.nextFreePlace = true;
        QCOMPARE(layout(addClip(t, request).value(), 1), QStringLiteral("0-2 2-3 4-6"));
    }

    void anOverlapIsRefusedWithAmountAndPlace()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2}, 1);
        AddClip request;
        request.scene = sceneId(1);
        request.name = QStringLiteral("New");
        request.start = Ticks::fromSeconds(1.75);
        request.length = Ticks::seconds(1);
        const auto refused = addClip(t, request);
        SC_COMPARE_PROBLEM(refused, ProblemCode::Conflict);
        QVERIFY2(refused.error().text().contains(QStringLiteral("“New” would overlap “c1” by 0.250 s (6 ")),
                 qPrintable(refused.error().text()));
        QVERIFY2(refused.error().detail().contains(QStringLiteral("0:04.000 (frame 96)")), qPrintable(refused.error().detail()));
        QCOMPARE(refused.error().entity(), clipId(1).text());
    }

    void aRippleInsertMakesRoomFirst()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2}, 1);
        addSceneWithClips(t, 2, 4, {2}, 3);
        AddClip request;
        request.scene = sceneId(1);
        request.start = Ticks::seconds(2);
        request.length = Ticks::seconds(1);
        request.ripple = true;
        const auto edited = addClip(t, request);
        SC_VERIFY_OK(edited);
        QCOMPARE(layout(*edited, 1), QStringLiteral("0-2 2-3 3-5"));
        QCOMPARE(layout(*edited, 2), QStringLiteral("5-7"));
        SC_COMPARE_NO_BREACH(*edited);
    }

    void limitsOfPlaceAndLengthAreNamed()
    {
        AddClip request;
        request.start = Ticks::seconds(10'001);
        const auto late = addClip(songTimeline(), request);
        SC_COMPARE_PROBLEM(late, ProblemCode::ValidationError);
        QVERIFY(late.error().text().contains(QStringLiteral("10 000 seconds")));
        request.start = Ticks::seconds(-1);
        SC_COMPARE_PROBLEM(addClip(songTimeline(), request), ProblemCode::ValidationError);
        request.start = Ticks();
        request.length = Ticks::seconds(301);
        SC_COMPARE_PROBLEM(addClip(songTimeline(), request), ProblemCode::ValidationError);
        request.length = Ticks();
        SC_COMPARE_PROBLEM(addClip(songTimeline(), request), ProblemCode::ValidationError);
    }

    void fieldsKeepTheirLimits()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2}, 1);
        EditClip edit;
        edit.clip = clipId(1);
        edit.name = QStringLiteral("  Neon  ");
        edit.lyrics = QStringLiteral("one\r\ntwo");
        edit.speedNumerator = 1;
        edit.speedDenominator = 8;
        const auto edited = editClip(t, edit);
        SC_VERIFY_OK(edited);
        QCOMPARE(clip(*edited, 1).name, QStringLiteral("Neon"));
        QCOMPARE(clip(*edited, 1).lyrics, QStringLiteral("one\ntwo"));
        const auto refuses = [&](auto change) {
            EditClip bad;
            bad.clip = clipId(1);
            change(bad);
            const auto result = editClip(t, bad);
            return !result && result.error().code() == ProblemCode::ValidationError;
        };
        QVERIFY(refuses([](EditClip &e) { e.name = QStringLiteral(" "); }));
        QVERIFY(refuses([](EditClip &e) { e.name = QString(201, u'x'); }));
        QVERIFY(refuses([](EditClip &e) { e.lyrics = QString(5001, u'x'); }));
        QVERIFY(refuses([](EditClip &e) { e.imagePrompt = QString(10001, u'x'); }));
        QVERIFY(refuses([](EditClip &e) { e.name = QStringLiteral("a\nb"); }));
        QVERIFY(refuses([](EditClip &e) { e.speedNumerator = 9; }));
        QVERIFY(refuses([](EditClip &e) { e.speedDenominator = 9; }));
        QVERIFY(refuses([](EditClip &e) { e.speedNumerator = -1; }));
        QVERIFY(refuses([](EditClip &e) { e.sourceIn = Ticks(-1); }));
        QVERIFY(refuses([](EditClip &e) {
            e.direction.emplace();
            e.direction->motionStrength = std::nan("");
        }));
        QVERIFY(refuses([](EditClip &e) {
            e.direction.emplace();
            e.direction->in = {TransitionKind::Dissolve, Ticks::seconds(6)};
        }));
        SC_COMPARE_PROBLEM(editClip(t, {.clip = clipId(99)}), ProblemCode::ResourceNotFound);
    }

    void deletingWithRippleClosesUpEverythingLater()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 1, 2, 1}, 1);
        addSceneWithClips(t, 2, 6, {2, 2}, 5);
        DeleteClips request;
        request.clips = {clipId(2), clipId(4)};
        const auto plain = deleteClips(t, request);
        QCOMPARE(layout(*plain, 1), QStringLiteral("0-2 3-5"));
        QCOMPARE(layout(*plain, 2), QStringLiteral("6-8 8-10"));
        request.ripple = true;
        const auto closed = deleteClips(t, request);
        SC_VERIFY_OK(closed);
        QCOMPARE(layout(*closed, 1), QStringLiteral("0-2 2-4"));
        QCOMPARE(layout(*closed, 2), QStringLiteral("4-6 6-8"));
        SC_COMPARE_NO_BREACH(*closed);
    }

    void rippleNeverMovesALockedItem()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2}, 1);
        addSceneWithClips(t, 2, 4, {2, 2}, 3);
        t = setLocked(t, {.scenes = {}, .clips = {clipId(4)}, .locked = true}).value();
        const auto refused = deleteClips(t, {.clips = {clipId(1)}, .ripple = true});
        SC_COMPARE_PROBLEM(refused, ProblemCode::Conflict);
        QVERIFY(refused.error().text().contains(QStringLiteral("c4")));
        QCOMPARE(refused.error().entity(), clipId(4).text());
        SC_VERIFY_OK(deleteClips(t, {.clips = {clipId(1)}}));
    }

    void lockedItemsTakeOnlyTheUnlock()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2}, 1);
        t = setLocked(t, {.scenes = {sceneId(1)}, .clips = {}, .locked = true}).value();
        EditClip edit;
        edit.clip = clipId(1);
        edit.name = QStringLiteral("x");
        SC_COMPARE_PROBLEM(editClip(t, edit), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(moveClip(t, {.clip = clipId(1), .start = Ticks::seconds(8), .scene = {}}), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(deleteClips(t, {.clips = {clipId(1)}}), ProblemCode::Conflict);
        AddClip add;
        add.scene = sceneId(1);
        SC_COMPARE_PROBLEM(addClip(t, add), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(duplicateClip(t, {.clip = clipId(1), .start = {}}), ProblemCode::Conflict);
        t = setLocked(t, {.scenes = {sceneId(1)}, .clips = {}, .locked = false}).value();
        SC_VERIFY_OK(editClip(t, edit));
    }

    void aCopyIsFreeAndLiesBehind()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2}, 1);
        DuplicateClip request;
        request.clip = clipId(1);
        const auto edited = duplicateClip(t, request);
        SC_VERIFY_OK(edited);
        const Clip *copy = findClip(*edited, request.id);
        QCOMPARE(copy->name, QStringLiteral("c1 copy"));
        QCOMPARE(copy->start, Ticks::seconds(4));
        QVERIFY(!copy->locked);
        SC_COMPARE_NO_BREACH(*edited);
    }

    void aLiveClipTakesItsAlternatesWithIt()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2}, 1);
        Clip alternate = clip(t, 1);
        alternate.id = clipId(9);
        alternate.parent = clipId(1);
        alternate.alternateNumber = 1;
        alternate.isLive = false;
        t.clips.push_back(alternate);
        normalise(t);
        SC_COMPARE_NO_BREACH(t);
        const auto onlyAlternate = deleteClips(t, {.clips = {clipId(9)}, .ripple = true});
        QCOMPARE(layout(*onlyAlternate, 1), QStringLiteral("0-2 2-4"));
        const auto both = deleteClips(t, {.clips = {clipId(1)}});
        QCOMPARE(both->clips.size(), size_t(1));
        SC_COMPARE_NO_BREACH(*both);
        const auto moved = moveClip(t, {.clip = clipId(1), .start = Ticks::seconds(9), .scene = {}});
        QCOMPARE(clip(*moved, 9).start, Ticks::seconds(9));
    }
};

SC_TEST(TestClipEdits)
#include "tst_clip_edits.moc"
