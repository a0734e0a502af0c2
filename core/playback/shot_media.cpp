// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/shot_media.h"

#include "core/timeline/source_time.h"

namespace sc::playback {

Ticks mediaTime(const timeline::Clip &clip, Ticks t)
{
    return clip.sourceIn + timeline::sourceLength(clip, t - clip.start);
}

} // namespace sc::playback
