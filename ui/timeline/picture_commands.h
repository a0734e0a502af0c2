// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/timeline/speed_edits.h"
#include "core/timeline/transition_edits.h"

#include <QtCore/QStringList>

class QWidget;

namespace sc::ui {

class TimelineEditor;

// Commands on what shots show of their media: takes, transitions, speed, versions. On the selection or the shot under the
// playhead, one step of undo each, problems reported.
namespace edit {

// Measures and copies the files in the background, then gives them to the shot in one step.
void addTakes(TimelineEditor &editor, const ClipId &clip, const QStringList &files);
// Takes that the project has already, as takes of this shot; the first of them is what it shows from now on.
void applyTakes(TimelineEditor &editor, const ClipId &clip, const std::vector<TakeId> &takes);
void askForTakes(TimelineEditor &editor, QWidget *window);

void setTransition(TimelineEditor &editor, timeline::ClipEdge edge, const timeline::Transition &transition,
                   timeline::HandleRule handles = timeline::HandleRule::Limit);
void longerTransition(TimelineEditor &editor, timeline::ClipEdge edge, int frames);
void setSpeed(TimelineEditor &editor, timeline::Speed speed);
void fitToFill(TimelineEditor &editor);
void freezeAtPlayhead(TimelineEditor &editor);
void saveVersion(TimelineEditor &editor);

} // namespace edit
} // namespace sc::ui
