// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/export/export_outcome.h"
#include "ui/export/export_problems.h"
#include "ui/export/export_settings.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

namespace {

// Two shots of 48 frames on a 120 BPM song at 24 fps: a beat is 12 frames.
timeline::Timeline twoShots(std::int64_t secondStart)
{
    timeline::Timeline t;
    timeline::Song song;
    song.title = QStringLiteral("Neon Drive");
    song.map.duration = Ticks::seconds(10);
    song.map.grid.regions.push_back({Ticks(), Ticks::seconds(10), 120, Ticks(), 4, 1, 1, GridOrigin::Detected, {}});
    song.map.sections.push_back({Ticks(), Ticks::seconds(10), QStringLiteral("verse"), 0.5, 0.5, -1});
    t.project.song = song;
    timeline::Scene scene;
    scene.id = SceneId(QStringLiteral("s"));
    scene.length = Ticks::seconds(10);
    t.scenes.push_back(scene);
    const FrameRate rate = t.project.frameRate;
    for (const std::int64_t start : {std::int64_t(0), secondStart}) {
        timeline::Clip clip;
        clip.id = ClipId(QString::number(start));
        clip.scene = scene.id;
        clip.name = QStringLiteral("Shot at %1").arg(start);
        clip.start = rate.timeOf(start);
        clip.length = rate.timeOf(48);
        t.clips.push_back(clip);
    }
    return t;
}

bool mentions(const std::vector<Preflight> &problems, QStringView words)
{
    return std::any_of(problems.begin(), problems.end(), [&](const Preflight &p) { return (p.title + p.text).contains(words); });
}

} // namespace

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCutThatSitsOnItsBeatsHasNoProblems() { QVERIFY(preflightOf(twoShots(48), false).empty()); }

    void aGapOfOneFrameIsAWarningWithItsPlace()
    {
        const auto problems = preflightOf(twoShots(49), false);
        QVERIFY(mentions(problems, u"Between Shot at 0 and Shot at 49 at 00:00:02:00"));
        QVERIFY(mentions(problems, u"off the beat"));
        QVERIFY(mentions(problems, u"Shot at 49 by +1.0 frames"));
    }

    void aLongGapIsOnlyInformation()
    {
        const auto problems = preflightOf(twoShots(96), false);
        QCOMPARE(problems.size(), size_t(1));
        QCOMPARE(problems.front().level, Preflight::Level::Info);
    }

    void overlapsAndAMissingSongAreErrors()
    {
        const auto problems = preflightOf(twoShots(24), true);
        QCOMPARE(std::count_if(problems.begin(), problems.end(), [](const Preflight &p) { return p.level == Preflight::Level::Error; }), 2);
    }

    void whatComesOutFollowsWhatIsChosen()
    {
        ExportSettings settings;
        settings.destination = QStringLiteral("/x/Neon Drive.fcpxml");
        settings.sectionMarkers = settings.barMarkers = settings.beatMarkers = false;
        QVERIFY(outcomeOf(twoShots(48), settings).front().what.contains(u"2 clips, 0 gaps, 0 markers"));
        settings.sectionMarkers = true;
        settings.barMarkers = true; // 5 bars of 2 s
        QVERIFY(outcomeOf(twoShots(48), settings).front().what.contains(u"6 markers"));
        settings.kind = ExportKind::Movie;
        settings.range = TickRange{Ticks(), Ticks::seconds(2)};
        QVERIFY(outcomeOf(twoShots(48), settings).front().what.contains(u"48 frames"));
    }

    void destinationsHaveFileNamesThatEverySystemTakes()
    {
        QCOMPARE(defaultDestination(QStringLiteral("/b"), QStringLiteral("A/B: C?"), ExportKind::Movie),
                 QStringLiteral("/b/exports/A_B_ C_.mp4"));
    }
};

SC_TEST(TestExport)
#include "tst_export.moc"
