// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <vector>

// Helps for a person who writes a prompt. Pure.
namespace sc::generation {

// A text and what is selected in it, in UTF-16 units.
struct TextSelection
{
    QString text;
    qsizetype start = 0;
    qsizetype length = 0;
    bool operator==(const TextSelection &) const = default;
};

inline constexpr double kWeightStep = 0.1;
inline constexpr double kMostWeight = 2.0;

// The selected words, or the word at the cursor, said louder or softer: "rain" becomes "(rain:1.1)", "(rain:1.1)" with -0.1
// "rain" again. From 0 to 2; without a word nothing changes. The words stay selected.
[[nodiscard]] TextSelection withWeight(const TextSelection &selection, double by);

struct PromptMark
{
    enum class Kind { Weight, Variable, UnknownVariable, Alternatives };
    Kind kind = Kind::Weight;
    qsizetype start = 0;
    qsizetype length = 0;
    bool operator==(const PromptMark &) const = default;
};
// "(reflections:1.2)", "{mood}", "{colour}" (not a variable), "{rain|snow}", in the order of the text.
[[nodiscard]] std::vector<PromptMark> marksIn(const QString &text);

// About how many tokens a text encoder makes of it: words, each long one several, and marks. A guess; only the server knows.
[[nodiscard]] int estimatedTokens(const QString &text);
// How many the family's text encoder reads at once; beyond that words count less or not at all.
[[nodiscard]] int tokenLimit(const QString &family);

} // namespace sc::generation
