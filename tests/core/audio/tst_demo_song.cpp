// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analyzer.h"
#include "core/base/json.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>

#include <cmath>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

// The song that ships is held against what was written into it.
class TestDemoSong : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString folder = qEnvironmentVariable("SC_SOURCE_DIR") + QStringLiteral("/resources/demo/");
        auto truth = parseJsonObject(readFile(folder + QStringLiteral("neon_drive.truth.json")), QStringLiteral("truth"));
        SC_VERIFY_OK(truth);
        m_truth = *truth;
        auto analysis = analyzeFile(folder + QStringLiteral("neon_drive.m4a"));
        SC_VERIFY_OK(analysis);
        m_analysis = std::move(*analysis);
    }

    void itsTempoAndMetreAreHeard()
    {
        QCOMPARE(m_analysis.tempo.value.value_or(0), 118.0);
        QVERIFY(m_analysis.tempo.confidence > 0.5);
        QCOMPARE(m_analysis.timeSignature.value.value_or(QString()), QStringLiteral("4/4"));
    }

    void itsBeatsAndBarsAreWhereTheyWereWritten()
    {
        const std::vector<Beat> beats = m_analysis.map.grid.beats();
        const double beatScore = fMeasure(times(u"beats"), secondsOf(beats), 0.07, 5);
        QVERIFY2(beatScore >= 0.95, qPrintable(QString::number(beatScore)));
        const double closeScore = fMeasure(times(u"beats"), secondsOf(beats), 0.015, 5);
        QVERIFY2(closeScore >= 0.95, qPrintable(QString::number(closeScore)));
        const double barScore = fMeasure(times(u"downbeats"), secondsOf(beats, true), 0.07, 5);
        QVERIFY2(barScore >= 0.9, qPrintable(QString::number(barScore)));
    }

    void itsKeyAndLoudnessAreHeard()
    {
        QCOMPARE(m_analysis.key.value.value_or(QString()), QStringLiteral("A minor"));
        QVERIFY(std::abs(m_analysis.integratedLufs.value_or(0) - m_truth[u"loudness"][u"integrated_lufs"].toDouble()) <= 0.1);
        QVERIFY(std::abs(m_analysis.truePeakDbtp.value_or(9) - m_truth[u"loudness"][u"true_peak_dbtp"].toDouble()) <= 0.3);
    }

    void itsSectionsBeginWhereTheyWereWritten()
    {
        std::vector<double> truth;
        for (const QJsonValue &section : m_truth[u"sections"].toArray())
            truth.push_back(section[u"start"].toDouble());
        std::vector<double> found;
        for (const Section &section : m_analysis.map.sections)
            found.push_back(section.start.toSeconds());
        truth.erase(truth.begin());
        found.erase(found.begin());
        const double score = fMeasure(truth, found, 3);
        QVERIFY2(score >= 0.75, qPrintable(QString::number(score)));
    }

    void itsPartsAreCalledWhatTheyAre()
    {
        const auto nameAt = [&](double seconds) {
            for (const Section &section : m_analysis.map.sections) {
                if (section.start.toSeconds() <= seconds && seconds < section.end.toSeconds())
                    return section.label;
            }
            return QString();
        };
        QStringList wrong;
        for (const QJsonValue &section : m_truth[u"sections"].toArray()) {
            const QString label = section[u"label"].toString();
            const double middle = (section[u"start"].toDouble() + section[u"end"].toDouble()) / 2;
            if ((label == u"intro" || label == u"verse" || label == u"chorus" || label == u"outro") && nameAt(middle) != label)
                wrong.append(QStringLiteral("%1 is called %2").arg(label, nameAt(middle)));
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QStringLiteral(", "))));
    }

    void itsSectionsCoverItWithoutGaps()
    {
        const std::vector<Section> &sections = m_analysis.map.sections;
        QCOMPARE(sections.front().start, Ticks());
        QCOMPARE(sections.back().end, m_analysis.duration);
        for (size_t i = 1; i < sections.size(); ++i)
            QCOMPARE(sections[i].start, sections[i - 1].end);
    }

private:
    [[nodiscard]] std::vector<double> times(QStringView name) const
    {
        std::vector<double> list;
        for (const QJsonValue &value : m_truth[name].toArray())
            list.push_back(value.toDouble());
        return list;
    }

    QJsonObject m_truth;
    Analysis m_analysis;
};

SC_TEST(TestDemoSong)
#include "tst_demo_song.moc"
