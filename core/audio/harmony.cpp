// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/harmony.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

#include <cmath>

namespace sc::audio {

namespace {

Problem unreadable(const QString &why)
{
    return Problem(ProblemCode::ValidationError,
                   QCoreApplication::translate("sc::audio", "The song's harmony cannot be read. Analyse the song again."))
        .withDetail(why);
}

template<class Span> QJsonArray spansToJson(const std::vector<Span> &spans)
{
    QJsonArray list;
    for (const Span &span : spans) {
        list.append(QJsonObject{
            {QStringLiteral("start"), static_cast<qint64>(span.start.value())},
            {QStringLiteral("end"), static_cast<qint64>(span.end.value())},
            {QStringLiteral("name"), span.name},
            {QStringLiteral("confidence"), std::round(span.confidence * 1e3) / 1e3},
        });
    }
    return list;
}

template<class Span> Result<std::vector<Span>> spansFromJson(const QJsonObject &json, const QString &field)
{
    std::vector<Span> spans;
    for (const QJsonValue &value : json.value(field).toArray()) {
        const QJsonObject object = value.toObject();
        Span span;
        span.start = Ticks(object.value(u"start").toInteger(-1));
        span.end = Ticks(object.value(u"end").toInteger(-1));
        span.name = object.value(u"name").toString();
        span.confidence = object.value(u"confidence").toDouble(-1);
        if (span.start < Ticks() || span.end < span.start || (!spans.empty() && span.start < spans.back().end))
            return std::unexpected(unreadable(QStringLiteral("%1 do not rise").arg(field)));
        if (span.name.isEmpty() || !(span.confidence >= 0 && span.confidence <= 1))
            return std::unexpected(unreadable(QStringLiteral("%1 hold one without a name or with an impossible confidence").arg(field)));
        spans.push_back(std::move(span));
    }
    return spans;
}

QJsonValue numberOrNull(const std::optional<double> &value)
{
    return value && std::isfinite(*value) ? QJsonValue(*value) : QJsonValue();
}

std::optional<double> maybeNumber(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

} // namespace

QJsonObject toJson(const Harmony &harmony)
{
    QJsonArray tension;
    for (const float value : harmony.tension.values)
        tension.append(std::round(double(value) * 1e3) / 1e3);
    return {
        {QStringLiteral("keys"), spansToJson(harmony.keys)},
        {QStringLiteral("tuning_hz"), numberOrNull(harmony.tuningHz)},
        {QStringLiteral("chords"), spansToJson(harmony.chords)},
        {QStringLiteral("progression"), QJsonArray::fromStringList(harmony.progression)},
        {QStringLiteral("complexity"), numberOrNull(harmony.complexity)},
        {QStringLiteral("change_rate"), numberOrNull(harmony.changeRate)},
        {QStringLiteral("tension_step"), static_cast<qint64>(harmony.tension.step.value())},
        {QStringLiteral("tension"), tension},
    };
}

Result<Harmony> harmonyFromJson(const QJsonObject &json)
{
    Harmony harmony;
    SC_TRY_ASSIGN(keys, spansFromJson<KeySpan>(json, QStringLiteral("keys")));
    SC_TRY_ASSIGN(chords, spansFromJson<ChordSpan>(json, QStringLiteral("chords")));
    harmony.keys = std::move(keys);
    harmony.chords = std::move(chords);
    harmony.tuningHz = maybeNumber(json.value(u"tuning_hz"));
    harmony.complexity = maybeNumber(json.value(u"complexity"));
    harmony.changeRate = maybeNumber(json.value(u"change_rate"));
    if (harmony.tuningHz && !(*harmony.tuningHz > 0))
        return std::unexpected(unreadable(QStringLiteral("the tuning is no frequency")));
    for (const QJsonValue &value : json.value(u"progression").toArray())
        harmony.progression.append(value.toString());
    harmony.tension.step = Ticks(json.value(u"tension_step").toInteger(harmony.tension.step.value()));
    if (harmony.tension.step <= Ticks())
        return std::unexpected(unreadable(QStringLiteral("the tension curve has no step")));
    for (const QJsonValue &value : json.value(u"tension").toArray()) {
        if (!value.isDouble())
            return std::unexpected(unreadable(QStringLiteral("the tension curve holds what is no number")));
        harmony.tension.values.push_back(static_cast<float>(value.toDouble()));
    }
    return harmony;
}

} // namespace sc::audio
