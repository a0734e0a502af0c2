// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "core/audio/corrections.h"

namespace sc::cli {

// Options of `analyze correct`, and what they make of a song's corrections. `measured` is the analysis as measured.
// In this order whatever the order on the line: resets, grid, sections, key, labels. NOTHING_TO_UPDATE without any.
[[nodiscard]] std::vector<OptionSpec> correctOptions();
[[nodiscard]] Result<audio::Corrections> correctedBy(const Arguments &arguments, const audio::Analysis &measured,
                                                     audio::Corrections corrections);

} // namespace sc::cli
