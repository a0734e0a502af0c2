// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/clip_moves.h"
#include "core/timeline/model.h"

// Edits of the project's own fields and of what all boundaries stand on: frame rate, song offset, beat grid.
namespace sc::timeline {

// Only what is set changes. Moving the song (`songOffset`) carries bound edges with it.
struct EditProject
{
    std::optional<QString> name;        // 1..200
    std::optional<QString> description; // <= 2000
    std::optional<int> width;           // 64..8192, even
    std::optional<int> height;
    std::optional<double> songGainDb;     // -60..+12
    std::optional<Ticks> songOffset;      // -10 000 s..10 000 s
    std::optional<LookBible> look;        // as a whole
    std::optional<QString> defaultFamily; // <= 100 each; whether there is one of that name is for the sender to see
    std::optional<QString> defaultPreset;
};
[[nodiscard]] Result<Timeline> editProject(const Timeline &timeline, const EditProject &request);

struct SetFrameRate
{
    FrameRate frameRate;
};

struct BoundaryMove
{
    ClipId clip;
    QString name;
    ClipEdge edge = ClipEdge::In;
    Ticks from;
    Ticks to;
    [[nodiscard]] Ticks by() const { return to - from; }
};

struct FrameRateChange
{
    Timeline timeline;
    std::vector<BoundaryMove> moves; // every boundary that moves, in the order of the clips
    Ticks largestMove;               // of any clip boundary, absolute
    QString movedMost;               // name of the clip it belongs to; empty when nothing moved
};
// Puts every boundary on the new grid: a bound one from its beat's exact time, others from where they lie. Locked items
// too, since nothing may lie off the grid.
[[nodiscard]] Result<FrameRateChange> setFrameRate(const Timeline &timeline, const SetFrameRate &request);

// Replaces the song's beats. Bound, unlocked edges follow: where the grids are equal they stay; within what changed to the
// beat of the same number where there are (nearly) as many beats, else to the nearest one. Where that leaves no room the edge stays and is
// no longer bound.
struct SetBeatGrid
{
    BeatGrid grid;
};
[[nodiscard]] Result<Timeline> setBeatGrid(const Timeline &timeline, const SetBeatGrid &request);

} // namespace sc::timeline
