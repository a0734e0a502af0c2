// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/likeness.h"

#include <span>
#include <vector>

namespace sc::audio {

// Where the energy shall go from one song to the next.
enum class EnergyArc { Rise, Hold, Fall };

struct ArcCandidate
{
    TrackId track;
    LikenessProfile profile;
};

// How well a song follows, 0..1 each; what is not known in one of the two scores 0.5.
struct ArcStep
{
    TrackId track;
    double score = 0;
    double tempo = 0;  // within what a mix can bend; half and double count as the same
    double key = 0;    // neighbours on the wheel
    double energy = 0; // the wanted step: a tenth up or down, or none
};

// The songs that go on best from `from`, best first (of equals the smaller id), at most `count`. `from` itself is left
// out when its id is given.
[[nodiscard]] std::vector<ArcStep> nextSongs(const LikenessProfile &from, std::span<const ArcCandidate> songs, EnergyArc arc, int count,
                                             const TrackId &except = {});

} // namespace sc::audio
