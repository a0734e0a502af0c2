// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/analysis/analysis_studio.h"

#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "ui/analysis/more_measures.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QAction>
#include <QtGui/QWheelEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <cmath>

using namespace sc;
using namespace sc::test;
using namespace sc::ui;

// Looking at a song: seeking, zooming, folding, exporting, and the states in which there is nothing to look at.
class TestAnalysisWindow : public AnalysisWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void theUncertainIsSaid()
    {
        const FactCard *card = screen().facts()->cards()->card(FactId::Valence);
        QVERIFY(card->fact().isUncertain());
        QVERIFY(card->accessibleName().contains(QStringLiteral("uncertain")));
    }

    void aPressSeeks()
    {
        const QPoint at(int(SongGraphs::kHead + song().view().xOf(Ticks::seconds(10))), int(graphs().rows().wave.center().y()));
        QTest::mouseClick(&graphs(), Qt::LeftButton, {}, at);
        QVERIFY(abs(song().playhead() - Ticks::seconds(10)) < song().view().span(1.5));
        QTRY_VERIFY(abs(m_studio->player.position() - song().playhead()) < Ticks::fromSeconds(0.05) ||
                    m_studio->player.length() == Ticks());
    }

    void theWheelZoomsAtTheCursorDownToSamples()
    {
        const QPointF at(SongGraphs::kHead + 300, graphs().rows().wave.center().y());
        const Ticks under = song().view().timeAt(300);
        for (int i = 0; i < 120; ++i) {
            QWheelEvent wheel(at, graphs().mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(&graphs(), &wheel);
        }
        QVERIFY(song().view().pixelsPerSecond() >= kStudioRate * 6);
        QVERIFY(abs(song().view().timeAt(300) - under) < song().view().span(2));
        QTRY_VERIFY(graphs().closeLook().samples(under) != nullptr);
        QCOMPARE(graphs().closeLook().samples(under)->sampleRate, kStudioRate);
        QVERIFY(graphs().readoutAt(at).contains(QStringLiteral("sample")));
        QTest::keyClick(&screen(), Qt::Key_0, Qt::ControlModifier);
        QVERIFY(song().isWhole());
    }

    void theClickSwitchIsTheMetronome()
    {
        auto *click = screen().beats()->findChild<Switch *>();
        QTest::mouseClick(click, Qt::LeftButton);
        QVERIFY(m_studio->actions.action(QStringLiteral("playback.metronome"))->isChecked());
        m_studio->actions.trigger(QStringLiteral("playback.metronome"));
        QVERIFY(!click->isChecked());
    }

    void bracketsGoFromSectionToSection()
    {
        song().seek(Ticks::seconds(2));
        QTest::keyClick(&screen(), Qt::Key_BracketRight);
        QCOMPARE(song().playhead(), Ticks::seconds(16));
        QTest::keyClick(&screen(), Qt::Key_BracketLeft);
        QCOMPARE(song().playhead(), Ticks());
        QTest::keyClick(&screen(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(song().playhead(), Ticks::fromSeconds(0.5));
    }

    void aLoopPlays()
    {
        screen().facts()->more()->setOpen(true);
        PushButton *loop = buttonOf(screen().facts(), QStringLiteral("Loop"));
        QVERIFY(loop != nullptr);
        loop->click();
        QCOMPARE(m_studio->player.loop(), (std::optional<TickRange>(TickRange{Ticks::seconds(4), Ticks::seconds(12)})));
        m_studio->player.pause();
    }

    void aSmallWindowFoldsTheFacts()
    {
        QVERIFY(screen().facts()->isVisible());
        screen().resize(952, 528);
        QVERIFY(!screen().facts()->isVisible());
        screen().setFactsOpen(true);
        QVERIFY(screen().facts()->isVisible());
        QTest::keyClick(&screen(), Qt::Key_Escape);
        QVERIFY(!screen().facts()->isVisible());
        QVERIFY(graphs().rows().wave.height() > 40);
    }

    void whatWasHeardIsExportedAsCorrected()
    {
        screen().beats()->editor()->scale(audio::TempoRatio::Half);
        const QString json = m_studio->folder.filePath(QStringLiteral("even.json"));
        QVERIFY(screen().exportTo(audio::FeatureFormat::Json, json));
        const QJsonObject report = QJsonDocument::fromJson(readFile(json)).object();
        QCOMPARE(report.value(u"tempo").toObject().value(u"bpm").toDouble(), 60.0);
        const QString beats = m_studio->folder.filePath(QStringLiteral("beats.csv"));
        QVERIFY(screen().exportTo(audio::FeatureFormat::Beats, beats));
        QCOMPARE(readFile(beats).trimmed().count('\n'), qsizetype(song().beats().size())); // and a heading
        const QString midi = m_studio->folder.filePath(QStringLiteral("even.mid"));
        QVERIFY(screen().exportTo(audio::FeatureFormat::Midi, midi));
        QVERIFY(readFile(midi).startsWith("MThd"));
        QSignalSpy problems(m_studio->context.get(), &AppContext::problemRaised);
        QVERIFY(!screen().exportTo(audio::FeatureFormat::Csv, m_studio->folder.filePath(QStringLiteral("no/such/folder.csv"))));
        QCOMPARE(problems.count(), 1);
    }

    void withoutASongThereAreWordsAndAWayOut()
    {
        m_studio->context->setCurrentTrack({});
        QVERIFY(song().analysis() == nullptr);
        auto *words = screen().findChild<EmptyState *>();
        QVERIFY(words->isVisible());
        QSignalSpy asked(m_studio->context.get(), &AppContext::screenRequested);
        QTest::mouseClick(buttonOf(words, QStringLiteral("Open the library")), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
    }

    void aSongThatIsGoneFailsWithItsReason()
    {
        const QString file = m_studio->folder.filePath(QStringLiteral("Gone.wav"));
        QVERIFY(writeWav(file, sine(3, kStudioRate, 1, 330), kStudioRate, 1));
        const TrackId gone = m_studio->library->importNow({file}, {}).front().track;
        QVERIFY(QFile::remove(file));
        m_studio->context->setCurrentTrack(gone);
        auto *words = screen().findChild<EmptyState *>();
        QTest::mouseClick(buttonOf(words, QStringLiteral("Analyse")), Qt::LeftButton);
        const auto said = [&](const QString &part) {
            return std::ranges::any_of(words->findChildren<TextLabel *>(), [&](TextLabel *label) { return label->text().contains(part); });
        };
        QTRY_VERIFY(said(QStringLiteral("could not be analysed")));
        QVERIFY(said(QStringLiteral("Gone.wav")));
    }

    void aRealAnalysisArrivesInTheWindow()
    {
        const QString file = m_studio->folder.filePath(QStringLiteral("Clicks.wav"));
        std::vector<std::int64_t> clicks;
        for (int i = 0; i < 40; ++i)
            clicks.push_back(std::int64_t(i) * 44'100 / 2);
        QVERIFY(writeWav(file, clickTrack(20 * 44'100, 1, clicks), 44'100, 1));
        const TrackId track = m_studio->library->importNow({file}, {}).front().track;
        m_studio->context->setCurrentTrack(track);
        screen().analyse({.level = audio::AnalysisLevel::Quick});
        QTRY_VERIFY_WITH_TIMEOUT(m_studio->library->measuredAnalysis(track).has_value(), 30'000);
        QTRY_VERIFY(song().analysis() != nullptr);
        QVERIFY(song().analysis()->tempo.value && std::abs(*song().analysis()->tempo.value - 120) < 0.5);
        QVERIFY(graphs().isVisible());
    }
};

SC_TEST(TestAnalysisWindow)
#include "tst_analysis_window.moc"
