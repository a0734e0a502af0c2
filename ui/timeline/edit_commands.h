// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/clip_moves.h"
#include "ui/timeline/clip_filter.h"

namespace sc::ui {

class TimelineEditor;

// What keys, menus and buttons of the timeline do. Each acts on the editor's selection (or the shot under the playhead),
// makes at most one step of undo and reports what keeps it from acting.
namespace edit {

void splitAtPlayhead(TimelineEditor &editor);
void splitAt(TimelineEditor &editor, const ClipId &clip, Ticks t);
void splitOnBeats(TimelineEditor &editor, bool onlyDownbeats);
void deleteSelection(TimelineEditor &editor);
void duplicate(TimelineEditor &editor);
void trimToPlayhead(TimelineEditor &editor, timeline::ClipEdge edge);
void nudge(TimelineEditor &editor, int frames);
void toggleLock(TimelineEditor &editor);
// Rolls cuts that are off the beat to their nearest beat, the shot before following; all of them, in one step.
void alignCutsToBeats(TimelineEditor &editor);
void savePoint(TimelineEditor &editor);
void rename(TimelineEditor &editor, const ClipId &clip, const QString &name);

void newClip(TimelineEditor &editor); // at the playhead, or the first place behind it that fits
void newScene(TimelineEditor &editor);
void newMarker(TimelineEditor &editor);

void selectAll(TimelineEditor &editor);
void selectNone(TimelineEditor &editor);
void selectBy(TimelineEditor &editor, const ClipFilter &filter); // says so when nothing fits
void goToLane(TimelineEditor &editor, int direction);            // -1: from a shot to its scene, +1: back to its shots
void goToClip(TimelineEditor &editor, int direction);            // -1 before, +1 after
void goToBeat(TimelineEditor &editor, int direction);
void goToSection(TimelineEditor &editor, int direction);
void goToTime(TimelineEditor &editor, Ticks t);

} // namespace edit
} // namespace sc::ui
