// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/column_values.h"

#include "core/base/json.h"
#include "core/timeline/clip_json.h"
#include "core/timeline/generation_json.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <array>
#include <cmath>
#include <limits>

namespace sc::project {

namespace {

using timeline::MarkerKind;
using timeline::ShotDirection;

// Names, not numbers: a file must keep its meaning when an enum grows.
constexpr std::array<const char *, 6> kLyricSources = {"typed", "tapped", "lrc", "enhanced_lrc", "srt", "vtt"};
constexpr std::array<const char *, 5> kMarkerKinds = {"note", "beat", "section", "to_do", "chapter"};

template<class Enum, size_t N> bool fromName(const std::array<const char *, N> &names, const QString &name, Enum &value)
{
    for (size_t i = 0; i < N; ++i) {
        if (name == QLatin1String(names[i])) {
            value = static_cast<Enum>(i);
            return true;
        }
    }
    return false;
}

template<class Value> bool assigned(const std::optional<Value> &found, Value &value)
{
    value = found.value_or(Value());
    return found.has_value();
}

} // namespace

QVariant encode(const QString &value)
{
    return value;
}

QVariant encode(int value)
{
    return value;
}

QVariant encode(qint64 value)
{
    return value;
}

QVariant encode(bool value)
{
    return value ? 1 : 0;
}

QVariant encode(double value)
{
    return std::isfinite(value) ? QVariant(QString::number(value, 'g', QLocale::FloatingPointShortest)) : QVariant();
}

QVariant encode(Ticks value)
{
    return static_cast<qint64>(value.value());
}

QVariant encode(FrameRate value)
{
    return value.toString();
}

QVariant encode(MarkerKind value)
{
    return QString::fromLatin1(kMarkerKinds[static_cast<size_t>(value)]);
}

QVariant encode(timeline::LyricSource value)
{
    return QString::fromLatin1(kLyricSources[static_cast<size_t>(value)]);
}

QVariant encode(const std::vector<timeline::LyricWord> &value)
{
    QJsonArray words;
    for (const timeline::LyricWord &word : value)
        words.append(QJsonArray{static_cast<qint64>(word.start.value()), word.text});
    return QString::fromUtf8(QJsonDocument(words).toJson(QJsonDocument::Compact));
}

QVariant encode(const timeline::BeatRef &value)
{
    return value.index;
}

QVariant encode(const ShotDirection &value)
{
    if (!std::isfinite(value.motionStrength))
        return {};
    return QString::fromUtf8(toCompactJson(timeline::toJson(value)));
}

QVariant encode(const timeline::SceneDirection &value)
{
    return QString::fromUtf8(toCompactJson(timeline::toJson(value)));
}

QVariant encode(const SongMap &value)
{
    return QString::fromUtf8(toCompactJson(sc::toJson(value)));
}

QVariant encode(const timeline::LookBible &value)
{
    return QString::fromUtf8(toCompactJson(timeline::toJson(value)));
}

QVariant encode(const timeline::ClipGeneration &value)
{
    return QString::fromUtf8(toCompactJson(timeline::toJson(value)));
}

QVariant encode(const std::vector<PromptTemplateId> &value)
{
    QStringList ids;
    for (const PromptTemplateId &id : value)
        ids.append(id.text());
    return encode(ids);
}

QVariant encode(timeline::VersionReason value)
{
    return timeline::versionReasonName(value);
}

QVariant encode(const timeline::VersionContent &value)
{
    if (!std::isfinite(value.direction.motionStrength))
        return {};
    return QString::fromUtf8(toCompactJson(timeline::toJson(value)));
}

QVariant encode(timeline::TakeKind value)
{
    return timeline::takeKindName(value);
}

QVariant encode(timeline::TakeProvider value)
{
    return timeline::takeProviderName(value);
}

QVariant encode(timeline::TakeVerdict value)
{
    return timeline::takeVerdictName(value);
}

QVariant encode(const QStringList &value)
{
    return QString::fromUtf8(toCompactJson(QJsonArray::fromStringList(value)));
}

QVariant encode(const QMap<QString, QString> &value)
{
    QJsonObject json;
    for (auto it = value.begin(); it != value.end(); ++it)
        json.insert(it.key(), it.value());
    return QString::fromUtf8(toCompactJson(json));
}

QVariant encode(const std::vector<timeline::TakeCheck> &value)
{
    QJsonArray checks;
    for (const timeline::TakeCheck &check : value) {
        if (!std::isfinite(check.score))
            return {};
        checks.append(QJsonArray{check.name, check.score});
    }
    return QString::fromUtf8(toCompactJson(checks));
}

QVariant encode(const std::vector<timeline::PromptPart> &value)
{
    QJsonArray parts;
    for (const timeline::PromptPart &part : value)
        parts.append(QJsonArray{part.origin, part.text});
    return QString::fromUtf8(toCompactJson(parts));
}

bool decode(const QVariant &stored, QString &value)
{
    value = stored.toString();
    return !stored.isNull();
}

bool decode(const QVariant &stored, int &value)
{
    qint64 wide = 0;
    if (!decode(stored, wide) || wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
        return false;
    value = static_cast<int>(wide);
    return true;
}

bool decode(const QVariant &stored, qint64 &value)
{
    bool ok = false;
    value = stored.toLongLong(&ok);
    return ok && !stored.isNull();
}

bool decode(const QVariant &stored, bool &value)
{
    qint64 number = 0;
    const bool ok = decode(stored, number);
    value = number != 0;
    return ok;
}

bool decode(const QVariant &stored, double &value)
{
    bool ok = false;
    value = stored.toString().toDouble(&ok);
    return ok && std::isfinite(value);
}

bool decode(const QVariant &stored, Ticks &value)
{
    qint64 number = 0;
    const bool ok = decode(stored, number);
    value = Ticks(number);
    return ok;
}

bool decode(const QVariant &stored, FrameRate &value)
{
    const std::optional<FrameRate> rate = FrameRate::parse(stored.toString());
    value = rate.value_or(FrameRate());
    return rate.has_value();
}

bool decode(const QVariant &stored, MarkerKind &value)
{
    return fromName(kMarkerKinds, stored.toString(), value);
}

bool decode(const QVariant &stored, timeline::LyricSource &value)
{
    return fromName(kLyricSources, stored.toString(), value);
}

bool decode(const QVariant &stored, std::vector<timeline::LyricWord> &value)
{
    value.clear();
    const QJsonDocument document = QJsonDocument::fromJson(stored.toString().toUtf8());
    for (const QJsonValue &word : document.array()) {
        if (!word[0].isDouble() || !word[1].isString())
            return false;
        value.push_back({Ticks(word[0].toInteger()), word[1].toString()});
    }
    return document.isArray();
}

bool decode(const QVariant &stored, timeline::BeatRef &value)
{
    return decode(stored, value.index);
}

bool decode(const QVariant &stored, ShotDirection &value)
{
    const Result<QJsonObject> json = parseJsonObject(stored.toString().toUtf8(), QStringLiteral("direction"));
    if (!json)
        return false;
    Result<ShotDirection> direction = timeline::directionFromJson(*json);
    if (!direction)
        return false;
    value = std::move(*direction);
    return true;
}

bool decode(const QVariant &stored, timeline::SceneDirection &value)
{
    const Result<QJsonObject> json = parseJsonObject(stored.toString().toUtf8(), QStringLiteral("direction"));
    if (json)
        value = timeline::sceneDirectionFromJson(*json);
    return json.has_value();
}

bool decode(const QVariant &stored, SongMap &value)
{
    const Result<QJsonObject> json = parseJsonObject(stored.toString().toUtf8(), QStringLiteral("map"));
    if (!json)
        return false;
    Result<SongMap> map = songMapFromJson(*json);
    if (!map)
        return false;
    value = std::move(*map);
    return true;
}

bool decode(const QVariant &stored, timeline::LookBible &value)
{
    const Result<QJsonObject> json = parseJsonObject(stored.toString().toUtf8(), QStringLiteral("look"));
    if (json)
        value = timeline::lookFromJson(*json);
    return json.has_value();
}

bool decode(const QVariant &stored, timeline::ClipGeneration &value)
{
    const Result<QJsonObject> json = parseJsonObject(stored.toString().toUtf8(), QStringLiteral("generation"));
    if (!json)
        return false;
    Result<timeline::ClipGeneration> generation = timeline::clipGenerationFromJson(*json);
    if (generation)
        value = std::move(*generation);
    return generation.has_value();
}

bool decode(const QVariant &stored, std::vector<PromptTemplateId> &value)
{
    value.clear();
    QStringList ids;
    if (!decode(stored, ids))
        return false;
    for (const QString &id : ids)
        value.emplace_back(id);
    return true;
}

bool decode(const QVariant &stored, timeline::VersionReason &value)
{
    return assigned(timeline::versionReasonFromName(stored.toString()), value);
}

bool decode(const QVariant &stored, timeline::VersionContent &value)
{
    const Result<QJsonObject> json = parseJsonObject(stored.toString().toUtf8(), QStringLiteral("content"));
    Result<timeline::VersionContent> content = json ? timeline::versionContentFromJson(*json) : std::unexpected(json.error());
    if (content)
        value = std::move(*content);
    return content.has_value();
}

bool decode(const QVariant &stored, timeline::TakeKind &value)
{
    return assigned(timeline::takeKindFromName(stored.toString()), value);
}

bool decode(const QVariant &stored, timeline::TakeProvider &value)
{
    return assigned(timeline::takeProviderFromName(stored.toString()), value);
}

bool decode(const QVariant &stored, timeline::TakeVerdict &value)
{
    return assigned(timeline::takeVerdictFromName(stored.toString()), value);
}

bool decode(const QVariant &stored, QStringList &value)
{
    value.clear();
    const QJsonDocument document = QJsonDocument::fromJson(stored.toString().toUtf8());
    for (const QJsonValue &text : document.array()) {
        if (!text.isString())
            return false;
        value.append(text.toString());
    }
    return document.isArray();
}

bool decode(const QVariant &stored, QMap<QString, QString> &value)
{
    value.clear();
    const QJsonDocument document = QJsonDocument::fromJson(stored.toString().toUtf8());
    const QJsonObject json = document.object();
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (!it.value().isString())
            return false;
        value.insert(it.key(), it.value().toString());
    }
    return document.isObject();
}

bool decode(const QVariant &stored, std::vector<timeline::TakeCheck> &value)
{
    value.clear();
    const QJsonDocument document = QJsonDocument::fromJson(stored.toString().toUtf8());
    for (const QJsonValue &check : document.array()) {
        if (!check[0].isString() || !check[1].isDouble())
            return false;
        value.push_back({check[0].toString(), check[1].toDouble()});
    }
    return document.isArray();
}

bool decode(const QVariant &stored, std::vector<timeline::PromptPart> &value)
{
    value.clear();
    const QJsonDocument document = QJsonDocument::fromJson(stored.toString().toUtf8());
    for (const QJsonValue &part : document.array()) {
        if (!part[0].isString() || !part[1].isString())
            return false;
        value.push_back({part[0].toString(), part[1].toString()});
    }
    return document.isArray();
}

} // namespace sc::project
