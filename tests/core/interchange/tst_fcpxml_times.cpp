// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml_writer.h"
#include "core/planning/shot_plan.h"
#include "tests/core/interchange/export_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::interchange;
using namespace sc::timeline;

class TestFcpxmlTimes : public QObject
{
    Q_OBJECT

private:
    static Result<Edit> edited(const Timeline &timeline, bool startAtOneHour = true)
    {
        ExportSource source;
        source.timeline = timeline;
        CutOptions options;
        options.startAtOneHour = startAtOneHour;
        return editOf(source, options, rulesOf(ExportKind::Fcpxml), QStringLiteral("/m"));
    }
    static QByteArray written(const Timeline &timeline, bool startAtOneHour = true)
    {
        Edit edit = edited(timeline, startAtOneHour).value();
        return writeFcpxml(edit, {});
    }

private Q_SLOTS:
    void anHourOfCutsReadsBackToTheTick_data()
    {
        QTest::addColumn<QString>("rate");
        for (const FrameRate rate : FrameRate::supported())
            QTest::newRow(qPrintable(rate.toString())) << rate.toString();
    }

    void anHourOfCutsReadsBackToTheTick()
    {
        QFETCH(QString, rate);
        Timeline t;
        t.project.frameRate = *FrameRate::parse(rate);
        t.project.song.emplace();
        t.project.song->map.duration = Ticks::seconds(3700);
        BeatRegion region;
        region.end = t.project.song->map.duration;
        region.phase = Ticks::fromSeconds(0.3333);
        region.bpm = 118.37;
        t.project.song->map.grid.regions = {region};
        planning::PlanOptions options;
        options.rules[QStringLiteral("default")].length = {planning::ShotLength::Unit::Beats, 2};
        const auto plan = planning::planShots(t, options);
        SC_VERIFY_OK(plan);
        QVERIFY(plan->shots > 3500);
        const auto back = readFcpxml(written(plan->timeline));
        SC_VERIFY_OK(back);
        QCOMPARE(back->spine.size(), plan->timeline.clips.size());
        for (size_t i = 0; i < back->spine.size(); ++i) {
            QCOMPARE(back->spine[i].start, plan->timeline.clips[i].start);
            QCOMPARE(back->spine[i].length, plan->timeline.clips[i].length);
            QCOMPARE(back->spine[i].name, plan->timeline.clips[i].name);
        }
        QCOMPARE(back->duration, programLength(plan->timeline));
        QCOMPARE(back->frameRate == t.project.frameRate, true);
    }

    void theHourIsOnTheGridAtNtscRates()
    {
        Timeline t;
        t.project.frameRate = *FrameRate::parse(u"29.97");
        AddClip clip;
        t = addClip(t, clip).value();
        const QByteArray xml = written(t);
        QVERIFY2(xml.contains("tcStart=\"108108000/30000s\""), xml.constData()); // 3603.6 s
        QVERIFY(xml.contains("tcFormat=\"NDF\""));
        QVERIFY(written(t, false).contains("tcStart=\"0s\""));
    }

    void onlyKnownFormatsHaveNames()
    {
        Timeline t = addClip(Timeline(), AddClip()).value();
        QVERIFY(written(t).contains("name=\"FFVideoFormat1080p24\""));
        t.project.width = 1000;
        QVERIFY(!written(t).contains("FFVideoFormat1080"));
        t = setFrameRate(addClip(Timeline(), AddClip()).value(), {*FrameRate::parse(u"48")})->timeline;
        const QByteArray xml = written(t);
        QVERIFY(!xml.contains("FFVideoFormat1080") && xml.contains("frameDuration=\"100/4800s\""));
    }

    void overlapsOfScenesAreResolvedAndSaid()
    {
        Timeline t;
        for (const auto &[start, length] : {std::pair(0, 4), std::pair(2, 4), std::pair(3, 2)}) {
            AddScene scene;
            scene.start = Ticks::seconds(start);
            t = addScene(t, scene).value();
            AddClip clip;
            clip.scene = scene.id;
            clip.start = Ticks::seconds(start);
            clip.length = Ticks::seconds(length);
            t = addClip(t, clip).value();
        }
        const auto edit = edited(t);
        const std::vector<EditItem> &items = edit->tracks.front().items;
        QCOMPARE(items.size(), size_t(2));
        QCOMPARE(items[1].start, std::int64_t(96));
        QCOMPARE(edit->notices.size(), qsizetype(2));
        QVERIFY(edit->notices[0].contains(QStringLiteral("trimmed")) && edit->notices[1].contains(QStringLiteral("left out")));
    }

    void anEmptyProjectHasNothingToExport() { SC_COMPARE_PROBLEM(edited(Timeline()), ProblemCode::ResourceNotFound); }
};

SC_TEST(TestFcpxmlTimes)
#include "tst_fcpxml_times.moc"
