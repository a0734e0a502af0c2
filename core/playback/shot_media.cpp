// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/shot_media.h"

#include <algorithm>

namespace sc::playback {

Ticks mediaTime(const timeline::Clip &clip, Ticks t)
{
    const bool isFrozen = clip.speedNumerator == 0;
    if (isFrozen)
        return clip.sourceIn;
    return clip.sourceIn + Ticks(mulDivRound((t - clip.start).value(), clip.speedNumerator, std::max(1, clip.speedDenominator)));
}

} // namespace sc::playback
