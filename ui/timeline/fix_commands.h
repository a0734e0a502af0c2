// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/fill_edits.h"
#include "core/timeline/problem_fixes.h"

namespace sc::ui {

class TimelineEditor;

namespace edit {

// One step of undo; what was left, and why, is reported.
void fixProblems(TimelineEditor &editor, const std::vector<timeline::Finding> &only);
void fixAllProblems(TimelineEditor &editor);
// New shots in the free stretch under the playhead; between markers: everywhere.
void fillHere(TimelineEditor &editor, timeline::FillUnit unit);
void fixAllCuts(TimelineEditor &editor); // those off the beat

} // namespace edit
} // namespace sc::ui
