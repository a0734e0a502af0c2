// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/app_context.h"

#include <functional>

namespace sc::ui {

struct PlaybackHooks
{
    std::function<void()> togglePlay;
    std::function<void()> goToTime;
};

// Everything under "Playback": transport, J K L, speeds, loops of bar and section, metronome, mute, proxies.
void addPlaybackActions(AppContext &context, const PlaybackHooks &hooks);

} // namespace sc::ui
