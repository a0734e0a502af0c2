// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

class TestLyricEdits : public QObject
{
    Q_OBJECT

private:
    static Timeline sung()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {4, 4}, 1);
        return tapLyrics(t, {{QStringLiteral("one two"), QStringLiteral("three"), QStringLiteral("four")},
                             {Ticks::seconds(1), Ticks::seconds(3), Ticks::seconds(5), Ticks::seconds(7)}})
            .value();
    }

private Q_SLOTS:
    void tapsTimeThePlainLines()
    {
        const Timeline t = sung();
        SC_COMPARE_NO_BREACH(t);
        QCOMPARE(t.lyrics.size(), size_t(3));
        QCOMPARE(t.lyrics[1].start, Ticks::seconds(3));
        QCOMPARE(endOfLyric(t, 0), Ticks::seconds(3));
        QCOMPARE(endOfLyric(t, 2), Ticks::seconds(7));
        QCOMPARE(tapLyrics(t, {{QStringLiteral("a"), QStringLiteral("b")}, {Ticks::seconds(1)}}).error().code(),
                 ProblemCode::ValidationError);
        QCOMPARE(tapLyrics(t, {{QStringLiteral("a"), QStringLiteral("b")}, {Ticks::seconds(2), Ticks::seconds(1)}}).error().code(),
                 ProblemCode::ValidationError);
    }

    void linesGoWhereMostOfThemIsSung()
    {
        const auto applied = applyLyrics(sung(), {});
        SC_VERIFY_OK(applied);
        // "three" is sung from 3 to 5 s: half in each clip, so the earlier one has it.
        QCOMPARE(clip(*applied, 1).lyrics, QStringLiteral("one two\nthree"));
        QCOMPARE(clip(*applied, 2).lyrics, QStringLiteral("four"));
        QCOMPARE(applied->scenes.front().lyrics, QStringLiteral("one two\nthree\nfour"));
        QCOMPARE(applyLyrics(*applied, {}).error().code(), ProblemCode::NothingToUpdate);
        const Timeline locked = setLocked(sung(), {.clips = {clipId(1)}}).value();
        QCOMPARE(clip(*applyLyrics(locked, {.scenes = false}), 1).lyrics, QString());
    }

    void theSongsOffsetCounts()
    {
        Timeline t = sung();
        t.project.songOffset = Ticks::seconds(4);
        const auto applied = applyLyrics(t, {.scenes = false});
        SC_VERIFY_OK(applied);
        QCOMPARE(clip(*applied, 1).lyrics, QString());
        QCOMPARE(clip(*applied, 2).lyrics, QStringLiteral("one two\nthree"));
    }

    void wordsKeepTheirTimesWhileTheyAreAsMany()
    {
        Timeline t = sung();
        t.lyrics[0].words = {{Ticks::seconds(1), QStringLiteral("one")}, {Ticks::seconds(2), QStringLiteral("two")}};
        const LyricId id = t.lyrics[0].id;
        const auto same = editLyricLine(t, {.line = id, .start = Ticks::fromSeconds(1.5), .text = QStringLiteral("uno dos")});
        SC_VERIFY_OK(same);
        QCOMPARE(same->lyrics[0].words[1].start, Ticks::fromSeconds(2.5));
        QCOMPARE(same->lyrics[0].words[1].text, QStringLiteral("dos"));
        const auto other = editLyricLine(t, {.line = id, .text = QStringLiteral("uno")});
        QVERIFY(other->lyrics[0].words.empty());
        QCOMPARE(editLyricLine(t, {.line = id, .end = Ticks::seconds(1)}).error().code(), ProblemCode::ValidationError);
        QCOMPARE(editLyricLine(t, {.line = id, .text = QString()}).error().code(), ProblemCode::ValidationError);
        QCOMPARE(editLyricLine(t, {.line = LyricId(QStringLiteral("none")), .text = QStringLiteral("x")}).error().code(),
                 ProblemCode::ResourceNotFound);
    }

    void shiftingMovesEverythingTogether()
    {
        const auto later = shiftLyrics(sung(), {Ticks::seconds(2)});
        SC_VERIFY_OK(later);
        QCOMPARE(later->lyrics[2].end, std::optional(Ticks::seconds(9)));
        Timeline back = shiftLyrics(*later, {-Ticks::seconds(2)}).value();
        Timeline before = *later;
        for (LyricLine &line : before.lyrics) {
            line.start -= Ticks::seconds(2);
            if (line.end)
                *line.end -= Ticks::seconds(2);
        }
        QVERIFY(back.lyrics == before.lyrics);
        QCOMPARE(shiftLyrics(sung(), {-Ticks::seconds(2)}).error().code(), ProblemCode::ValidationError);
    }
};

SC_TEST(TestLyricEdits)
#include "tst_lyric_edits.moc"
