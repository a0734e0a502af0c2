// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/analysis_actions.h"

#include "ui/analysis/analysis_screen.h"
#include "ui/analysis/beat_panel.h"
#include "ui/analysis/facts_column.h"
#include "ui/analysis/section_editor.h"
#include "ui/analysis/song_graphs.h"
#include "ui/widgets/action_adder.h"

namespace sc::ui {

namespace {

constexpr double kZoomStep = 1.41421356;
constexpr Ticks kNudge = Ticks(Ticks::kPerSecond / 100);

// Acts that change something wait until the whole song was heard.
void group(ActionAdder &adder, const QString &name, AnalysisScreen *screen, bool changes)
{
    adder.group(name, [song = screen->song(), changes] { return song->analysis() != nullptr && !(changes && song->isPartial()); });
}

void addCorrecting(ActionAdder &adder, AnalysisScreen *screen)
{
    CorrectionDesk *desk = screen->desk();
    group(adder, AnalysisScreen::tr("Editing"), screen, true);
    adder.add(
        "undo", AnalysisScreen::tr("Undo correction"), "undo", {QKeySequence(Qt::CTRL | Qt::Key_Z)}, [desk] { desk->undo(); },
        [desk] { return desk->canUndo(); });
    const auto beside = [screen] { return screen->mapToGlobal(QPoint(screen->width() / 2, screen->height() / 4)); };
    adder.add("correctKey", AnalysisScreen::tr("Correct the key"), "key", {QKeySequence(Qt::SHIFT | Qt::Key_K)},
              [screen, beside] { screen->facts()->openKeyMenu(beside()); });
    adder.add("correctMetre", AnalysisScreen::tr("Correct the metre"), "", {QKeySequence(Qt::SHIFT | Qt::Key_B)},
              [screen, beside] { screen->facts()->openMetreMenu(beside()); });
    adder.add(
        "redo", AnalysisScreen::tr("Redo correction"), "redo",
        {QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)}, [desk] { desk->redo(); },
        [desk] { return desk->canRedo(); });
}

void addBeats(ActionAdder &adder, AnalysisScreen *screen)
{
    BeatPanel *beats = screen->beats();
    BeatEditor *editor = beats->editor();
    using audio::TempoRatio;
    group(adder, AnalysisScreen::tr("Beat grid"), screen, true);
    adder.add("tap", AnalysisScreen::tr("Tap tempo"), "metronome", {Qt::Key_T}, [beats] { beats->tap(); });
    adder.add("tempo", AnalysisScreen::tr("Type a tempo"), "", {QKeySequence(Qt::SHIFT | Qt::Key_T)}, [screen] { screen->focusTempo(); });
    adder.add("half", AnalysisScreen::tr("Half tempo"), "", {QKeySequence(Qt::ALT | Qt::Key_Down)},
              [editor] { editor->scale(TempoRatio::Half); });
    adder.add("double", AnalysisScreen::tr("Double tempo"), "", {QKeySequence(Qt::ALT | Qt::Key_Up)},
              [editor] { editor->scale(TempoRatio::Double); });
    adder.add("threeToTwo", AnalysisScreen::tr("Three beats for two"), "", {}, [editor] { editor->scale(TempoRatio::ThreeToTwo); });
    adder.add("fourToThree", AnalysisScreen::tr("Four beats for three"), "", {}, [editor] { editor->scale(TempoRatio::FourToThree); });
    adder.add("twoToThree", AnalysisScreen::tr("Two beats for three"), "", {}, [editor] { editor->scale(TempoRatio::TwoToThree); });
    adder.add("threeToFour", AnalysisScreen::tr("Three beats for four"), "", {}, [editor] { editor->scale(TempoRatio::ThreeToFour); });
    adder.add("downbeat", AnalysisScreen::tr("Downbeat here"), "", {Qt::Key_D}, [editor] { editor->downbeatHere(); });
    adder.add("splitRegion", AnalysisScreen::tr("Split region"), "split", {QKeySequence(Qt::SHIFT | Qt::Key_S)},
              [editor] { editor->splitHere(); });
    adder.add(
        "mergeRegions", AnalysisScreen::tr("Merge with next region"), "", {QKeySequence(Qt::SHIFT | Qt::Key_M)},
        [editor] { editor->mergeNext(); },
        [screen] { return screen->song()->analysis() && screen->song()->analysis()->map.grid.regions.size() > 1; });
    adder.add("shiftEarlier", AnalysisScreen::tr("Beats 10 ms earlier"), "", {QKeySequence(Qt::ALT | Qt::Key_Comma)},
              [editor] { editor->shift(Ticks() - kNudge); });
    adder.add("shiftLater", AnalysisScreen::tr("Beats 10 ms later"), "", {QKeySequence(Qt::ALT | Qt::Key_Period)},
              [editor] { editor->shift(kNudge); });
    adder.add("beatEarlier", AnalysisScreen::tr("Bars one beat earlier"), "", {QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Left)},
              [editor] { editor->shiftBeat(-1); });
    adder.add("beatLater", AnalysisScreen::tr("Bars one beat later"), "", {QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Right)},
              [editor] { editor->shiftBeat(1); });
    adder.add(
        "resetGrid", AnalysisScreen::tr("Reset beat grid"), "", {}, [editor] { editor->reset(); },
        [screen] { return screen->desk()->corrections().grid.has_value(); });
}

void addSections(ActionAdder &adder, AnalysisScreen *screen)
{
    SectionEditor *sections = screen->sections();
    const auto withCurrent = [sections](auto act) {
        return [sections, act] {
            if (const auto index = sections->current())
                (sections->*act)(*index);
        };
    };
    group(adder, AnalysisScreen::tr("Sections"), screen, true);
    adder.add("splitSection", AnalysisScreen::tr("Split section at playhead"), "split", {Qt::Key_S},
              [sections, screen] { sections->split(screen->song()->playhead()); });
    adder.add("renameSection", AnalysisScreen::tr("Rename section"), "text", {Qt::Key_F2}, [sections, screen] {
        if (const auto index = sections->current())
            sections->openRenameMenu(*index, screen->graphs()->mapToGlobal(QPoint(SongGraphs::kHead + 20, 50)));
    });
    adder.add("mergeSections", AnalysisScreen::tr("Merge section with next"), "", {QKeySequence(Qt::SHIFT | Qt::Key_J)},
              withCurrent(&SectionEditor::mergeNext));
    adder.add("removeSection", AnalysisScreen::tr("Remove section"), "trash", {Qt::Key_Delete}, withCurrent(&SectionEditor::remove),
              [screen] { return screen->song()->section().has_value(); });
    adder.add("edgeEarlier", AnalysisScreen::tr("Section begins a beat earlier"), "", {QKeySequence(Qt::ALT | Qt::Key_Left)},
              [sections] { sections->nudgeStart(-1); });
    adder.add("edgeLater", AnalysisScreen::tr("Section begins a beat later"), "", {QKeySequence(Qt::ALT | Qt::Key_Right)},
              [sections] { sections->nudgeStart(1); });
    adder.add(
        "resetSections", AnalysisScreen::tr("Reset sections"), "", {}, [sections] { sections->reset(); },
        [screen] { return screen->desk()->corrections().sections.has_value(); });
}

void addLooking(ActionAdder &adder, AnalysisScreen *screen)
{
    SongView *song = screen->song();
    group(adder, AnalysisScreen::tr("Navigation"), screen, false);
    adder.add("previousBeat", AnalysisScreen::tr("Previous beat"), "", {QKeySequence(Qt::SHIFT | Qt::Key_Left)},
              [screen] { screen->jumpBeat(-1); });
    adder.add("nextBeat", AnalysisScreen::tr("Next beat"), "", {QKeySequence(Qt::SHIFT | Qt::Key_Right)},
              [screen] { screen->jumpBeat(1); });
    adder.add("previousSection", AnalysisScreen::tr("Previous section"), "", {Qt::Key_BracketLeft}, [screen] { screen->jumpSection(-1); });
    adder.add("nextSection", AnalysisScreen::tr("Next section"), "", {Qt::Key_BracketRight}, [screen] { screen->jumpSection(1); });
    adder.add(
        "previousLyric", AnalysisScreen::tr("Previous line of the lyrics"), "", {QKeySequence(Qt::ALT | Qt::Key_BracketLeft)},
        [screen] { screen->jumpLyric(-1); }, [song] { return !song->lyrics().empty(); });
    adder.add(
        "nextLyric", AnalysisScreen::tr("Next line of the lyrics"), "", {QKeySequence(Qt::ALT | Qt::Key_BracketRight)},
        [screen] { screen->jumpLyric(1); }, [song] { return !song->lyrics().empty(); });
    group(adder, AnalysisScreen::tr("View"), screen, false);
    adder.add("waveBands", AnalysisScreen::tr("Waveform by bands"), "", {QKeySequence(Qt::ALT | Qt::Key_1)},
              [screen] { screen->setWaveMode(WaveMode::Bands); });
    adder.add("waveRms", AnalysisScreen::tr("Waveform by level"), "", {QKeySequence(Qt::ALT | Qt::Key_2)},
              [screen] { screen->setWaveMode(WaveMode::Rms); });
    adder.add("waveStereo", AnalysisScreen::tr("Waveform left and right"), "", {QKeySequence(Qt::ALT | Qt::Key_3)},
              [screen] { screen->setWaveMode(WaveMode::Stereo); });
    group(adder, AnalysisScreen::tr("Zoom"), screen, false);
    adder.add("zoomIn", AnalysisScreen::tr("Zoom in"), "plus",
              {QKeySequence(Qt::CTRL | Qt::Key_Equal), QKeySequence(Qt::CTRL | Qt::Key_Plus)}, [song] { song->zoomAround(kZoomStep); });
    adder.add("zoomOut", AnalysisScreen::tr("Zoom out"), "", {QKeySequence(Qt::CTRL | Qt::Key_Minus)},
              [song] { song->zoomAround(1 / kZoomStep); });
    adder.add("zoomFit", AnalysisScreen::tr("Show the whole song"), "",
              {QKeySequence(Qt::CTRL | Qt::Key_0), QKeySequence(Qt::SHIFT | Qt::Key_Z)}, [song] { song->fitAll(); });
    adder.add("zoomSamples", AnalysisScreen::tr("Zoom to samples"), "", {}, [song] { song->zoomAround(1e9); });
    group(adder, AnalysisScreen::tr("Analysis"), screen, false);
    adder.add("again", AnalysisScreen::tr("Re-analyse"), "stale", {QKeySequence(Qt::CTRL | Qt::Key_R)}, [screen] { screen->analyse({}); });
    adder.add("detailed", AnalysisScreen::tr("Analyse in detail"), "stale", {},
              [screen] { screen->analyse({.level = audio::AnalysisLevel::Detailed}); });
    adder.add("compare", AnalysisScreen::tr("Compare with an earlier analysis"), "compare", {}, [screen] { screen->compare(); });
    adder.add("model", AnalysisScreen::tr("A model of my own for labels"), "tag", {}, [screen] { screen->openModel(); });
    adder.add("loudnessTarget", AnalysisScreen::tr("A loudness target of my own"), "volume", {},
              [screen] { screen->openLoudnessTarget(); });
    adder.add("export", AnalysisScreen::tr("Export what was heard"), "export", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)},
              [screen] { screen->openExportMenu(screen->mapToGlobal(QPoint(screen->width() / 2, 48))); });
}

} // namespace

void addAnalysisActions(ActionRegistry &actions, AnalysisScreen *screen)
{
    ActionAdder adder(actions, QStringLiteral("analysis"), screen);
    addCorrecting(adder, screen);
    addBeats(adder, screen);
    addSections(adder, screen);
    addLooking(adder, screen);
}

} // namespace sc::ui
