// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/model.h"

#include <QtCore/QJsonObject>

// Clips as JSON: for the clipboard between projects and programs. Names, not numbers, for every choice, so that a text
// keeps its meaning when an enum grows.
namespace sc::timeline {

[[nodiscard]] QString transitionName(TransitionKind kind); // "fade_black": for files, not translated
[[nodiscard]] std::optional<TransitionKind> transitionFromName(const QString &name);

[[nodiscard]] QJsonObject toJson(const SceneDirection &direction); // what is empty is left out
[[nodiscard]] SceneDirection sceneDirectionFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const ShotDirection &direction);
[[nodiscard]] Result<ShotDirection> directionFromJson(const QJsonObject &json); // VALIDATION_ERROR

// Everything but scene, order, alternates and beat bindings, which mean nothing elsewhere. The id tells what it was copied from.
[[nodiscard]] QJsonObject toJson(const Clip &clip);
// VALIDATION_ERROR for what cannot be a clip: text too long, times beyond the limits, unknown names.
[[nodiscard]] Result<Clip> clipFromJson(const QJsonObject &json);

} // namespace sc::timeline
