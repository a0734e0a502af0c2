// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QMap>

#include <vector>

// The words of a prompt template for one shot: "{location} at {time}, {rain|snow|fog}".
namespace sc::generation {

// Names that a template may use, in the order of a menu: scene, clip, lyrics, mood, section, bpm, energy, character, location,
// time, look.
[[nodiscard]] const QStringList &promptVariableNames();

using PromptVariables = QMap<QString, QString>; // name without braces to words; a known name without words is empty

// What the names mean in this shot. `characters`: names of those in it. Song facts are those where the shot begins.
[[nodiscard]] PromptVariables promptVariables(const timeline::Timeline &timeline, const timeline::Clip &clip,
                                              const QStringList &characters);

struct UnknownVariable
{
    QString name;
    qsizetype at = 0; // in the result, at its opening brace
    bool operator==(const UnknownVariable &) const = default;
};

struct ExpandedPrompt
{
    QString text;
    std::vector<UnknownVariable> unknown; // left as typed
};

// Puts variables in and chooses among alternatives: "{a|b|c}" is one of them, by `seed` and by which alternative of the text
// it is, so that the same seed gives the same words. Alternatives may hold variables and alternatives. Braces that do
// not close, or hold nothing, are left as typed.
[[nodiscard]] ExpandedPrompt expandPrompt(const QString &text, const PromptVariables &variables, quint64 seed);

// A seed for the words of a shot: its own, else one that follows from its id and stays.
[[nodiscard]] quint64 wordSeedOf(const timeline::Clip &clip);

} // namespace sc::generation
