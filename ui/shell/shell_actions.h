// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/studio_controller.h"

namespace sc::ui {

// What the window itself can do, for the actions that are not the controller's.
struct ShellHooks
{
    std::function<void()> openPalette;
    std::function<void(const QString &)> openPaletteWith;
    std::function<void()> openShortcuts;
    std::function<void()> toggleRail;
    std::function<void()> toggleFullScreen;
    std::function<void()> closeNotices;
    std::function<void()> chooseSong; // dialog, then a project of it
    std::function<void()> importDialog;
    std::function<void()> openDialog;
    std::function<void()> togglePlay;
    std::function<void(ScreenId)> showScreen;
    std::function<bool(ScreenId)> hasScreen;
    std::function<void()> quit;
};

// Registers the actions that work everywhere: project, playback, screens, view, help.
void addShellActions(AppContext &context, StudioController &controller, const ShellHooks &hooks);

} // namespace sc::ui
