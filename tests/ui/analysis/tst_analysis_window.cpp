// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/section_edits.h"
#include "core/library/library.h"
#include "core/playback/player.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/analysis/analysis_screen.h"
#include "ui/analysis/beat_grid_view.h"
#include "ui/analysis/beat_panel.h"
#include "ui/analysis/correction_desk.h"
#include "ui/analysis/fact_cards.h"
#include "ui/analysis/facts_column.h"
#include "ui/analysis/more_measures.h"
#include "ui/analysis/section_editor.h"
#include "ui/analysis/song_graphs.h"
#include "ui/analysis/song_view.h"
#include "ui/analysis/tempo_field.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>

#include <cmath>

using namespace sc;
using namespace sc::ui;

namespace {

constexpr int kRate = 8000;
constexpr int kBars = 16; // of 4 beats at 120: 32 s

audio::Analysis evenAnalysis()
{
    audio::Analysis analysis;
    analysis.map = test::evenSong(120, kBars).map;
    analysis.duration = analysis.map.duration;
    analysis.sampleRate = kRate;
    analysis.channels = 1;
    analysis.tempo = {.value = 120.0, .confidence = 0.95};
    analysis.tempoCandidates = {{120, 1}, {60, 0.7}};
    analysis.timeSignature = {.value = QStringLiteral("4/4"), .confidence = 0.9};
    analysis.key = {.value = QStringLiteral("A minor"), .confidence = 0.8};
    analysis.valence = {.value = 0.46, .confidence = 0.31};
    analysis.beatConfidence = 0.9;
    analysis.integratedLufs = -14;
    for (const Beat &beat : analysis.map.grid.beats())
        analysis.onsets.push_back(beat.time);
    analysis.waveform.sampleRate = kRate;
    analysis.waveform.sampleCount = std::int64_t(analysis.duration.toSeconds() * kRate);
    analysis.waveform.levels.emplace_back(
        size_t((analysis.waveform.sampleCount + audio::WaveformPyramid::kBaseStride - 1) / audio::WaveformPyramid::kBaseStride),
        audio::WaveformPoint{-90, 90, 120, 200, 120, 60});
    analysis.loops = {{Ticks::seconds(4), Ticks::seconds(12), 16, 0.9}};
    return analysis;
}

} // namespace

// The analysis screen in a real window on a real library, driven by mouse and keys.
class TestAnalysisWindow : public QObject
{
    Q_OBJECT

    struct Studio
    {
        QTemporaryDir folder;
        std::unique_ptr<library::Library> library;
        playback::Player player{playback::Player::Output::Silent};
        ActionRegistry actions;
        std::unique_ptr<AppContext> context;
        std::unique_ptr<AnalysisScreen> screen;
        TrackId track;
    };
    std::unique_ptr<Studio> m_studio;

    AnalysisScreen &screen() const { return *m_studio->screen; }
    SongView &song() const { return *screen().song(); }
    SongGraphs &graphs() const { return *screen().graphs(); }
    BeatGridView &beatView() const { return *screen().beats()->view(); }
    audio::Corrections stored() const { return m_studio->library->corrections(m_studio->track); }
    const BeatRegion &region() const { return song().analysis()->map.grid.regions.front(); }

    QPoint sectionPoint(Ticks t) const
    {
        return {int(std::lround(SongGraphs::kHead + song().view().xOf(t))), int(graphs().rows().sections.center().y())};
    }

    static void drag(QWidget *widget, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(widget, Qt::LeftButton, modifiers, from);
        for (int i = 1; i <= 8; ++i) {
            const QPoint at = from + (to - from) * i / 8;
            QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
            QApplication::sendEvent(widget, &move);
        }
        QTest::mouseRelease(widget, Qt::LeftButton, modifiers, to);
    }

    PushButton *buttonOf(QWidget *in, const QString &text) const
    {
        for (auto *button : in->findChildren<PushButton *>()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }

    static bool choose(const QString &text)
    {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (menu == nullptr)
            return false;
        for (QAction *action : menu->actions()) {
            if (action->text() == text) {
                action->trigger();
                menu->close();
                return true;
            }
        }
        menu->close();
        return false;
    }

private Q_SLOTS:
    void init()
    {
        auto s = std::make_unique<Studio>();
        auto opened = library::Library::open(ProfilePaths{s->folder.filePath(QStringLiteral("profile"))});
        SC_VERIFY_OK(opened);
        s->library = std::move(*opened);
        const QString file = s->folder.filePath(QStringLiteral("Even.wav"));
        QVERIFY(test::writeWav(file, test::sine(32, kRate, 1), kRate, 1));
        const auto outcomes = s->library->importNow({file}, {});
        QCOMPARE(outcomes.size(), size_t(1));
        s->track = outcomes.front().track;
        SC_VERIFY_OK(s->library->storeAnalysis(s->track, evenAnalysis()));
        s->context = std::make_unique<AppContext>(AppContext::Services{s->library.get(), &s->player, &s->actions});
        s->actions.add({QStringLiteral("playback.metronome"), QStringLiteral("Metronome"), {}, {}, {}, [] {}, {}, true, nullptr});
        s->screen = std::make_unique<AnalysisScreen>(*s->context);
        s->screen->resize(1376, 788);
        s->context->setCurrentTrack(s->track);
        s->screen->show();
        QVERIFY(QTest::qWaitForWindowExposed(s->screen.get()));
        s->screen->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(s->screen.get()));
        s->screen->setFocus();
        m_studio = std::move(s);
        QVERIFY(song().analysis() != nullptr);
    }

    void cleanup() { m_studio.reset(); }

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
        QVERIFY(song().view().pixelsPerSecond() >= kRate * 6);
        QVERIFY(abs(song().view().timeAt(300) - under) < song().view().span(2));
        QTRY_VERIFY(graphs().closeLook().samples(under) != nullptr);
        QCOMPARE(graphs().closeLook().samples(under)->sampleRate, kRate);
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

    void aDoubtfulGridSaysSo()
    {
        audio::Analysis analysis = evenAnalysis();
        analysis.beatConfidence = 0.1;
        SC_VERIFY_OK(m_studio->library->storeAnalysis(m_studio->track, analysis));
        Q_EMIT m_studio->library->analysisFinished(m_studio->track);
        QVERIFY(screen().beats()->isDoubtful());
        screen().beats()->setTempo(121); // somebody knows better
        QVERIFY(!screen().beats()->isDoubtful());
    }

    void correctionsSurviveAFreshAnalysis()
    {
        screen().beats()->scale(audio::TempoRatio::Half);
        audio::Analysis fresh = evenAnalysis();
        fresh.engineVersion = 99;
        SC_VERIFY_OK(m_studio->library->storeAnalysis(m_studio->track, fresh));
        Q_EMIT m_studio->library->analysisFinished(m_studio->track);
        QCOMPARE(song().analysis()->engineVersion, 99);
        QCOMPARE(region().bpm, 60.0);
    }

    void whatWasHeardIsExportedAsCorrected()
    {
        screen().beats()->scale(audio::TempoRatio::Half);
        const QString json = m_studio->folder.filePath(QStringLiteral("even.json"));
        QVERIFY(screen().exportTo(audio::FeatureFormat::Json, json));
        const QJsonObject report = QJsonDocument::fromJson(test::readFile(json)).object();
        QCOMPARE(report.value(u"tempo").toObject().value(u"bpm").toDouble(), 60.0);
        const QString beats = m_studio->folder.filePath(QStringLiteral("beats.csv"));
        QVERIFY(screen().exportTo(audio::FeatureFormat::Beats, beats));
        QCOMPARE(test::readFile(beats).trimmed().count('\n'), qsizetype(song().beats().size())); // and a heading
        const QString midi = m_studio->folder.filePath(QStringLiteral("even.mid"));
        QVERIFY(screen().exportTo(audio::FeatureFormat::Midi, midi));
        QVERIFY(test::readFile(midi).startsWith("MThd"));
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
        QVERIFY(test::writeWav(file, test::sine(3, kRate, 1, 330), kRate, 1));
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
        QVERIFY(test::writeWav(file, test::clickTrack(20 * 44'100, 1, clicks), 44'100, 1));
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
