// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the edit families of core/timeline share. Every edit is `Result<Timeline> f(const Timeline &, const Request &)`: it
// gives the whole new value or the Problem that kept it from changing anything. All of them
// - round times they are given to the frame grid, once;
// - refuse locked items and items of locked scenes with CONFLICT naming the item (RESOURCE_NOT_FOUND for unknown ids);
// - leave the value normalised (see normalise.h), so validate() finds no new breach.
// Ids of new items stand in the request, so that the caller knows them before the edit. Any thread.
namespace sc::timeline {

// What happens where live clips of one scene would overlap.
enum class OverlapMode {
    Refuse,    // CONFLICT: overlap in seconds and frames, next place that fits in the detail
    Push,      // later clips move right as far as needed; the clip itself goes behind one it would begin inside of
    Trim,      // the others are shortened, never below one frame: CONFLICT where that does not suffice
    Overwrite, // what is covered goes: clips are cut, divided or removed
};

} // namespace sc::timeline
