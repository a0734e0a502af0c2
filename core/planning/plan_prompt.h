// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtCore/QStringList>

// Templates for prompts: "{section}, {character} in the rain, {slow|fast} push in".
namespace sc::planning {

class PlanRandom;

// The values of one shot, by name without braces. A name with an empty value takes its comma part with it.
using PromptValues = QHash<QString, QString>;

// The names a template may use. Those that no value is given for stay as they are typed: whoever composes the prompt for
// a server knows the place, the time of day, the mood and the look.
[[nodiscard]] const QStringList &promptVariables();
[[nodiscard]] QStringList unknownVariables(const QString &promptTemplate); // in order, each once

// `{a|b|c}` takes one by chance; unknown names stay as typed.
[[nodiscard]] QString fillPrompt(const QString &promptTemplate, const PromptValues &values, PlanRandom &random);

} // namespace sc::planning
