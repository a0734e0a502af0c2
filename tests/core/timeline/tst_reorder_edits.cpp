// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

class TestReorderEdits : public QObject
{
    Q_OBJECT

private:
    // s1: c1 0-2, c2 2-3, c3 3-7; s2: c4 7-9, c5 9-10; s3: c6 10-12.
    static Timeline three()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 1, 4}, 1);
        addSceneWithClips(t, 2, 7, {2, 1}, 4);
        addSceneWithClips(t, 3, 10, {2}, 6);
        return t;
    }
    // "c2 c3 c1" of a scene.
    static QString order(const Timeline &t, int scene)
    {
        QStringList names;
        for (const Clip *c : clipsOf(t, sceneId(scene)))
            names += c->name;
        return names.join(u' ');
    }

private Q_SLOTS:
    void aClipGoesBeforeAnotherAndTheRestClosesUp()
    {
        const auto t = placeClips(three(), {.clips = {clipId(3)}, .scene = {}, .index = 0});
        SC_VERIFY_OK(t);
        QCOMPARE(order(*t, 1), QStringLiteral("c3 c1 c2"));
        QCOMPARE(layout(*t, 1), QStringLiteral("0-4 4-6 6-7"));
        QCOMPARE(layout(*t, 2), QStringLiteral("7-9 9-10"));
        SC_COMPARE_NO_BREACH(*t);
    }

    void severalKeepTheirOrder()
    {
        const auto t = placeClips(three(), {.clips = {clipId(2), clipId(1)}, .scene = {}, .index = 3});
        SC_VERIFY_OK(t);
        QCOMPARE(order(*t, 1), QStringLiteral("c3 c1 c2"));
        QCOMPARE(layout(*t, 1), QStringLiteral("0-4 4-6 6-7"));
    }

    void intoAnotherSceneTheScenesBetweenMoveAlong()
    {
        const auto t = placeClips(three(), {.clips = {clipId(1)}, .scene = sceneId(3), .index = 0});
        SC_VERIFY_OK(t);
        QCOMPARE(layout(*t, 1), QStringLiteral("0-1 1-5"));
        QCOMPARE(layout(*t, 2), QStringLiteral("5-7 7-8"));
        QCOMPARE(order(*t, 3), QStringLiteral("c1 c6"));
        QCOMPARE(layout(*t, 3), QStringLiteral("8-10 10-12"));
        SC_COMPARE_NO_BREACH(*t);
        const auto back = placeClips(*t, {.clips = {clipId(1)}, .scene = sceneId(1), .index = 0});
        SC_VERIFY_OK(back);
        QCOMPARE(layout(*back, 1), QStringLiteral("0-2 2-3 3-7"));
        QCOMPARE(layout(*back, 3), QStringLiteral("10-12"));
    }

    void clipsOfOneSceneSwap()
    {
        const auto t = swapClips(three(), {clipId(3), clipId(1)});
        SC_VERIFY_OK(t);
        QCOMPARE(order(*t, 1), QStringLiteral("c3 c2 c1"));
        QCOMPARE(layout(*t, 1), QStringLiteral("0-4 4-5 5-7"));
        QCOMPARE(layout(*t, 2), QStringLiteral("7-9 9-10"));
        SC_COMPARE_NO_BREACH(*t);
    }

    void clipsOfTwoScenesSwap()
    {
        const auto t = swapClips(three(), {clipId(2), clipId(6)});
        SC_VERIFY_OK(t);
        QCOMPARE(order(*t, 1), QStringLiteral("c1 c6 c3"));
        QCOMPARE(layout(*t, 1), QStringLiteral("0-2 2-4 4-8"));
        QCOMPARE(layout(*t, 2), QStringLiteral("8-10 10-11"));
        QCOMPARE(order(*t, 3), QStringLiteral("c2"));
        QCOMPARE(layout(*t, 3), QStringLiteral("11-12"));
        SC_COMPARE_NO_BREACH(*t);
        const auto back = swapClips(*t, {clipId(2), clipId(6)});
        SC_VERIFY_OK(back);
        QCOMPARE(layout(*back, 1), layout(three(), 1));
    }

    void scenesSwapWithTheirClips()
    {
        const auto t = swapScenes(three(), {sceneId(3), sceneId(1)});
        SC_VERIFY_OK(t);
        QCOMPARE(layout(*t, 3), QStringLiteral("0-2"));
        QCOMPARE(layout(*t, 2), QStringLiteral("2-4 4-5"));
        QCOMPARE(layout(*t, 1), QStringLiteral("5-7 7-8 8-12"));
        SC_COMPARE_NO_BREACH(*t);
    }

    void lockedThingsAreNamed()
    {
        const Timeline locked = setLocked(three(), {.scenes = {sceneId(2)}, .clips = {}}).value();
        const auto into = placeClips(locked, {.clips = {clipId(1)}, .scene = sceneId(2), .index = 0});
        SC_COMPARE_PROBLEM(into, ProblemCode::Conflict);
        QVERIFY(into.error().text().contains(QStringLiteral("s2")));
        SC_COMPARE_PROBLEM(swapClips(locked, {clipId(1), clipId(4)}), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(swapScenes(locked, {sceneId(1), sceneId(2)}), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(swapScenes(locked, {sceneId(1), sceneId(3)}), ProblemCode::Conflict); // it would move
        SC_VERIFY_OK(placeClips(locked, {.clips = {clipId(1)}, .scene = {}, .index = 3}));
    }

    void aSceneDirectionKeepsItsLimits()
    {
        SceneDirection direction;
        direction.location = QStringLiteral("  Neon avenue ");
        direction.weather = QStringLiteral("After rain");
        EditScene edit;
        edit.scene = sceneId(1);
        edit.direction = direction;
        const auto t = editScene(three(), edit);
        SC_VERIFY_OK(t);
        QCOMPARE(findScene(*t, sceneId(1))->direction.location, QStringLiteral("Neon avenue"));
        edit.direction->mood = QString(201, u'x');
        const auto refused = editScene(three(), edit);
        SC_COMPARE_PROBLEM(refused, ProblemCode::ValidationError);
        QVERIFY(refused.error().text().contains(QStringLiteral("Mood")));
    }
};

SC_TEST(TestReorderEdits)
#include "tst_reorder_edits.moc"
