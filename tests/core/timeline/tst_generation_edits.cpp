// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/clip_json.h"
#include "core/timeline/clip_version.h"
#include "core/timeline/generation_json.h"
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

namespace {

Timeline threeShots()
{
    Timeline t = songTimeline();
    addSceneWithClips(t, 1, 0, {2, 2, 2}, 1);
    return t;
}

ClipGeneration full()
{
    ClipGeneration generation;
    generation.characters = {{CharacterId(QStringLiteral("rhea")), QStringLiteral("lead"), 0.8, QStringLiteral("Rain")},
                             {CharacterId(QStringLiteral("coupe")), {}, 1, {}}};
    generation.styleTemplate = StyleTemplateId(QStringLiteral("noir"));
    generation.params = {{QStringLiteral("steps"), 20}, {QStringLiteral("cfg"), 3.1}, {QStringLiteral("seed"), qint64(9'007'199'254'740'993)}};
    generation.startPicture = StartPicture::None;
    generation.continueMode = ContinueMode::LastWindow;
    generation.frozen = {QStringLiteral("as it was"), {}, QStringLiteral("text")};
    return generation;
}

Result<Timeline> generated(const Timeline &t, int n, const ClipGeneration &generation)
{
    return editClip(t, {.clip = clipId(n), .generation = generation});
}

ClipGeneration goingOn(int from)
{
    ClipGeneration generation;
    generation.continueFrom = clipId(from);
    return generation;
}

} // namespace

class TestGenerationEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyValueComesBackAsItWasGiven()
    {
        const auto t = generated(threeShots(), 1, full());
        SC_VERIFY_OK(t);
        QVERIFY(clip(*t, 1).generation == full());
        QCOMPARE(breaches(*t), QString());
        const auto read = clipGenerationFromJson(toJson(full()));
        SC_VERIFY_OK(read);
        QVERIFY(*read == full());
        QVERIFY(toJson(ClipGeneration()).isEmpty());
        SC_COMPARE_PROBLEM(clipGenerationFromJson({{QStringLiteral("continue_mode"), QStringLiteral("backwards")}}),
                           ProblemCode::ValidationError);
    }

    void aCharacterIsInAShotOnce()
    {
        ClipGeneration twice = full();
        twice.characters.push_back(twice.characters.front());
        SC_COMPARE_PROBLEM(generated(threeShots(), 1, twice), ProblemCode::ValidationError);
        for (const double weight : {-0.1, 2.1, std::numeric_limits<double>::quiet_NaN()}) {
            ClipGeneration heavy = full();
            heavy.characters.front().weight = weight;
            SC_COMPARE_PROBLEM(generated(threeShots(), 1, heavy), ProblemCode::ValidationError);
        }
        ClipGeneration nobody = full();
        nobody.characters.push_back({});
        SC_COMPARE_PROBLEM(generated(threeShots(), 1, nobody), ProblemCode::ValidationError);
        ClipGeneration crowd;
        for (int i = 0; i <= kMaxClipCharacters; ++i)
            crowd.characters.push_back({.character = CharacterId(QString::number(i)), .role = {}, .look = {}});
        SC_COMPARE_PROBLEM(generated(threeShots(), 1, crowd), ProblemCode::ValidationError);
    }

    void tooMuchTextIsRefused()
    {
        ClipGeneration generation;
        generation.params.insert(QStringLiteral("model"), QString(kMaxParamsBytes, u'x'));
        SC_COMPARE_PROBLEM(generated(threeShots(), 1, generation), ProblemCode::ValidationError);
        generation = {};
        generation.frozen.video = QString(kMaxFrozenLength + 1, u'x');
        SC_COMPARE_PROBLEM(generated(threeShots(), 1, generation), ProblemCode::ValidationError);
    }

    void goingOnMakesNoCircle()
    {
        auto t = generated(threeShots(), 2, goingOn(1));
        SC_VERIFY_OK(t);
        t = generated(*t, 3, goingOn(2));
        SC_VERIFY_OK(t);
        const auto circle = generated(*t, 1, goingOn(3));
        SC_COMPARE_PROBLEM(circle, ProblemCode::Conflict);
        QVERIFY(!circle.error().actions().isEmpty());
        SC_COMPARE_PROBLEM(generated(*t, 1, goingOn(1)), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(generated(*t, 1, goingOn(9)), ProblemCode::ResourceNotFound);
        Timeline broken = *t;
        std::ranges::find(broken.clips, clipId(1), &Clip::id)->generation.continueFrom = clipId(3);
        QVERIFY(breaches(broken).contains(QStringLiteral("goes on from itself")));
    }

    void aShotWhoseForerunnerIsDeletedBeginsOnItsOwn()
    {
        const auto t = deleteClips(*generated(threeShots(), 2, goingOn(1)), {.clips = {clipId(1)}});
        SC_VERIFY_OK(t);
        QVERIFY(clip(*t, 2).generation.continueFrom.isEmpty());
        QCOMPARE(breaches(*t), QString());
    }

    void copiesOfAChainGoOnFromCopies()
    {
        const Timeline t = *generated(threeShots(), 2, goingOn(1));
        const auto chained = [&](const Timeline &after, const SceneId &scene) {
            const auto clips = clipsOf(after, scene);
            return clips.size() == 3 && clips[1]->generation.continueFrom == clips[0]->id;
        };
        const SceneId copy(QStringLiteral("copy"));
        QVERIFY(chained(duplicateScene(t, {.scene = sceneId(1), .id = copy, .start = {}}).value(), copy));
        QVERIFY(chained(addSceneAlternate(t, {.scene = sceneId(1), .id = copy}).value(), copy));
        // By way of the clipboard of another program, too.
        const CopiedClips copied = copiedClipsFromJson(toJson(copyClips(t, {clipId(1), clipId(2)}).value())).value();
        PasteClips paste{.copied = copied, .at = Ticks::seconds(10)};
        paste.ids = {clipId(11), clipId(12)};
        const auto pasted = pasteClips(t, paste);
        SC_VERIFY_OK(pasted);
        QCOMPARE(clip(*pasted, 12).generation.continueFrom, clipId(11));
        // Where the forerunner is not copied the copy goes on from it as well.
        paste.copied = copyClips(t, {clipId(2)}).value();
        QCOMPARE(clip(pasteClips(t, paste).value(), 11).generation.continueFrom, clipId(1));
        paste.copied.project = ProjectId(QStringLiteral("another"));
        Timeline elsewhere = songTimeline();
        addSceneWithClips(elsewhere, 1, 0, {2}, 50);
        QVERIFY(clip(pasteClips(elsewhere, paste).value(), 11).generation.continueFrom.isEmpty());
    }

    void copiesAndHalvesKeepWhatTheyAreMadeWith()
    {
        const Timeline t = *generated(threeShots(), 1, full());
        QVERIFY(clip(duplicateClip(t, {.clip = clipId(1), .id = clipId(9), .start = {}}).value(), 9).generation == full());
        QVERIFY(clip(splitClip(t, {.clip = clipId(1), .at = Ticks::seconds(1), .rightId = clipId(9)}).value(), 9).generation == full());
        QVERIFY(clip(addClipAlternate(t, {.clip = clipId(1), .id = clipId(9)}).value(), 9).generation == full());
        QVERIFY(clip(addClipAlternate(t, {.clip = clipId(1), .id = clipId(9), .content = AlternateContent::Empty}).value(), 9).generation ==
                ClipGeneration());
        const auto given = pasteAttributes(
            t, {.copied = copyClips(t, {clipId(1)}).value(), .clips = {clipId(2)}, .attributes = ClipAttribute::Generation});
        SC_VERIFY_OK(given);
        QVERIFY(clip(*given, 2).generation.characters == full().characters);
        QVERIFY(clip(*given, 2).generation.params == full().params);
        QVERIFY(clip(*given, 2).generation.frozen == FrozenPrompts());
        SC_COMPARE_PROBLEM(generated(*setLocked(t, {.scenes = {}, .clips = {clipId(1)}}), 1, {}), ProblemCode::Conflict);
    }

    void versionsHoldWhatAShotIsMadeWith()
    {
        const Timeline t = *generated(threeShots(), 2, full());
        const VersionContent content = versionContentOf(clip(t, 2));
        const auto read = versionContentFromJson(toJson(content));
        SC_VERIFY_OK(read);
        QVERIFY(*read == content);
        const auto restored = restoreVersion(*generated(t, 2, {}), clipId(2), content, 3);
        SC_VERIFY_OK(restored);
        QVERIFY(clip(*restored, 2).generation == full());
        // A version that goes on from a shot that now goes on from this one.
        VersionContent old = content;
        old.generation.continueFrom = clipId(1);
        const auto safe = restoreVersion(*generated(t, 1, goingOn(2)), clipId(2), old, 4);
        SC_VERIFY_OK(safe);
        QCOMPARE(breaches(*safe), QString());
        QVERIFY(clip(*safe, 2).generation.continueFrom.isEmpty());
    }

    void theLookKeepsItsRules()
    {
        LookBible look;
        look.preamble = QStringLiteral("35 mm anamorphic");
        look.palette = {QStringLiteral(" #1A2B3C "), QStringLiteral("#1a2b3c"), QStringLiteral("#ffffff")};
        look.recurringWords = {QStringLiteral("neon"), QStringLiteral("Neon"), QStringLiteral(" rain ")};
        const auto t = editProject(threeShots(), {.look = look, .defaultFamily = QStringLiteral("sdxl")});
        SC_VERIFY_OK(t);
        QCOMPARE(t->project.look.palette, (QStringList{QStringLiteral("#1a2b3c"), QStringLiteral("#ffffff")}));
        QCOMPARE(t->project.look.recurringWords, (QStringList{QStringLiteral("neon"), QStringLiteral("rain")}));
        QCOMPARE(t->project.defaultFamily, QStringLiteral("sdxl"));
        QVERIFY(lookFromJson(toJson(t->project.look)) == t->project.look);
        const auto refused = [](const LookBible &bad) { return editProject(threeShots(), {.look = bad}); };
        LookBible bad;
        bad.preamble = QString(2001, u'x');
        SC_COMPARE_PROBLEM(refused(bad), ProblemCode::ValidationError);
        bad = {};
        bad.negativePrompt = QString(5001, u'x');
        SC_COMPARE_PROBLEM(refused(bad), ProblemCode::ValidationError);
        for (const char *colour : {"red", "#12345", "#12345g"}) {
            bad = {};
            bad.palette = {QString::fromLatin1(colour)};
            SC_COMPARE_PROBLEM(refused(bad), ProblemCode::ValidationError);
        }
        bad = {};
        for (int i = 0; i < 13; ++i)
            bad.palette.append(QStringLiteral("#0000%1").arg(i + 16, 2, 16));
        SC_COMPARE_PROBLEM(refused(bad), ProblemCode::ValidationError);
    }

    void aSceneNamesEachPromptTemplateOnce()
    {
        const PromptTemplateId one(QStringLiteral("one"));
        const auto t = editScene(threeShots(), {.scene = sceneId(1), .promptTemplates = std::vector{one, one, PromptTemplateId()}});
        SC_VERIFY_OK(t);
        QVERIFY(findScene(*t, sceneId(1))->promptTemplates == std::vector{one});
        std::vector<PromptTemplateId> many;
        for (int i = 0; i < 21; ++i)
            many.emplace_back(QString::number(i));
        SC_COMPARE_PROBLEM(editScene(threeShots(), {.scene = sceneId(1), .promptTemplates = many}), ProblemCode::ValidationError);
    }
};

SC_TEST(TestGenerationEdits)
#include "tst_generation_edits.moc"
