// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/analysis/fact_cards.h"
#include "ui/analysis/grid_stats.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

class TestAnalysisFacts : public QObject
{
    Q_OBJECT

    const std::vector<Beat> m_beats = test::evenSong(120, 16).map.grid.beats();

    static Fact fact(const audio::Analysis &analysis, const QString &label)
    {
        for (const Fact &f : factsOf(analysis)) {
            if (f.label == label)
                return f;
        }
        return {};
    }

private Q_SLOTS:
    void onsetsOnTheBeatsLeaveNoError()
    {
        std::vector<Ticks> onsets;
        for (const Beat &beat : m_beats)
            onsets.push_back(beat.time);
        const GridStats stats = gridStats(m_beats, onsets);
        QVERIFY(stats.known);
        QCOMPARE(stats.meanMs, 0.0);
        QCOMPARE(stats.onsetsOnGrid, 1.0);
        QVERIFY(stats.stability > 0.9999);
        QCOMPARE(stats.histogram[GridStats::kBins / 2], int(m_beats.size()));
    }

    void theWorstBeatIsNamedAndFarOnsetsDoNotCount()
    {
        std::vector<Ticks> onsets;
        for (size_t i = 0; i < m_beats.size(); ++i)
            onsets.push_back(m_beats[i].time + Ticks::fromSeconds(i == 9 ? 0.030 : i == 20 ? 0.200 : 0.002));
        const GridStats stats = gridStats(m_beats, onsets);
        QVERIFY(std::abs(stats.worstMs - 30) < 0.01);
        QCOMPARE(stats.worstAt, QStringLiteral("3.2"));
        QVERIFY(stats.meanMs > 2 && stats.meanMs < 3);
    }

    void withoutBeatsOrOnsetsNothingIsClaimed()
    {
        QVERIFY(!gridStats({}, {}).known);
        QVERIFY(!gridStats(m_beats, {}).known);
        const std::vector<Ticks> onsets{Ticks::seconds(1)};
        QVERIFY(!gridStats({}, onsets).known);
    }

    void lowConfidenceIsUncertain()
    {
        audio::Analysis analysis;
        analysis.valence = {.value = 0.46, .confidence = 0.31};
        analysis.energy = {.value = 0.78, .confidence = 0.95};
        QVERIFY(fact(analysis, QStringLiteral("Valence")).isUncertain());
        QVERIFY(!fact(analysis, QStringLiteral("Energy")).isUncertain());
    }

    void silenceHasNoFigures()
    {
        const audio::Analysis silence;
        for (const Fact &f : factsOf(silence))
            QVERIFY2(f.value.isEmpty(), qPrintable(f.label));
        QCOMPARE(fact(silence, QStringLiteral("Loudness")).detail, QStringLiteral("silence"));
    }

    void theTempoNamesItsAlternatives()
    {
        audio::Analysis analysis;
        analysis.tempo = {.value = 118.0, .confidence = 0.97};
        analysis.tempoCandidates = {{118, 1}, {59, 0.6}, {78.67, 0.3}};
        const Fact tempo = fact(analysis, QStringLiteral("Tempo"));
        QCOMPARE(tempo.value, QStringLiteral("118.00"));
        QVERIFY(tempo.detail.contains(QStringLiteral("59.00")) && tempo.detail.contains(QStringLiteral("78.67")));
    }
};

SC_TEST(TestAnalysisFacts)
#include "tst_analysis_facts.moc"
