// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analysis_difference.h"
#include "core/audio/grid_edits.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::audio;
using Kind = AnalysisDifference::Kind;

class TestAnalysisDifference : public QObject
{
    Q_OBJECT

    static Ticks s(double seconds) { return Ticks::fromSeconds(seconds); }

    static Analysis song()
    {
        Analysis analysis;
        analysis.duration = s(60);
        analysis.tempo = {120, 0.8};
        analysis.timeSignature = {QStringLiteral("4/4"), 0.8};
        analysis.key = {QStringLiteral("C major"), 0.8};
        analysis.integratedLufs = -9.04;
        analysis.map.grid = *makeGrid({s(0), s(60)}, 120, s(0.1), 4);
        analysis.map.sections = {{s(0), s(20), QStringLiteral("intro"), 0, 0, -1}, {s(20), s(60), QStringLiteral("verse"), 0, 0, -1}};
        analysis.labels = {{LabelKind::Genre, QStringLiteral("house"), 0.8, {}}, {LabelKind::Mood, QStringLiteral("dreamy"), 0.2, {}}};
        return analysis;
    }

    static std::vector<Kind> kinds(const std::vector<AnalysisDifference> &all)
    {
        std::vector<Kind> found;
        for (const AnalysisDifference &one : all)
            found.push_back(one.kind);
        return found;
    }

private Q_SLOTS:
    void equalAnalysesDifferInNothing()
    {
        QVERIFY(compareAnalyses(song(), song()).empty());
        QVERIFY(compareAnalyses({}, {}).empty());
        // Nor do those that are shown alike.
        Analysis close = song();
        close.integratedLufs = -9.01;
        close.tempo.value = 120.003;
        close.map.grid = *shiftBeats(close.map.grid, s(0), s(0.0005));
        close.key.confidence = 0.3;
        QVERIFY(compareAnalyses(song(), close).empty());
    }

    void shiftedBeatsTellByHowMuch()
    {
        Analysis after = song();
        after.map.grid = *shiftBeats(after.map.grid, s(0), s(0.03));
        const auto all = compareAnalyses(song(), after);
        QCOMPARE(kinds(all), (std::vector{Kind::Beats, Kind::Downbeats}));
        QCOMPARE(all[0].countBefore, 120);
        QCOMPARE(all[0].added, 0);
        QCOMPARE(all[0].removed, 0);
        QCOMPARE(all[0].medianShift, s(0.03));
        QCOMPARE(all[0].largestShift, s(0.03));
        QCOMPARE(compareAnalyses(after, song())[0].medianShift, s(-0.03));
    }

    void halfTheBeatsAreRemovedNotMoved()
    {
        Analysis after = song();
        after.map.grid = *scaleTempo(after.map.grid, s(0), TempoRatio::Half);
        after.tempo.value = 60;
        const auto all = compareAnalyses(song(), after);
        QCOMPARE(kinds(all), (std::vector{Kind::Tempo, Kind::Beats, Kind::Downbeats}));
        QCOMPARE(all[0].before, QStringLiteral("120.00"));
        QCOMPARE(all[0].after, QStringLiteral("60.00"));
        QCOMPARE(all[1].removed, 60);
        QCOMPARE(all[1].added, 0);
        QCOMPARE(all[1].largestShift, Ticks());
        QVERIFY(differenceText(all[0]).contains(QStringLiteral("60.00 BPM instead of 120.00 BPM")));
        QCOMPARE(toJson(all[1]).value(u"removed").toInt(), 60);
    }

    void sectionsAreFoundAgain()
    {
        Analysis after = song();
        after.map.sections = {{s(0), s(22), QStringLiteral("intro"), 0, 0, -1},
                              {s(22), s(52), QStringLiteral("chorus"), 0, 0, -1},
                              {s(52), s(60), QStringLiteral("outro"), 0, 0, -1}};
        const auto all = compareAnalyses(song(), after);
        QCOMPARE(kinds(all), (std::vector{Kind::SectionAdded, Kind::SectionMoved, Kind::SectionMoved, Kind::SectionRenamed}));
        QCOMPARE(all[0].after, QStringLiteral("outro"));
        QCOMPARE(all[1].placeAfter.end, s(22));
        QCOMPARE(all[3].before, QStringLiteral("verse"));
        QCOMPARE(all[3].after, QStringLiteral("chorus"));
        QCOMPARE(kinds(compareAnalyses(after, song())),
                 (std::vector{Kind::SectionRemoved, Kind::SectionMoved, Kind::SectionMoved, Kind::SectionRenamed}));
        for (const AnalysisDifference &one : all)
            QVERIFY(!differenceText(one).isEmpty() && toJson(one).value(u"kind").toString() == differenceKindName(one.kind));
    }

    void whatIsLostAndWhatIsNewIsSaid()
    {
        Analysis after = song();
        after.key.value.reset();
        after.integratedLufs = -8;
        after.timeSignature.value = QStringLiteral("3/4");
        after.labels = {{LabelKind::Genre, QStringLiteral("techno"), 0.9, {}}};
        const auto all = compareAnalyses(song(), after);
        QCOMPARE(kinds(all), (std::vector{Kind::TimeSignature, Kind::Key, Kind::Loudness, Kind::LabelAdded, Kind::LabelRemoved}));
        QVERIFY(all[1].after.isEmpty());
        QVERIFY(differenceText(all[1]).contains(QStringLiteral("not known")));
        QCOMPARE(all[3].after, QStringLiteral("techno"));
        QCOMPARE(all[4].before, QStringLiteral("house")); // "dreamy" was never sure enough to be said
    }
};

SC_TEST(TestAnalysisDifference)
#include "tst_analysis_difference.moc"
