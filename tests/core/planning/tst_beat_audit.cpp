// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/beat_audit.h"
#include "core/timeline/edits.h"
#include "tests/core/planning/song_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>

using namespace sc;
using namespace sc::planning;
using namespace sc::timeline;
using namespace sc::test;

class TestBeatAudit : public QObject
{
    Q_OBJECT

private:
    static Timeline withClips(std::initializer_list<std::pair<double, double>> clips)
    {
        Timeline t = planSong(120, 60);
        for (const auto &[start, end] : clips) {
            AddClip add;
            add.start = Ticks::fromSeconds(start);
            add.length = Ticks::fromSeconds(end) - *add.start;
            t = addClip(t, add).value();
        }
        return t;
    }

private Q_SLOTS:
    void positiveErrorsAreLate()
    {
        const AuditReport report = auditBeats(withClips({{0, 2}, {2, 4.125}, {4.125, 60}}));
        QCOMPARE(report.cuts.size(), size_t(2));
        QCOMPARE(report.cuts[0].errorFrames, 0.0);
        QVERIFY(report.cuts[0].bound && report.cuts[0].onBeat);
        QCOMPARE(report.cuts[1].errorFrames, 3.0);
        QCOMPARE(report.cuts[1].errorMs, 125.0);
        QVERIFY(!report.cuts[1].bound && !report.cuts[1].onBeat);
        QCOMPARE(report.cuts[1].beat->bar, 3);
        QCOMPARE(report.offBeat, 1);
        QCOMPARE(report.worstFrames, 3.0);
        QCOMPARE(report.meanFrames, 1.5);
        QCOMPARE(auditBeats(withClips({{0, 1.875}, {1.875, 60}})).cuts[0].errorFrames, -3.0);
    }

    void endsCountWhereNothingGoesOn()
    {
        const AuditReport report = auditBeats(withClips({{1, 2.25}, {3, 4}}));
        QCOMPARE(report.cuts.size(), size_t(4));
        QCOMPARE(report.cuts[1].cut, Ticks::fromSeconds(2.25));
        QCOMPARE(report.cuts[1].clip, QStringLiteral("Clip 1"));
        QCOMPARE(report.cuts[3].cut, Ticks::seconds(4));
    }

    void halfAFrameIsDecidedInTicks()
    {
        Timeline t = withClips({{0, 2}, {2, 60}});
        // The beat half a frame early is on the beat, a tick more is not.
        t.project.song->map.grid.regions[0].phase = Ticks(-(t.project.frameRate.frameLength().value() / 2));
        QVERIFY(auditBeats(t).cuts[0].onBeat);
        QCOMPARE(auditBeats(t).cuts[0].errorFrames, 0.5);
        t.project.song->map.grid.regions[0].phase -= Ticks(1);
        QVERIFY(!auditBeats(t).cuts[0].onBeat);
    }

    void withoutBeatsNothingIsMeasured()
    {
        Timeline t = withClips({{0, 2}, {2, 60}});
        t.project.song->map.grid.regions.clear();
        const AuditReport report = auditBeats(t);
        QVERIFY(!report.cuts[0].beat);
        QCOMPARE(report.offBeat, 0);
        QVERIFY(toJson(report, t.project.frameRate)[u"cuts"].toArray()[0].toObject()[u"beat"].isNull());
    }

    void halfBeatsAndPlacesWithoutBeatsAreNotOff()
    {
        Timeline t = withClips({{0, 2.25}, {2.25, 4.125}, {4.125, 60}});
        AuditReport report = auditBeats(t);
        QVERIFY(report.cuts[0].onHalfBeat && !report.cuts[0].isOff());
        QVERIFY(report.cuts[1].isOff());
        QCOMPARE(report.offBeat, 1);
        QCOMPARE(report.meanFrames, 3.0); // of the one that can be on a beat
        QCOMPARE(report.cuts[1].downbeat->bar, 3);
        t.project.song->map.grid.regions[0].start = Ticks::seconds(10);
        report = auditBeats(t);
        QVERIFY(report.cuts[1].outside && !report.cuts[1].isOff());
        QCOMPARE(report.offBeat, 0);
    }

    void lockedCutsAreMarked()
    {
        Timeline t = withClips({{0, 2}, {2, 4}, {4, 60}});
        t = setLocked(t, {.scenes = {}, .clips = {t.clips[1].id}, .locked = true}).value();
        const AuditReport report = auditBeats(t);
        QVERIFY(report.cuts[0].locked);
        QVERIFY(!report.cuts[1].locked);
    }

    void theHistogramCountsEveryCutOnce()
    {
        AuditReport report;
        for (const double error : {0.0, 0.5, -0.5, 3.0, -7.4, 40.0}) {
            CutError cut;
            cut.beat = Beat();
            cut.errorFrames = error;
            report.cuts.push_back(cut);
        }
        report.cuts.push_back({}); // without a beat
        const std::vector<HistogramBar> bars = errorHistogram(report, 21);
        QCOMPARE(bars.size(), size_t(21));
        QCOMPARE(bars[10].to - bars[10].from, 4.0); // 40 frames to each side
        QCOMPARE(bars[10].cuts, 3);
        QCOMPARE(bars[20].cuts, 1);
        int all = 0;
        for (const HistogramBar &bar : bars)
            all += bar.cuts;
        QCOMPARE(all, 6);
        QCOMPARE(errorHistogram({}, 21)[10].to, 0.5);
    }

    void aTableHasALineACut()
    {
        Timeline t = withClips({{0, 2}, {2, 60}});
        t.clips[1].name = QStringLiteral("say \"cut\", now");
        const QStringList lines = auditCsv(auditBeats(t), t.project.frameRate).trimmed().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[1], QStringLiteral("00:00:02:00,2.000000,48,\"say \"\"cut\"\", now\",2,1,0.000,0.000,yes,yes,no"));
    }

    void jsonHoldsEveryCut()
    {
        const Timeline t = withClips({{0, 2}, {2, 60}});
        const QJsonObject json = toJson(auditBeats(t), t.project.frameRate);
        const QJsonObject cut = json[u"cuts"].toArray()[0].toObject();
        QCOMPARE(cut[u"time"].toDouble(), 2.0);
        QCOMPARE(cut[u"frame"].toInt(), 48);
        QCOMPARE(cut[u"timecode"].toString(), QStringLiteral("00:00:02:00"));
        QCOMPARE(cut[u"beat"].toObject()[u"bar"].toInt(), 2);
        QCOMPARE(json[u"summary"].toObject()[u"off_beat"].toInt(-1), 0);
    }
};

SC_TEST(TestBeatAudit)
#include "tst_beat_audit.moc"
