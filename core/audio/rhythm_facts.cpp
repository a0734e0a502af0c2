// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/rhythm_facts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

using Steps = std::array<float, RhythmFacts::kSteps>;

QJsonArray stepsToJson(const Steps &steps)
{
    QJsonArray array;
    for (const float value : steps)
        array.append(std::round(double(value) * 1e4) / 1e4);
    return array;
}

bool readSteps(const QJsonValue &value, Steps &steps)
{
    if (value.isUndefined())
        return true;
    const QJsonArray array = value.toArray();
    if (array.size() != RhythmFacts::kSteps)
        return false;
    for (int i = 0; i < RhythmFacts::kSteps; ++i) {
        const double step = array[i].toDouble(-1);
        if (!(step >= 0 && step <= 1))
            return false;
        steps[static_cast<size_t>(i)] = static_cast<float>(step);
    }
    return true;
}

QJsonValue numberOrNull(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

bool readShare(const QJsonValue &value, std::optional<double> &share)
{
    if (value.isUndefined() || value.isNull())
        return true;
    share = value.toDouble(-1);
    return *share >= 0 && *share <= 1;
}

} // namespace

QJsonObject toJson(const RhythmFacts &facts)
{
    return {
        {QStringLiteral("pattern"), stepsToJson(facts.pattern)},
        {QStringLiteral("low_pattern"), stepsToJson(facts.lowPattern)},
        {QStringLiteral("swing"), numberOrNull(facts.swing)},
        {QStringLiteral("syncopation"), numberOrNull(facts.syncopation)},
        {QStringLiteral("tempo_stability"), numberOrNull(facts.tempoStability)},
        {QStringLiteral("onset_rate"), facts.onsetRate},
        {QStringLiteral("compound"), facts.isCompound},
    };
}

Result<RhythmFacts> rhythmFactsFromJson(const QJsonObject &json)
{
    RhythmFacts facts;
    facts.onsetRate = json.value(u"onset_rate").toDouble();
    facts.isCompound = json.value(u"compound").toBool();
    const bool isGood = readSteps(json.value(u"pattern"), facts.pattern) && readSteps(json.value(u"low_pattern"), facts.lowPattern) &&
                        readShare(json.value(u"swing"), facts.swing) && readShare(json.value(u"syncopation"), facts.syncopation) &&
                        readShare(json.value(u"tempo_stability"), facts.tempoStability) && facts.onsetRate >= 0;
    if (!isGood)
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    QCoreApplication::translate("sc::audio", "The song's analysis cannot be read. Analyse the song again."))
                .withDetail(QStringLiteral("a rhythm value is out of its range")));
    return facts;
}

} // namespace sc::audio
