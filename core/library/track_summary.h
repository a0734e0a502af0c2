// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/library/track.h"

namespace sc::library {

// What a list shows of an analysis as it is to be used (corrected, where a person corrected it), into a song's row.
void takeSummary(const audio::Analysis &analysis, Track &track);

} // namespace sc::library
