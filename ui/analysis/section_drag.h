// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/section_edits.h"

#include <span>

namespace sc::ui {

// Moving the edge between section `index - 1` and section `index` with the mouse. Pure.
struct SectionEdge
{
    size_t index = 1; // of the section that begins at the edge
    Ticks to;
};

enum class Vanishing { None, Before, After }; // which of the two would be left without length

[[nodiscard]] Vanishing vanishing(const audio::Sections &sections, const SectionEdge &edge);
// The edge held where both sections keep the shortest length there is.
[[nodiscard]] Ticks heldEdge(const audio::Sections &sections, const SectionEdge &edge);
// The edge moved; a section that is run over goes and the other one takes its place.
[[nodiscard]] Result<audio::Sections> moveEdge(const audio::Sections &sections, const SectionEdge &edge);

// Where an edge snaps to within `reach`: a downbeat before a beat, else where it is.
[[nodiscard]] Ticks snapToBeat(std::span<const Beat> beats, Ticks t, Ticks reach);

} // namespace sc::ui
