// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/movie_options_json.h"
#include "tests/support/test_main.h"
#include "ui/export/export_fields.h"
#include "ui/export/export_outcome.h"
#include "ui/export/export_problems.h"
#include "ui/export/export_runner.h"

#include <QtTest/QTest>

#include <algorithm>

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

// What the small cut itself is told for, whatever else is asked.
size_t usualCount()
{
    return preflightOf(twoShots(48), {}).size();
}

bool mentions(const std::vector<Preflight> &problems, QStringView words)
{
    return std::any_of(problems.begin(), problems.end(), [&](const Preflight &p) { return (p.title + p.text).contains(words); });
}

render::ExportJob jobOf(const char *kind, const QJsonObject &options = {})
{
    return {QLatin1String(kind), options, QStringLiteral("/x/Neon Drive.mp4"), {}};
}

QStringList keysOf(const char *kind, const QJsonObject &options)
{
    QStringList keys;
    for (const ExportField &field : exportFields(QLatin1String(kind), options, twoShots(48)))
        keys << field.key;
    return keys;
}

} // namespace

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCutThatSitsOnItsBeatsHasNothingToMend()
    {
        const auto problems = preflightOf(twoShots(48), {});
        QVERIFY(std::ranges::none_of(problems, [](const Preflight &problem) { return problem.fix.has_value(); }));
    }

    void aGapOfOneFrameCanBeMended()
    {
        const auto problems = preflightOf(twoShots(49), {});
        const auto gap = std::ranges::find(problems, std::optional(timeline::FindingKind::FlashGap), &Preflight::fix);
        QVERIFY(gap != problems.end());
        QVERIFY(!gap->fixText.isEmpty());
        QVERIFY(mentions(problems, u"Shot at 49"));
    }

    void overlapsAndMissingFilesAreErrorsAndComeFirst()
    {
        PreflightFacts facts;
        facts.missing.push_back(
            {QStringLiteral("project"), QStringLiteral("p"), QStringLiteral("Neon Drive"), QStringLiteral("/gone.wav"), {}});
        const auto problems = preflightOf(twoShots(24), facts);
        QVERIFY(problems.size() >= usualCount() + 2);
        QCOMPARE(problems[0].level, Preflight::Level::Error);
        QCOMPARE(problems[1].level, Preflight::Level::Error);
        QVERIFY(mentions(problems, u"Neon Drive"));
    }

    void shotsWithoutATakeAreCountedAndCanBeGenerated()
    {
        const timeline::Timeline cut = twoShots(48);
        const auto problems = preflightOf(cut, {{}, {}, {cut.clips[1].id}, {}, false, {}});
        QCOMPARE(problems.size(), usualCount() + 1);
        const auto card = std::ranges::find_if(problems, [](const Preflight &problem) { return !problem.without.empty(); });
        QVERIFY(card != problems.end());
        QCOMPARE(card->without.size(), size_t(1));
        QCOMPARE(*card->at, cut.clips[1].start);
    }

    void aChangedNameAndAnOlderFileAreTold()
    {
        const auto problems = preflightOf(twoShots(48), {{}, {}, {}, QStringLiteral("/x/old.mp4"), true, QStringLiteral("A_B")});
        QVERIFY(mentions(problems, u"A_B"));
        QVERIFY(mentions(problems, u"old.mp4"));
        QCOMPARE(problems.size(), usualCount() + 2);
    }

    void whatComesOutFollowsWhatIsChosen()
    {
        render::ExportJob job = jobOf("video");
        job.range = TickRange{Ticks(), Ticks::seconds(2)};
        QVERIFY(outcomeOf(twoShots(48), job).front().what.contains(u"48 frames"));
        job.options = {
            {QStringLiteral("width"), 1080}, {QStringLiteral("height"), 1920}, {QStringLiteral("codec"), QStringLiteral("prores")}};
        QVERIFY(outcomeOf(twoShots(48), job).front().what.contains(u"1080 × 1920"));
        QVERIFY(outcomeOf(twoShots(48), job).front().what.contains(u"ProRes 422 HQ"));
        job.options.insert(QStringLiteral("codec"), QStringLiteral("betamax"));
        QCOMPARE(outcomeOf(twoShots(48), job).front().icon, QStringLiteral("error"));
        QVERIFY(outcomeOf(twoShots(48), jobOf("fcpxml")).front().what.contains(u"2 clips"));
        for (const render::ExportJobKind &kind : render::exportJobKinds())
            QVERIFY2(!outcomeOf(twoShots(48), {kind.name, {}, QStringLiteral("/x/y"), {}}).empty(), qPrintable(kind.name));
    }

    void onlyWhatGoesTogetherIsOffered()
    {
        QVERIFY(keysOf("video", {}).contains(QStringLiteral("quality")));
        const QJsonObject proRes{{QStringLiteral("codec"), QStringLiteral("prores")}, {QStringLiteral("profile"), QStringLiteral("4444")}};
        QVERIFY(!keysOf("video", proRes).contains(QStringLiteral("quality")));
        QVERIFY(keysOf("video", proRes).contains(QStringLiteral("profile")));
        QVERIFY(keysOf("video", proRes).contains(QStringLiteral("alpha")));
        QVERIFY(!keysOf("video", {}).contains(QStringLiteral("framing")));
        const QJsonObject upright{{QStringLiteral("width"), 1080}, {QStringLiteral("height"), 1920}};
        QVERIFY(keysOf("video", upright).contains(QStringLiteral("framing")));
        // Another codec takes another container and another sound with it, and all of it can be made.
        QJsonObject options{{QStringLiteral("codec"), QStringLiteral("prores")},
                            {QStringLiteral("container"), QStringLiteral("mp4")},
                            {QStringLiteral("sound"), QStringLiteral("opus")},
                            {QStringLiteral("fullRange"), true}};
        options = settledOptions(QStringLiteral("video"), options, twoShots(48));
        QCOMPARE(options.value(u"container").toString(), QStringLiteral("mov"));
        QVERIFY(!options.contains(u"fullRange"));
        const auto movie = render::movieExportFromJson(options);
        QVERIFY(movie.has_value());
        const auto checked = render::checkMovieExport(twoShots(48), {}, *movie);
        QVERIFY2(checked.has_value(), checked ? "" : qPrintable(checked.error().text()));
    }

    void everyPresetSaysWhatItIs()
    {
        const timeline::Timeline cut = twoShots(48);
        for (const render::ExportPreset &preset : render::builtInPresets()) {
            QVERIFY2(!presetDetail(preset.kind, preset.options, &cut.project).isEmpty(), qPrintable(preset.id));
            QVERIFY2(render::findExportJobKind(preset.kind) != nullptr, qPrintable(preset.id));
        }
        QCOMPARE(presetDetail(QStringLiteral("video"),
                              {{QStringLiteral("loudness"), QStringLiteral("limit")}, {QStringLiteral("lufs"), -14}}, &cut.project),
                 QStringLiteral("H.264, 1080p, -14 LUFS"));
    }

    void timeLeftIsSaidInWords()
    {
        QCOMPARE(timeLeftText({}), QString());
        QCOMPARE(timeLeftText(4), QStringLiteral("less than 10 s left"));
        QCOMPARE(timeLeftText(41), QStringLiteral("45 s left"));
        QCOMPARE(timeLeftText(130), QStringLiteral("2 min 10 s left"));
    }
};

SC_TEST(TestExport)
#include "tst_export.moc"
