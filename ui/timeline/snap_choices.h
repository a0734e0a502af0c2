// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace sc::ui {

class ActionRegistry;
class TimelineEditor;

// Opens a popover below `anchor` with a switch for each kind of target that edges catch on.
void openSnapChoices(TimelineEditor &editor, QWidget *anchor);
// One action for each kind, for the palette and keys of one's own; they work while `screen` shows.
void registerSnapActions(ActionRegistry &actions, TimelineEditor &editor, QWidget *screen);

} // namespace sc::ui
