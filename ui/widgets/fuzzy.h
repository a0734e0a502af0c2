// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace sc::ui {

struct FuzzyMatch
{
    int score = 0;        // higher is better
    QList<int> positions; // of the matched characters in the text
};

// The letters of `pattern` in their order somewhere in `text`, without regard to case. Starts of words and runs count
// more, gaps less. An empty pattern matches everything with 0.
[[nodiscard]] std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text);

} // namespace sc::ui
