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

Result<LoudnessTarget> ownLoudnessTarget(double lufs, double peakDbtp)
{
    if (!(lufs >= kQuietestTarget && lufs <= kLoudestTarget))
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    QCoreApplication::translate("sc::audio", "A loudness target lies between -60 and -5 LUFS, for example -14.")));
    if (!(peakDbtp >= kLowestPeakTarget && peakDbtp <= kHighestPeakTarget))
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    QCoreApplication::translate("sc::audio", "A limit of the true peak lies between -9 and 0 dBTP, for example -1.")));
    return LoudnessTarget{QCoreApplication::translate("sc::audio", "Own"), lufs, peakDbtp};
}

QString toText(const LoudnessTarget &target)
{
    return QStringLiteral("%1 %2").arg(target.lufs).arg(target.peakDbtp);
}

std::optional<LoudnessTarget> ownLoudnessTargetFromText(const QString &text)
{
    const QStringList parts = text.split(u' ', Qt::SkipEmptyParts);
    bool goodLufs = false;
    bool goodPeak = false;
    const double lufs = parts.value(0).toDouble(&goodLufs);
    const double peak = parts.value(1).toDouble(&goodPeak);
    if (parts.size() != 2 || !goodLufs || !goodPeak)
        return std::nullopt;
    const auto target = ownLoudnessTarget(lufs, peak);
    return target ? std::optional(*target) : std::nullopt;
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
