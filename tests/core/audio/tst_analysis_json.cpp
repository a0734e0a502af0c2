// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analysis.h"
#include "core/base/json.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

class TestAnalysisJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto analysis = analyzeSamples(metronome(120, 16, 44100), 44100, 1);
        SC_VERIFY_OK(analysis);
        m_analysis = std::move(*analysis);
        m_analysis.warnings.append(QStringLiteral("only a test"));
        m_analysis.key.value = QStringLiteral("A minor");
        m_analysis.key.origin = FeatureOrigin::Edited;
    }

    void whatIsStoredComesBack()
    {
        const auto parsed = parseJsonObject(toCompactJson(toJson(m_analysis)), QStringLiteral("analysis"));
        SC_VERIFY_OK(parsed);
        const auto back = analysisFromJson(*parsed);
        SC_VERIFY_OK(back);
        QCOMPARE(toCompactJson(toJson(*back)), toCompactJson(toJson(m_analysis)));
        QCOMPARE(back->onsets, m_analysis.onsets);
        QVERIFY(!m_analysis.onsetStrengths.empty() && back->onsetStrengths == m_analysis.onsetStrengths);
        QVERIFY(back->map.grid == m_analysis.map.grid);
        QVERIFY(back->tempo == m_analysis.tempo);
        QVERIFY(back->key == m_analysis.key);
        QCOMPARE(back->duration, m_analysis.duration);
    }

    void emptyValuesStayEmpty()
    {
        Analysis silent;
        const auto back = analysisFromJson(toJson(silent));
        SC_VERIFY_OK(back);
        QVERIFY(*back == silent);
        QVERIFY(!back->tempo.value);
        QVERIFY(!back->integratedLufs);
    }

    void whatCannotBeAnAnalysisIsRefused_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("unknown level") << QStringLiteral("level") << QJsonValue(QStringLiteral("lazy"));
        QTest::newRow("text as version") << QStringLiteral("engine_version") << QJsonValue(QStringLiteral("one"));
        QTest::newRow("version beyond all numbers") << QStringLiteral("engine_version") << QJsonValue(1e30);
        QTest::newRow("no duration") << QStringLiteral("duration") << QJsonValue();
        QTest::newRow("negative duration") << QStringLiteral("duration") << QJsonValue(-5);
        QTest::newRow("text as tempo") << QStringLiteral("tempo")
                                       << QJsonValue(QJsonObject{{QStringLiteral("value"), QStringLiteral("fast")}});
        QTest::newRow("confidence of two") << QStringLiteral("key") << QJsonValue(QJsonObject{{QStringLiteral("confidence"), 2}});
        QTest::newRow("falling onsets") << QStringLiteral("onsets") << QJsonValue(QJsonArray{5000, 4000});
        QTest::newRow("strengths without onsets") << QStringLiteral("onset_strengths") << QJsonValue(QJsonArray{1});
        QTest::newRow("an impossible strength") << QStringLiteral("onset_strengths") << QJsonValue(QJsonArray{70000});
        QTest::newRow("text as loudness") << QStringLiteral("integrated_lufs") << QJsonValue(QStringLiteral("loud"));
        QTest::newRow("standing curve") << QStringLiteral("loudness") << QJsonValue(QJsonObject{{QStringLiteral("step"), 0}});
    }

    void whatCannotBeAnAnalysisIsRefused()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QJsonObject json = toJson(m_analysis);
        json.insert(field, value);
        SC_COMPARE_PROBLEM(analysisFromJson(json), ProblemCode::ValidationError);
    }

    void theReportSpeaksSeconds()
    {
        const QJsonObject report = toReportJson(m_analysis, QStringLiteral("a.wav"));
        QCOMPARE(report[u"file"].toString(), QStringLiteral("a.wav"));
        QCOMPARE(report[u"duration"].toDouble(), 16.0);
        QCOMPARE(report[u"tempo"][u"bpm"].toDouble(), 120.0);
        QCOMPARE(report[u"key"][u"name"].toString(), QStringLiteral("A minor"));
        QCOMPARE(report[u"key"][u"camelot"].toString(), QStringLiteral("8A"));
        QCOMPARE(static_cast<size_t>(report[u"beats"].toArray().size()), m_analysis.map.grid.beats().size());
        QVERIFY(std::abs(report[u"beats"].toArray().first().toDouble() - 0.5) < 0.01);
        QVERIFY(report[u"loudness_lufs"].isDouble());
        QVERIFY(toReportJson({}, {})[u"loudness_lufs"].isNull());
    }

    void everyKeyHasItsPlaceOnTheWheel()
    {
        QCOMPARE(camelotOf(QStringLiteral("A minor")), QStringLiteral("8A"));
        QCOMPARE(camelotOf(QStringLiteral("C major")), QStringLiteral("8B"));
        QCOMPARE(camelotOf(QStringLiteral("F# minor")), QStringLiteral("11A"));
        QCOMPARE(camelotOf(QStringLiteral("Eb major")), QStringLiteral("5B"));
        QCOMPARE(camelotOf(QStringLiteral("Ab minor")), QStringLiteral("1A"));
        QCOMPARE(camelotOf(QStringLiteral("H major")), QString());
        QCOMPARE(camelotOf(QStringLiteral("A")), QString());
        QCOMPARE(camelotOf({}), QString());
    }

private:
    Analysis m_analysis;
};

SC_TEST(TestAnalysisJson)
#include "tst_analysis_json.moc"
