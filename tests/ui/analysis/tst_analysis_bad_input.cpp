// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/analysis/analysis_studio.h"

#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFile>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::test;
using namespace sc::ui;

// What the analysis screen does with what cannot be: each is said, and nothing is lost or changed by it. A tempo typed
// outside its limits and a section that would vanish are with the corrections.
class TestAnalysisBadInput : public AnalysisWindowTest
{
    Q_OBJECT

    bool says(const QString &part) const
    {
        return std::ranges::any_of(screen().findChildren<TextLabel *>(),
                                   [&](TextLabel *label) { return label->isVisible() && label->text().contains(part); });
    }

    // Imports and really analyses a file in the window.
    bool listenTo(const QString &file)
    {
        m_studio->context->setCurrentTrack(m_studio->import(file));
        screen().analyse({});
        return QTest::qWaitFor([&] { return !screen().feed()->fraction() && !song().isPartial() && song().analysis() != nullptr; }, 60'000);
    }

private Q_SLOTS:
    void aRatioThatLeavesTheLimitsIsRefused()
    {
        screen().beats()->editor()->setTempo(30);
        QCOMPARE(m_studio->region().bpm, 30.0);
        QSignalSpy problems(m_studio->context.get(), &AppContext::problemRaised);
        QTest::keyClick(&screen(), Qt::Key_Down, Qt::AltModifier); // half
        QCOMPARE(problems.count(), 1);
        QCOMPARE(problems.front().front().value<Problem>().code(), ProblemCode::ValidationError);
        QCOMPARE(m_studio->region().bpm, 30.0);
        QVERIFY(screen().desk()->undoName() == QStringLiteral("Set tempo")); // the refused step is none
    }

    void threeTapsWaitAndThenSayWhatIsMissing()
    {
        for (int i = 0; i < 3; ++i) {
            song().seek(Ticks::fromSeconds(1 + i * 0.6));
            QTest::keyClick(&screen(), Qt::Key_T);
        }
        QVERIFY(screen().beats()->tapWords().contains(QStringLiteral("3 of 4")));
        QVERIFY(!m_studio->stored().grid.has_value());
        QTest::keyClick(&screen(), Qt::Key_Return);
        QVERIFY(screen().beats()->tapWords().contains(QStringLiteral("four are needed")));
        QVERIFY(!m_studio->stored().grid.has_value());
    }

    void aRegionShorterThanABeatIsRefused()
    {
        song().seek(Ticks::seconds(8));
        screen().beats()->editor()->splitHere();
        QCOMPARE(song().analysis()->map.grid.regions.size(), size_t(2));
        QSignalSpy problems(m_studio->context.get(), &AppContext::problemRaised);
        screen().beats()->editor()->splitHere();
        QCOMPARE(problems.count(), 1);
        QCOMPARE(song().analysis()->map.grid.regions.size(), size_t(2));
    }

    void aSongTooShortHasLengthAndLoudnessOnly()
    {
        const QString file = m_studio->folder.filePath(QStringLiteral("Short.wav"));
        QVERIFY(writeWav(file, sine(0.7, 44'100, 1), 44'100, 1));
        QVERIFY(listenTo(file));
        QVERIFY(says(QStringLiteral("too short")));
        QVERIFY(song().analysis()->integratedLufs.has_value());
        QVERIFY(!song().analysis()->tempo.value && !song().analysis()->key.value && song().analysis()->map.sections.empty());
        QVERIFY(screen().facts()->cards()->card(FactId::Tempo)->fact().value.isEmpty());
        QVERIFY(!screen().facts()->cards()->card(FactId::Loudness)->fact().value.isEmpty());
    }

    void silenceIsSaid()
    {
        const QString file = m_studio->folder.filePath(QStringLiteral("Silent.wav"));
        QVERIFY(writeWav(file, std::vector<float>(44'100 * 12, 0.0F), 44'100, 1));
        QVERIFY(listenTo(file));
        QVERIFY(says(QStringLiteral("only silence")));
        for (const FactId id : {FactId::Tempo, FactId::Key, FactId::Loudness, FactId::Valence})
            QVERIFY(screen().facts()->cards()->card(id)->fact().value.isEmpty());
        // Somebody who hears more than we do may still lay a grid.
        screen().beats()->editor()->setTempo(100);
        QCOMPARE(m_studio->region().bpm, 100.0);
    }

    void aDamagedTailIsNamedWithItsTime()
    {
        const QString wav = m_studio->folder.filePath(QStringLiteral("Whole.wav"));
        const QString file = m_studio->folder.filePath(QStringLiteral("Damaged.flac"));
        QVERIFY(writeWav(wav, sine(20, 44'100, 1), 44'100, 1));
        QCOMPARE(runFfmpeg({QStringLiteral("-i"), wav, file}), QString());
        QByteArray bytes = readFile(file);
        const qsizetype half = bytes.size() / 2;
        for (qsizetype i = half; i < bytes.size(); ++i)
            bytes[i] = char((i * 167 + 13) & 0xff);
        QVERIFY(writeFile(file, bytes));
        QVERIFY(listenTo(file));
        QVERIFY(says(QStringLiteral("damaged after 0:")));
        const double seconds = song().analysis()->duration.toSeconds();
        QVERIFY2(seconds > 5 && seconds < 19, qPrintable(QString::number(seconds)));
    }

    void aFileThatIsGoneIsSaidAboveItsGraphs()
    {
        const library::Track track = *m_studio->library->track(m_studio->track);
        QVERIFY(QFile::rename(track.file, track.file + QStringLiteral(".away")));
        screen().feed()->refresh();
        QVERIFY(song().analysis() != nullptr);
        QVERIFY(says(QStringLiteral("file is gone")));
        QVERIFY(QFile::rename(track.file + QStringLiteral(".away"), track.file));
        screen().feed()->refresh();
        QVERIFY(!says(QStringLiteral("file is gone")));
    }
};

SC_TEST(TestAnalysisBadInput)
#include "tst_analysis_bad_input.moc"
