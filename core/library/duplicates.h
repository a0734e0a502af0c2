// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/library/collections.h"
#include "core/library/sound_table.h"

namespace sc::library {

inline constexpr double kSameRecording = 0.95; // of fingerprints

// Songs whose files are equal, or whose fingerprints are at least kSameRecording alike: groups by the title of their
// best song. Blocking; any thread. CANCELLED.
[[nodiscard]] Result<std::vector<DuplicateGroup>>
findDuplicates(const std::vector<Track> &tracks, const std::vector<SoundTable::Print> &prints, const CancelToken &cancel = {});

} // namespace sc::library
