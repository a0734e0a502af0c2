// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/position_text.h"

#include "core/base/timecode.h"
#include "core/timeline/beat_binding.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr int kTicksPerBeat = 960;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui)
};

Problem badPosition(bool withBeats)
{
    return Problem(ProblemCode::ValidationError,
                   withBeats ? Words::tr("Not a place in the song. Write bar and beat like 29.1, or a timecode like 00:00:58:07.")
                             : Words::tr("Not a time. Write a timecode like 00:00:58:07 or seconds like 58.5."));
}

Problem badLength()
{
    return Problem(ProblemCode::ValidationError, Words::tr("Not a length. Write it like 2 bars, 3 beats, 97 fr or 4.5 s."));
}

// The beat's index when `t` is the frame of a beat.
std::optional<size_t> beatOn(std::span<const Beat> beats, Ticks t, FrameRate rate)
{
    const std::optional<size_t> near = nearestBeat(beats, t);
    return near && timeline::isOnBeat(t, beats[*near], rate) ? near : std::nullopt;
}

// Exact time of a bar position; bars that the song does not have continue with the length of the last or first beat.
std::optional<Ticks> timeOfBar(std::span<const Beat> beats, int bar, int beatInBar, int tick)
{
    const auto it = std::ranges::find_if(beats, [&](const Beat &b) { return b.bar == bar && b.beatInBar == beatInBar; });
    if (it == beats.end())
        return std::nullopt;
    const Ticks length = it + 1 != beats.end() ? (it + 1)->time - it->time : it->time - (it - 1)->time;
    return it->time + Ticks(mulDivRound(length.value(), tick, kTicksPerBeat));
}

std::optional<double> secondsIn(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]+(?:\\.[0-9]+)?)\\s*s$"), QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    return match.hasMatch() ? std::optional(match.captured(1).toDouble()) : std::nullopt;
}

Ticks beatsLater(std::span<const Beat> beats, size_t from, double count)
{
    const auto whole = size_t(count);
    const double rest = count - double(whole);
    const auto lengthAt = [&](size_t i) {
        const size_t k = std::min(i, beats.size() - 2);
        return beats[k + 1].time - beats[k].time;
    };
    const size_t to = from + whole;
    Ticks t = to < beats.size() ? beats[to].time : beats.back().time + lengthAt(beats.size()) * std::int64_t(to - beats.size() + 1);
    if (rest > 0)
        t += Ticks(std::llround(double(lengthAt(to).value()) * rest));
    return t;
}

} // namespace

QString shortTimecode(Ticks t, FrameRate rate)
{
    const QString full = formatTimecode(rate.frameAt(t, Rounding::Nearest), rate);
    if (full.startsWith(QLatin1String("00:00:")))
        return full.mid(6);
    return full.startsWith(QLatin1String("00:")) ? full.mid(3) : full;
}

QString positionText(std::span<const Beat> beats, Ticks t, FrameRate rate)
{
    if (beats.empty())
        return formatTimecode(rate.frameAt(t, Rounding::Nearest), rate);
    if (const auto on = beatOn(beats, t, rate))
        return QStringLiteral("%1.%2").arg(beats[*on].bar).arg(beats[*on].beatInBar);
    return formatBarPosition(beats, t);
}

Result<Ticks> parsePosition(const QString &text, std::span<const Beat> beats, FrameRate rate)
{
    const QString clean = text.trimmed();
    if (const auto seconds = secondsIn(clean))
        return rate.snap(Ticks::fromSeconds(*seconds));
    if (beats.size() >= 2 && !clean.contains(u':')) {
        static const QRegularExpression form(QStringLiteral("^(-?[0-9]{1,6})(?:\\.([0-9]{1,2}))?(?:\\.([0-9]{1,3}))?$"));
        const QRegularExpressionMatch match = form.match(clean);
        if (!match.hasMatch())
            return std::unexpected(badPosition(true));
        const int beat = match.captured(2).isEmpty() ? 1 : match.captured(2).toInt();
        const auto t = timeOfBar(beats, match.captured(1).toInt(), beat, match.captured(3).toInt());
        if (!t)
            return std::unexpected(Problem(
                ProblemCode::ValidationError,
                Words::tr("The song has no beat %1. Its bars go from %2 to %3.").arg(clean).arg(beats.front().bar).arg(beats.back().bar)));
        return rate.snap(*t);
    }
    const Result<Ticks> t = parseTime(clean, rate);
    if (!t)
        return std::unexpected(badPosition(beats.size() >= 2));
    return rate.snap(*t);
}

QString lengthText(std::span<const Beat> beats, TickRange range, FrameRate rate)
{
    const auto from = beatOn(beats, range.start, rate);
    const auto to = beatOn(beats, range.end, rate);
    if (from && to && *to > *from) {
        const int count = int(*to - *from);
        const int bars = beats[*to].bar - beats[*from].bar;
        if (beats[*from].isDownbeat() && beats[*to].isDownbeat())
            return bars == 1 ? Words::tr("1 bar") : Words::tr("%n bars", nullptr, bars);
        return count == 1 ? Words::tr("1 beat") : Words::tr("%n beats", nullptr, count);
    }
    return Words::tr("%1 fr").arg(rate.frameAt(range.length(), Rounding::Nearest));
}

Result<Ticks> parseLength(const QString &text, Ticks start, std::span<const Beat> beats, FrameRate rate)
{
    const QString clean = text.trimmed();
    static const QRegularExpression form(QStringLiteral("^([0-9]+(?:\\.[0-9]+)?)\\s*([^0-9\\s]*)$"));
    const QRegularExpressionMatch match = form.match(clean);
    std::optional<Ticks> end;
    if (match.hasMatch()) {
        const double count = match.captured(1).toDouble();
        const QString unit = match.captured(2).toLower();
        const bool bars = unit.startsWith(u"bar") || (unit.isEmpty() && beats.size() >= 2);
        if ((bars || unit.startsWith(u"beat")) && beats.size() >= 2 && count <= 100000) {
            const size_t from = *nearestBeat(beats, start);
            const int perBar = std::ranges::max(beats, {}, &Beat::beatInBar).beatInBar;
            end = beatsLater(beats, from, bars ? count * perBar : count);
            // A start beside its beat keeps that distance: the length is what was asked for.
            if (!timeline::isOnBeat(start, beats[from], rate))
                *end += start - beats[from].time;
        } else if (unit == u"s") {
            end = start + Ticks::fromSeconds(count);
        } else if (unit.isEmpty() || unit.startsWith(u"f")) {
            end = start + rate.timeOf(std::llround(std::min(count, 1e9)));
        }
    } else if (clean.contains(u':')) {
        if (const Result<Ticks> length = parseTime(clean, rate))
            end = start + *length;
    }
    if (!end)
        return std::unexpected(badLength());
    const Ticks snapped = rate.snap(*end);
    if (snapped <= start)
        return std::unexpected(Problem(ProblemCode::ValidationError, Words::tr("A shot is at least one frame long.")));
    return snapped;
}

} // namespace sc::ui
