// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shell_actions.h"

#include "ui/shell/playback_actions.h"
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

    screen(QStringLiteral("screen.settings"), StudioController::tr("Settings"), QStringLiteral("settings"), QStringLiteral("Ctrl+,"),
           ScreenId::Settings, false);

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
    actions.add({QStringLiteral("view.closeNotices"),
                 StudioController::tr("Close the messages"),
                 view,
                 QStringLiteral("close"),
                 Keys{QKeySequence(QStringLiteral("Shift+Esc"))},
                 hooks.closeNotices,
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
    addPlaybackActions(context, {hooks.togglePlay, [hooks] { hooks.openPaletteWith(QStringLiteral("go ")); }});
    addViewActions(context, hooks);
}

} // namespace sc::ui
