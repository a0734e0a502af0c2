// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/model.h"

// New clips from the music or from markers, many at once.
namespace sc::timeline {

enum class FillUnit { Markers, Beat, Bar, Section };

// A clip for each beat, bar or section, or for each stretch between two markers, wherever nothing lies yet and a whole one
// fits into `within`. Edges lie on the frame nearest to the exact time and follow their beats. Each goes into the live
// scene there, else into the last one, else into a new one; locked scenes get none.
struct FillWithClips
{
    FillUnit unit = FillUnit::Bar;
    std::optional<TickRange> within; // nothing: the whole program
};
// VALIDATION_ERROR without beats, sections or two markers, and for more than 20 000 clips at once; CONFLICT when every
// place is taken or locked.
[[nodiscard]] Result<Timeline> fillWithClips(const Timeline &timeline, const FillWithClips &request);

// The stretch around `t` where no live clip lies, up to the end of the program; empty when one lies there.
[[nodiscard]] TickRange freeStretch(const Timeline &timeline, Ticks t);

} // namespace sc::timeline
