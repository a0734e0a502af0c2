// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shell_actions.h"

#include "core/playback/player.h"
#include "ui/widgets/action_registry.h"

#include <QtGui/QAction>
#include <QtWidgets/QWidget>

namespace sc::ui {

namespace {

using Keys = QList<QKeySequence>;

// A screen with an undo of its own (corrections of an analysis) names its actions so.
const QString kUndoEnding = QStringLiteral(".undo");
const QString kRedoEnding = QStringLiteral(".redo");

const ActionSpec *onScreen(const ActionRegistry &actions, const QString &ending)
{
    for (const ActionSpec *spec : actions.all()) {
        if (spec->scope != nullptr && spec->scope->isVisible() && spec->id.endsWith(ending))
            return spec;
    }
    return nullptr;
}

void addProjectActions(AppContext &context, StudioController &controller, const ShellHooks &hooks)
{
    ActionRegistry &actions = context.actions();
    const QString group = StudioController::tr("Project");
    const auto open = [&context] { return context.session() != nullptr; };
    const auto writable = [&context] { return context.session() != nullptr && !context.session()->isReadOnly(); };
    actions.add({QStringLiteral("project.new"),
                 StudioController::tr("New project from a song"),
                 group,
                 QStringLiteral("plus"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+N"))},
                 hooks.chooseSong,
                 {},
                 false,
                 nullptr});
    actions.add({QStringLiteral("project.open"),
                 StudioController::tr("Open project"),
                 group,
                 QStringLiteral("folder"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+O"))},
                 hooks.openDialog,
                 {},
                 false,
                 nullptr});
    actions.add({QStringLiteral("project.close"), StudioController::tr("Close project"), group, QStringLiteral("close"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+W"))}, [&controller] { controller.closeProject(); }, open, false, nullptr});
    actions.add({QStringLiteral("project.savepoint"), StudioController::tr("Add save point"), group, QStringLiteral("history"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+S"))}, [&controller] { controller.savePoint(); }, writable, false, nullptr});
    actions.add({QStringLiteral("library.import"),
                 StudioController::tr("Import songs"),
                 group,
                 QStringLiteral("music"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+I"))},
                 hooks.importDialog,
                 {},
                 false,
                 nullptr});
    actions.add({QStringLiteral("app.quit"),
                 StudioController::tr("Quit"),
                 group,
                 QString(),
                 Keys{QKeySequence(QStringLiteral("Ctrl+Q"))},
                 hooks.quit,
                 {},
                 false,
                 nullptr});

    const QString editing = StudioController::tr("Editing");
    actions.add({QStringLiteral("edit.undo"), StudioController::tr("Undo"), editing, QStringLiteral("undo"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+Z"))},
                 [&controller, &actions] {
                     onScreen(actions, kUndoEnding) ? actions.trigger(onScreen(actions, kUndoEnding)->id) : controller.undo();
                 },
                 [&context, &actions] {
                     const ActionSpec *own = onScreen(actions, kUndoEnding);
                     return own != nullptr ? actions.isEnabled(own->id) : context.session() != nullptr && context.session()->canUndo();
                 },
                 false, nullptr});
    actions.add({QStringLiteral("edit.redo"), StudioController::tr("Redo"), editing, QStringLiteral("redo"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+Y")), QKeySequence(QStringLiteral("Ctrl+Shift+Z"))},
                 [&controller, &actions] {
                     onScreen(actions, kRedoEnding) ? actions.trigger(onScreen(actions, kRedoEnding)->id) : controller.redo();
                 },
                 [&context, &actions] {
                     const ActionSpec *own = onScreen(actions, kRedoEnding);
                     return own != nullptr ? actions.isEnabled(own->id) : context.session() != nullptr && context.session()->canRedo();
                 },
                 false, nullptr});
}

void addPlaybackActions(AppContext &context, const ShellHooks &hooks)
{
    ActionRegistry &actions = context.actions();
    playback::Player &player = context.player();
    const QString group = StudioController::tr("Playback");
    const auto loaded = [&player] { return player.length() > Ticks(); };
    actions.add({QStringLiteral("playback.toggle"), StudioController::tr("Play or pause"), group, QStringLiteral("play"),
                 Keys{QKeySequence(QStringLiteral("Space")), QKeySequence(QStringLiteral("K"))}, hooks.togglePlay,
                 [&context, loaded] { return loaded() || !context.currentTrack().isEmpty(); }, false, nullptr});
    actions.add({QStringLiteral("playback.start"), StudioController::tr("To start"), group, QStringLiteral("to-start"),
                 Keys{QKeySequence(QStringLiteral("Home")), QKeySequence(QStringLiteral("0"))}, [&player] { player.seek({}); }, loaded,
                 false, nullptr});
    actions.add({QStringLiteral("playback.end"), StudioController::tr("To end"), group, QStringLiteral("to-end"),
                 Keys{QKeySequence(QStringLiteral("End"))}, [&player] { player.seek(player.length()); }, loaded, false, nullptr});
    actions.add({QStringLiteral("playback.back"), StudioController::tr("Back one frame"), group, QString(),
                 Keys{QKeySequence(QStringLiteral(","))}, [&player] { player.stepFrames(-1); }, loaded, false, nullptr});
    actions.add({QStringLiteral("playback.forward"), StudioController::tr("Forward one frame"), group, QString(),
                 Keys{QKeySequence(QStringLiteral("."))}, [&player] { player.stepFrames(1); }, loaded, false, nullptr});
    const auto jump = [&player](int seconds) {
        player.seek(std::clamp(player.position() + Ticks::seconds(seconds), Ticks(), player.length()));
    };
    actions.add({QStringLiteral("playback.rewind"), StudioController::tr("Back five seconds"), group, QString(),
                 Keys{QKeySequence(QStringLiteral("J"))}, [jump] { jump(-5); }, loaded, false, nullptr});
    actions.add({QStringLiteral("playback.ahead"), StudioController::tr("Forward five seconds"), group, QString(),
                 Keys{QKeySequence(QStringLiteral("L"))}, [jump] { jump(5); }, loaded, false, nullptr});
    actions.add({QStringLiteral("playback.goto"), StudioController::tr("Go to time"), group, QStringLiteral("clock"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+J"))}, [hooks] { hooks.openPaletteWith(QStringLiteral("go ")); }, loaded, false,
                 nullptr});

    QAction *loop = actions.add(
        {QStringLiteral("playback.loop"), StudioController::tr("Loop"), group, QStringLiteral("loop"), {}, [] {}, loaded, true, nullptr});
    QObject::connect(loop, &QAction::toggled, &player, [&player](bool on) {
        player.setLoop(on ? std::optional(TickRange{{}, player.length()}) : std::nullopt);
    });
    QAction *metronome = actions.add({QStringLiteral("playback.metronome"),
                                      StudioController::tr("Metronome"),
                                      group,
                                      QStringLiteral("metronome"),
                                      {},
                                      [] {},
                                      {},
                                      true,
                                      nullptr});
    QObject::connect(metronome, &QAction::toggled, &player, &playback::Player::setMetronome);
    QAction *mute = actions.add({QStringLiteral("playback.mute"),
                                 StudioController::tr("Mute"),
                                 group,
                                 QStringLiteral("volume"),
                                 Keys{QKeySequence(QStringLiteral("M"))},
                                 [] {},
                                 {},
                                 true,
                                 nullptr});
    QObject::connect(mute, &QAction::toggled, &player, &playback::Player::setMuted);
}

void addViewActions(AppContext &context, const ShellHooks &hooks)
{
    ActionRegistry &actions = context.actions();
    const QString screens = StudioController::tr("Screens");
    const auto screen = [&](const QString &id, const QString &name, const QString &icon, const QString &keys, ScreenId target,
                            bool needsProject) {
        actions.add({id, name, screens, icon, Keys{QKeySequence(keys)}, [hooks, target] { hooks.showScreen(target); },
                     [&context, needsProject] { return !needsProject || context.session() != nullptr; }, false, nullptr});
    };
    screen(QStringLiteral("screen.timeline"), StudioController::tr("Timeline"), QStringLiteral("timeline"), QStringLiteral("Ctrl+1"),
           ScreenId::Timeline, false);
    screen(QStringLiteral("screen.scenes"), StudioController::tr("Scenes"), QStringLiteral("scenes"), QStringLiteral("Ctrl+2"),
           ScreenId::Scenes, false);
    screen(QStringLiteral("screen.library"), StudioController::tr("Library"), QStringLiteral("library"), QStringLiteral("Ctrl+4"),
           ScreenId::Library, false);
    screen(QStringLiteral("screen.analysis"), StudioController::tr("Analysis"), QStringLiteral("analysis"), QStringLiteral("Ctrl+5"),
           ScreenId::Analysis, false);
    screen(QStringLiteral("screen.export"), StudioController::tr("Export"), QStringLiteral("export"), QStringLiteral("Ctrl+9"),
           ScreenId::Export, false);

    const QString view = StudioController::tr("View");
    actions.add({QStringLiteral("view.rail"),
                 StudioController::tr("Side bar wide or narrow"),
                 view,
                 QStringLiteral("columns"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+B"))},
                 hooks.toggleRail,
                 {},
                 false,
                 nullptr});
    actions.add({QStringLiteral("view.fullscreen"),
                 StudioController::tr("Full screen"),
                 view,
                 QStringLiteral("fullscreen"),
                 Keys{QKeySequence(QStringLiteral("F")), QKeySequence(QStringLiteral("F11"))},
                 hooks.toggleFullScreen,
                 {},
                 false,
                 nullptr});
    const QString help = StudioController::tr("Help");
    actions.add({QStringLiteral("app.palette"),
                 StudioController::tr("Search or run a command"),
                 help,
                 QStringLiteral("command"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+K"))},
                 hooks.openPalette,
                 {},
                 false,
                 nullptr});
    actions.add({QStringLiteral("app.shortcuts"),
                 StudioController::tr("Keyboard shortcuts"),
                 help,
                 QStringLiteral("keyboard"),
                 Keys{QKeySequence(QStringLiteral("?")), QKeySequence(QStringLiteral("Ctrl+/"))},
                 hooks.openShortcuts,
                 {},
                 false,
                 nullptr});
}

} // namespace

void addShellActions(AppContext &context, StudioController &controller, const ShellHooks &hooks)
{
    addProjectActions(context, controller, hooks);
    addPlaybackActions(context, hooks);
    addViewActions(context, hooks);
}

} // namespace sc::ui
