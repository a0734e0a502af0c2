// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QStringList>

// The form that every stored timeline has, and the check that it has it.
namespace sc::timeline {

// Sorts everything as model.h says, makes order numbers dense (scenes in order of their start, alternates with their
// original; clips by start) and derives scene spans: with autoLength from the first to the last live clip, 1 s without
// clips; a fixed span grows to hold its clips. Transitions are shortened to what fits into their clip; a shot
// whose forerunner is gone no longer goes on from it. Times of clips are never touched.
void normalise(Timeline &timeline);

// One thing that may not be.
struct Breach
{
    QString text;       // translated sentence naming the item
    QString entityKind; // "clip", "scene", "marker", "project"
    QString entityId;
    bool isOverlap = false; // of live clips in one scene
};
// Breaches of the rules in the timeline: frame grid, limits, overlaps of live clips in a scene, orders, spans, dangling
// or doubled ids, alternates without exactly one live, edges bound to a beat they do not lie on. Empty = all is well.
[[nodiscard]] std::vector<Breach> validate(const Timeline &timeline);

} // namespace sc::timeline
