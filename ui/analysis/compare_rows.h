// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis_difference.h"

namespace sc::ui {

// One thing that two analyses of a song both speak of.
struct CompareRow
{
    QString name;
    QString then;
    QString now;
    QString note; // how far beats moved, and how many are new
    bool differs = false;
    bool operator==(const CompareRow &) const = default;
};

// What two analyses say, side by side: the measures always, sections and labels where they differ. What counts as a
// difference is core/audio's to say, so that the command line tells the same. Pure.
[[nodiscard]] std::vector<CompareRow> compareRows(const audio::Analysis &then, const audio::Analysis &now);

// "12 Nov", with the hour for today.
[[nodiscard]] QString noteDate(const QString &madeAt);

} // namespace sc::ui
