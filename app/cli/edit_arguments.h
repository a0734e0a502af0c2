// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/session.h"
#include "core/timeline/edit_options.h"

// What the commands that edit scenes and clips share: naming what is meant, and reading their options.
namespace sc::cli {

using ClipEditFn = std::function<Result<timeline::Timeline>(const timeline::Timeline &, const ClipId &)>;
using SceneEditFn = std::function<Result<timeline::Timeline>(const timeline::Timeline &, const SceneId &)>;

// An edit of the clip or scene named by the second word, as one step called `name`.
[[nodiscard]] Result<Output> editNamedClip(const Invocation &invocation, const QString &name, const ClipEditFn &edit);
[[nodiscard]] Result<Output> editNamedScene(const Invocation &invocation, const QString &name, const SceneEditFn &edit);

// The clips named by the positional words from `first` on.
[[nodiscard]] Result<std::vector<ClipId>> namedClips(const timeline::Timeline &timeline, const Invocation &invocation, qsizetype first);

// --params and --set over `params`. INVALID_PARAMETER naming what is unknown or out of range.
[[nodiscard]] Result<QJsonObject> paramsOptions(const Arguments &arguments, QJsonObject params);
// --params, --set, --continue-from, --continue-mode, --start-picture and --workflow; nothing when none is given.
[[nodiscard]] Result<std::optional<timeline::ClipGeneration>>
generationOptions(const Invocation &invocation, const timeline::Timeline &timeline, timeline::ClipGeneration generation);

[[nodiscard]] std::optional<QString> textOption(const Arguments &arguments, const QString &option);
[[nodiscard]] Result<timeline::OverlapMode> overlapOption(const Arguments &arguments); // --overlap, Refuse without
[[nodiscard]] Result<Ticks> requiredTime(const Invocation &invocation, const QString &option, FrameRate rate);
// A distance: as a time, or "-" before one, or "12f" for frames.
[[nodiscard]] Result<Ticks> requiredDistance(const Invocation &invocation, const QString &option, FrameRate rate);
// One of `names` as its index; INVALID_PARAMETER with the list.
[[nodiscard]] Result<int> choiceOption(const Arguments &arguments, const QString &option, const QStringList &names, int fallback);

} // namespace sc::cli
