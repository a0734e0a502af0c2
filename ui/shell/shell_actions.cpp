// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shell_actions.h"

#include "core/playback/player.h"
#include "ui/widgets/action_registry.h"

#include <QtGui/QAction>

namespace sc::ui {

namespace {

using Keys = QList<QKeySequence>;

QString words(const char *text)
{
    return StudioController::tr(text);
}

void addProjectActions(AppContext &context, StudioController &controller, const ShellHooks &hooks)
{
    ActionRegistry &actions = context.actions();
    const QString group = words(QT_TR_NOOP("Project"));
    const auto open = [&context] { return context.session() != nullptr; };
    const auto writable = [&context] { return context.session() != nullptr && !context.session()->isReadOnly(); };
    actions.add({QStringLiteral("project.new"),
                 words(QT_TR_NOOP("New project from a song")),
                 group,
                 QStringLiteral("plus"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+N"))},
                 hooks.chooseSong,
                 {},
                 false,
                 nullptr});
    actions.add({QStringLiteral("project.open"),
                 words(QT_TR_NOOP("Open project")),
                 group,
                 QStringLiteral("folder"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+O"))},
                 hooks.openDialog,
                 {},
                 false,
                 nullptr});
    actions.add({QStringLiteral("project.close"), words(QT_TR_NOOP("Close project")), group, QStringLiteral("close"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+W"))}, [&controller] { controller.closeProject(); }, open, false, nullptr});
    actions.add({QStringLiteral("project.savepoint"), words(QT_TR_NOOP("Add save point")), group, QStringLiteral("history"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+S"))}, [&controller] { controller.savePoint(); }, writable, false, nullptr});
    actions.add({QStringLiteral("library.import"),
                 words(QT_TR_NOOP("Import songs")),
                 group,
                 QStringLiteral("music"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+I"))},
                 hooks.importDialog,
                 {},
                 false,
                 nullptr});
    actions.add({QStringLiteral("app.quit"),
                 words(QT_TR_NOOP("Quit")),
                 group,
                 QString(),
                 Keys{QKeySequence(QStringLiteral("Ctrl+Q"))},
                 hooks.quit,
                 {},
                 false,
                 nullptr});

    const QString editing = words(QT_TR_NOOP("Editing"));
    actions.add({QStringLiteral("edit.undo"), words(QT_TR_NOOP("Undo")), editing, QStringLiteral("undo"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+Z"))}, [&controller] { controller.undo(); },
                 [&context] { return context.session() != nullptr && context.session()->canUndo(); }, false, nullptr});
    actions.add({QStringLiteral("edit.redo"), words(QT_TR_NOOP("Redo")), editing, QStringLiteral("redo"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+Y")), QKeySequence(QStringLiteral("Ctrl+Shift+Z"))},
                 [&controller] { controller.redo(); }, [&context] { return context.session() != nullptr && context.session()->canRedo(); },
                 false, nullptr});
}

void addPlaybackActions(AppContext &context, const ShellHooks &hooks)
{
    ActionRegistry &actions = context.actions();
    playback::Player &player = context.player();
    const QString group = words(QT_TR_NOOP("Playback"));
    const auto loaded = [&player] { return player.length() > Ticks(); };
    actions.add({QStringLiteral("playback.toggle"), words(QT_TR_NOOP("Play or pause")), group, QStringLiteral("play"),
                 Keys{QKeySequence(QStringLiteral("Space")), QKeySequence(QStringLiteral("K"))}, hooks.togglePlay,
                 [&context, loaded] { return loaded() || !context.currentTrack().isEmpty(); }, false, nullptr});
    actions.add({QStringLiteral("playback.start"), words(QT_TR_NOOP("To start")), group, QStringLiteral("to-start"),
                 Keys{QKeySequence(QStringLiteral("Home")), QKeySequence(QStringLiteral("0"))}, [&player] { player.seek({}); }, loaded,
                 false, nullptr});
    actions.add({QStringLiteral("playback.end"), words(QT_TR_NOOP("To end")), group, QStringLiteral("to-end"),
                 Keys{QKeySequence(QStringLiteral("End"))}, [&player] { player.seek(player.length()); }, loaded, false, nullptr});
    actions.add({QStringLiteral("playback.back"), words(QT_TR_NOOP("Back one frame")), group, QString(),
                 Keys{QKeySequence(QStringLiteral(","))}, [&player] { player.stepFrames(-1); }, loaded, false, nullptr});
    actions.add({QStringLiteral("playback.forward"), words(QT_TR_NOOP("Forward one frame")), group, QString(),
                 Keys{QKeySequence(QStringLiteral("."))}, [&player] { player.stepFrames(1); }, loaded, false, nullptr});
    const auto jump = [&player](int seconds) {
        player.seek(std::clamp(player.position() + Ticks::seconds(seconds), Ticks(), player.length()));
    };
    actions.add({QStringLiteral("playback.rewind"), words(QT_TR_NOOP("Back five seconds")), group, QString(),
                 Keys{QKeySequence(QStringLiteral("J"))}, [jump] { jump(-5); }, loaded, false, nullptr});
    actions.add({QStringLiteral("playback.ahead"), words(QT_TR_NOOP("Forward five seconds")), group, QString(),
                 Keys{QKeySequence(QStringLiteral("L"))}, [jump] { jump(5); }, loaded, false, nullptr});
    actions.add({QStringLiteral("playback.goto"), words(QT_TR_NOOP("Go to time")), group, QStringLiteral("clock"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+J"))}, [hooks] { hooks.openPaletteWith(QStringLiteral("go ")); }, loaded, false,
                 nullptr});

    QAction *loop = actions.add(
        {QStringLiteral("playback.loop"), words(QT_TR_NOOP("Loop")), group, QStringLiteral("loop"), {}, [] {}, loaded, true, nullptr});
    QObject::connect(loop, &QAction::toggled, &player, [&player](bool on) {
        player.setLoop(on ? std::optional(TickRange{{}, player.length()}) : std::nullopt);
    });
    QAction *metronome = actions.add({QStringLiteral("playback.metronome"),
                                      words(QT_TR_NOOP("Metronome")),
                                      group,
                                      QStringLiteral("metronome"),
                                      {},
                                      [] {},
                                      {},
                                      true,
                                      nullptr});
    QObject::connect(metronome, &QAction::toggled, &player, &playback::Player::setMetronome);
    QAction *mute = actions.add({QStringLiteral("playback.mute"),
                                 words(QT_TR_NOOP("Mute")),
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
    const QString screens = words(QT_TR_NOOP("Screens"));
    const auto screen = [&](const QString &id, const char *name, const QString &icon, const QString &keys, ScreenId target,
                            bool needsProject) {
        actions.add({id, words(name), screens, icon, Keys{QKeySequence(keys)}, [hooks, target] { hooks.showScreen(target); },
                     [&context, needsProject] { return !needsProject || context.session() != nullptr; }, false, nullptr});
    };
    screen(QStringLiteral("screen.timeline"), QT_TR_NOOP("Timeline"), QStringLiteral("timeline"), QStringLiteral("Ctrl+1"),
           ScreenId::Timeline, false);
    screen(QStringLiteral("screen.library"), QT_TR_NOOP("Library"), QStringLiteral("library"), QStringLiteral("Ctrl+4"), ScreenId::Library,
           false);
    screen(QStringLiteral("screen.analysis"), QT_TR_NOOP("Analysis"), QStringLiteral("analysis"), QStringLiteral("Ctrl+5"),
           ScreenId::Analysis, false);
    screen(QStringLiteral("screen.export"), QT_TR_NOOP("Export"), QStringLiteral("export"), QStringLiteral("Ctrl+9"), ScreenId::Export,
           false);

    const QString view = words(QT_TR_NOOP("View"));
    actions.add({QStringLiteral("view.rail"),
                 words(QT_TR_NOOP("Side bar wide or narrow")),
                 view,
                 QStringLiteral("columns"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+B"))},
                 hooks.toggleRail,
                 {},
                 false,
                 nullptr});
    actions.add({QStringLiteral("view.fullscreen"),
                 words(QT_TR_NOOP("Full screen")),
                 view,
                 QStringLiteral("fullscreen"),
                 Keys{QKeySequence(QStringLiteral("F")), QKeySequence(QStringLiteral("F11"))},
                 hooks.toggleFullScreen,
                 {},
                 false,
                 nullptr});
    const QString help = words(QT_TR_NOOP("Help"));
    actions.add({QStringLiteral("app.palette"),
                 words(QT_TR_NOOP("Search or run a command")),
                 help,
                 QStringLiteral("command"),
                 Keys{QKeySequence(QStringLiteral("Ctrl+K"))},
                 hooks.openPalette,
                 {},
                 false,
                 nullptr});
    actions.add({QStringLiteral("app.shortcuts"),
                 words(QT_TR_NOOP("Keyboard shortcuts")),
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
