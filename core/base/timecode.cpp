// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/timecode.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

namespace sc {

namespace {

// SMPTE ST 12-1 drop-frame: numbers 0 and 1 (0 to 3 at 59.94) of every minute not divisible by ten are skipped.
struct DropCounts
{
    std::int64_t base; // labels a second
    std::int64_t dropped; // labels skipped a minute
    std::int64_t perMinute;
    std::int64_t perTenMinutes;

    explicit DropCounts(FrameRate rate)
        : base(rate.nominal()), dropped(base / 15), perMinute(60 * base - dropped), perTenMinutes(600 * base - 9 * dropped)
    {
    }
};

std::int64_t labelFromFrame(std::int64_t frame, FrameRate rate)
{
    const DropCounts c(rate);
    const std::int64_t tens = frame / c.perTenMinutes;
    const std::int64_t rest = frame % c.perTenMinutes;
    std::int64_t label = frame + 9 * c.dropped * tens;
    if (rest >= c.dropped)
        label += c.dropped * ((rest - c.dropped) / c.perMinute);
    return label;
}

Problem badTimecode(QStringView text, const QString &why)
{
    return Problem(ProblemCode::ValidationError,
                   QCoreApplication::translate("sc::timecode", "\"%1\" is not a timecode: %2.").arg(text.toString().left(40), why))
        .withDetail(QCoreApplication::translate("sc::timecode", "Write hours:minutes:seconds:frames, for example 00:01:02:12."));
}

} // namespace

QString formatTimecode(std::int64_t frame, FrameRate rate, TimecodeMode mode)
{
    const bool drop = mode == TimecodeMode::Drop && rate.canDropFrames();
    const std::int64_t count = frame < 0 ? -frame : frame;
    const std::int64_t label = drop ? labelFromFrame(count, rate) : count;
    const std::int64_t base = rate.nominal();
    const std::int64_t seconds = label / base;
    return QStringLiteral("%1%2:%3:%4%5%6")
        .arg(frame < 0 ? QStringLiteral("-") : QString())
        .arg(seconds / 3600, 2, 10, QLatin1Char('0'))
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'))
        .arg(drop ? QLatin1Char(';') : QLatin1Char(':'))
        .arg(label % base, 2, 10, QLatin1Char('0'));
}

Result<std::int64_t> parseTimecode(QStringView text, FrameRate rate)
{
    QString cleaned = text.trimmed().toString();
    const bool negative = cleaned.startsWith(QLatin1Char('-'));
    if (negative)
        cleaned.remove(0, 1);
    const bool drop = rate.canDropFrames() && (cleaned.contains(QLatin1Char(';')) || cleaned.contains(QLatin1Char('.')));
    cleaned.replace(QLatin1Char(';'), QLatin1Char(':')).replace(QLatin1Char('.'), QLatin1Char(':'));
    const QStringList parts = cleaned.split(QLatin1Char(':'));
    if (parts.size() != 4)
        return std::unexpected(badTimecode(text, QCoreApplication::translate("sc::timecode", "it needs four numbers")));

    std::int64_t values[4] = {};
    for (int i = 0; i < 4; ++i) {
        bool ok = false;
        values[i] = parts[i].toUInt(&ok);
        if (!ok || parts[i].size() > 3)
            return std::unexpected(badTimecode(text, QCoreApplication::translate("sc::timecode", "\"%1\" is not a number").arg(parts[i])));
    }
    const auto [hours, minutes, seconds, frames] = values;
    if (minutes > 59 || seconds > 59)
        return std::unexpected(badTimecode(text, QCoreApplication::translate("sc::timecode", "minutes and seconds end at 59")));
    if (frames >= rate.nominal()) {
        return std::unexpected(badTimecode(
            text, QCoreApplication::translate("sc::timecode", "at %1 the frames end at %2").arg(rate.displayName()).arg(rate.nominal() - 1)));
    }

    const std::int64_t label = ((hours * 60 + minutes) * 60 + seconds) * rate.nominal() + frames;
    std::int64_t frame = label;
    if (drop) {
        const DropCounts c(rate);
        const std::int64_t totalMinutes = hours * 60 + minutes;
        if (seconds == 0 && frames < c.dropped && totalMinutes % 10 != 0)
            return std::unexpected(badTimecode(text, QCoreApplication::translate("sc::timecode", "drop-frame counting skips this number")));
        frame = label - c.dropped * (totalMinutes - totalMinutes / 10);
    }
    return negative ? -frame : frame;
}

QString formatClock(Ticks t, int decimals)
{
    std::int64_t scale = 1;
    for (int i = 0; i < decimals; ++i)
        scale *= 10;
    const std::int64_t units = mulDivRound(abs(t).value(), scale, Ticks::kPerSecond);
    const std::int64_t seconds = units / scale;
    const QString sign = t < Ticks() && units != 0 ? QStringLiteral("-") : QString();
    QString text = seconds >= 3600
        ? QStringLiteral("%1:%2:%3").arg(seconds / 3600).arg(seconds / 60 % 60, 2, 10, QLatin1Char('0')).arg(seconds % 60, 2, 10, QLatin1Char('0'))
        : QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    if (decimals > 0)
        text += QStringLiteral(".%1").arg(units % scale, decimals, 10, QLatin1Char('0'));
    return sign + text;
}

Result<Ticks> parseTime(QStringView text, FrameRate rate)
{
    const QString cleaned = text.trimmed().toString();
    const QStringList parts = cleaned.split(QLatin1Char(':'));
    if (parts.size() == 4 || cleaned.contains(QLatin1Char(';'))) {
        const Result<std::int64_t> frame = parseTimecode(cleaned, rate);
        if (!frame)
            return std::unexpected(frame.error());
        return rate.timeOf(*frame);
    }
    const auto bad = [&] {
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       QCoreApplication::translate("sc::timecode", "\"%1\" is not a time.").arg(cleaned.left(40)))
                                   .withDetail(QCoreApplication::translate("sc::timecode", "Write seconds (83.5), minutes (1:23.5) or a timecode (00:01:23:12).")));
    };
    double seconds = 0;
    const bool negative = cleaned.startsWith(QLatin1Char('-'));
    for (qsizetype i = 0; i < parts.size(); ++i) {
        bool ok = false;
        const QString part = negative && i == 0 ? parts[i].mid(1) : parts[i];
        const double value = part.toDouble(&ok);
        if (!ok || value < 0 || !std::isfinite(value) || (i > 0 && value >= 60))
            return bad();
        seconds = seconds * 60 + value;
    }
    if (parts.size() > 3 || seconds > 1e9)
        return bad();
    return Ticks::fromSeconds(negative ? -seconds : seconds);
}

} // namespace sc
