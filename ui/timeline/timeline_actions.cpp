// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_actions.h"

#include "core/playback/player.h"
#include "ui/timeline/audit_panel.h"
#include "ui/timeline/clip_filter.h"
#include "ui/timeline/cut_commands.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/fix_commands.h"
#include "ui/timeline/lyric_commands.h"
#include "ui/timeline/picture_commands.h"
#include "ui/timeline/side_panel.h"
#include "ui/timeline/take_commands.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/timeline/timeline_screen.h"
#include "ui/timeline/timeline_surface.h"
#include "ui/widgets/action_adder.h"

namespace sc::ui {

namespace {

constexpr double kZoomStep = 1.41421356;

using Keys = QList<QKeySequence>;

void addEditing(ActionAdder &adder, TimelineScreen *screen)
{
    TimelineEditor &e = *screen->editor();
    adder.group(TimelineScreen::tr("Editing"));
    adder.add("split", TimelineScreen::tr("Split at playhead"), "split", {Qt::Key_S}, [&e] { edit::splitAtPlayhead(e); });
    adder.add("splitBeats", TimelineScreen::tr("Split on every beat"), "split", {}, [&e] { edit::splitOnBeats(e, false); });
    adder.add("splitBars", TimelineScreen::tr("Split on every bar"), "split", {}, [&e] { edit::splitOnBeats(e, true); });
    adder.add("delete", TimelineScreen::tr("Delete"), "trash", {Qt::Key_Delete, Qt::Key_Backspace}, [&e] { edit::deleteSelection(e); });
    adder.add("duplicate", TimelineScreen::tr("Duplicate"), "stack", {QKeySequence(Qt::CTRL | Qt::Key_D)}, [&e] { edit::duplicate(e); });
    adder.add("trimIn", TimelineScreen::tr("Trim beginning to playhead"), "", {Qt::Key_Q},
              [&e] { edit::trimToPlayhead(e, timeline::ClipEdge::In); });
    adder.add("trimOut", TimelineScreen::tr("Trim end to playhead"), "", {Qt::Key_W},
              [&e] { edit::trimToPlayhead(e, timeline::ClipEdge::Out); });
    adder.add("nudgeLeft", TimelineScreen::tr("Nudge earlier"), "", {QKeySequence(Qt::ALT | Qt::Key_Left)}, [&e] { edit::nudge(e, -1); });
    adder.add("nudgeRight", TimelineScreen::tr("Nudge later"), "", {QKeySequence(Qt::ALT | Qt::Key_Right)}, [&e] { edit::nudge(e, 1); });
    adder.add("lock", TimelineScreen::tr("Lock or unlock"), "lock", {QKeySequence(Qt::CTRL | Qt::Key_L)}, [&e] { edit::toggleLock(e); });
    adder.add("alignCuts", TimelineScreen::tr("Align all cuts to beats"), "magnet", {}, [&e] { edit::alignCutsToBeats(e); });
    adder.add("fixProblems", TimelineScreen::tr("Fix all problems"), "check", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)},
              [&e] { edit::fixAllProblems(e); });
    adder.add("showProblems", TimelineScreen::tr("Show the problems"), "warning", {Qt::Key_F8},
              [screen] { screen->showSide(SidePanel::Page::Problems); });
    adder.add("showAudit", TimelineScreen::tr("Show the beat audit"), "metronome", {QKeySequence(Qt::SHIFT | Qt::Key_F8)},
              [screen] { screen->showSide(SidePanel::Page::Audit); });
    adder.add("copyAudit", TimelineScreen::tr("Copy the beat audit as a table"), "stack", {},
              [screen] { screen->side()->audit()->copyTable(); });
    adder.add("rename", TimelineScreen::tr("Rename"), "text", {Qt::Key_F2}, [screen] { screen->renameCurrent(); });
    adder.add("savePoint", TimelineScreen::tr("Save point"), "marker", {QKeySequence(Qt::CTRL | Qt::Key_S)}, [&e] { edit::savePoint(e); });
    adder.group(TimelineScreen::tr("Creation"));
    adder.add("newClip", TimelineScreen::tr("New shot"), "plus", {Qt::Key_N}, [&e] { edit::newClip(e); });
    adder.add("generate", TimelineScreen::tr("Generate"), "generate", {Qt::Key_G},
              [screen, &e] { Q_EMIT screen->context().generateRequested(e.targets()); });
    adder.add("batch", TimelineScreen::tr("Batch..."), "stack", {QKeySequence(Qt::CTRL | Qt::Key_G)},
              [screen, &e] { Q_EMIT screen->context().batchRequested(e.targets()); });
    adder.add("newPerBeat", TimelineScreen::tr("New shot per beat, here"), "plus", {},
              [&e] { edit::fillHere(e, timeline::FillUnit::Beat); });
    adder.add("newPerBar", TimelineScreen::tr("New shot per bar, here"), "plus", {QKeySequence(Qt::SHIFT | Qt::Key_N)},
              [&e] { edit::fillHere(e, timeline::FillUnit::Bar); });
    adder.add("newPerSection", TimelineScreen::tr("New shot per section, here"), "plus", {},
              [&e] { edit::fillHere(e, timeline::FillUnit::Section); });
    adder.add("newBetweenMarkers", TimelineScreen::tr("New shots between markers"), "marker", {},
              [&e] { edit::fillHere(e, timeline::FillUnit::Markers); });
    adder.add("newScene", TimelineScreen::tr("New scene"), "scenes", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)},
              [&e] { edit::newScene(e); });
    adder.add("newMarker", TimelineScreen::tr("New marker"), "marker", {QKeySequence(Qt::CTRL | Qt::Key_M)}, [&e] { edit::newMarker(e); });
    adder.add(
        "plan", TimelineScreen::tr("Plan shots..."), "bolt", {}, [screen] { screen->openPlan(); },
        [&e] { return e.timeline().project.song.has_value(); });
    adder.group(TimelineScreen::tr("Selection"));
    adder.add("selectAll", TimelineScreen::tr("Select all shots"), "", {QKeySequence(Qt::CTRL | Qt::Key_A)}, [&e] { edit::selectAll(e); });
    adder.add(
        "selectNone", TimelineScreen::tr("Select nothing"), "", {Qt::Key_Escape},
        [&e, screen] { screen->isMonitorFullScreen() ? screen->toggleMonitorFullScreen() : edit::selectNone(e); },
        [&e, screen] { return screen->isMonitorFullScreen() || !e.selection().isEmpty(); });
}

void addCutting(ActionAdder &adder, TimelineScreen *screen)
{
    TimelineEditor &e = *screen->editor();
    const auto hasSelection = [&e] { return !e.selection().clips().empty(); };
    adder.group(TimelineScreen::tr("Editing"));
    adder.add("copy", TimelineScreen::tr("Copy"), "", {QKeySequence::Copy}, [&e] { edit::copySelection(e); });
    adder.add("cut", TimelineScreen::tr("Cut"), "", {QKeySequence::Cut}, [&e] { edit::cutSelection(e); });
    adder.add("paste", TimelineScreen::tr("Paste"), "", {QKeySequence::Paste}, [&e] { edit::paste(e); });
    adder.add("pasteAttributes", TimelineScreen::tr("Paste attributes"), "", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V)},
              [&e] { edit::pasteAttributes(e); });
    adder.add("roll", TimelineScreen::tr("Roll cut to playhead"), "", {Qt::Key_R}, [&e] { edit::rollToPlayhead(e); });
    adder.add("slipLeft", TimelineScreen::tr("Slip one frame earlier"), "", {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Left)},
              [&e] { edit::slip(e, -1); });
    adder.add("slipRight", TimelineScreen::tr("Slip one frame later"), "", {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Right)},
              [&e] { edit::slip(e, 1); });
    adder.add("slideLeft", TimelineScreen::tr("Slide one frame earlier"), "", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Left)},
              [&e] { edit::slide(e, -1); });
    adder.add("slideRight", TimelineScreen::tr("Slide one frame later"), "", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Right)},
              [&e] { edit::slide(e, 1); });
    adder.add("nudgeBeatLeft", TimelineScreen::tr("Nudge one beat earlier"), "", {QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Left)},
              [&e] { edit::nudgeBeats(e, -1); });
    adder.add("nudgeBeatRight", TimelineScreen::tr("Nudge one beat later"), "", {QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Right)},
              [&e] { edit::nudgeBeats(e, 1); });
    adder.add(
        "join", TimelineScreen::tr("Join shots"), "", {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_J)}, [&e] { edit::join(e); },
        [&e] { return e.selection().clips().size() >= 2; });
    for (const int beats : {1, 2, 4, 8, 16})
        adder.add(
            qPrintable(QStringLiteral("beats%1").arg(beats)), TimelineScreen::tr("Length: %n beats", nullptr, beats), "", {},
            [&e, beats] { edit::setBeats(e, beats); }, hasSelection);
    adder.add("closeGaps", TimelineScreen::tr("Close gaps"), "", {}, [&e] { edit::closeGaps(e); });
    adder.group(TimelineScreen::tr("Alternates"));
    adder.add("newAlternate", TimelineScreen::tr("New alternate"), "stack", {Qt::Key_A}, [&e] { edit::newAlternate(e); });
    adder.add("nextAlternate", TimelineScreen::tr("Next alternate live"), "", {QKeySequence(Qt::SHIFT | Qt::Key_A)},
              [&e] { edit::nextAlternate(e); });
    adder.add(
        "promote", TimelineScreen::tr("Promote alternate"), "", {}, [&e] { edit::promote(e); }, hasSelection);
}

void addPictures(ActionAdder &adder, TimelineScreen *screen)
{
    using timeline::ClipEdge;
    using timeline::TransitionKind;
    TimelineEditor &e = *screen->editor();
    const auto hasShot = [&e] { return !e.targets().empty(); };
    const Ticks usual = Ticks::fromSeconds(0.5);
    adder.group(TimelineScreen::tr("Takes"));
    adder.add(
        "addTake", TimelineScreen::tr("Add media as take..."), "image", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I)},
        [&e, screen] { edit::askForTakes(e, screen->window()); }, hasShot);
    adder.add(
        "showTakes", TimelineScreen::tr("Takes of the shot"), "image", {}, [screen] { screen->showTakes(); }, hasShot);
    adder.add(
        "pool", TimelineScreen::tr("Send to pool"), "gallery", {Qt::Key_P}, [&e, screen] { edit::sendToPool(screen->context(), e); },
        hasShot);
    adder.add(
        "compareTakes", TimelineScreen::tr("Compare the takes of the shot"), "compare", {Qt::Key_C},
        [&e, screen] { edit::compareTakes(screen->context(), e); }, hasShot);
    adder.add(
        "rejectTake", TimelineScreen::tr("Reject the take that shows, or take it back"), "close", {Qt::Key_X},
        [&e] { edit::rejectShown(e); }, hasShot);
    for (int stars = 1; stars <= 5; ++stars) {
        adder.add(
            qPrintable(QStringLiteral("rate%1").arg(stars)), TimelineScreen::tr("Rate the take that shows: %n star(s)", nullptr, stars),
            "star", {QKeySequence(Qt::Key_0 + stars)}, [&e, stars] { edit::rateShown(e, stars); }, hasShot);
    }
    adder.add(
        "saveVersion", TimelineScreen::tr("Save version of the shot"), "history", {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_S)},
        [&e] { edit::saveVersion(e); }, hasShot);
    adder.group(TimelineScreen::tr("Transitions and speed"));
    adder.add(
        "dissolveIn", TimelineScreen::tr("Dissolve into the shot"), "", {QKeySequence(Qt::CTRL | Qt::Key_T)},
        [&e, usual] {
            edit::setTransition(e, ClipEdge::In, {TransitionKind::Dissolve, usual});
        },
        hasShot);
    adder.add(
        "dissolveOut", TimelineScreen::tr("Dissolve out of the shot"), "", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)},
        [&e, usual] {
            edit::setTransition(e, ClipEdge::Out, {TransitionKind::Dissolve, usual});
        },
        hasShot);
    adder.add(
        "dissolveInHeld", TimelineScreen::tr("Dissolve into the shot, last frame held"), "", {},
        [&e, usual] {
            edit::setTransition(e, ClipEdge::In, {TransitionKind::Dissolve, usual}, timeline::HandleRule::Hold);
        },
        hasShot);
    adder.add(
        "dissolveOutHeld", TimelineScreen::tr("Dissolve out of the shot, last frame held"), "", {},
        [&e, usual] {
            edit::setTransition(e, ClipEdge::Out, {TransitionKind::Dissolve, usual}, timeline::HandleRule::Hold);
        },
        hasShot);
    adder.add(
        "fadeIn", TimelineScreen::tr("Fade in from black"), "", {},
        [&e, usual] {
            edit::setTransition(e, ClipEdge::In, {TransitionKind::FadeBlack, usual});
        },
        hasShot);
    adder.add(
        "fadeOut", TimelineScreen::tr("Fade out to black"), "", {},
        [&e, usual] {
            edit::setTransition(e, ClipEdge::Out, {TransitionKind::FadeBlack, usual});
        },
        hasShot);
    adder.add(
        "noTransitionIn", TimelineScreen::tr("Remove transition in"), "", {QKeySequence(Qt::ALT | Qt::Key_T)},
        [&e] { edit::setTransition(e, ClipEdge::In, {}); }, hasShot);
    adder.add(
        "noTransitionOut", TimelineScreen::tr("Remove transition out"), "", {QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_T)},
        [&e] { edit::setTransition(e, ClipEdge::Out, {}); }, hasShot);
    adder.add(
        "longerIn", TimelineScreen::tr("Transition in: two frames longer"), "", {}, [&e] { edit::longerTransition(e, ClipEdge::In, 2); },
        hasShot);
    adder.add(
        "shorterIn", TimelineScreen::tr("Transition in: two frames shorter"), "", {}, [&e] { edit::longerTransition(e, ClipEdge::In, -2); },
        hasShot);
    adder.add(
        "freeze", TimelineScreen::tr("Freeze frame from the playhead"), "pause", {QKeySequence(Qt::SHIFT | Qt::Key_F)},
        [&e] { edit::freezeAtPlayhead(e); }, hasShot);
    adder.add(
        "fitToFill", TimelineScreen::tr("Fit to fill: the movie fills the shot"), "", {}, [&e] { edit::fitToFill(e); }, hasShot);
    for (const auto &[id, numerator, denominator] : {std::tuple{"speedHalf", 1, 2}, {"speedFull", 1, 1}, {"speedDouble", 2, 1}}) {
        const timeline::Speed speed{numerator, denominator};
        adder.add(
            id, TimelineScreen::tr("Speed of the shot: %1").arg(timeline::speedText(speed)), "", {},
            [&e, speed] { edit::setSpeed(e, speed); }, hasShot);
    }
}

void addLyrics(ActionAdder &adder, TimelineScreen *screen)
{
    TimelineEditor &e = *screen->editor();
    const auto hasLyrics = [&e] { return !e.timeline().lyrics.empty(); };
    AppContext &context = screen->context();
    adder.group(TimelineScreen::tr("Lyrics"));
    adder.add("importLyrics", TimelineScreen::tr("Import lyrics..."), "text", {},
              [&e, &context, screen] { edit::askImportLyrics(context, e, screen->window()); });
    adder.add(
        "exportLyrics", TimelineScreen::tr("Export lyrics..."), "export", {},
        [&e, &context, screen] { edit::askExportLyrics(context, e, screen->window()); }, hasLyrics);
    adder.add(
        "applyLyrics", TimelineScreen::tr("Write lyrics into scenes and shots"), "text", {}, [&e] { edit::applyLyrics(e); }, hasLyrics);
    adder.add(
        "newLyric", TimelineScreen::tr("New lyric line"), "plus", {Qt::Key_Y}, [&e] { edit::newLyricLine(e); },
        [&e] { return e.timeline().project.song.has_value(); });
    adder.add("karaoke", TimelineScreen::tr("Lyrics in the monitor"), "eye", {QKeySequence(Qt::SHIFT | Qt::Key_Y)},
              [screen] { screen->toggleKaraoke(); });
}

void addNavigation(ActionAdder &adder, TimelineScreen *screen, playback::Player &player)
{
    TimelineEditor &e = *screen->editor();
    adder.group(TimelineScreen::tr("Navigation"));
    adder.add("previousClip", TimelineScreen::tr("Previous shot"), "", {Qt::Key_Left}, [&e] { edit::goToClip(e, -1); });
    adder.add("nextClip", TimelineScreen::tr("Next shot"), "", {Qt::Key_Right}, [&e] { edit::goToClip(e, 1); });
    adder.add("laneUp", TimelineScreen::tr("To the scene of this shot"), "", {Qt::Key_Up}, [&e] { edit::goToLane(e, -1); });
    adder.add("laneDown", TimelineScreen::tr("To the shots of this scene"), "", {Qt::Key_Down}, [&e] { edit::goToLane(e, 1); });
    adder.add("previousBeat", TimelineScreen::tr("Previous beat"), "", {QKeySequence(Qt::SHIFT | Qt::Key_Left)},
              [&e] { edit::goToBeat(e, -1); });
    adder.add("nextBeat", TimelineScreen::tr("Next beat"), "", {QKeySequence(Qt::SHIFT | Qt::Key_Right)}, [&e] { edit::goToBeat(e, 1); });
    adder.add("previousFrame", TimelineScreen::tr("One frame back"), "", {Qt::Key_Comma}, [&player] { player.stepFrames(-1); });
    adder.add("nextFrame", TimelineScreen::tr("One frame on"), "", {Qt::Key_Period}, [&player] { player.stepFrames(1); });
    adder.add("previousSection", TimelineScreen::tr("Previous section"), "", {Qt::Key_BracketLeft}, [&e] { edit::goToSection(e, -1); });
    adder.add("nextSection", TimelineScreen::tr("Next section"), "", {Qt::Key_BracketRight}, [&e] { edit::goToSection(e, 1); });
    adder.add("goToTime", TimelineScreen::tr("Go to time..."), "clock", {QKeySequence(Qt::CTRL | Qt::Key_J)},
              [screen] { screen->askForTime(); });
    adder.add("loopSelection", TimelineScreen::tr("Loop the selection"), "loop", {QKeySequence(Qt::SHIFT | Qt::Key_Space)},
              [screen] { screen->loopSelection(); });
}

void addTools(ActionAdder &adder, TimelineScreen *screen)
{
    TimelineSurface *surface = screen->surface();
    adder.group(TimelineScreen::tr("Tools"));
    const auto tool = [&](const char *id, const QString &text, const char *icon, const Keys &keys, TimelineTool which) {
        adder.add(id, text, icon, keys, [surface, which] { surface->setTool(which); });
    };
    tool("toolSelect", TimelineScreen::tr("Select tool"), "select", {Qt::Key_V}, TimelineTool::Select);
    tool("toolSplit", TimelineScreen::tr("Split tool"), "split", {Qt::Key_B}, TimelineTool::Split);
    tool("toolRoll", TimelineScreen::tr("Roll tool: a cut with both its shots"), "ripple", {Qt::Key_T}, TimelineTool::Roll);
    tool("toolSlip", TimelineScreen::tr("Slip tool: the picture inside its shot"), "swap", {Qt::Key_U}, TimelineTool::Slip);
    tool("toolSlide", TimelineScreen::tr("Slide tool: a shot between its neighbours"), "route", {QKeySequence(Qt::SHIFT | Qt::Key_U)},
         TimelineTool::Slide);
}

void addFilters(ActionAdder &adder, TimelineScreen *screen)
{
    TimelineEditor &e = *screen->editor();
    adder.group(TimelineScreen::tr("Selection"));
    const auto filter = [&](const char *id, const QString &text, std::function<ClipFilter()> make) {
        adder.add(id, text, "filter", {}, [&e, make = std::move(make)] { edit::selectBy(e, make()); });
    };
    filter("selectEmpty", TimelineScreen::tr("Select shots without a prompt"), [] { return ClipFilter{.state = ClipState::Empty}; });
    filter("selectPlanned", TimelineScreen::tr("Select planned shots"), [] { return ClipFilter{.state = ClipState::Planned}; });
    filter("selectReady", TimelineScreen::tr("Select shots with a take"), [] { return ClipFilter{.state = ClipState::Ready}; });
    filter("selectLocked", TimelineScreen::tr("Select locked shots"), [] { return ClipFilter{.locked = true}; });
    filter("selectUnlocked", TimelineScreen::tr("Select shots that are not locked"), [] { return ClipFilter{.locked = false}; });
    filter("selectOffBeat", TimelineScreen::tr("Select shots that are off the beat"), [] { return ClipFilter{.offBeat = true}; });
    filter("selectAlternates", TimelineScreen::tr("Select shots with alternates"), [] { return ClipFilter{.hasAlternates = true}; });
    filter("selectSection", TimelineScreen::tr("Select the shots of this section"),
           [&e] { return ClipFilter{.within = sectionAt(e.timeline(), e.playhead()).value_or(TickRange())}; });
    filter("selectLabel", TimelineScreen::tr("Select the shots of all sections like this one"),
           [&e] { return ClipFilter{.label = sectionLabelAt(e.timeline(), e.playhead())}; });
}

void addView(ActionAdder &adder, TimelineScreen *screen)
{
    TimelineSurface *surface = screen->surface();
    adder.group(TimelineScreen::tr("Zoom"));
    adder.add("zoomIn", TimelineScreen::tr("Zoom in"), "", {QKeySequence(Qt::CTRL | Qt::Key_Equal), QKeySequence(Qt::CTRL | Qt::Key_Plus)},
              [surface] { surface->zoomBy(kZoomStep); });
    adder.add("zoomOut", TimelineScreen::tr("Zoom out"), "", {QKeySequence(Qt::CTRL | Qt::Key_Minus)},
              [surface] { surface->zoomBy(1 / kZoomStep); });
    adder.add("zoomReset", TimelineScreen::tr("Reset zoom"), "", {QKeySequence(Qt::CTRL | Qt::Key_0)}, [surface] { surface->resetZoom(); });
    adder.add("zoomFit", TimelineScreen::tr("Fit"), "", {QKeySequence(Qt::SHIFT | Qt::Key_Z)}, [surface] { surface->fitAll(); });
    adder.add("zoomSelection", TimelineScreen::tr("Zoom to the selection"), "", {Qt::Key_Z}, [surface] { surface->fitSelection(); });
    adder.add("fanAlternates", TimelineScreen::tr("Fan out or fold the alternates"), "alternates", {QKeySequence(Qt::ALT | Qt::Key_A)},
              [surface] { surface->setFanned(!surface->isFanned()); });
    adder.add("safeAreas", TimelineScreen::tr("Safe areas"), "grid", {}, [screen] { screen->toggleSafeAreas(); });
    adder.add("onionSkin", TimelineScreen::tr("Onion skin: before, after, off"), "stack", {QKeySequence(Qt::SHIFT | Qt::Key_O)},
              [screen] { screen->cycleOnionSkin(); });
    adder.add("monitorFullScreen", TimelineScreen::tr("Monitor in full screen"), "fullscreen", {Qt::Key_F},
              [screen] { screen->toggleMonitorFullScreen(); });
}

} // namespace

void registerTimelineActions(ActionRegistry &actions, TimelineScreen *screen, playback::Player &player)
{
    ActionAdder adder(actions, QStringLiteral("timeline"), screen, [editor = screen->editor()] { return editor->hasProject(); });
    addEditing(adder, screen);
    addCutting(adder, screen);
    addPictures(adder, screen);
    addLyrics(adder, screen);
    addNavigation(adder, screen, player);
    addTools(adder, screen);
    addFilters(adder, screen);
    addView(adder, screen);
    const auto refresh = [&actions] { actions.refresh(); };
    QObject::connect(screen->editor(), &TimelineEditor::selectionChanged, &actions, refresh);
    QObject::connect(screen->editor(), &TimelineEditor::sessionChanged, &actions, refresh);
    QObject::connect(screen->editor(), &TimelineEditor::timelineChanged, &actions, refresh);
}

} // namespace sc::ui
