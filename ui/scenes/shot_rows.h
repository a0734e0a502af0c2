// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/figures.h"
#include "ui/scenes/shot_columns.h"
#include "ui/timeline/clip_index.h"

#include <QtCore/QSet>

#include <optional>

namespace sc::ui {

// A row of the table: a scene as a heading, or one of its live shots. Indices are into the timeline it was made from.
struct ShotRow
{
    int scene = -1;
    int clip = -1;  // -1: heading
    int entry = -1; // of a shot: into ClipIndex::entries()
    [[nodiscard]] bool isHeading() const { return clip < 0; }
    bool operator==(const ShotRow &) const = default;
};

struct ShotFilter
{
    QString text; // in name, prompts, lyrics, notes
    std::optional<timeline::ClipState> state;
    SceneId scene; // empty: all
    [[nodiscard]] bool isEmpty() const { return text.trimmed().isEmpty() && !state && scene.isEmpty(); }
    bool operator==(const ShotFilter &) const = default;
};

// The rows to show, in order. Headings only in the order of time; shots of folded scenes (ids) are left out there, and a
// filter leaves out scenes without hits.
[[nodiscard]] std::vector<ShotRow> shotRows(const timeline::Timeline &timeline, const ClipIndex &index, const ShotColumns &columns,
                                            const ShotFilter &filter, const QSet<QString> &folded);

[[nodiscard]] bool matches(const timeline::Clip &clip, const ShotFilter &filter);

} // namespace sc::ui
