// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/project/project_session.h"

#include <functional>

// What every command on a project bundle does first: open it, find the scene or clip that was meant.
namespace sc::cli {

using SessionPtr = std::unique_ptr<project::ProjectSession>;

[[nodiscard]] Result<SessionPtr> openBundle(const Invocation &invocation, project::OpenMode mode = project::OpenMode::ReadWrite);

// By id, unique beginning of an id (6 characters or more), "#n" (n-th in time, from 1) or exact name.
// RESOURCE_NOT_FOUND with near names; CONFLICT when several have the name.
[[nodiscard]] Result<SceneId> findSceneId(const timeline::Timeline &timeline, const QString &wanted);
[[nodiscard]] Result<ClipId> findClipId(const timeline::Timeline &timeline, const QString &wanted);
[[nodiscard]] Result<MarkerId> findMarkerId(const timeline::Timeline &timeline, const QString &wanted);

// A --option that is a time in the project's terms: seconds, m:s or timecode. Nothing when absent.
[[nodiscard]] Result<std::optional<Ticks>> timeOption(const Invocation &invocation, const QString &option, FrameRate rate);

// Opens the bundle, makes the edit, keeps it as one step called `name` and says so: the shape of nearly every command that edits.
using Edit = std::function<Result<timeline::Timeline>(const timeline::Timeline &)>;
[[nodiscard]] Result<Output> editBundle(const Invocation &invocation, const QString &name, const Edit &edit);

} // namespace sc::cli
