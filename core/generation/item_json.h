// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/comfy/generation_params.h"
#include "core/timeline/model.h"

#include <QtCore/QJsonArray>

// Pieces of JSON that characters and templates share. Internal to core/generation.
namespace sc::generation {

inline constexpr int kMaxLoraNameLength = 200;

[[nodiscard]] QJsonObject toJson(const timeline::MediaRef &media);
[[nodiscard]] timeline::MediaRef mediaFromJson(const QJsonValue &json);
[[nodiscard]] QJsonArray toJson(const std::vector<comfy::LoraRef> &loras);
[[nodiscard]] std::vector<comfy::LoraRef> lorasFromJson(const QJsonValue &json);
// Weights -4..4, names 1..200, "none" left out, of one name the last. VALIDATION_ERROR.
[[nodiscard]] Result<std::vector<comfy::LoraRef>> checkedLoras(const std::vector<comfy::LoraRef> &loras);
// `first` and what only `second` names, with the weights of `second`.
[[nodiscard]] std::vector<comfy::LoraRef> unitedLoras(std::vector<comfy::LoraRef> first, const std::vector<comfy::LoraRef> &second);

void put(QJsonObject &json, const char *key, const QString &text); // unless empty
[[nodiscard]] Problem brokenRule(const QString &field, const QString &rule);

} // namespace sc::generation
