// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/family_limits.h"
#include "core/planning/shot_plan.h"
#include "core/timeline/beat_binding.h"
#include "core/timeline/edits.h"
#include "core/timeline/normalise.h"
#include "core/timeline/report.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>

using namespace sc;
using namespace sc::planning;
using namespace sc::timeline;

namespace {

// Songs that no musician would write and some detectors find: tempi from 20 to 400, rubato, sections that lie anywhere,
// beats that begin late, songs that begin before the timeline does.
class SongMaker
{
public:
    explicit SongMaker(quint32 seed) : m_random(seed) {}

    Timeline song(FrameRate rate)
    {
        Timeline t;
        t.project.id = ProjectId::create();
        t.project.frameRate = rate;
        Song song;
        song.map.duration = Ticks::fromSeconds(5 + m_random.bounded(150.0));
        addBeats(song.map);
        addSections(song.map);
        addEnergy(song.map);
        t.project.song = song;
        if (chance(3))
            t.project.songOffset = Ticks::fromSeconds(m_random.bounded(8.0) - 4);
        for (int line = m_random.bounded(6); line > 0; --line) {
            LyricLine lyric;
            lyric.id = LyricId::create();
            lyric.start = Ticks::fromSeconds(m_random.bounded(song.map.duration.toSeconds()));
            lyric.text = QStringLiteral("line %1").arg(line);
            t.lyrics.push_back(lyric);
        }
        normalise(t);
        return t;
    }

    PlanOptions options()
    {
        PlanOptions options;
        options.seed = m_random.generate64();
        options.maxShotLength =
            chance(3) ? familyLimits()[size_t(m_random.bounded(4))].longest() : Ticks::fromSeconds(1 + m_random.bounded(20.0));
        for (const char *label : {"default", "verse", "chorus", "drop"}) {
            if (chance(2))
                options.rules[QLatin1String(label)] = rule();
        }
        return options;
    }

    bool chance(int oneOf) { return m_random.bounded(oneOf) == 0; }
    int below(int count) { return m_random.bounded(count); }

private:
    SectionRule rule()
    {
        static const QStringList lengths = {QStringLiteral("1/2beat"), QStringLiteral("1beat"), QStringLiteral("2beats"),
                                            QStringLiteral("1bar"),    QStringLiteral("2bars"), QStringLiteral("4bars"),
                                            QStringLiteral("8bars"),   QStringLiteral("energy")};
        SectionRule made;
        made.length = parseShotLength(lengths[m_random.bounded(int(lengths.size()))]).value();
        made.variation = chance(2) ? m_random.generateDouble() : 0;
        made.maxShots = chance(4) ? 1 + m_random.bounded(6) : 0;
        if (chance(2))
            made.transition = {TransitionKind(m_random.bounded(5)), m_random.bounded(4.0), chance(2)};
        if (chance(2))
            made.prompt = QStringLiteral("{section} of {character}, {wide|close}, {lyrics}, {location}");
        if (chance(2))
            made.characters = {QStringLiteral("Rhea"), QStringLiteral("Iko"), QString()};
        return made;
    }

    void addBeats(SongMap &map)
    {
        if (chance(12))
            return;
        Ticks at = Ticks::fromSeconds(m_random.bounded(3.0));
        while (at < map.duration) {
            BeatRegion region;
            region.start = at;
            region.end = std::min(map.duration, chance(2) ? map.duration : at + Ticks::fromSeconds(4 + m_random.bounded(40.0)));
            region.bpm = 20 + m_random.bounded(380.0);
            region.phase = at;
            region.beatsPerBar = 1 + m_random.bounded(7);
            region.firstBeatInBar = 1 + m_random.bounded(region.beatsPerBar);
            if (chance(3)) {
                for (Ticks t = at; t < region.end; t += Ticks::fromSeconds(60 / region.bpm * (0.7 + m_random.bounded(0.6))))
                    region.times.push_back(t);
            }
            map.grid.regions.push_back(region);
            at = region.end;
        }
    }

    void addSections(SongMap &map)
    {
        static const char *const labels[] = {"intro", "verse", "chorus", "Drop", "breakdown", "A", "pre-chorus"};
        for (Ticks at; at < map.duration && !chance(20);) {
            const Ticks end = std::min(map.duration, at + Ticks::fromSeconds(0.2 + m_random.bounded(30.0)));
            map.sections.push_back({at, end, QLatin1String(labels[m_random.bounded(7)]), m_random.generateDouble(), 0.5, -1});
            at = end;
        }
    }

    void addEnergy(SongMap &map)
    {
        for (auto i = chance(5) ? 0 : std::int64_t(map.duration.toSeconds() * 10); i > 0; --i)
            map.energy.values.push_back(float(m_random.generateDouble()));
    }

    QRandomGenerator m_random;
};

QString faults(const Timeline &timeline)
{
    QStringList texts;
    for (const Breach &breach : validate(timeline))
        texts += breach.text;
    return texts.join(u'\n');
}

// Exact times that a cut may follow: beats and the middles between them.
std::vector<Ticks> musicalTimes(const Timeline &timeline)
{
    const std::vector<Beat> beats = timelineBeats(timeline);
    std::vector<Ticks> times;
    for (size_t i = 0; i < beats.size(); ++i) {
        times.push_back(beats[i].time);
        if (i + 1 < beats.size())
            times.push_back(beats[i].time + Ticks((beats[i + 1].time - beats[i].time).value() / 2));
    }
    return times;
}

bool isWithinHalfAFrame(const std::vector<Ticks> &times, Ticks cut, FrameRate rate)
{
    const auto after = std::ranges::lower_bound(times, cut);
    const auto near = [&](Ticks t) { return 2 * abs(t - cut) <= rate.frameLength(); };
    return (after != times.end() && near(*after)) || (after != times.begin() && near(*(after - 1)));
}

template<class Item> Item withoutOrder(Item item)
{
    item.order = 0;
    return item;
}

// Locked items and what lies in locked scenes, without what follows from the others.
std::vector<Clip> lockedClips(const Timeline &timeline)
{
    std::vector<Clip> clips;
    for (const Clip &clip : timeline.clips) {
        const Scene *scene = findScene(timeline, clip.scene);
        if (clip.locked || (scene && scene->locked))
            clips.push_back(withoutOrder(clip));
    }
    return clips;
}

std::vector<Scene> lockedScenes(const Timeline &timeline)
{
    std::vector<Scene> scenes;
    for (const Scene &scene : timeline.scenes) {
        if (scene.locked)
            scenes.push_back(withoutOrder(scene));
    }
    return scenes;
}

QStringList shape(const Timeline &timeline)
{
    QStringList lines;
    for (const Clip &clip : timeline.clips)
        lines += QStringLiteral("%1 %2 %3 %4 %5 %6")
                     .arg(clip.name)
                     .arg(clip.start.value())
                     .arg(clip.length.value())
                     .arg(clip.imagePrompt, clip.notes, clip.lyrics);
    return lines;
}

} // namespace

// What holds for every plan, whatever the song and whatever the rules.
class TestRandomPlans : public QObject
{
    Q_OBJECT

private:
    static void checkPlan(const PlanPreview &plan, const PlanOptions &options)
    {
        const Timeline &t = plan.timeline;
        const FrameRate rate = t.project.frameRate;
        QCOMPARE(faults(t), QString());
        QVERIFY(timelineReport(t).overlaps.empty());
        QSet<ClipId> made;
        for (const GivenShot &shot : plan.given)
            made.insert(shot.clip);
        const std::vector<Ticks> times = musicalTimes(t);
        Ticks total;
        Ticks gaps;
        Ticks end;
        const Clip *before = nullptr;
        for (const Clip *clip : liveClips(t)) {
            total += clip->length;
            gaps += std::max(Ticks(), clip->start - end);
            end = std::max(end, clip->end());
            QVERIFY(rate.isOnGrid(clip->start) && rate.isOnGrid(clip->length));
            QVERIFY(clip->direction.in.length <= Ticks(clip->length.value() / 2));
            if (!made.contains(clip->id)) {
                before = clip;
                continue;
            }
            // A new shot follows another new one on a beat; elsewhere it begins where something locked ends, or at 0.
            if (before && made.contains(before->id) && before->end() == clip->start && times.size() >= 4)
                QVERIFY2(isWithinHalfAFrame(times, clip->start, rate) || clip->length > kMaxClipLength,
                         qPrintable(QStringLiteral("%1 at %2").arg(clip->name).arg(clip->start.toSeconds())));
            // Longer than allowed only where the song has no place to divide it.
            if (clip->length > options.maxShotLength) {
                const Ticks flash = Ticks(Ticks::kPerSecond / 10);
                for (const Ticks time : times) {
                    const Ticks edge = rate.snap(time);
                    const bool isBeat = beatAtEdge(timelineBeats(t), edge, rate).has_value();
                    if (isBeat)
                        QVERIFY2(edge - clip->start < flash || clip->end() - edge < flash, qPrintable(clip->name));
                }
            }
            before = clip;
        }
        QCOMPARE(total + gaps, end);
        QCOMPARE(plan.shots, int(liveClips(t).size()));
        int counted = 0;
        for (const LabelFigures &row : plan.labels)
            counted += row.shots;
        QCOMPARE(counted, plan.shots);
    }

private Q_SLOTS:
    void plansOfRandomSongsKeepEveryRule_data()
    {
        QTest::addColumn<QString>("rate");
        for (const FrameRate rate : FrameRate::supported())
            QTest::newRow(qPrintable(rate.toString())) << rate.toString();
    }

    void plansOfRandomSongsKeepEveryRule()
    {
        QFETCH(QString, rate);
        for (quint32 seed = 1; seed <= 120; ++seed) {
            SongMaker maker(seed * 7919 + quint32(qHash(rate)));
            Timeline song = maker.song(*FrameRate::parse(rate));
            const PlanOptions options = maker.options();
            const auto plan = planShots(song, options);
            SC_VERIFY_OK(plan);
            checkPlan(*plan, options);
            QVERIFY2(!QTest::currentTestFailed(), qPrintable(QStringLiteral("song %1").arg(seed)));
            // Without locked items the program is covered from its first frame to its last.
            QCOMPARE(endOf(plan->timeline), programLength(plan->timeline));
            QCOMPARE(plan->given.size(), size_t(plan->shots));
            // The same seed, the same plan.
            QCOMPARE(shape(planShots(song, options)->timeline), shape(plan->timeline));

            Timeline locked = plan->timeline;
            for (Scene &scene : locked.scenes)
                scene.locked = maker.chance(4);
            for (Clip &clip : locked.clips)
                clip.locked = maker.chance(15);
            const PlanOptions others = maker.options();
            const auto again = planShots(locked, others);
            SC_VERIFY_OK(again);
            checkPlan(*again, others);
            QVERIFY2(!QTest::currentTestFailed(), qPrintable(QStringLiteral("locked song %1").arg(seed)));
            QCOMPARE(lockedClips(again->timeline), lockedClips(locked));
            QCOMPARE(lockedScenes(again->timeline), lockedScenes(locked));
        }
    }

    void tenThousandSecondsAreCutToTheLastBeat()
    {
        for (const double bpm : {20.0, 61.13, 400.0}) {
            Timeline t;
            t.project.id = ProjectId::create();
            t.project.frameRate = *FrameRate::parse(u"30000/1001");
            Song song;
            song.map.duration = kMaxPosition;
            BeatRegion region;
            region.end = kMaxPosition;
            region.bpm = bpm;
            song.map.grid.regions = {region};
            t.project.song = song;
            PlanOptions options;
            options.rules[QStringLiteral("default")].length = {ShotLength::Unit::Bars, 8};
            const auto plan = planShots(t, options);
            SC_VERIFY_OK(plan);
            QCOMPARE(faults(plan->timeline), QString());
            QCOMPARE(endOf(plan->timeline), t.project.frameRate.snap(kMaxPosition, Rounding::Floor));
            QCOMPARE(plan->onBeat, plan->shots);
        }
    }
};

SC_TEST(TestRandomPlans)
#include "tst_random_plans.moc"
