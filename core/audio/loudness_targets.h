// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"

#include <vector>

namespace sc::audio {

// What a place of listening asks of a song's loudness.
struct LoudnessTarget
{
    QString name;         // "Spotify"; what is no name of a service is translated
    double lufs = -14;    // integrated
    double peakDbtp = -1; // true peak must stay below
};
// Those of product.md section 4, in its order.
[[nodiscard]] std::vector<LoudnessTarget> loudnessTargets();

inline constexpr double kQuietestTarget = -60, kLoudestTarget = -5;     // LUFS
inline constexpr double kLowestPeakTarget = -9, kHighestPeakTarget = 0; // dBTP
// A target of a person's own. VALIDATION_ERROR outside -60..-5 LUFS and -9..0 dBTP.
[[nodiscard]] Result<LoudnessTarget> ownLoudnessTarget(double lufs, double peakDbtp);
// For the settings: "-12 -0.8"; nothing for what is none.
inline const QString kOwnLoudnessSetting = QStringLiteral("loudness.own_target");
[[nodiscard]] QString toText(const LoudnessTarget &target);
[[nodiscard]] std::optional<LoudnessTarget> ownLoudnessTargetFromText(const QString &text);

struct LoudnessAdvice
{
    LoudnessTarget target;
    double gainDb = 0;        // brings the song to the target's loudness
    double peakAfterDbtp = 0; // true peak with that gain
    bool fitsPeak = true;     // no limiter is needed
    double largestGainDb = 0; // most gain that keeps the peak, if that is less
};
// Nothing for silence, whose loudness no gain reaches. Without a true peak the peak is taken to fit not.
[[nodiscard]] std::optional<LoudnessAdvice> adviseLoudness(const Analysis &analysis, const LoudnessTarget &target);

} // namespace sc::audio
