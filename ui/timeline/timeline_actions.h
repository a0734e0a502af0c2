// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sc::playback {
class Player;
}

namespace sc::ui {

class ActionRegistry;
class TimelineScreen;

// Puts what the timeline can do into the registry, with the keys of the specification. They work while the screen shows.
void registerTimelineActions(ActionRegistry &actions, TimelineScreen *screen, playback::Player &player);

} // namespace sc::ui
