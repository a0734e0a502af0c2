// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/media_actions.h"

#include "ui/timeline/edit_commands.h"
#include "ui/timeline/frame_rate_dialog.h"
#include "ui/timeline/media_relinker.h"
#include "ui/timeline/problem_watch.h"
#include "ui/timeline/timeline_screen.h"
#include "ui/widgets/action_registry.h"

namespace sc::ui {

void registerMediaActions(ActionRegistry &actions, TimelineScreen *screen)
{
    TimelineEditor *editor = screen->editor();
    const auto add = [&](const char *id, const QString &group, const QString &text, const char *icon, std::function<void()> run) {
        actions.add({.id = QLatin1String("timeline.") + QLatin1String(id),
                     .text = text,
                     .group = group,
                     .icon = QLatin1String(icon),
                     .shortcuts = {},
                     .run = std::move(run),
                     .enabled = [editor] { return editor->hasProject(); },
                     .scope = screen});
    };
    const QString selection = TimelineScreen::tr("Selection");
    const QString project = TimelineScreen::tr("Project");
    add("selectMissing", selection, TimelineScreen::tr("Select shots whose file is missing"), "missing",
        [editor] { edit::selectBy(*editor, {.state = ClipState::Missing}); });
    add("selectStale", selection, TimelineScreen::tr("Select shots changed since their take"), "stale",
        [editor] { edit::selectBy(*editor, {.state = ClipState::Stale}); });
    add("selectQueued", selection, TimelineScreen::tr("Select shots that wait for a server"), "clock",
        [editor] { edit::selectBy(*editor, {.state = ClipState::Queued}); });
    add("selectGenerating", selection, TimelineScreen::tr("Select shots that are being generated"), "generate",
        [editor] { edit::selectBy(*editor, {.state = ClipState::Generating}); });
    add("selectFailed", selection, TimelineScreen::tr("Select shots whose generation failed"), "error",
        [editor] { edit::selectBy(*editor, {.state = ClipState::Failed}); });
    add("relink", project, TimelineScreen::tr("Relink missing media from a folder..."), "missing",
        [screen] { screen->side()->watch()->relinker()->askForFolder(screen->window()); });
    add("frameRate", project, TimelineScreen::tr("Frame rate..."), "video", [editor, screen] {
        auto *dialog = new FrameRateDialog(editor, screen->window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

} // namespace sc::ui
