// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings_store.h"
#include "ui/theme/theme.h"

namespace sc::ui {
class StudioController;
class TimelineEditor;
} // namespace sc::ui

namespace sc::app {

// Look and motion as they are set.
[[nodiscard]] ui::LookOptions lookOf(const ui::SettingsStore &store);

// Whoever obeys a setting hears of it, now and whenever it changes. What is chosen elsewhere (the timeline's toolbar) is
// kept as the setting. `usualProjects`: where bundles go while no folder is set.
void obeySettings(ui::SettingsStore &store, ui::StudioController &controller, ui::TimelineEditor &editor, const QString &usualProjects);

} // namespace sc::app
