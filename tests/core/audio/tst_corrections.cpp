// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/corrections.h"
#include "core/audio/grid_edits.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonDocument>

using namespace sc;
using namespace sc::audio;

class TestCorrections : public QObject
{
    Q_OBJECT

    static Ticks s(double seconds) { return Ticks::fromSeconds(seconds); }

    static Analysis measured()
    {
        Analysis analysis;
        analysis.duration = s(60);
        analysis.map.duration = s(60);
        analysis.map.grid = *makeGrid({s(0), s(60)}, 100, s(0), 4);
        analysis.map.sections = {{s(0), s(60), QStringLiteral("verse"), 0.5, 0.5, -1}};
        analysis.tempo = {100, 0.6};
        analysis.tempoCandidates = {{100, 1}, {50, 0.8}, {200, 0.5}, {150, 0.2}};
        analysis.timeSignature = {QStringLiteral("4/4"), 0.4};
        analysis.key = {QStringLiteral("C major"), 0.5};
        analysis.secondKey = QStringLiteral("A minor");
        analysis.harmony.keys = {{s(0), s(60), QStringLiteral("C major"), 0.5}};
        analysis.labels = {{LabelKind::Genre, QStringLiteral("house"), 0.8, {}},
                           {LabelKind::Genre, QStringLiteral("techno"), 0.4, {}},
                           {LabelKind::Mood, QStringLiteral("dreamy"), 0.6, {}}};
        return analysis;
    }

    static Corrections all()
    {
        Corrections corrections;
        corrections.grid = *makeGrid({s(0.5), s(70)}, 150, s(1), 3);
        corrections.key = QStringLiteral("A minor");
        corrections.sections =
            std::vector<Section>{{s(0), s(20), QStringLiteral("intro"), 0.1, 1, -1}, {s(20), s(70), QStringLiteral("my part"), 0.7, 1, -1}};
        corrections.labels = {{LabelKind::Genre, QStringLiteral("techno"), true}, {LabelKind::Mood, QStringLiteral("dreamy"), false}};
        return corrections;
    }

private Q_SLOTS:
    void nothingCorrectedIsNothingChanged()
    {
        QVERIFY(corrected(measured(), {}) == measured());
        QVERIFY(Corrections().isEmpty());
        QVERIFY(!all().isEmpty());
    }

    // Bass on the first of four beats, something on each; off-eighths late. At half the tempo the bass is on every second beat.
    void theGrooveIsThatOfTheCorrectedGrid()
    {
        Analysis analysis = measured();
        for (int beat = 0; beat < 100; ++beat) {
            analysis.onsets.push_back(s(0.6 * beat));
            analysis.onsetStrengths.push_back({200, static_cast<std::uint8_t>(beat % 4 == 0 ? 255 : 0)});
            analysis.onsets.push_back(s(0.6 * beat + 0.36));
            analysis.onsetStrengths.push_back({100, 0});
        }
        Corrections same;
        same.grid = analysis.map.grid;
        const RhythmFacts plain = corrected(analysis, same).rhythm;
        QVERIFY(plain.swing && std::abs(*plain.swing - 0.6) < 0.01);
        QCOMPARE(plain.lowPattern[0], 1.0F);
        QCOMPARE(plain.lowPattern[8], 0.0F);
        Corrections half;
        half.grid = *makeGrid({s(0), s(60)}, 50, s(0), 4);
        const RhythmFacts slower = corrected(analysis, half).rhythm;
        QCOMPARE(slower.lowPattern[0], 1.0F);
        QCOMPARE(slower.lowPattern[8], 1.0F);
        QVERIFY(slower.pattern[2] > 0.9F && slower.tempoStability.value_or(0) > 0.99);
        Corrections none;
        none.grid = BeatGrid();
        QVERIFY(!corrected(analysis, none).rhythm.swing);
        QCOMPARE(corrected(analysis, none).rhythm.pattern, RhythmFacts().pattern);
    }

    void whatWasCorrectedWinsAndWhatFollowsFollows()
    {
        const Analysis analysis = corrected(measured(), all());
        QCOMPARE(analysis.tempo.value, std::optional(150.0));
        QCOMPARE(analysis.tempo.confidence, 1.0);
        QCOMPARE(analysis.tempo.origin, FeatureOrigin::Edited);
        QCOMPARE(analysis.timeSignature.value, std::optional(QStringLiteral("3/4")));
        QCOMPARE(analysis.beatConfidence, 1.0);
        QCOMPARE(analysis.tempoCandidates.front().bpm, 150.0);
        QCOMPARE(analysis.tempoCandidates.size(), size_t(4));
        QCOMPARE(analysis.tempoCandidates[1].bpm, 100.0);
        QCOMPARE(analysis.map.grid.regions.back().end, s(60)); // cut to the song
        QCOMPARE(analysis.key.value, std::optional(QStringLiteral("A minor")));
        QCOMPARE(analysis.key.origin, FeatureOrigin::Edited);
        QCOMPARE(analysis.secondKey, QStringLiteral("C major"));
        QCOMPARE(analysis.harmony.keys.front().name, QStringLiteral("A minor"));
        QCOMPARE(analysis.map.sections.size(), size_t(2));
        QCOMPARE(analysis.map.sections.back().end, s(60));
        QCOMPARE(analysis.labels.size(), size_t(2));
        QCOMPARE(analysis.labels[0].name, QStringLiteral("techno"));
        QCOMPARE(analysis.labels[0].confidence, 1.0);
        QCOMPARE(analysis.labels[0].source, QStringLiteral("edited"));
        QCOMPARE(analysis.labels[1].name, QStringLiteral("house"));
        // What nobody corrected stays as it was measured.
        const Analysis keyOnly =
            corrected(measured(), reset(reset(reset(all(), CorrectionKind::Grid), CorrectionKind::Sections), CorrectionKind::Labels));
        QVERIFY(keyOnly.map == measured().map);
        QVERIFY(keyOnly.tempo == measured().tempo);
        QCOMPARE(keyOnly.key.value, std::optional(QStringLiteral("A minor")));
    }

    void oddMetresStayOddWhenTheirBarsStay()
    {
        Analysis analysis = measured();
        analysis.timeSignature = {QStringLiteral("6/8"), 0.5};
        analysis.map.grid = *makeGrid({s(0), s(60)}, 60, s(0), 2);
        Corrections corrections;
        corrections.grid = *shiftBeats(analysis.map.grid, s(0), s(0.1));
        QCOMPARE(corrected(analysis, corrections).timeSignature.value, std::optional(QStringLiteral("6/8")));
        corrections.grid = *setBeatsPerBar(*corrections.grid, s(0), 3);
        QCOMPARE(corrected(analysis, corrections).timeSignature.value, std::optional(QStringLiteral("9/8")));
        corrections.grid = BeatGrid(); // a person says: no beat
        QVERIFY(!corrected(analysis, corrections).tempo.value);
        QCOMPARE(corrected(analysis, corrections).tempo.origin, FeatureOrigin::Edited);
    }

    void eachKindIsResetByItself()
    {
        for (const CorrectionKind kind : kCorrectionKinds) {
            const Corrections rest = reset(all(), kind);
            for (const CorrectionKind other : kCorrectionKinds)
                QCOMPARE(has(rest, other), other != kind);
        }
    }

    void aLabelIsSaidOnce()
    {
        Corrections corrections = withLabel(all(), {LabelKind::Genre, QStringLiteral("Techno"), false});
        QCOMPARE(corrections.labels.size(), size_t(2));
        QCOMPARE(corrections.labels.back().isThere, false);
        QVERIFY(std::ranges::none_of(corrected(measured(), corrections).labels,
                                     [](const Label &label) { return label.name == QLatin1String("techno"); }));
    }

    void theyAreReadBackAsTheyWereWritten()
    {
        const auto back = correctionsFromJson(toJson(all()));
        SC_VERIFY_OK(back);
        QVERIFY(*back == all());
        const auto none = correctionsFromJson(toJson(Corrections()));
        SC_VERIFY_OK(none);
        QVERIFY(none->isEmpty());
        Corrections noBeat;
        noBeat.grid = BeatGrid();
        QVERIFY(correctionsFromJson(toJson(noBeat)) == noBeat);
    }

    void whatBreaksARuleIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("no key") << QByteArray(R"({"key": "H minor"})");
        QTest::newRow("key of a wrong kind") << QByteArray(R"({"key": 3})");
        QTest::newRow("grid of a wrong kind") << QByteArray(R"({"grid": {}})");
        QTest::newRow("tempo too high") << QByteArray(R"({"grid": [{"start": 0, "end": 705600000, "bpm": 700}]})");
        QTest::newRow("beat outside its bar") << QByteArray(
            R"({"grid": [{"start": 0, "end": 705600000, "bpm": 100, "first_beat_in_bar": 9}]})");
        QTest::newRow("sections with a gap") << QByteArray(
            R"({"sections": [{"start": 0, "end": 705600000, "label": "a"}, {"start": 805600000, "end": 1705600000, "label": "b"}]})");
        QTest::newRow("section without label") << QByteArray(R"({"sections": [{"start": 0, "end": 705600000, "label": ""}]})");
        QTest::newRow("label of no kind") << QByteArray(R"({"labels": [{"kind": "x", "name": "y", "there": true}]})");
        QTest::newRow("label without a name") << QByteArray(R"({"labels": [{"kind": "tag", "name": "", "there": true}]})");
    }

    void whatBreaksARuleIsRefused()
    {
        QFETCH(QByteArray, json);
        SC_COMPARE_PROBLEM(correctionsFromJson(QJsonDocument::fromJson(json).object()), ProblemCode::ValidationError);
    }
};

SC_TEST(TestCorrections)
#include "tst_corrections.moc"
