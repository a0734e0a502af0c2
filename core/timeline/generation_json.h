// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/generation_values.h"

// The values of generation_values.h as JSON: for columns, versions and the clipboard. What is empty is left out, so that
// nothing said is "{}".
namespace sc::timeline {

[[nodiscard]] QString continueModeName(ContinueMode mode);    // "last_frame": for files, not translated
[[nodiscard]] QString startPictureName(StartPicture picture); // "automatic"
[[nodiscard]] std::optional<ContinueMode> continueModeFromName(const QString &name);
[[nodiscard]] std::optional<StartPicture> startPictureFromName(const QString &name);

[[nodiscard]] QJsonObject toJson(const LookBible &look);
[[nodiscard]] LookBible lookFromJson(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const ClipGeneration &generation);
[[nodiscard]] Result<ClipGeneration> clipGenerationFromJson(const QJsonObject &json); // VALIDATION_ERROR for unknown names

} // namespace sc::timeline
