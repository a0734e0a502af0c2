// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shell_actions.h"

#include "ui/shell/playback_actions.h"
#include "ui/widgets/action_adder.h"

#include <QtGui/QAction>
#include <QtWidgets/QWidget>

namespace sc::ui {

namespace {

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

QKeySequence key(const char *text)
{
    return QKeySequence(QString::fromLatin1(text));
}

void addProjectActions(AppContext &context, StudioController &controller, const ShellHooks &hooks)
{
    const auto open = [&context] { return context.session() != nullptr; };
    const auto writable = [&context] { return context.session() != nullptr && !context.session()->isReadOnly(); };
    const QString group = StudioController::tr("Project");
    ActionAdder project(context.actions(), QStringLiteral("project"), nullptr);
    project.group(group);
    project.add("new", StudioController::tr("New project from a song"), "plus", {key("Ctrl+N")}, hooks.chooseSong);
    project.add("open", StudioController::tr("Open project"), "folder", {key("Ctrl+O")}, hooks.openDialog);
    project.add(
        "close", StudioController::tr("Close project"), "close", {key("Ctrl+W")}, [&controller] { controller.closeProject(); }, open);
    project.add(
        "savepoint", StudioController::tr("Add save point"), "history", {key("Ctrl+S")}, [&controller] { controller.savePoint(); },
        writable);
    ActionAdder library(context.actions(), QStringLiteral("library"), nullptr);
    library.group(group);
    library.add("import", StudioController::tr("Import songs"), "music", {key("Ctrl+I")}, hooks.importDialog);
    ActionAdder app(context.actions(), QStringLiteral("app"), nullptr);
    app.group(group);
    app.add("quit", StudioController::tr("Quit"), "", {key("Ctrl+Q")}, hooks.quit);
}

void addEditActions(AppContext &context, StudioController &controller)
{
    ActionRegistry &actions = context.actions();
    ActionAdder edit(actions, QStringLiteral("edit"), nullptr);
    edit.group(StudioController::tr("Editing"));
    edit.add(
        "undo", StudioController::tr("Undo"), "undo", {key("Ctrl+Z")},
        [&controller, &actions] {
            const ActionSpec *own = onScreen(actions, kUndoEnding);
            own != nullptr ? actions.trigger(own->id) : controller.undo();
        },
        [&context, &actions] {
            const ActionSpec *own = onScreen(actions, kUndoEnding);
            return own != nullptr ? actions.isEnabled(own->id) : context.session() != nullptr && context.session()->canUndo();
        });
    edit.add(
        "redo", StudioController::tr("Redo"), "redo", {key("Ctrl+Y"), key("Ctrl+Shift+Z")},
        [&controller, &actions] {
            const ActionSpec *own = onScreen(actions, kRedoEnding);
            own != nullptr ? actions.trigger(own->id) : controller.redo();
        },
        [&context, &actions] {
            const ActionSpec *own = onScreen(actions, kRedoEnding);
            return own != nullptr ? actions.isEnabled(own->id) : context.session() != nullptr && context.session()->canRedo();
        });
}

void addScreenActions(AppContext &context, const ShellHooks &hooks)
{
    struct Screen
    {
        const char *id; // and its icon
        QString name;
        const char *keys;
        ScreenId screen;
    };
    const Screen screens[] = {
        {"timeline", StudioController::tr("Timeline"), "Ctrl+1", ScreenId::Timeline},
        {"scenes", StudioController::tr("Scenes"), "Ctrl+2", ScreenId::Scenes},
        {"servers", StudioController::tr("Servers"), "Ctrl+3", ScreenId::Servers},
        {"library", StudioController::tr("Library"), "Ctrl+4", ScreenId::Library},
        {"analysis", StudioController::tr("Analysis"), "Ctrl+5", ScreenId::Analysis},
        {"generate", StudioController::tr("Generate"), "Ctrl+6", ScreenId::Generate},
        {"queue", StudioController::tr("Queue"), "Ctrl+7", ScreenId::Queue},
        {"gallery", StudioController::tr("Gallery"), "Ctrl+8", ScreenId::Gallery},
        {"export", StudioController::tr("Export"), "Ctrl+9", ScreenId::Export},
        {"characters", StudioController::tr("Characters"), "Ctrl+Alt+1", ScreenId::Characters},
        {"templates", StudioController::tr("Templates"), "Ctrl+Alt+2", ScreenId::Templates},
        {"music", StudioController::tr("Apple Music"), "Ctrl+Alt+3", ScreenId::Music},
        {"settings", StudioController::tr("Settings"), "Ctrl+,", ScreenId::Settings},
    };
    ActionAdder adder(context.actions(), QStringLiteral("screen"), nullptr);
    adder.group(StudioController::tr("Screens"));
    for (const Screen &each : screens) {
        if (hooks.hasScreen(each.screen))
            adder.add(each.id, each.name, each.id, {key(each.keys)}, [hooks, screen = each.screen] { hooks.showScreen(screen); });
    }
}

void addViewActions(AppContext &context, const ShellHooks &hooks)
{
    ActionAdder view(context.actions(), QStringLiteral("view"), nullptr);
    view.group(StudioController::tr("View"));
    view.add("rail", StudioController::tr("Side bar wide or narrow"), "columns", {key("Ctrl+B")}, hooks.toggleRail);
    view.add("fullscreen", StudioController::tr("Full screen"), "fullscreen", {key("F"), key("F11")}, hooks.toggleFullScreen);
    view.add("closeNotices", StudioController::tr("Close the messages"), "close", {key("Shift+Esc")}, hooks.closeNotices);
    ActionAdder app(context.actions(), QStringLiteral("app"), nullptr);
    app.group(StudioController::tr("Help"));
    app.add("palette", StudioController::tr("Search or run a command"), "command", {key("Ctrl+K")}, hooks.openPalette);
    app.add("shortcuts", StudioController::tr("Keyboard shortcuts"), "keyboard", {key("?"), key("Ctrl+/")}, hooks.openShortcuts);
}

} // namespace

void addShellActions(AppContext &context, StudioController &controller, const ShellHooks &hooks)
{
    addProjectActions(context, controller, hooks);
    addEditActions(context, controller);
    addPlaybackActions(context, {hooks.togglePlay, [hooks] { hooks.openPaletteWith(QStringLiteral("go ")); }});
    addScreenActions(context, hooks);
    addViewActions(context, hooks);
}

} // namespace sc::ui
