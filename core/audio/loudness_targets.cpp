// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/loudness_targets.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::audio {

std::vector<LoudnessTarget> loudnessTargets()
{
    return {
        {QStringLiteral("Spotify"), -14, -1},
        {QStringLiteral("Apple Music"), -16, -1},
        {QStringLiteral("YouTube"), -14, -1},
        {QCoreApplication::translate("sc::audio", "Broadcast (EBU R128)"), -23, -1},
        {QCoreApplication::translate("sc::audio", "Film dialogue"), -27, -2},
        {QCoreApplication::translate("sc::audio", "As on a CD"), -9, -0.3},
    };
}

std::optional<LoudnessAdvice> adviseLoudness(const Analysis &analysis, const LoudnessTarget &target)
{
    if (!analysis.integratedLufs)
        return std::nullopt;
    LoudnessAdvice advice;
    advice.target = target;
    advice.gainDb = target.lufs - *analysis.integratedLufs;
    if (!analysis.truePeakDbtp) {
        advice.fitsPeak = false;
        return advice;
    }
    advice.peakAfterDbtp = *analysis.truePeakDbtp + advice.gainDb;
    advice.fitsPeak = advice.peakAfterDbtp <= target.peakDbtp + 1e-9;
    advice.largestGainDb = std::min(advice.gainDb, target.peakDbtp - *analysis.truePeakDbtp);
    return advice;
}

} // namespace sc::audio
