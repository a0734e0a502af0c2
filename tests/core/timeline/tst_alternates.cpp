// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

class TestAlternates : public QObject
{
    Q_OBJECT

private:
    static Timeline two()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2}, 1);
        EditClip words;
        words.clip = clipId(1);
        words.imagePrompt = QStringLiteral("a red car");
        t = editClip(t, words).value();
        t.clips.front().selectedImage = TakeId(QStringLiteral("take"));
        addSceneWithClips(t, 2, 4, {2}, 5);
        return t;
    }

private Q_SLOTS:
    void anAlternateSharesThePlaceAndTheLiveOneStays()
    {
        const auto added = addClipAlternate(two(), {.clip = clipId(1), .id = clipId(10)});
        SC_VERIFY_OK(added);
        SC_COMPARE_NO_BREACH(*added);
        const Clip &alternate = clip(*added, 10);
        QCOMPARE(alternate.name, QStringLiteral("c1 A1"));
        QVERIFY(!alternate.isLive);
        QCOMPARE(alternate.range(), clip(*added, 1).range());
        QCOMPARE(alternate.imagePrompt, QStringLiteral("a red car"));
        QVERIFY(alternate.selectedImage.isEmpty());
        const auto empty = addClipAlternate(two(), {.clip = clipId(1), .id = clipId(10), .content = AlternateContent::Empty});
        QVERIFY(clip(*empty, 10).imagePrompt.isEmpty());
        const auto full = addClipAlternate(two(), {.clip = clipId(1), .id = clipId(10), .content = AlternateContent::WithTakes});
        QCOMPARE(clip(*full, 10).selectedImage, TakeId(QStringLiteral("take")));
    }

    void anAlternateOfAnAlternateJoinsTheGroupAndNumbersAreNeverGivenTwice()
    {
        Timeline t = addClipAlternate(two(), {.clip = clipId(1), .id = clipId(10)}).value();
        t = addClipAlternate(t, {.clip = clipId(10), .id = clipId(11)}).value();
        QCOMPARE(clip(t, 11).alternateNumber, 2);
        QCOMPARE(alternatesOf(t, clipId(11)), (std::vector{clipId(1), clipId(10), clipId(11)}));
        t = deleteClips(t, {.clips = {clipId(11)}}).value();
        t = addClipAlternate(t, {.clip = clipId(1), .id = clipId(12)}).value();
        QCOMPARE(clip(t, 12).alternateNumber, 3);
        QCOMPARE(clip(t, 12).name, QStringLiteral("c1 A3"));
        // Also when the original itself goes.
        t = makeClipLive(t, {clipId(12)}).value();
        t = deleteClips(t, {.clips = {clipId(1)}}).value();
        SC_COMPARE_NO_BREACH(t);
        t = addClipAlternate(t, {.clip = clipId(12), .id = clipId(13)}).value();
        QCOMPARE(clip(t, 13).alternateNumber, 4);
    }

    void makingLiveKeepsTheCutWhereItIs()
    {
        Timeline t = addClipAlternate(two(), {.clip = clipId(1), .id = clipId(10)}).value();
        t = rollCut(t, {.clip = clipId(1), .edge = ClipEdge::Out, .to = Ticks::seconds(3)}).value();
        const auto live = makeClipLive(t, {clipId(10)});
        SC_VERIFY_OK(live);
        SC_COMPARE_NO_BREACH(*live);
        QCOMPARE(layout(*live, 1), QStringLiteral("0-3 3-4"));
        QVERIFY(clip(*live, 10).isLive && !clip(*live, 1).isLive);
        QCOMPARE(makeClipLive(*live, {clipId(10)}).error().code(), ProblemCode::NothingToUpdate);
        const Timeline locked = setLocked(t, {.clips = {clipId(1)}}).value();
        QCOMPARE(makeClipLive(locked, {clipId(10)}).error().code(), ProblemCode::Conflict);
    }

    void cyclingGoesRound()
    {
        Timeline t = addClipAlternate(two(), {.clip = clipId(1), .id = clipId(10)}).value();
        t = addClipAlternate(t, {.clip = clipId(1), .id = clipId(11)}).value();
        QStringList live;
        ClipId now = clipId(1);
        for (int step = 0; step < 3; ++step) {
            t = cycleClip(t, {now}).value();
            for (const ClipId &id : alternatesOf(t, now)) {
                if (findClip(t, id)->isLive)
                    now = id;
            }
            live += now.text();
        }
        QCOMPARE(live, (QStringList{clipId(10).text(), clipId(11).text(), clipId(1).text()}));
        QCOMPARE(cycleClip(t, {clipId(2)}).error().code(), ProblemCode::NothingToUpdate);
    }

    void promotingGivesAPlaceOfItsOwn()
    {
        Timeline t = addClipAlternate(two(), {.clip = clipId(1), .id = clipId(10)}).value();
        const auto alternate = promoteClip(t, {clipId(10)});
        SC_VERIFY_OK(alternate);
        SC_COMPARE_NO_BREACH(*alternate);
        QCOMPARE(layout(*alternate, 1), QStringLiteral("0-2 2-4 4-6"));
        const auto original = promoteClip(t, {clipId(1)});
        SC_VERIFY_OK(original);
        SC_COMPARE_NO_BREACH(*original);
        QVERIFY(clip(*original, 10).isLive && clip(*original, 10).parent.isEmpty());
        QCOMPARE(clip(*original, 1).start, Ticks::seconds(4));
        QCOMPARE(promoteClip(t, {clipId(2)}).error().code(), ProblemCode::NothingToUpdate);
    }

    void sceneAlternatesCarryTheirClips()
    {
        Timeline t = addSceneAlternate(two(), {.scene = sceneId(1), .id = sceneId(7)}).value();
        SC_COMPARE_NO_BREACH(t);
        QCOMPARE(layout(t, 7), QStringLiteral("0-2 2-4"));
        QCOMPARE(findScene(t, sceneId(7))->name, QStringLiteral("s1 A1"));
        QCOMPARE(clipsOf(t, sceneId(7)).front()->imagePrompt, QStringLiteral("a red car"));
        QCOMPARE(int(liveClips(t).size()), 3);
        const ClipId last = clipsOf(t, sceneId(7)).back()->id;
        t = trimClip(t, {.clip = last, .to = Ticks::seconds(3)}).value();
        const auto live = makeSceneLive(t, {sceneId(7), true});
        SC_VERIFY_OK(live);
        SC_COMPARE_NO_BREACH(*live);
        QCOMPARE(int(liveClips(*live).size()), 3);
        QCOMPARE(layout(*live, 2), QStringLiteral("3-5"));
        const auto empty = addSceneAlternate(two(), {.scene = sceneId(1), .id = sceneId(8), .content = AlternateContent::Empty});
        QCOMPARE(findScene(*empty, sceneId(8))->length, Ticks::seconds(4));
        QVERIFY(clipsOf(*empty, sceneId(8)).empty());
    }
};

SC_TEST(TestAlternates)
#include "tst_alternates.moc"
