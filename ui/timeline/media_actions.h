// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sc::ui {

class ActionRegistry;
class TimelineScreen;

// Actions about files and about the project as a whole: finding missing media, shots by what their takes say, frame rate.
void registerMediaActions(ActionRegistry &actions, TimelineScreen *screen);

} // namespace sc::ui
