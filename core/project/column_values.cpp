// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/column_values.h"

#include "core/base/json.h"
#include "core/timeline/clip_json.h"

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

} // namespace sc::project
