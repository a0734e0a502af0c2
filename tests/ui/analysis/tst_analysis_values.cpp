// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/analysis/compare_rows.h"
#include "ui/analysis/fact_cards.h"
#include "ui/analysis/graph_rows.h"
#include "ui/analysis/more_measures.h"
#include "ui/analysis/music_words.h"
#include "ui/analysis/section_drag.h"
#include "ui/analysis/similar_songs.h"
#include "ui/analysis/sound_colours.h"
#include "ui/analysis/tap_counter.h"
#include "ui/theme/theme.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

// What the analysis screen shows, as values.
class TestAnalysisValues : public QObject
{
    Q_OBJECT

    const SongMap m_map = test::evenSong(120, 16).map; // two sections of 16 s

    static QString valueOf(const std::vector<MeasureRow> &rows, const QString &name)
    {
        for (const MeasureRow &row : rows) {
            if (row.name == name)
                return row.value;
        }
        return {};
    }

    static bool differs(const std::vector<CompareRow> &rows, const QString &name)
    {
        return std::ranges::any_of(rows, [&](const CompareRow &row) { return row.name == name && row.differs; });
    }

private Q_SLOTS:
    void rowsFoldFromTheLeastImportantUp()
    {
        const GraphContent content{.picture = true, .curves = true, .chords = false};
        const GraphRows tall = graphRows(900, 446, content);
        QVERIFY(!tall.chroma.isEmpty() && !tall.curves.isEmpty() && !tall.spectrum.isEmpty());
        QVERIFY(tall.wave.height() > 105 && tall.wave.height() < 125); // the design's 112
        QVERIFY(tall.bottom <= 446);
        const GraphRows low = graphRows(900, 270, content);
        QVERIFY(low.chroma.isEmpty());
        QVERIFY(!low.spectrum.isEmpty());
        const GraphRows tiny = graphRows(900, 150, content);
        QVERIFY(tiny.spectrum.isEmpty() && tiny.curves.isEmpty());
        QVERIFY(tiny.wave.height() > 40);
    }

    void rowsNeverOverlap()
    {
        for (double height = 140; height < 900; height += 37) {
            const GraphRows r = graphRows(500, height, {.picture = true, .curves = true, .chords = true});
            double bottom = 0;
            for (const QRectF &row : {r.ruler, r.sections, r.wave, r.spectrum, r.curves, r.chroma, r.chords, r.map}) {
                if (row.isEmpty())
                    continue;
                QVERIFY(row.top() >= bottom);
                bottom = row.bottom();
            }
            QVERIFY(bottom <= height);
        }
    }

    void anEdgeThatRunsOverASectionMakesItVanish()
    {
        const audio::Sections &sections = m_map.sections;
        QCOMPARE(vanishing(sections, {1, Ticks::seconds(10)}), Vanishing::None);
        QCOMPARE(vanishing(sections, {1, Ticks::fromSeconds(0.2)}), Vanishing::Before);
        QCOMPARE(vanishing(sections, {1, Ticks::fromSeconds(31.8)}), Vanishing::After);
        QCOMPARE(heldEdge(sections, {1, Ticks()}), audio::kShortestSection);
    }

    void theOtherSectionTakesThePlaceOfOneThatVanished()
    {
        const auto moved = moveEdge(m_map.sections, {1, Ticks()});
        QVERIFY(moved.has_value());
        QCOMPARE(moved->size(), size_t(1));
        QCOMPARE(moved->front().label, QStringLiteral("verse"));
        QCOMPARE(moved->front().start, Ticks());
        const auto after = moveEdge(m_map.sections, {1, m_map.duration});
        QVERIFY(after.has_value());
        QCOMPARE(after->front().label, QStringLiteral("intro"));
        QCOMPARE(after->front().end, m_map.duration);
    }

    void edgesSnapToDownbeatsFirst()
    {
        const std::vector<Beat> beats = m_map.grid.beats();
        QCOMPARE(snapToBeat(beats, Ticks::fromSeconds(4.3), Ticks::fromSeconds(0.35)), Ticks::seconds(4)); // beat 4.5 is nearer
        QCOMPARE(snapToBeat(beats, Ticks::fromSeconds(4.4), Ticks::fromSeconds(0.15)), Ticks::fromSeconds(4.5));
        QCOMPARE(snapToBeat(beats, Ticks::fromSeconds(4.25), Ticks::fromSeconds(0.1)), Ticks::fromSeconds(4.25));
    }

    void levelsSpreadOverTheColoursWhateverTheLoudness()
    {
        audio::SpectrumPicture quiet;
        quiet.bands.resize(100);
        for (size_t i = 0; i < quiet.bands.size(); ++i)
            quiet.bands[i].fill(std::uint8_t(60 + i % 40));
        const LevelRange range = levelRangeOf(quiet);
        QVERIFY(range.ceiling <= 100);
        QVERIFY(range.ceiling - range.floor >= 57);
        QCOMPARE(levelRangeOf({}), LevelRange());
        QCOMPARE(spectrumTable()[0], qRgb(5, 6, 12));
        QCOMPARE(spectrumTable()[255], qRgb(255, 236, 190));
        QCOMPARE(std::lround(frequencyAt(0)), 30L);
        QCOMPARE(std::lround(frequencyAt(1)), 16'000L);
    }

    void measuresThatAreNotKnownMakeNoRows()
    {
        audio::Analysis analysis;
        QVERIFY(loudnessRows(analysis).empty());
        QVERIFY(rhythmRows(analysis).empty());
        QVERIFY(harmonyRows(analysis).empty());
        QVERIFY(spectralRows(analysis).empty());
        QVERIFY(qualityRows(analysis).empty());
        analysis.rhythm.swing = 0.66;
        analysis.harmony.progression = {QStringLiteral("i"), QStringLiteral("VI")};
        analysis.quality.score = 88;
        QVERIFY(valueOf(rhythmRows(analysis), QStringLiteral("Swing")).contains(QStringLiteral("swung")));
        QCOMPARE(valueOf(harmonyRows(analysis), QStringLiteral("Progression")), QStringLiteral("i - VI"));
        QCOMPARE(valueOf(qualityRows(analysis), QStringLiteral("Quality")), QStringLiteral("88, excellent"));
        QCOMPARE(valueOf(qualityRows(analysis), QStringLiteral("Clipped samples")), QStringLiteral("none"));
    }

    void comparingMarksOnlyWhatCanBeHeard()
    {
        audio::Analysis then;
        then.tempo = {.value = 118.0, .confidence = 0.9};
        then.key = {.value = QStringLiteral("A minor"), .confidence = 0.8};
        then.map = m_map;
        audio::Analysis now = then;
        now.tempo.value = 118.005;
        QVERIFY(std::ranges::none_of(compareRows(then, now), &CompareRow::differs));
        now.tempo.value = 59.0;
        now.key.value.reset();
        now.map.sections[1].start = Ticks::seconds(12);
        const std::vector<CompareRow> rows = compareRows(then, now);
        QVERIFY(differs(rows, QStringLiteral("Tempo")));
        QVERIFY(differs(rows, QStringLiteral("Key")));
        QVERIFY(differs(rows, QStringLiteral("Section")));
        QVERIFY(!differs(rows, QStringLiteral("Loudness")));
    }

    void editedFactsAreNeverUncertain()
    {
        audio::Analysis analysis;
        analysis.key = {.value = QStringLiteral("A minor"), .confidence = 0.1, .origin = audio::FeatureOrigin::Edited};
        for (const Fact &fact : factsOf(analysis)) {
            if (fact.id == FactId::Key)
                QVERIFY(fact.isEdited && !fact.isUncertain());
        }
    }

    void likenessNamesItsStrongestParts()
    {
        audio::Likeness likeness;
        likeness.isKnown.fill(true);
        likeness.parts = {0.9, 0.6, 0.2, 0.95, 0.1, 0.7, 0.3};
        QCOMPARE(likenessWords(likeness), QStringLiteral("timbre, tempo, energy curve"));
        likeness.isKnown[size_t(audio::LikenessPart::Timbre)] = false;
        QCOMPARE(likenessWords(likeness), QStringLiteral("tempo, energy curve, key"));
    }

    void everyKeyHasItsPlaceOnTheWheel()
    {
        QCOMPARE(allKeys().size(), 24);
        QSet<QString> places;
        for (const QString &key : allKeys())
            places.insert(audio::camelotOf(key));
        QCOMPARE(places.size(), 24);
        QVERIFY(!places.contains(QString()));
    }

    void fewerThanFourTapsWait()
    {
        TapCounter taps;
        QSignalSpy gaveUp(&taps, &TapCounter::gaveUp);
        QSignalSpy finished(&taps, &TapCounter::finished);
        for (const double t : {0.0, 0.5, 1.0})
            taps.tap(Ticks::fromSeconds(t), true);
        QCOMPARE(taps.count(), 3);
        QVERIFY(!taps.tempo());
        taps.finish();
        QCOMPARE(gaveUp.count(), 1);
        QCOMPARE(finished.count(), 0);
    }

    void evenTapsGiveTheirTempoAndPlace()
    {
        TapCounter taps;
        QSignalSpy finished(&taps, &TapCounter::finished);
        for (int i = 0; i < 6; ++i)
            taps.tap(Ticks::fromSeconds(1 + i * 0.6), true);
        taps.finish();
        QCOMPARE(finished.count(), 1);
        const auto tapped = finished.at(0).at(0).value<audio::TappedTempo>();
        QVERIFY(std::abs(tapped.bpm - 100) < 0.01);
        QVERIFY(finished.at(0).at(1).toBool());
        QCOMPARE(taps.count(), 0);
    }

    void tapsFromBeatToBeatOfAPausedSongHaveAPlace()
    {
        TapCounter taps;
        for (int i = 0; i < 4; ++i)
            taps.tap(Ticks::fromSeconds(2 + i * 0.5), false);
        QVERIFY(taps.knowsPlace());
        QVERIFY(taps.tempo() && std::abs(taps.tempo()->bpm - 120) < 0.01);
    }

    void theStripsOfALightLookGetDarkerWithStrength()
    {
        LookOptions light;
        light.look = Look::Light;
        const ColourTable dark = chromaTable(builtInTheme());
        const ColourTable bright = chromaTable(builtInTheme(light));
        QVERIFY(qGray(dark[255]) > qGray(dark[20]));
        QVERIFY(qGray(bright[255]) < qGray(bright[20]));
    }
};

SC_TEST(TestAnalysisValues)
#include "tst_analysis_values.moc"
