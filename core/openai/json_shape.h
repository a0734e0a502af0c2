// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QJsonObject>

#include <optional>

// Structured answers of language models, which often come wrapped in something else.
namespace sc::openai {

// What was thought aloud (<think>...</think>) and code fences are taken away; then the first complete JSON object.
[[nodiscard]] std::optional<QJsonObject> firstObjectIn(const QString &text);
[[nodiscard]] QString withoutThinking(const QString &text);

// Checks against the part of JSON Schema that we write: type (also a list of types), properties, required,
// additionalProperties false, items, maxItems, maxLength, minLength, enum. RESULT_INVALID with the place and the rule as its detail.
[[nodiscard]] Result<> requireShape(const QJsonObject &value, const QJsonObject &schema);

} // namespace sc::openai
