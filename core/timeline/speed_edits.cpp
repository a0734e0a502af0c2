// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/speed_edits.h"

#include "core/timeline/clip_edits.h"
#include "core/timeline/edit_support.h"
#include "core/timeline/placement.h"
#include "core/timeline/source_time.h"

#include <QtCore/QCoreApplication>

#include <cmath>
#include <numeric>

namespace sc::timeline {

namespace {

constexpr std::int64_t kLargestTerm = 100'000;

Problem notASpeed(const QString &text)
{
    return Problem(ProblemCode::ValidationError,
                   QCoreApplication::translate("sc::timeline", "“%1” is no speed. Write 1/2, 0.5, 50% or freeze.").arg(text));
}

Problem beyondLimits(const Clip &clip, Speed speed)
{
    return outOfRange(QCoreApplication::translate("sc::timeline", "The speed"),
                      QCoreApplication::translate("sc::timeline", "1/8 to 8, or 0 for a freeze frame"))
        .withDetail(QString::number(speed.toDouble(), 'f', 3))
        .withEntity(QStringLiteral("clip"), clip.id.text());
}

bool isAllowed(Speed speed)
{
    return speed.isFreeze() ||
           (std::int64_t(speed.numerator) * 8 >= speed.denominator && speed.numerator <= std::int64_t(speed.denominator) * 8);
}

Result<> giveSpeed(Clip &clip, Speed speed)
{
    if (!isAllowed(speed))
        return std::unexpected(beyondLimits(clip, speed));
    clip.speedNumerator = speed.numerator;
    clip.speedDenominator = speed.denominator;
    return {};
}

} // namespace

Speed speedOf(const Clip &clip)
{
    return {clip.speedNumerator, std::max(1, clip.speedDenominator)};
}

// Convergents of the continued fraction: the nearest fractions for their size.
Speed reduced(std::int64_t numerator, std::int64_t denominator)
{
    if (numerator <= 0 || denominator <= 0)
        return {0, 1};
    std::int64_t a = numerator;
    std::int64_t b = denominator;
    std::int64_t numerators[2] = {1, 0};
    std::int64_t denominators[2] = {0, 1};
    while (b != 0) {
        const std::int64_t whole = a / b;
        if (whole > kLargestTerm)
            break;
        const std::int64_t n = whole * numerators[0] + numerators[1];
        const std::int64_t d = whole * denominators[0] + denominators[1];
        if (n > kLargestTerm || d > kLargestTerm)
            break;
        numerators[1] = std::exchange(numerators[0], n);
        denominators[1] = std::exchange(denominators[0], d);
        a = std::exchange(b, a % b);
    }
    return {static_cast<int>(numerators[0]), static_cast<int>(std::max<std::int64_t>(1, denominators[0]))};
}

Result<Speed> parseSpeed(const QString &text)
{
    const QString word = text.trimmed().toLower();
    if (word == QLatin1String("freeze") || word == QCoreApplication::translate("sc::timeline", "freeze frame").toLower())
        return Speed{0, 1};
    const qsizetype slash = word.indexOf(u'/');
    bool isNumber = false;
    if (slash > 0) {
        bool isWhole = false;
        const int numerator = word.left(slash).trimmed().toInt(&isNumber);
        const int denominator = word.mid(slash + 1).trimmed().toInt(&isWhole);
        if (!isNumber || !isWhole || numerator < 0 || denominator < 1)
            return std::unexpected(notASpeed(text));
        return reduced(numerator, denominator);
    }
    const bool isPercent = word.endsWith(u'%');
    QString digits = (isPercent ? word.chopped(1) : word).trimmed();
    digits.replace(u',', u'.');
    const double value = digits.toDouble(&isNumber) / (isPercent ? 100 : 1);
    if (!isNumber || !std::isfinite(value) || value < 0 || value > 1000)
        return std::unexpected(notASpeed(text));
    return reduced(std::llround(value * 10'000), 10'000);
}

QString speedText(Speed speed)
{
    if (speed.isFreeze())
        return QCoreApplication::translate("sc::timeline", "freeze frame");
    const double percent = speed.toDouble() * 100;
    return QCoreApplication::translate("sc::timeline", "%1 %").arg(QString::number(percent, 'f', percent == std::round(percent) ? 0 : 2));
}

Result<Timeline> setSpeed(const Timeline &timeline, const SetSpeed &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    const Ticks shown = sourceLength(*clip, clip->length);
    SC_TRY(giveSpeed(*clip, request.speed));
    // A freeze frame shows one moment, which fits any length.
    if (request.keeps == SpeedKeeps::Length || request.speed.isFreeze() || shown == Ticks())
        return settled(timeline, std::move(edited));
    const FrameRate rate = edited.project.frameRate;
    const Ticks length = std::max(rate.snap(timelineLength(*clip, shown)), rate.frameLength());
    SC_TRY(checkLength(length, rate));
    const Ticks end = clip->start + length;
    return trimClip(settled(timeline, std::move(edited)),
                    {.clip = request.clip, .edge = ClipEdge::Out, .to = end, .overlap = request.overlap, .ripple = request.ripple});
}

Result<Timeline> fitToFill(const Timeline &timeline, const FitToFill &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    if (!request.mediaLength || *request.mediaLength <= clip->sourceIn)
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    QCoreApplication::translate("sc::timeline", "“%1” shows no movie that could be fitted.").arg(clip->name))
                .withEntity(QStringLiteral("clip"), clip->id.text()));
    SC_TRY(giveSpeed(*clip, reduced((*request.mediaLength - clip->sourceIn).value(), clip->length.value())));
    return settled(timeline, std::move(edited));
}

Result<Timeline> stretchClip(const Timeline &timeline, const StretchClip &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    const FrameRate rate = edited.project.frameRate;
    const Ticks to = rate.snap(request.to);
    const Ticks start = request.edge == ClipEdge::In ? to : clip->start;
    const Ticks length = (request.edge == ClipEdge::In ? clip->end() : to) - start;
    SC_TRY(checkStart(start));
    SC_TRY(checkLength(length, rate));
    if (!isFrozen(*clip)) {
        const std::int64_t oldFrames = rate.frameAt(clip->length, Rounding::Nearest);
        const std::int64_t newFrames = rate.frameAt(length, Rounding::Nearest);
        SC_TRY(giveSpeed(*clip, reduced(clip->speedNumerator * oldFrames, clip->speedDenominator * newFrames)));
    }
    clip->start = start;
    clip->length = length;
    SC_TRY(makeRoom(edited, {request.clip}, request.overlap));
    return settled(timeline, std::move(edited), {request.clip});
}

Result<Timeline> freezeClip(const Timeline &timeline, const FreezeClip &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    const Ticks at = edited.project.frameRate.snap(request.at, Rounding::Floor);
    if (!clip->range().contains(at))
        return std::unexpected(
            Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::timeline", "“%1” does not show at %2.")
                                                      .arg(clip->name, placeText(at, edited.project.frameRate)))
                .withEntity(QStringLiteral("clip"), clip->id.text()));
    ClipId frozen = request.clip;
    const Ticks source = sourceTimeAt(*clip, at, std::nullopt);
    if (!request.whole && at > clip->start) {
        SC_TRY_ASSIGN(divided, splitClip(edited, {.clip = request.clip, .at = at, .rightId = request.rightId}));
        edited = std::move(divided);
        frozen = request.rightId;
    }
    Clip &still = *std::ranges::find(edited.clips, frozen, &Clip::id);
    still.sourceIn = source;
    still.speedNumerator = 0;
    still.speedDenominator = 1;
    return settled(timeline, std::move(edited));
}

} // namespace sc::timeline
