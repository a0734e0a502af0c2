// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/song_map.h"

#include <vector>

// Corrections of a song's sections as pure functions. Sections always touch and cover the song: moving an edge trims the
// neighbour. VALIDATION_ERROR when a section would be left shorter than kShortestSection.
namespace sc::audio {

inline constexpr Ticks kShortestSection{Ticks::kPerSecond / 2};

using Sections = std::vector<Section>;

[[nodiscard]] Result<Sections> renameSection(Sections sections, size_t index, const QString &label); // 1..40 characters
[[nodiscard]] Result<Sections> moveSectionStart(Sections sections, size_t index, Ticks to); // index >= 1; trims its neighbours
[[nodiscard]] Result<Sections> splitSection(Sections sections, Ticks at);
[[nodiscard]] Result<Sections> mergeSectionWithNext(Sections sections, size_t index); // takes the first's label
[[nodiscard]] Result<Sections> removeSection(Sections sections, size_t index); // the one before it, else after it, grows

} // namespace sc::audio
