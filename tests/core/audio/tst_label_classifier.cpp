// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analyzer.h"
#include "core/audio/label_classifier.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

namespace {

const QByteArray kRules = R"({"version": 1, "say_from": 0.35, "labels": [
 {"kind": "genre", "name": "house", "cap": 0.75, "intercept": -2, "terms": [
   {"feature": "tempo", "range": [110, 118, 130, 136], "weight": 3},
   {"feature": "four_on_floor", "range": [0.3, 0.6, null, null], "weight": 2}]},
 {"kind": "instrument", "name": "drums", "cap": 0.85, "intercept": 0, "terms": [
   {"feature": "noisiness", "range": [null, null, -1, 0], "weight": 1}]}]})";

} // namespace

class TestLabelClassifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membershipIsATrapezoid()
    {
        const LabelTerm term{QStringLiteral("tempo"), {110, 120, 130, 140}, 1};
        QCOMPARE(membership(term, 100), 0.0);
        QCOMPARE(membership(term, 115), 0.5);
        QCOMPARE(membership(term, 125), 1.0);
        QCOMPARE(membership(term, 135), 0.5);
        QCOMPARE(membership(term, 150), 0.0);
        QCOMPARE(membership(term, std::nullopt), 0.0);
        const LabelTerm open{QStringLiteral("tempo"), {110, 120, std::nullopt, std::nullopt}, 1};
        QCOMPARE(membership(open, 500), 1.0);
        const LabelTerm step{QStringLiteral("tempo"), {110, 110, std::nullopt, std::nullopt}, 1};
        QCOMPARE(membership(step, 109.9), 0.0);
        QCOMPARE(membership(step, 110), 1.0);
    }

    void evidenceAddsUpAndIsCapped()
    {
        const auto model = labelModelFromJson(kRules);
        SC_VERIFY_OK(model);
        const auto sure = classify(*model, {{"tempo", 124}, {"four_on_floor", 1}, {"noisiness", -2}});
        QCOMPARE(sure.size(), size_t(2));
        QCOMPARE(sure[0].name, QStringLiteral("house"));
        QCOMPARE(sure[0].confidence, 0.75); // 1 / (1 + exp(-3)) is more
        QCOMPARE(sure[1].confidence, 0.7311);
        const auto half = classify(*model, {{"tempo", 124}, {"four_on_floor", 0}, {"noisiness", 0}});
        QCOMPARE(half.front().confidence, 0.7311);
    }

    void whatIsUnlikelyIsNotSaid()
    {
        const auto model = labelModelFromJson(kRules);
        SC_VERIFY_OK(model);
        for (const Label &label : classify(*model, {{"tempo", 90}, {"noisiness", -2}}))
            QVERIFY(label.name != QStringLiteral("house"));
    }

    void rulesThatCannotBeReadAreRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("no JSON") << QByteArray("{\"version\"") << QByteArray("version");
        QTest::newRow("another version") << QByteArray("\"version\": 1") << QByteArray("\"version\": 9");
        QTest::newRow("unknown word") << QByteArray("\"house\"") << QByteArray("\"shoegaze\"");
        QTest::newRow("unknown kind") << QByteArray("\"genre\"") << QByteArray("\"colour\"");
        QTest::newRow("cap of two") << QByteArray("0.75") << QByteArray("2");
        QTest::newRow("falling range") << QByteArray("[110, 118") << QByteArray("[118, 110");
        QTest::newRow("half open") << QByteArray("[110, 118") << QByteArray("[null, 118");
        QTest::newRow("short range") << QByteArray("[110, 118, ") << QByteArray("[110, ");
        QTest::newRow("no weight") << QByteArray("\"weight\": 3") << QByteArray("\"weight\": \"much\"");
    }

    void rulesThatCannotBeReadAreRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QByteArray rules = kRules;
        QVERIFY(rules.contains(from));
        SC_COMPARE_PROBLEM(labelModelFromJson(rules.replace(from, to)), ProblemCode::ValidationError);
    }

    void everyBuiltInRuleIsSaidByMeasuresThatExist()
    {
        const auto analysis = analyzeSamples(metronome(120, 16, 44100), 44100, 1);
        SC_VERIFY_OK(analysis);
        SongFeatures features;
        features.frames.rms = {0.1F};
        for (auto &level : features.frames.level)
            level = {0.1F};
        QStringList names;
        for (const LabelFeature &feature : labelFeatures(*analysis, features, {}))
            names.append(QString::fromLatin1(feature.name.data(), static_cast<qsizetype>(feature.name.size())));
        QVERIFY(builtInLabelModel().rules.size() > 30);
        for (const LabelRule &rule : builtInLabelModel().rules) {
            for (const LabelTerm &term : rule.terms)
                QVERIFY2(names.contains(term.feature), qPrintable(term.feature));
            QVERIFY(rule.cap <= (rule.kind == LabelKind::Genre ? 0.75 : rule.kind == LabelKind::Instrument ? 0.95 : 0.85));
            if (rule.name == QStringLiteral("vocals") || rule.name == QStringLiteral("choir"))
                QVERIFY(rule.cap <= 0.6);
        }
    }

    void noiseToneAndSilenceAreNoMusic()
    {
        const std::vector<std::vector<float>> sounds = {noise(15, 44100, 0.3F), sine(15, 44100, 1, 440, 0.5),
                                                        std::vector<float>(15 * 44100, 0.0F)};
        for (const std::vector<float> &sound : sounds) {
            const auto analysis = analyzeSamples(sound, 44100, 1);
            SC_VERIFY_OK(analysis);
            for (const Label &label : analysis->labels)
                QVERIFY2(label.kind == LabelKind::Tag, qPrintable(label.name));
        }
    }

    void tagsAreWhatWasMeasured()
    {
        const auto has = [](const Analysis &analysis, const char *name) {
            return std::ranges::any_of(
                analysis.labels, [&](const Label &label) { return label.kind == LabelKind::Tag && label.name == QLatin1String(name); });
        };
        const auto fast = analyzeSamples(metronome(170, 20, 44100), 44100, 1);
        const auto slow = analyzeSamples(metronome(62, 30, 44100), 44100, 1);
        SC_VERIFY_OK(fast);
        SC_VERIFY_OK(slow);
        QVERIFY(has(*fast, "fast") && !has(*fast, "slow"));
        QVERIFY(has(*slow, "slow") && !has(*slow, "fast"));
        QVERIFY(has(*slow, "sparse") && !has(*slow, "dense"));
        const auto hiss = analyzeSamples(noise(15, 44100, 0.5F), 44100, 1);
        SC_VERIFY_OK(hiss);
        QVERIFY(has(*hiss, "bright") && has(*hiss, "loud") && !has(*hiss, "quiet") && !has(*hiss, "fast"));
    }

    void theDemoSongIsHeardForWhatItIs()
    {
        const auto analysis =
            analyzeFile(QDir(qEnvironmentVariable("SC_SOURCE_DIR")).filePath(QStringLiteral("resources/demo/neon_drive.m4a")));
        SC_VERIFY_OK(analysis);
        const auto confidence = [&](LabelKind kind, const char *name) {
            for (const Label &label : analysis->labels) {
                if (label.kind == kind && label.name == QLatin1String(name))
                    return label.confidence;
            }
            return 0.0;
        };
        QVERIFY(confidence(LabelKind::Instrument, "drums") > 0.5);
        QVERIFY(confidence(LabelKind::Instrument, "bass") > 0.5);
        QCOMPARE(confidence(LabelKind::Genre, "classical"), 0.0);
        for (const Label &label : analysis->labels)
            QVERIFY(label.confidence >= 0.35 && label.confidence <= (label.kind == LabelKind::Tag ? 1 : 0.95));
    }
};

SC_TEST(TestLabelClassifier)
#include "tst_label_classifier.moc"
