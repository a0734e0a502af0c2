// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/beat_audit.h"
#include "core/planning/shot_plan.h"
#include "core/timeline/edits.h"
#include "core/timeline/normalise.h"
#include "core/timeline/report.h"
#include "tests/core/planning/song_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::planning;
using namespace sc::timeline;
using namespace sc::test;

namespace {

// What a seed decides, without the ids.
QStringList shape(const Timeline &timeline)
{
    QStringList lines;
    for (const Scene &scene : timeline.scenes)
        lines += QStringLiteral("%1 %2 %3 %4").arg(scene.name).arg(scene.start.value()).arg(scene.length.value()).arg(scene.colour);
    for (const Clip &clip : timeline.clips)
        lines +=
            QStringLiteral("%1 %2 %3 %4").arg(clip.name).arg(clip.start.value()).arg(clip.length.value()).arg(clip.direction.cameraMove);
    return lines;
}

QString faults(const Timeline &timeline)
{
    QStringList texts;
    for (const Breach &breach : validate(timeline))
        texts += breach.text;
    return texts.join(u'\n');
}

SectionRule rule(ShotLength::Unit unit, double count, double variation = 0, int maxShots = 0)
{
    return {{unit, count}, variation, maxShots};
}

std::vector<double> secondsOfSection(const Timeline &timeline, const QString &scene)
{
    std::vector<double> lengths;
    for (const Clip &clip : timeline.clips) {
        if (findScene(timeline, clip.scene)->name == scene)
            lengths.push_back(clip.length.toSeconds());
    }
    return lengths;
}

double mean(const std::vector<double> &values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

} // namespace

class TestShotPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shotsCoverTheProgramWithoutHoles_data()
    {
        QTest::addColumn<double>("bpm");
        QTest::addColumn<double>("seconds");
        QTest::addColumn<double>("phase");
        QTest::addColumn<double>("offset");
        QTest::newRow("ordinary") << 118.37 << 183.3 << 0.21 << 0.0;
        QTest::newRow("slowest") << 20.0 << 300.0 << 2.9 << 0.0;
        QTest::newRow("fastest") << 400.0 << 120.0 << 0.1 << 0.0;
        QTest::newRow("song begins later") << 96.0 << 100.0 << 0.0 << 3.3333;
        QTest::newRow("song begins inside") << 96.0 << 100.0 << 0.0 << -17.771;
        QTest::newRow("long pick-up") << 140.0 << 90.0 << 40.0 << 0.0;
        QTest::newRow("half a second") << 120.0 << 0.5 << 0.0 << 0.0;
        QTest::newRow("one beat") << 120.0 << 60.0 << 59.9 << 0.0;
    }

    void shotsCoverTheProgramWithoutHoles()
    {
        QFETCH(double, bpm);
        QFETCH(double, seconds);
        QFETCH(double, phase);
        QFETCH(double, offset);
        for (const FrameRate rate : FrameRate::supported()) {
            Timeline t = planSong(bpm, seconds, phase, rate);
            t.project.songOffset = Ticks::fromSeconds(offset);
            const auto plan = planShots(t, {});
            SC_VERIFY_OK(plan);
            QCOMPARE(faults(plan->timeline), QString());
            const TimelineReport report = timelineReport(plan->timeline);
            QVERIFY2(report.good && report.gaps.empty(), qPrintable(report.verdict));
            QCOMPARE(report.totalLength, programLength(plan->timeline));
            QCOMPARE(report.end, programLength(plan->timeline));
            QCOMPARE(plan->shots, report.clips);
            for (const Clip &clip : plan->timeline.clips)
                QVERIFY2(clip.length >= Ticks::fromSeconds(0.1) || plan->shots == 1, qPrintable(clip.name));
        }
    }

    void everyCutLiesWithinHalfAFrameOfItsBeatOverAnHour_data()
    {
        QTest::addColumn<QString>("rate");
        for (const FrameRate rate : FrameRate::supported())
            QTest::newRow(qPrintable(rate.toString())) << rate.toString();
    }

    void everyCutLiesWithinHalfAFrameOfItsBeatOverAnHour()
    {
        QFETCH(QString, rate);
        const FrameRate frameRate = *FrameRate::parse(rate);
        struct Tempo
        {
            std::int64_t numerator; // BPM as a fraction, for exact arithmetic
            std::int64_t denominator;
        };
        for (const Tempo tempo : {Tempo{11837, 100}, Tempo{20, 1}, Tempo{400, 1}, Tempo{6113, 50}}) {
            const double bpm = double(tempo.numerator) / double(tempo.denominator);
            Timeline song = planSong(bpm, 3600, 0.25, frameRate);
            song.project.song->map.grid.regions[0].start = Ticks::fromSeconds(0.25); // beat 0 is the one at the phase
            const auto plan = planShots(song, {});
            SC_VERIFY_OK(plan);
            const std::int64_t half = frameRate.frameLength().value() / 2;
            int bound = 0;
            for (const Clip &clip : plan->timeline.clips) {
                if (!clip.beatIn)
                    continue;
                ++bound;
                // |cut - phase - n * 60 / bpm| <= half a frame, plus the tick that the beat's own rounding may take.
                const std::int64_t fromPhase = (clip.start - Ticks::fromSeconds(0.25)).value();
                const std::int64_t beat = std::int64_t(clip.beatIn->index) * 60 * tempo.denominator;
                const auto exact = mulDivRound(beat, Ticks::kPerSecond, tempo.numerator);
                QVERIFY2(std::abs(fromPhase - exact) <= half + 1, qPrintable(clip.name));
            }
            QVERIFY(bound > 300);
            const AuditReport audit = auditBeats(plan->timeline);
            QCOMPARE(audit.offBeat, 0);
            QVERIFY(audit.worstFrames <= 0.5);
            QVERIFY(plan->timeline.clips.back().start > Ticks::seconds(3580));
        }
    }

    void rulesDecideTheLengthOfShots()
    {
        PlanOptions options;
        options.rules[QStringLiteral("verse")] = rule(ShotLength::Unit::Bars, 2);
        options.rules[QStringLiteral("Chorus")] = rule(ShotLength::Unit::Beats, 2);
        options.rules[QStringLiteral("default")] = rule(ShotLength::Unit::Bars, 1);
        const auto plan = planShots(planSong(120, 96), options);
        SC_VERIFY_OK(plan);
        QCOMPARE(secondsOfSection(plan->timeline, QStringLiteral("Verse 1")), std::vector<double>(4, 4.0));
        QCOMPARE(secondsOfSection(plan->timeline, QStringLiteral("Chorus")), std::vector<double>(16, 1.0));
        QCOMPARE(secondsOfSection(plan->timeline, QStringLiteral("Drop")), std::vector<double>(8, 2.0));
        QCOMPARE(plan->timeline.clips[8].name, QStringLiteral("Verse 1, shot 1"));
        QCOMPARE(plan->cutRate[0], 30.0);
        QCOMPARE(plan->scenes, 6);
    }

    void halfBeatsAndLimitsHold()
    {
        PlanOptions options;
        options.rules[QStringLiteral("default")] = rule(ShotLength::Unit::Beats, 0.5, 0, 5);
        options.rules[QStringLiteral("drop")] = rule(ShotLength::Unit::Beats, 0.5);
        options.rules[QStringLiteral("intro")] = rule(ShotLength::Unit::Bars, 8);
        const auto plan = planShots(planSong(120, 96), options);
        QCOMPARE(secondsOfSection(plan->timeline, QStringLiteral("Drop")), std::vector<double>(64, 0.25));
        QCOMPARE(secondsOfSection(plan->timeline, QStringLiteral("Verse 1")).size(), size_t(5));
        QCOMPARE(secondsOfSection(plan->timeline, QStringLiteral("Intro")), std::vector<double>(2, 8.0)); // 16 s, divided on a bar
    }

    void energySetsThePace()
    {
        const auto plan = planShots(planSong(120, 96), {});
        const auto pace = [&](const char *scene) { return mean(secondsOfSection(plan->timeline, QLatin1String(scene))); };
        QVERIFY2(pace("Intro") >= 4 && pace("Intro") <= 8, qPrintable(QString::number(pace("Intro"))));
        QVERIFY2(pace("Verse 1") >= 2 && pace("Verse 1") <= 4, qPrintable(QString::number(pace("Verse 1"))));
        QVERIFY2(pace("Chorus") >= 1 && pace("Chorus") <= 2, qPrintable(QString::number(pace("Chorus"))));
        QVERIFY2(pace("Drop") >= 0.5 && pace("Drop") <= 1, qPrintable(QString::number(pace("Drop"))));
    }

    void aSeedAlwaysGivesTheSamePlan()
    {
        PlanOptions options;
        options.rules[QStringLiteral("verse")] = rule(ShotLength::Unit::Bars, 1, 0.7);
        const Timeline t = planSong(118.37, 180);
        options.seed = 5;
        const QStringList first = shape(planShots(t, options)->timeline);
        QCOMPARE(shape(planShots(t, options)->timeline), first);
        options.seed = 6;
        QVERIFY(shape(planShots(t, options)->timeline) != first);
    }

    void variationStaysMusical()
    {
        PlanOptions options;
        options.rules[QStringLiteral("default")] = rule(ShotLength::Unit::Bars, 1, 1);
        const auto plan = planShots(planSong(120, 96), options);
        QSet<qint64> lengths;
        for (const Clip &clip : plan->timeline.clips) {
            QCOMPARE(clip.length.value() % Ticks::fromSeconds(0.5).value(), std::int64_t(0));
            lengths.insert(clip.length.value());
        }
        QVERIFY(lengths.size() >= 3);
        QCOMPARE(auditBeats(plan->timeline).offBeat, 0);
    }

    void neighboursDoNotMoveAlike()
    {
        const auto plan = planShots(planSong(120, 180), {});
        for (size_t i = 1; i < plan->timeline.clips.size(); ++i)
            QVERIFY(plan->timeline.clips[i].direction.cameraMove != plan->timeline.clips[i - 1].direction.cameraMove);
    }

    void lockedItemsAreKeptAndPlannedAround()
    {
        Timeline t = planShots(planSong(120, 96), {})->timeline;
        const Scene lockedScene = t.scenes[2];
        const Clip lockedClip = t.clips[1];
        t = setLocked(t, {.scenes = {lockedScene.id}, .clips = {lockedClip.id}, .locked = true}).value();
        const size_t before = clipsOf(t, lockedScene.id).size();
        PlanOptions options;
        options.seed = 9;
        const auto again = planShots(t, options);
        SC_VERIFY_OK(again);
        QCOMPARE(faults(again->timeline), QString());
        QCOMPARE(clipsOf(again->timeline, lockedScene.id).size(), before);
        QCOMPARE(findClip(again->timeline, lockedClip.id)->range() == lockedClip.range(), true);
        const TimelineReport report = timelineReport(again->timeline);
        QVERIFY2(report.overlaps.empty() && report.gaps.empty(), qPrintable(report.verdict));
        QCOMPARE(auditBeats(again->timeline).offBeat, 0);
    }

    void aSongWithoutBeatsIsCutOnWholeSeconds()
    {
        Timeline t = planSong(120, 61.4);
        t.project.song->map.grid.regions.clear();
        const auto plan = planShots(t, {});
        SC_VERIFY_OK(plan);
        QVERIFY(plan->shots > 4);
        for (const Clip &clip : plan->timeline.clips) {
            QCOMPARE(clip.start.value() % Ticks::kPerSecond, std::int64_t(0));
            QVERIFY(!clip.beatIn && clip.notes.contains(QStringLiteral("no beats")));
        }
        t.project.song->map.sections.clear();
        t.project.song->map.energy.values.clear();
        SC_VERIFY_OK(planShots(t, {}));
        QCOMPARE(planShots(t, {})->timeline.scenes[0].name, QStringLiteral("Part 1"));
    }

    void aSongWithoutSectionsIsDividedEveryEightBars()
    {
        Timeline t = planSong(120, 64);
        t.project.song->map.sections.clear();
        const auto plan = planShots(t, {});
        QCOMPARE(plan->timeline.scenes.size(), size_t(4));
        QCOMPARE(plan->timeline.scenes[1].start, Ticks::seconds(16));
        QCOMPARE(auditBeats(plan->timeline).offBeat, 0);
    }

    void coloursFollowTheLabel()
    {
        Timeline t = planSong(120, 96);
        t.project.song->map.sections[1].label = QStringLiteral("Pre-Chorus");
        t.project.song->map.sections[4].label = QStringLiteral("B");
        const auto plan = planShots(t, {});
        std::vector<int> colours;
        for (const Scene &scene : plan->timeline.scenes)
            colours.push_back(scene.colour);
        QCOMPARE(colours, (std::vector<int>{0, 2, 3, 6, 8, 9}));
    }

    void badRequestsAreRefused()
    {
        Timeline none;
        SC_COMPARE_PROBLEM(planShots(none, {}), ProblemCode::MediaMissing);
        PlanOptions options;
        options.maxShotLength = Ticks();
        SC_COMPARE_PROBLEM(planShots(planSong(120, 60), options), ProblemCode::ValidationError);
        options = {};
        options.rules[QStringLiteral("verse")] = rule(ShotLength::Unit::Bars, 1, 1.5);
        SC_COMPARE_PROBLEM(planShots(planSong(120, 60), options), ProblemCode::ValidationError);
        Timeline silent = planSong(120, 60);
        silent.project.songOffset = Ticks::seconds(-61);
        SC_COMPARE_PROBLEM(planShots(silent, {}), ProblemCode::ValidationError);
    }

    void shotLengthsAreReadAsPeopleWriteThem()
    {
        using Unit = ShotLength::Unit;
        QCOMPARE(parseShotLength(u"2beats").value() == (ShotLength{Unit::Beats, 2}), true);
        QCOMPARE(parseShotLength(u"1/2 beat").value() == (ShotLength{Unit::Beats, 0.5}), true);
        QCOMPARE(parseShotLength(u"4 Bars").value() == (ShotLength{Unit::Bars, 4}), true);
        QCOMPARE(parseShotLength(u"bar").value() == (ShotLength{Unit::Bars, 1}), true);
        QCOMPARE(parseShotLength(u"by energy").value() == ShotLength{}, true);
        for (const QString &bad : {QStringLiteral("7bananas"), QStringLiteral("3beats"), QStringLiteral("-1bar"), QString(),
                                   QStringLiteral("nanbars"), QStringLiteral("16bars")})
            SC_COMPARE_PROBLEM(parseShotLength(bad), ProblemCode::ValidationError);
    }
};

SC_TEST(TestShotPlan)
#include "tst_shot_plan.moc"
