// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/studio_controller.h"
#include "ui/widgets/command_palette.h"

namespace sc::ui {

// Everything the palette finds now: actions that are possible, songs, recent projects, sections of the open song.
[[nodiscard]] std::vector<PaletteItem> paletteItems(AppContext &context, StudioController &controller);
// "go 1:23": a time, a timecode or "bar 33".
[[nodiscard]] std::vector<PaletteItem> paletteArguments(AppContext &context, const QString &typed);

} // namespace sc::ui
