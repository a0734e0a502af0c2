// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <vector>

namespace sc::ui {

class TimelineEditor;

// Reordering of scenes and shots, for drag and keys alike. Each makes at most one step of undo and reports what keeps it
// from acting.
namespace edit {

void placeShots(TimelineEditor &editor, const std::vector<ClipId> &clips, const SceneId &scene, int index); // before the shot there now
void swapShots(TimelineEditor &editor, const ClipId &one, const ClipId &other);
void swapScenes(TimelineEditor &editor, const SceneId &one, const SceneId &other);
void moveScene(TimelineEditor &editor, const SceneId &scene, int index); // before the scene there now
void moveChosen(TimelineEditor &editor, int direction);                  // one place earlier or later: shots, or the scene
void swapChosen(TimelineEditor &editor);                                 // two shots

} // namespace edit
} // namespace sc::ui
