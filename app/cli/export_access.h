// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "app/cli/session.h"
#include "core/render/export_job.h"

// What all exports of the command line have in common: where they go, how they run, what the history keeps.
namespace sc::cli {

// An export that nobody asked to replace is never replaced: DUPLICATE_RESOURCE without --force.
[[nodiscard]] Result<> checkFree(const Invocation &invocation, const QString &path);
// --out as an absolute path, with `suffix` where it has none; free.
[[nodiscard]] Result<QString> destinationOf(const Invocation &invocation, const QString &suffix);
// --from and --to; nothing without both.
[[nodiscard]] Result<std::optional<TickRange>> rangeOf(const Invocation &invocation, const timeline::Timeline &timeline);

// Own presets of the profile.
[[nodiscard]] Result<std::vector<render::ExportPreset>> ownPresets(const Invocation &invocation);
// By name, a built-in one without opening the library.
[[nodiscard]] Result<render::ExportPreset> presetNamed(const Invocation &invocation, const QString &name);

// Carries the bundle of the first word out, tells the progress, and writes it into the project's history where that can be
// written. Of pictures --from and --to count, where they are given.
[[nodiscard]] Result<Output> runExportJob(Invocation &invocation, const QString &presetName, render::ExportJob job);

} // namespace sc::cli
