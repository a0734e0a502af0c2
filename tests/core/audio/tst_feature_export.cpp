// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/feature_export.h"
#include "core/audio/grid_edits.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QLocale>

using namespace sc;
using namespace sc::audio;

class TestFeatureExport : public QObject
{
    Q_OBJECT

    static Ticks s(double seconds) { return Ticks::fromSeconds(seconds); }

    static Analysis song()
    {
        Analysis analysis;
        analysis.engineVersion = 1;
        analysis.duration = analysis.map.duration = s(10);
        analysis.sampleRate = 44100;
        analysis.channels = 2;
        analysis.tempo = {118.37, 0.75};
        analysis.key = {QStringLiteral("A minor"), 0.5};
        analysis.integratedLufs = -14.25;
        analysis.energy = {0.625, 0.9};
        analysis.map.grid = *makeGrid({s(0), s(10)}, 120, s(0.25), 4);
        analysis.map.sections = {{s(0), s(4), QStringLiteral("intro"), 0.25, 0.5, -1},
                                 {s(4), s(10), QStringLiteral("=mine, \"own\""), 0.75, 1, -1}};
        return analysis;
    }

    static QList<QByteArray> lines(FeatureFormat format)
    {
        const auto bytes = exportFeatures(song(), QStringLiteral("/music/a.wav"), format);
        return bytes ? bytes->trimmed().split('\n') : QList<QByteArray>();
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::German)); } // decimal commas must not reach a file
    void cleanupTestCase() { QLocale::setDefault(QLocale::c()); }

    void jsonIsTheReport()
    {
        const auto bytes = exportFeatures(song(), QStringLiteral("/music/a.wav"), FeatureFormat::Json);
        SC_VERIFY_OK(bytes);
        const QJsonObject json = QJsonDocument::fromJson(*bytes).object();
        QCOMPARE(json, toReportJson(song(), QStringLiteral("/music/a.wav")));
        QCOMPARE(json.value(u"beats").toArray().size(), 20);
    }

    void csvHasALineAFact()
    {
        const QList<QByteArray> all = lines(FeatureFormat::Csv);
        QCOMPARE(all.front(), QByteArray("feature,value,confidence"));
        QVERIFY(all.contains("tempo.bpm,118.37,0.75"));
        QVERIFY(all.contains("key.name,A minor,0.5"));
        QVERIFY(all.contains("loudness_lufs,-14.25,"));
        QVERIFY(all.contains("energy,0.625,0.9"));
        QVERIFY(all.contains("duration,10,"));
        for (const QByteArray &line : all)
            QVERIFY2(!line.startsWith("beats") && !line.startsWith("sections"), line.constData());
    }

    void beatsAreATable()
    {
        const QList<QByteArray> all = lines(FeatureFormat::Beats);
        QCOMPARE(all.size(), 21);
        QCOMPARE(all[0], QByteArray("time,bar,beat,downbeat"));
        QCOMPARE(all[1], QByteArray("0.250000,1,1,1"));
        QCOMPARE(all[2], QByteArray("0.750000,1,2,0"));
        QCOMPARE(all[5], QByteArray("2.250000,2,1,1"));
    }

    void sectionsAreATableThatNoSpreadsheetTakesForFormulas()
    {
        const QList<QByteArray> all = lines(FeatureFormat::Sections);
        QCOMPARE(all[1], QByteArray("0.000000,4.000000,intro,0.250,0.500"));
        QCOMPARE(all[2], QByteArray("4.000000,10.000000,\"'=mine, \"\"own\"\"\",0.750,1.000"));
    }

    void labelsAreAudacitys()
    {
        const QList<QByteArray> all = lines(FeatureFormat::Labels);
        QCOMPARE(all.size(), 22);
        QCOMPARE(all[0], QByteArray("0.000000\t4.000000\tIntro"));
        QCOMPARE(all[1], QByteArray("0.250000\t0.250000\t1.1"));
        double last = 0;
        for (const QByteArray &line : all) {
            const QList<QByteArray> parts = line.split('\t');
            QCOMPARE(parts.size(), 3);
            QVERIFY(parts[0].toDouble() >= last && parts[1].toDouble() >= parts[0].toDouble());
            last = parts[0].toDouble();
        }
    }

    void instantsAreForSonicVisualiser()
    {
        const QList<QByteArray> all = lines(FeatureFormat::SonicVisualiser);
        QCOMPARE(all.size(), 20);
        QCOMPARE(all[0], QByteArray("0.250000,1.1"));
    }

    void nothingToWriteIsSaid()
    {
        Analysis silence = song();
        silence.map.grid = {};
        silence.map.sections.clear();
        for (const FeatureFormat format :
             {FeatureFormat::Beats, FeatureFormat::Sections, FeatureFormat::Labels, FeatureFormat::SonicVisualiser, FeatureFormat::Midi})
            SC_COMPARE_PROBLEM(exportFeatures(silence, QString(), format), ProblemCode::ValidationError);
        SC_VERIFY_OK(exportFeatures(silence, QString(), FeatureFormat::Json));
        SC_VERIFY_OK(exportFeatures(silence, QString(), FeatureFormat::Csv));
    }

    void formatsHaveNames()
    {
        for (int i = 0; i < kFeatureFormats; ++i) {
            const auto format = static_cast<FeatureFormat>(i);
            QVERIFY(featureFormatFromName(featureFormatName(format)) == format);
            QVERIFY(!featureFormatSuffix(format).isEmpty());
        }
        QVERIFY(!featureFormatFromName(QStringLiteral("xls")));
    }
};

SC_TEST(TestFeatureExport)
#include "tst_feature_export.moc"
