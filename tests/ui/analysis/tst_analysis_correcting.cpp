// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/analysis/analysis_studio.h"

#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "ui/analysis/tempo_field.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <cmath>

using namespace sc;
using namespace sc::test;
using namespace sc::ui;

// What was heard put right by hand: beats, sections, key and labels, by mouse and keys, each a step to undo.
class TestAnalysisCorrecting : public AnalysisWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void aDraggedBeatMovesItsGridAndIsUndone()
    {
        const QPointF handle = beatView().handleOf(4);
        QVERIFY(!handle.isNull());
        drag(&beatView(), handle.toPoint(), handle.toPoint() + QPoint(12, 0));
        QVERIFY(stored().grid.has_value());
        QCOMPARE(region().origin, GridOrigin::Edited);
        QVERIFY(std::abs(region().bpm - 120) < 0.01);
        const std::vector<Beat> beats = song().beats();
        const auto moved = nearestBeat(beats, Ticks::seconds(2));
        const double by = (beats[*moved].time - Ticks::seconds(2)).toMilliseconds();
        QVERIFY2(by > 30 && by < 150, qPrintable(QString::number(by)));
        QTest::keyClick(&screen(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!stored().grid.has_value());
        QCOMPARE(song().beats()[4].time, Ticks::seconds(2));
        QTest::keyClick(&screen(), Qt::Key_Y, Qt::ControlModifier);
        QVERIFY(stored().grid.has_value());
    }

    void anAltDraggedBeatChangesTheTempo()
    {
        const QPointF handle = beatView().handleOf(8);
        drag(&beatView(), handle.toPoint(), handle.toPoint() + QPoint(20, 0), Qt::AltModifier);
        QVERIFY(stored().grid.has_value());
        QVERIFY2(region().bpm < 119 && region().bpm > 110, qPrintable(QString::number(region().bpm)));
        QCOMPARE(song().beats().front().time, Ticks()); // the anchor stays
    }

    void halfAndDoubleAreOnePressEach()
    {
        QTest::mouseClick(buttonOf(screen().beats(), QStringLiteral("½")), Qt::LeftButton);
        QCOMPARE(region().bpm, 60.0);
        QTest::mouseClick(buttonOf(screen().beats(), QStringLiteral("×2")), Qt::LeftButton);
        QCOMPARE(region().bpm, 120.0);
    }

    void fourTapsOnBeatsGiveATempo()
    {
        for (int i = 0; i < 4; ++i) {
            song().seek(Ticks::fromSeconds(1 + i * 0.6));
            QTest::keyClick(&screen(), Qt::Key_T);
            QCOMPARE(screen().beats()->taps().count(), i + 1);
        }
        QTest::keyClick(&screen(), Qt::Key_Return);
        QVERIFY(stored().grid.has_value());
        QVERIFY2(std::abs(region().bpm - 100) < 0.5, qPrintable(QString::number(region().bpm)));
        QCOMPARE(region().origin, GridOrigin::Tapped);
    }

    void escapeForgetsTheTaps()
    {
        QTest::keyClick(&screen(), Qt::Key_T);
        QCOMPARE(screen().beats()->taps().count(), 1);
        QTest::keyClick(&screen(), Qt::Key_Escape);
        QCOMPARE(screen().beats()->taps().count(), 0);
        QVERIFY(!stored().grid.has_value());
    }

    void aTempoOutsideItsLimitsIsMarkedAndKept()
    {
        TempoField *field = screen().beats()->tempoField();
        QTest::keyClick(&screen(), Qt::Key_T, Qt::ShiftModifier);
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, QStringLiteral("500"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(field->isWrong());
        QCOMPARE(field->text(), QStringLiteral("500"));
        QVERIFY(!stored().grid.has_value());
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("124.5"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!field->isWrong());
        QCOMPARE(region().bpm, 124.5);
    }

    void theRunnerUpTempoIsOnePressAway()
    {
        FactCard *card = screen().facts()->cards()->card(FactId::Tempo);
        QVERIFY(card != nullptr);
        QVERIFY(!card->choiceBox(0).isEmpty());
        QTest::mouseClick(card, Qt::LeftButton, {}, card->choiceBox(0).center().toPoint());
        QCOMPARE(region().bpm, 60.0);
        QVERIFY(card->fact().isEdited);
    }

    void theDownbeatGoesToThePlayhead()
    {
        song().seek(Ticks::fromSeconds(1.0));
        QTest::keyClick(&screen(), Qt::Key_D);
        const auto beat = nearestBeat(song().beats(), Ticks::seconds(1));
        QVERIFY(song().beats()[*beat].isDownbeat());
    }

    void aRegionIsSplitAndMerged()
    {
        song().seek(Ticks::seconds(8));
        QTest::keyClick(&screen(), Qt::Key_S, Qt::ShiftModifier);
        QCOMPARE(song().analysis()->map.grid.regions.size(), size_t(2));
        song().seek(Ticks::seconds(2));
        QTest::keyClick(&screen(), Qt::Key_M, Qt::ShiftModifier);
        QCOMPARE(song().analysis()->map.grid.regions.size(), size_t(1));
    }

    void aSectionEdgeIsDraggedToABeat()
    {
        drag(&graphs(), sectionPoint(Ticks::seconds(16)), sectionPoint(Ticks::seconds(12)) + QPoint(3, 0));
        QVERIFY(stored().sections.has_value());
        QCOMPARE(song().analysis()->map.sections[1].start, Ticks::seconds(12));
        QCOMPARE(song().analysis()->map.sections[0].end, Ticks::seconds(12)); // the neighbour is trimmed
    }

    void aSectionIsAskedForBeforeItVanishes()
    {
        drag(&graphs(), sectionPoint(Ticks::seconds(16)), sectionPoint(Ticks()));
        QVERIFY(!stored().sections.has_value());
        QVERIFY(choose(QStringLiteral("Remove Intro")));
        QCOMPARE(song().analysis()->map.sections.size(), size_t(1));
        QCOMPARE(song().analysis()->map.sections.front().label, QStringLiteral("verse"));
    }

    void aSectionIsRenamedAndReset()
    {
        QTest::mouseClick(&graphs(), Qt::LeftButton, {}, sectionPoint(Ticks::seconds(20)));
        QCOMPARE(song().section(), std::optional<size_t>(1));
        QTest::keyClick(&screen(), Qt::Key_F2);
        QVERIFY(choose(QStringLiteral("Chorus")));
        QCOMPARE(song().analysis()->map.sections[1].label, QStringLiteral("chorus"));
        m_studio->actions.refresh();
        m_studio->actions.trigger(QStringLiteral("analysis.resetSections"));
        QVERIFY(!stored().sections.has_value());
        QCOMPARE(song().analysis()->map.sections[1].label, QStringLiteral("verse"));
    }

    void theSectionAtThePlayheadIsSplit()
    {
        song().seek(Ticks::seconds(8));
        QTest::keyClick(&screen(), Qt::Key_S);
        QCOMPARE(song().analysis()->map.sections.size(), size_t(3));
        QCOMPARE(song().analysis()->map.sections[1].start, Ticks::seconds(8));
    }

    void keyAndLabelsAreCorrected()
    {
        QVERIFY(screen().desk()->setKey(QStringLiteral("C major")));
        FactCard *card = screen().facts()->cards()->card(FactId::Key);
        QVERIFY(card->fact().isEdited);
        QVERIFY(card->accessibleName().contains(QStringLiteral("edited")));
        QVERIFY(screen().desk()->setLabel(audio::LabelKind::Genre, QStringLiteral("synthwave"), true));
        QCOMPARE(song().analysis()->labels.size(), size_t(1));
        QVERIFY(screen().desk()->setLabel(audio::LabelKind::Genre, QStringLiteral("synthwave"), false));
        QVERIFY(stored().labels.empty()); // taken back, not written down as a no
        screen().desk()->resetKey();
        QVERIFY(!card->fact().isEdited);
    }

    void keyAndMetreHaveKeysOfTheirOwn()
    {
        QTest::keyClick(&screen(), Qt::Key_B, Qt::ShiftModifier);
        QVERIFY(choose(QStringLiteral("3 beats a bar")));
        QCOMPARE(region().beatsPerBar, 3);
        QTest::keyClick(&screen(), Qt::Key_K, Qt::ShiftModifier);
        QVERIFY(QApplication::activePopupWidget() != nullptr);
        QApplication::activePopupWidget()->close();
    }

    void aDoubtfulGridSaysSo()
    {
        audio::Analysis analysis = evenAnalysis();
        analysis.beatConfidence = 0.1;
        SC_VERIFY_OK(m_studio->library->storeAnalysis(m_studio->track, analysis));
        Q_EMIT m_studio->library->analysisFinished(m_studio->track);
        QVERIFY(screen().beats()->isDoubtful());
        screen().beats()->editor()->setTempo(121); // somebody knows better
        QVERIFY(!screen().beats()->isDoubtful());
    }

    void correctionsSurviveAFreshAnalysis()
    {
        screen().beats()->editor()->scale(audio::TempoRatio::Half);
        audio::Analysis fresh = evenAnalysis();
        fresh.engineVersion = 99;
        SC_VERIFY_OK(m_studio->library->storeAnalysis(m_studio->track, fresh));
        Q_EMIT m_studio->library->analysisFinished(m_studio->track);
        QCOMPARE(song().analysis()->engineVersion, 99);
        QCOMPARE(region().bpm, 60.0);
    }
};

SC_TEST(TestAnalysisCorrecting)
#include "tst_analysis_correcting.moc"
