// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/clip_index.h"
#include "ui/timeline/clip_state.h"

#include <span>

namespace sc::ui {

// Which live shots a person wants selected. Only what is set counts; all of it must hold.
struct ClipFilter
{
    std::optional<ClipState> state;
    std::optional<bool> locked; // itself or by its scene
    bool offBeat = false;       // its first frame missed the beat
    bool hasAlternates = false;
    std::optional<TickRange> within; // begins inside, timeline time: a section or scene
    std::optional<QString> label;    // of the section it begins in: "chorus"
    bool operator==(const ClipFilter &) const = default;
};

// In order of time. `beats` in timeline time.
[[nodiscard]] std::vector<ClipId> filtered(const timeline::Timeline &timeline, const ClipIndex &index, std::span<const Beat> beats,
                                           const ClipFilter &filter, const ShotStates &states = {});

// Label of the section at t (timeline time); empty outside all sections.
[[nodiscard]] QString sectionLabelAt(const timeline::Timeline &timeline, Ticks t);
[[nodiscard]] std::optional<TickRange> sectionAt(const timeline::Timeline &timeline, Ticks t); // timeline time

} // namespace sc::ui
