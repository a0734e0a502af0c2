// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analyzer.h"
#include "core/audio/key_estimator.h"
#include "core/base/json.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/core/audio/music_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>

#include <cmath>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

namespace {

constexpr int kRate = 22050;

QString chordAt(const Analysis &analysis, double seconds)
{
    for (const ChordSpan &chord : analysis.harmony.chords) {
        if (chord.start.toSeconds() <= seconds && seconds < chord.end.toSeconds())
            return chord.name;
    }
    return {};
}

} // namespace

class TestAnalyzeHarmony : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cadencesTellTheirKey_data()
    {
        QTest::addColumn<int>("key");
        for (int key = 0; key < 24; ++key)
            QTest::addRow("%s", qPrintable(keyName(key))) << key;
    }

    void cadencesTellTheirKey()
    {
        QFETCH(int, key);
        const auto analysis = analyzeSamples(renderNotes(cadences(key % 12, key >= 12, 0, 16), 16, kRate), kRate, 1, AnalysisLevel::Quick);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->key.value.value_or(QString()), keyName(key));
        QVERIFY2(analysis->key.confidence > 0.5, qPrintable(QString::number(analysis->key.confidence)));
        QVERIFY(!analysis->secondKey.isEmpty());
        QVERIFY(analysis->secondKeyDistance > 0 && analysis->secondKeyDistance <= 1);
        QCOMPARE(analysis->harmony.keys.size(), size_t(1));
        QCOMPARE(analysis->harmony.keys.front().start, Ticks());
        QCOMPARE(analysis->harmony.keys.front().end, analysis->duration);
    }

    void anotherTuningIsHeardAndDoesNotMoveTheKey_data()
    {
        QTest::addColumn<double>("cents");
        QTest::newRow("30 cents sharp") << 30.0;
        QTest::newRow("30 cents flat") << -30.0;
        QTest::newRow("concert pitch") << 0.0;
    }

    void anotherTuningIsHeardAndDoesNotMoveTheKey()
    {
        QFETCH(double, cents);
        const auto analysis = analyzeSamples(renderNotes(cadences(2, false, 0, 16, 1, cents), 16, kRate), kRate, 1, AnalysisLevel::Quick);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->key.value.value_or(QString()), QStringLiteral("D major"));
        const double heard = 1200 * std::log2(analysis->harmony.tuningHz.value_or(1) / 440);
        QVERIFY2(std::abs(heard - cents) < 4, qPrintable(QString::number(heard)));
    }

    void halfwayBetweenTwoKeysNoneIsSure()
    {
        const auto tuned = analyzeSamples(renderNotes(cadences(2, false, 0, 16), 16, kRate), kRate, 1, AnalysisLevel::Quick);
        const auto between = analyzeSamples(renderNotes(cadences(2, false, 0, 16, 1, 50), 16, kRate), kRate, 1, AnalysisLevel::Quick);
        SC_VERIFY_OK(tuned);
        SC_VERIFY_OK(between);
        QVERIFY(between->key.confidence < 0.6 * tuned->key.confidence);
    }

    void aModulationIsFoundWhereItHappens()
    {
        std::vector<TestNote> notes = cadences(0, false, 0, 32);
        const std::vector<TestNote> later = cadences(3, false, 32, 24);
        notes.insert(notes.end(), later.begin(), later.end());
        const auto analysis = analyzeSamples(renderNotes(notes, 56, kRate), kRate, 1, AnalysisLevel::Quick);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->key.value.value_or(QString()), QStringLiteral("C major"));
        QCOMPARE(analysis->harmony.keys.size(), size_t(2));
        QCOMPARE(analysis->harmony.keys[0].name, QStringLiteral("C major"));
        QCOMPARE(analysis->harmony.keys[1].name, QStringLiteral("Eb major"));
        QCOMPARE(analysis->harmony.keys[0].end, analysis->harmony.keys[1].start);
        QVERIFY2(std::abs(analysis->harmony.keys[1].start.toSeconds() - 32) < 2,
                 qPrintable(QString::number(analysis->harmony.keys[1].start.toSeconds())));
    }

    void chordsOfATwoFiveOneAreNamed()
    {
        static constexpr int kMinor7[] = {0, 3, 7, 10};
        static constexpr int kDominant7[] = {0, 4, 7, 10};
        static constexpr int kMajor7[] = {0, 4, 7, 11};
        std::vector<TestNote> notes;
        for (int round = 0; round < 4; ++round) {
            addChord(notes, 8 * round, 2, 2, kMinor7);
            addChord(notes, 8 * round + 2, 2, 7, kDominant7);
            addChord(notes, 8 * round + 4, 4, 0, kMajor7);
        }
        const auto analysis = analyzeSamples(renderNotes(notes, 32, kRate), kRate, 1, AnalysisLevel::Detailed);
        SC_VERIFY_OK(analysis);
        const Harmony &harmony = analysis->harmony;
        for (int round = 0; round < 4; ++round) {
            QCOMPARE(chordAt(*analysis, 8 * round + 1), QStringLiteral("Dm7"));
            QCOMPARE(chordAt(*analysis, 8 * round + 3), QStringLiteral("G7"));
            QCOMPARE(chordAt(*analysis, 8 * round + 6), QStringLiteral("Cmaj7"));
        }
        for (size_t i = 1; i < harmony.chords.size(); ++i) {
            QCOMPARE(harmony.chords[i].start, harmony.chords[i - 1].end);
            QVERIFY(harmony.chords[i].name != harmony.chords[i - 1].name);
        }
        QCOMPARE(analysis->key.value.value_or(QString()), QStringLiteral("C major"));
        QCOMPARE(harmony.progression, (QStringList{QStringLiteral("ii"), QStringLiteral("V"), QStringLiteral("I")}));
        QVERIFY(std::abs(harmony.changeRate.value_or(0) - 11.0 / 32) < 0.05);
        QVERIFY(harmony.complexity.value_or(-1) > 0 && harmony.complexity.value_or(-1) < 1);
        // The tonic is at rest, its dominant is not.
        QVERIFY(harmony.tension.at(Ticks::fromSeconds(6)) < harmony.tension.at(Ticks::fromSeconds(3)));
        QCOMPARE(harmony.tension.values.size(), size_t(64));
    }

    void plainTriadsAreLessComplexThanSevenths()
    {
        const auto plain = analyzeSamples(renderNotes(cadences(0, false, 0, 24), 24, kRate), kRate, 1, AnalysisLevel::Detailed);
        SC_VERIFY_OK(plain);
        static constexpr int kMinor7[] = {0, 3, 7, 10};
        static constexpr int kDominant7[] = {0, 4, 7, 10};
        std::vector<TestNote> notes;
        const int roots[] = {0, 9, 2, 7, 4, 9, 5, 10};
        for (int i = 0; i < 24; ++i)
            addChord(notes, i, 1, roots[i % 8], i % 2 == 0 ? std::span<const int>(kMinor7) : std::span<const int>(kDominant7));
        const auto rich = analyzeSamples(renderNotes(notes, 24, kRate), kRate, 1, AnalysisLevel::Detailed);
        SC_VERIFY_OK(rich);
        QVERIFY(plain->harmony.complexity && rich->harmony.complexity);
        QVERIFY(*plain->harmony.complexity + 0.15 < *rich->harmony.complexity);
    }

    void chordsAreADetailedMatter()
    {
        const auto analysis = analyzeSamples(renderNotes(cadences(7, false, 0, 12), 12, kRate), kRate, 1, AnalysisLevel::Standard);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->key.value.value_or(QString()), QStringLiteral("G major"));
        QVERIFY(analysis->harmony.chords.empty());
        QVERIFY(analysis->harmony.progression.isEmpty());
        QVERIFY(!analysis->harmony.complexity);
    }

    void silenceAndNoiseHaveNoHarmony_data()
    {
        QTest::addColumn<float>("level");
        QTest::newRow("silence") << 0.0F;
        QTest::newRow("noise") << 0.2F;
    }

    void silenceAndNoiseHaveNoHarmony()
    {
        QFETCH(float, level);
        const auto analysis = analyzeSamples(noise(20, kRate, level), kRate, 1, AnalysisLevel::Detailed);
        SC_VERIFY_OK(analysis);
        QVERIFY(!analysis->key.value);
        QCOMPARE(analysis->key.confidence, 0.0);
        QVERIFY(analysis->harmony == Harmony());
        QVERIFY(analysis->loops.empty());
    }

    void oneToneHasNoKey()
    {
        const TestNote tone{0, 20, 69, 0.3};
        const auto analysis = analyzeSamples(renderNotes({&tone, 1}, 20, kRate), kRate, 1, AnalysisLevel::Detailed);
        SC_VERIFY_OK(analysis);
        QVERIFY(!analysis->key.value);
        QVERIFY(analysis->harmony.keys.empty());
    }

    void harmonyComesBackFromItsStoredForm()
    {
        const auto analysis = analyzeSamples(renderNotes(cadences(9, true, 0, 16), 16, kRate), kRate, 1, AnalysisLevel::Detailed);
        SC_VERIFY_OK(analysis);
        QVERIFY(!analysis->harmony.chords.empty());
        const auto back = harmonyFromJson(toJson(analysis->harmony));
        SC_VERIFY_OK(back);
        QCOMPARE(toCompactJson(toJson(*back)), toCompactJson(toJson(analysis->harmony)));
        QCOMPARE(back->chords.size(), analysis->harmony.chords.size());
        QCOMPARE(back->keys.front().name, QStringLiteral("A minor"));
    }

    void analysesFromBeforeHarmonyAreRead()
    {
        const auto analysis = analyzeSamples(renderNotes(cadences(9, true, 0, 12), 12, kRate), kRate, 1);
        SC_VERIFY_OK(analysis);
        QJsonObject json = toJson(*analysis);
        json.remove(QStringLiteral("harmony"));
        json.remove(QStringLiteral("loops"));
        const auto back = analysisFromJson(json);
        SC_VERIFY_OK(back);
        QVERIFY(back->harmony == Harmony());
        QVERIFY(back->loops.empty());
        QVERIFY(back->key == analysis->key);
    }

    void impossibleHarmonyIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("falling keys") << QByteArray(R"({"keys":[{"start":10,"end":20,"name":"C major","confidence":1},)"
                                                    R"({"start":5,"end":30,"name":"D major","confidence":1}]})");
        QTest::newRow("chord that ends before it starts") << QByteArray(R"({"chords":[{"start":10,"end":2,"name":"C","confidence":0.5}]})");
        QTest::newRow("confidence over one") << QByteArray(R"({"chords":[{"start":0,"end":2,"name":"C","confidence":1.5}]})");
        QTest::newRow("chord without a name") << QByteArray(R"({"chords":[{"start":0,"end":2,"confidence":0.5}]})");
        QTest::newRow("tuning below zero") << QByteArray(R"({"tuning_hz":-440})");
        QTest::newRow("tension that is no number") << QByteArray(R"({"tension":["high"]})");
        QTest::newRow("tension without a step") << QByteArray(R"({"tension_step":0,"tension":[0.1]})");
    }

    void impossibleHarmonyIsRefused()
    {
        QFETCH(QByteArray, json);
        const auto parsed = parseJsonObject(json, QStringLiteral("harmony"));
        SC_VERIFY_OK(parsed);
        const auto harmony = harmonyFromJson(*parsed);
        QVERIFY(!harmony);
        QCOMPARE(harmony.error().code(), ProblemCode::ValidationError);
    }
};

SC_TEST(TestAnalyzeHarmony)
#include "tst_analyze_harmony.moc"
