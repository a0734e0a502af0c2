// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

class TestSceneEdits : public QObject
{
    Q_OBJECT

private:
    static Timeline three()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2}, 1);
        addSceneWithClips(t, 2, 4, {2}, 3);
        addSceneWithClips(t, 3, 8, {2, 1}, 4);
        return t;
    }
    static QString names(const Timeline &t)
    {
        QString all;
        for (const Scene &scene : t.scenes)
            all += QStringLiteral("%1@%2 ").arg(scene.name).arg(scene.start.toSeconds());
        return all.trimmed();
    }

private Q_SLOTS:
    void newScenesGoBehindAndAreNumbered()
    {
        Timeline t = addScene(songTimeline(), {.start = {}, .length = {}, .colour = {}}).value();
        QCOMPARE(t.scenes[0].length, Ticks::seconds(1));
        t = addScene(t, {.start = {}, .length = {}, .colour = {}}).value();
        QCOMPARE(names(t), QStringLiteral("Scene 1@0 Scene 2@1"));
        QCOMPARE(t.scenes[1].colour, 1);
        QCOMPARE(t.scenes[1].order, 1);
        SC_COMPARE_NO_BREACH(t);
    }

    void spansFollowTheClipsUnlessFixed()
    {
        Timeline t = three();
        QCOMPARE(findScene(t, sceneId(1))->length, Ticks::seconds(4));
        EditScene fixed;
        fixed.scene = sceneId(1);
        fixed.length = Ticks::seconds(6);
        t = editScene(t, fixed).value();
        QVERIFY(!findScene(t, sceneId(1))->autoLength);
        t = deleteClips(t, {.clips = {clipId(2)}}).value();
        QCOMPARE(findScene(t, sceneId(1))->length, Ticks::seconds(6));
        fixed.length = Ticks::seconds(1);
        SC_COMPARE_PROBLEM(editScene(t, fixed), ProblemCode::ValidationError);
        EditScene derived;
        derived.scene = sceneId(1);
        derived.autoLength = true;
        t = editScene(t, derived).value();
        QCOMPARE(findScene(t, sceneId(1))->length, Ticks::seconds(2));
        SC_COMPARE_NO_BREACH(t);
    }

    void wordsKeepTheirLimits()
    {
        EditScene edit;
        edit.scene = sceneId(1);
        edit.description = QString(2001, u'x');
        SC_COMPARE_PROBLEM(editScene(three(), edit), ProblemCode::ValidationError);
        edit.description = {};
        edit.name = QString();
        SC_COMPARE_PROBLEM(editScene(three(), edit), ProblemCode::ValidationError);
        edit.name = QStringLiteral("Opening");
        edit.colour = 10;
        SC_COMPARE_PROBLEM(editScene(three(), edit), ProblemCode::ValidationError);
        edit.colour = 9;
        SC_VERIFY_OK(editScene(three(), edit));
    }

    void aSceneCarriesItsClips()
    {
        const auto moved = moveScene(three(), {.scene = sceneId(2), .start = Ticks::seconds(20)});
        SC_VERIFY_OK(moved);
        QCOMPARE(names(*moved), QStringLiteral("s1@0 s3@8 s2@20"));
        QCOMPARE(layout(*moved, 2), QStringLiteral("20-22"));
        const auto rippled = moveScene(three(), {.scene = sceneId(2), .start = Ticks::seconds(5), .ripple = true});
        QCOMPARE(names(*rippled), QStringLiteral("s1@0 s2@5 s3@9"));
        SC_COMPARE_PROBLEM(moveScene(three(), {.scene = sceneId(2), .start = Ticks::seconds(-1)}), ProblemCode::ValidationError);
        SC_COMPARE_NO_BREACH(*rippled);
    }

    void aLockedClipHoldsItsScene()
    {
        const Timeline t = setLocked(three(), {.scenes = {}, .clips = {clipId(4)}, .locked = true}).value();
        SC_COMPARE_PROBLEM(moveScene(t, {.scene = sceneId(3), .start = Ticks()}), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(deleteScene(t, {.scene = sceneId(3)}), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(deleteScene(t, {.scene = sceneId(1), .ripple = true}), ProblemCode::Conflict);
        SC_VERIFY_OK(deleteScene(t, {.scene = sceneId(1)}));
    }

    void reorderingChangesPlacesAndKeepsGaps()
    {
        const auto first = reorderScenes(three(), {.scene = sceneId(3), .index = 0});
        SC_VERIFY_OK(first);
        QCOMPARE(names(*first), QStringLiteral("s3@0 s1@3 s2@9"));
        QCOMPARE(layout(*first, 1), QStringLiteral("3-5 5-7"));
        SC_COMPARE_NO_BREACH(*first);
        const Timeline locked = setLocked(three(), {.scenes = {sceneId(2)}, .clips = {}, .locked = true}).value();
        const auto refused = reorderScenes(locked, {.scene = sceneId(1), .index = 2});
        SC_COMPARE_PROBLEM(refused, ProblemCode::Conflict);
        QVERIFY(refused.error().text().contains(QStringLiteral("s2")));
    }

    void deletingClosesUpOnlyWithRipple()
    {
        QCOMPARE(names(deleteScene(three(), {.scene = sceneId(2)}).value()), QStringLiteral("s1@0 s3@8"));
        const auto closed = deleteScene(three(), {.scene = sceneId(2), .ripple = true});
        QCOMPARE(names(*closed), QStringLiteral("s1@0 s3@6"));
        QCOMPARE(closed->clips.size(), size_t(4));
        SC_COMPARE_NO_BREACH(*closed);
    }

    void aCopyHasItsOwnClips()
    {
        DuplicateScene request;
        request.scene = sceneId(1);
        const auto copied = duplicateScene(three(), request);
        SC_VERIFY_OK(copied);
        QCOMPARE(names(*copied), QStringLiteral("s1@0 s2@4 s3@8 s1 copy@11"));
        QCOMPARE(clipsOf(*copied, request.id).size(), size_t(2));
        SC_COMPARE_NO_BREACH(*copied);
    }

    void markersKeepTheirExactTime()
    {
        AddMarker add;
        add.time = Ticks::fromSeconds(1.2345);
        Timeline t = addMarker(three(), add).value();
        QCOMPARE(t.markers[0].time, Ticks::fromSeconds(1.2345));
        QCOMPARE(t.markers[0].name, QStringLiteral("Marker 1"));
        EditMarker edit;
        edit.marker = add.id;
        edit.colour = 8;
        SC_COMPARE_PROBLEM(editMarker(t, edit), ProblemCode::ValidationError);
        edit.colour = 7;
        edit.name = QStringLiteral("Drop");
        t = editMarker(t, edit).value();
        QCOMPARE(t.markers[0].name, QStringLiteral("Drop"));
        t = deleteMarker(t, {add.id}).value();
        QVERIFY(t.markers.empty());
        SC_COMPARE_PROBLEM(deleteMarker(t, {add.id}), ProblemCode::ResourceNotFound);
    }
};

SC_TEST(TestSceneEdits)
#include "tst_scene_edits.moc"
