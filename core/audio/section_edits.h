// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/song_map.h"

#include <vector>

// Corrections of a song's sections as pure functions. Sections always touch and cover the song: moving an edge trims or
// lengthens the neighbour. What a person changed has confidence 1 and is no longer taken for a repeat where its ends moved.
// VALIDATION_ERROR when a section would be left shorter than kShortestSection; RESOURCE_NOT_FOUND for an index too high.
namespace sc::audio {

inline constexpr Ticks kShortestSection{Ticks::kPerSecond / 2};
inline constexpr int kLongestSectionLabel = 40;

using Sections = std::vector<Section>;

[[nodiscard]] Result<Sections> renameSection(Sections sections, size_t index, const QString &label); // 1..40 characters
[[nodiscard]] Result<Sections> moveSectionStart(Sections sections, size_t index, Ticks to);          // index >= 1; trims its neighbours
[[nodiscard]] Result<Sections> splitSection(Sections sections, Ticks at);
[[nodiscard]] Result<Sections> mergeSectionWithNext(Sections sections, size_t index); // takes the first's label
[[nodiscard]] Result<Sections> removeSection(Sections sections, size_t index);        // the one before it, else after it, grows

// Both ends at once. Where it would lie over a neighbour: Refuse gives CONFLICT naming the neighbour and the overlap, with
// the action "section.trim"; Trim shortens the neighbour. The song's first start and last end stay.
enum class SectionOverlap { Refuse, Trim };
[[nodiscard]] Result<Sections> setSectionRange(Sections sections, size_t index, TickRange range, SectionOverlap overlap);

// What stored sections hold to: they rise, touch, have labels. The song's length is not known here.
[[nodiscard]] Result<> checkSections(const Sections &sections);
// From 0 to `duration`: what lies outside goes, the outermost ones reach the ends.
[[nodiscard]] Sections fitSections(const Sections &sections, Ticks duration);

} // namespace sc::audio
