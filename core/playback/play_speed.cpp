// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/play_speed.h"

#include <algorithm>

namespace sc::playback {

PlaySpeed shuttled(PlaySpeed now, bool isPlaying, bool goesBack)
{
    const int sign = goesBack ? -1 : 1;
    if (!isPlaying || now.isBackward() != goesBack || std::abs(now.numerator) < now.denominator)
        return {sign, 1};
    return {sign * std::min(kFastest, std::abs(now.numerator) / now.denominator * 2), 1};
}

} // namespace sc::playback
