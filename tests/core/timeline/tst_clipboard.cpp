// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

class TestClipboard : public QObject
{
    Q_OBJECT

private:
    static Timeline three(FrameRate rate = {})
    {
        Timeline t = songTimeline(rate);
        addSceneWithClips(t, 1, 0, {2, 1, 2}, 1);
        EditClip words;
        words.clip = clipId(1);
        words.imagePrompt = QStringLiteral("a red car\nin the rain \U0001F327");
        words.notes = QStringLiteral("slow");
        words.direction = ShotDirection{.shotType = QStringLiteral("wide"), .in = {TransitionKind::FadeBlack, Ticks::seconds(1)}};
        words.speedNumerator = 1;
        words.speedDenominator = 2;
        t = editClip(t, words).value();
        t.clips.front().selectedImage = TakeId(QStringLiteral("take"));
        return t;
    }

private Q_SLOTS:
    void pastedClipsKeepTheirDistances()
    {
        const Timeline t = three();
        const CopiedClips copied = copyClips(t, {clipId(3), clipId(1)}).value();
        const auto pasted = pasteClips(t, {.copied = copied, .at = Ticks::seconds(10), .ids = {clipId(20), clipId(21)}});
        SC_VERIFY_OK(pasted);
        SC_COMPARE_NO_BREACH(*pasted);
        QCOMPARE(layout(*pasted, 1), QStringLiteral("0-2 2-3 3-5 10-12 13-15"));
        QCOMPARE(clip(*pasted, 20).imagePrompt, clip(t, 1).imagePrompt);
        QCOMPARE(clip(*pasted, 20).selectedImage, TakeId(QStringLiteral("take")));
        QCOMPARE(clip(*pasted, 20).beatIn.value().index, 20);
    }

    void pastingOntoClipsDoesWhatTheModeSays()
    {
        const Timeline t = three();
        const CopiedClips copied = copyClips(t, {clipId(2)}).value();
        QCOMPARE(pasteClips(t, {.copied = copied, .at = Ticks::seconds(1)}).error().code(), ProblemCode::Conflict);
        QCOMPARE(layout(pasteClips(t, {.copied = copied, .at = Ticks::seconds(3), .ripple = true}).value(), 1),
                 QStringLiteral("0-2 2-3 3-4 4-6"));
        QCOMPARE(layout(pasteClips(t, {.copied = copied, .at = Ticks::seconds(3), .overlap = OverlapMode::Overwrite}).value(), 1),
                 QStringLiteral("0-2 2-3 3-4 4-5"));
    }

    void clipsGoThroughTextUnchanged()
    {
        const CopiedClips copied = copyClips(three(), {clipId(1), clipId(2), clipId(3)}).value();
        const auto read = copiedClipsFromJson(*parseJsonObject(toCompactJson(toJson(copied)), QStringLiteral("clips")));
        SC_VERIFY_OK(read);
        CopiedClips same = *read;
        for (size_t i = 0; i < same.clips.size(); ++i)
            same.clips[i].id = copied.clips[i].id;
        QCOMPARE(same, copied);
    }

    void clipsOfAnotherProjectComeWithoutTakesAndOnThisGrid()
    {
        const CopiedClips copied = copyClips(three(*FrameRate::parse(u"30000/1001")), {clipId(1), clipId(2), clipId(3)}).value();
        Timeline other = songTimeline();
        addSceneWithClips(other, 1, 0, {1}, 50);
        const auto pasted = pasteClips(other, {.copied = copied, .at = Ticks::seconds(2)});
        SC_VERIFY_OK(pasted);
        SC_COMPARE_NO_BREACH(*pasted);
        const std::vector<const Clip *> clips = clipsOf(*pasted, sceneId(1));
        QCOMPARE(int(clips.size()), 4);
        QVERIFY(clips[1]->selectedImage.isEmpty());
        QCOMPARE(clips[1]->end(), clips[2]->start); // what touched still touches
    }

    void hostileTextIsRefusedWithAReason()
    {
        for (const char *text :
             {R"({})", R"({"clips":[]})", R"({"clips":[{"name":"x","length":0}]})", R"({"clips":[{"name":"","length":705600000}]})",
              R"({"clips":[{"name":"x","length":705600000,"direction":{"in":{"kind":"explode"}}}]})",
              R"({"clips":[{"name":"x","start":-5,"length":705600000}]})", R"({"clips":"many"})"}) {
            const auto read = copiedClipsFromJson(*parseJsonObject(QByteArray(text), QStringLiteral("clips")));
            QVERIFY2(!read, text);
            QVERIFY(!read.error().text().isEmpty());
        }
    }

    void attributesGoOntoOtherClips()
    {
        const Timeline t = three();
        const CopiedClips copied = copyClips(t, {clipId(1)}).value();
        const auto pasted = pasteAttributes(t, {.copied = copied,
                                                .clips = {clipId(2), clipId(3)},
                                                .attributes = ClipAttribute::Prompts | ClipAttribute::Speed | ClipAttribute::Takes});
        SC_VERIFY_OK(pasted);
        QCOMPARE(clip(*pasted, 3).imagePrompt, clip(t, 1).imagePrompt);
        QCOMPARE(clip(*pasted, 2).speedDenominator, 2);
        QCOMPARE(clip(*pasted, 2).selectedImage, TakeId(QStringLiteral("take")));
        QCOMPARE(clip(*pasted, 2).notes, QString());
        QCOMPARE(clip(*pasted, 2).direction, clip(t, 2).direction);
        QCOMPARE(layout(*pasted, 1), layout(t, 1));
        const auto longer = pasteAttributes(t, {.copied = copied, .clips = {clipId(2)}, .attributes = ClipAttribute::Length});
        QCOMPARE(longer.error().code(), ProblemCode::Conflict);
    }
};

SC_TEST(TestClipboard)
#include "tst_clipboard.moc"
