// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/audio/features.h"
#include "core/audio/onset_functions.h"

#include <optional>
#include <string_view>
#include <vector>

namespace sc::audio {

// One physical measure that labels are said by. Names and units stand in the classifier's data file.
struct LabelFeature
{
    std::string_view name;
    std::optional<double> value; // nothing: cannot be measured in this song
};

// All measures of a song, in a fixed order. Needs rhythm, key and descriptors in `analysis`. Nothing in it depends on how
// loud the song was mastered.
[[nodiscard]] std::vector<LabelFeature> labelFeatures(const Analysis &analysis, const SongFeatures &features, const OnsetFunctions &onsets);

} // namespace sc::audio
