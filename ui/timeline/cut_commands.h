// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/cut_edits.h"

namespace sc::ui {

class TimelineEditor;

// Commands on cuts, beats, alternates and the clipboard. As in edit_commands.h: on the selection or the shot under the
// playhead, one step of undo, problems reported.
namespace edit {

void copySelection(const TimelineEditor &editor); // to the system's clipboard, so that another project can paste it
void cutSelection(TimelineEditor &editor);
void paste(TimelineEditor &editor);           // at the playhead
void pasteBehind(TimelineEditor &editor);     // the selected shot, else at the end; what follows makes room
void pasteAttributes(TimelineEditor &editor); // prompts, directions, transitions and speed onto the selection
[[nodiscard]] bool canPaste();

void rollToPlayhead(TimelineEditor &editor); // the nearer cut of the shot under the playhead
void slip(TimelineEditor &editor, int frames);
void slide(TimelineEditor &editor, int frames);
void join(TimelineEditor &editor);
void setBeats(TimelineEditor &editor, double beats);
void nudgeBeats(TimelineEditor &editor, int beats);
void closeGaps(TimelineEditor &editor);

void newAlternate(TimelineEditor &editor);
void nextAlternate(TimelineEditor &editor);
void makeLive(TimelineEditor &editor, const ClipId &alternate); // and selects it
void promote(TimelineEditor &editor);

} // namespace edit
} // namespace sc::ui
