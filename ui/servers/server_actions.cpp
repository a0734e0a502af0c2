// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/servers_screen.h"
#include "ui/widgets/action_adder.h"
#include "ui/widgets/search_field.h"

namespace sc::ui {

void registerServerActions(ActionRegistry &actions, ServersScreen *screen)
{
    ActionAdder adder(actions, QStringLiteral("servers"), screen);
    const auto one = [screen] { return screen->currentServer() != nullptr; };
    adder.group(ServersScreen::tr("Servers"));
    adder.add("add", ServersScreen::tr("Add server..."), "plus", {Qt::Key_N}, [screen] { screen->addServer(); });
    adder.add("addRunPod", ServersScreen::tr("Add RunPod endpoint..."), "plus", {},
              [screen] { screen->addServer(generation::ServerKind::RunPod); });
    adder.add(
        "edit", ServersScreen::tr("Edit server..."), "settings", {Qt::Key_F2},
        [screen] { screen->editServer(screen->currentServer()->id); }, one);
    adder.add(
        "remove", ServersScreen::tr("Remove server..."), "trash", {Qt::Key_Delete},
        [screen] { screen->removeServer(screen->currentServer()->id); }, one);
    adder.add("check", ServersScreen::tr("Check all servers now"), "stale", {Qt::Key_F5}, [screen] { screen->checkAll(); });
    adder.add(
        "free", ServersScreen::tr("Free the server's memory"), "", {}, [screen] { screen->freeMemory(screen->currentServer()->id); }, one);
    adder.add(
        "log", ServersScreen::tr("Open the server's log"), "notes", {Qt::Key_L}, [screen] { screen->openLog(screen->currentServer()->id); },
        one);
    adder.add(
        "active", ServersScreen::tr("Switch the server on or off"), "", {Qt::Key_Space},
        [screen] { screen->setActive(screen->currentServer()->id, !screen->currentServer()->active); }, one);
    adder.add("practice", ServersScreen::tr("Practice server on or off"), "practice", {Qt::Key_P}, [screen] { screen->togglePractice(); });
    adder.group(ServersScreen::tr("Models"));
    adder.add("find", ServersScreen::tr("Find a model"), "search", {QKeySequence(Qt::CTRL | Qt::Key_F)},
              [screen] { screen->search().setFocus(Qt::ShortcutFocusReason); });
    adder.add("importWorkflow", ServersScreen::tr("Import a workflow..."), "", {}, [screen] { screen->importWorkflow({}); });
    adder.add("page", ServersScreen::tr("Model page"), "info", {Qt::Key_I}, [screen] { screen->togglePage(); });
}

} // namespace sc::ui
