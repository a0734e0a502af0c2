// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/song_map.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace sc {

namespace {

constexpr std::array<const char *, 7> kMomentNames = {"drop", "build_start", "break", "peak", "silence", "entry", "end"};
constexpr std::array<const char *, 3> kOriginNames = {"detected", "edited", "tapped"};

template<class Enum, size_t N>
std::optional<Enum> enumFromName(const std::array<const char *, N> &names, const QString &name)
{
    for (size_t i = 0; i < N; ++i) {
        if (name == QLatin1String(names[i]))
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

std::vector<Ticks> timesOf(const BeatRegion &region)
{
    if (!region.times.empty())
        return region.times;
    std::vector<Ticks> times;
    if (region.bpm < 1 || region.end <= region.start)
        return times;
    const double period = 60.0 / region.bpm * static_cast<double>(Ticks::kPerSecond);
    // One early: a region may begin exactly on a beat that was rounded up. What lies before the start is left out below.
    const auto first = static_cast<std::int64_t>(std::ceil(static_cast<double>((region.start - region.phase).value()) / period)) - 1;
    for (std::int64_t n = first;; ++n) {
        const Ticks time = region.phase + Ticks(std::llround(static_cast<double>(n) * period));
        if (time >= region.end)
            return times;
        if (time >= region.start)
            times.push_back(time);
    }
}

// Ticks travel as JSON numbers: exact up to 2^53, which is 147 days.
QJsonValue toValue(Ticks t)
{
    return QJsonValue(static_cast<qint64>(t.value()));
}

Ticks ticksOf(const QJsonValue &value)
{
    return Ticks(value.toInteger());
}

Problem badMap(const QString &why)
{
    return Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::songmap", "The song's analysis cannot be read.")).withDetail(why);
}

QJsonObject regionToJson(const BeatRegion &region)
{
    QJsonObject json{
        {QStringLiteral("start"), toValue(region.start)},
        {QStringLiteral("end"), toValue(region.end)},
        {QStringLiteral("bpm"), region.bpm},
        {QStringLiteral("phase"), toValue(region.phase)},
        {QStringLiteral("beats_per_bar"), region.beatsPerBar},
        {QStringLiteral("first_bar"), region.firstBar},
        {QStringLiteral("first_beat_in_bar"), region.firstBeatInBar},
        {QStringLiteral("origin"), QLatin1String(kOriginNames[static_cast<size_t>(region.origin)])},
    };
    if (!region.times.empty()) {
        QJsonArray times;
        for (const Ticks t : region.times)
            times.append(toValue(t));
        json.insert(QStringLiteral("times"), times);
    }
    return json;
}

Result<BeatRegion> regionFromJson(const QJsonObject &json)
{
    BeatRegion region;
    region.start = ticksOf(json[u"start"]);
    region.end = ticksOf(json[u"end"]);
    region.bpm = json[u"bpm"].toDouble();
    region.phase = ticksOf(json[u"phase"]);
    region.beatsPerBar = json[u"beats_per_bar"].toInt(4);
    region.firstBar = json[u"first_bar"].toInt(1);
    region.firstBeatInBar = json[u"first_beat_in_bar"].toInt(1);
    const auto origin = enumFromName<GridOrigin>(kOriginNames, json[u"origin"].toString(QStringLiteral("detected")));
    if (!origin)
        return std::unexpected(badMap(QStringLiteral("beat region: unknown origin")));
    region.origin = *origin;
    for (const QJsonValue &time : json[u"times"].toArray())
        region.times.push_back(ticksOf(time));
    if (!(region.bpm >= 1 && region.bpm <= 1000) || region.beatsPerBar < 1 || region.beatsPerBar > 16 || region.end < region.start)
        return std::unexpected(badMap(QStringLiteral("beat region: tempo, metre or range out of bounds")));
    if (std::adjacent_find(region.times.begin(), region.times.end(), std::greater_equal<>()) != region.times.end())
        return std::unexpected(badMap(QStringLiteral("beat region: times do not rise")));
    return region;
}

} // namespace

std::vector<Beat> BeatGrid::beats() const
{
    std::vector<Beat> all;
    for (const BeatRegion &region : regions) {
        int bar = region.firstBar;
        int beatInBar = region.firstBeatInBar;
        for (const Ticks time : timesOf(region)) {
            all.push_back({time, bar, beatInBar});
            if (++beatInBar > region.beatsPerBar) {
                beatInBar = 1;
                ++bar;
            }
        }
    }
    return all;
}

std::optional<size_t> nearestBeat(std::span<const Beat> beats, Ticks t)
{
    if (beats.empty())
        return std::nullopt;
    const auto after = std::lower_bound(beats.begin(), beats.end(), t, [](const Beat &beat, Ticks time) { return beat.time < time; });
    if (after == beats.begin())
        return 0;
    const auto before = after - 1;
    const bool takeBefore = after == beats.end() || t - before->time <= after->time - t;
    return static_cast<size_t>((takeBefore ? before : after) - beats.begin());
}

QString formatBarPosition(std::span<const Beat> beats, Ticks t)
{
    if (beats.size() < 2)
        return {};
    const auto after = std::upper_bound(beats.begin(), beats.end(), t, [](Ticks time, const Beat &beat) { return time < beat.time; });
    const auto index = static_cast<size_t>(std::max<std::ptrdiff_t>(0, after - beats.begin() - 1));
    const size_t step = std::min(index, beats.size() - 2);
    const Ticks period = beats[step + 1].time - beats[step].time;
    const std::int64_t ticks = mulDivFloor((t - beats[index].time).value(), 960, std::max<std::int64_t>(1, period.value()));
    int perBar = 1;
    for (const Beat &beat : beats.subspan(index > 16 ? index - 16 : 0, std::min<size_t>(beats.size() - (index > 16 ? index - 16 : 0), 33)))
        perBar = std::max(perBar, beat.beatInBar);
    // Whole beats before the first or after the last beat carry over into bars of the neighbouring length.
    const std::int64_t position = std::int64_t(beats[index].bar) * perBar + (beats[index].beatInBar - 1) + mulDivFloor(ticks, 1, 960);
    return QStringLiteral("%1.%2.%3")
        .arg(mulDivFloor(position, 1, perBar))
        .arg(position - mulDivFloor(position, 1, perBar) * perBar + 1)
        .arg(ticks - mulDivFloor(ticks, 1, 960) * 960, 3, 10, QLatin1Char('0'));
}

float Curve::at(Ticks t) const
{
    if (values.empty())
        return 0;
    const std::int64_t index = mulDivFloor(t.value(), 1, step.value());
    return values[static_cast<size_t>(std::clamp<std::int64_t>(index, 0, std::ssize(values) - 1))];
}

float Curve::mean(TickRange range) const
{
    if (values.empty())
        return 0;
    const auto last = std::ssize(values) - 1;
    const auto from = std::clamp<std::int64_t>(mulDivFloor(range.start.value(), 1, step.value()), 0, last);
    const auto to = std::clamp<std::int64_t>(mulDivFloor(range.end.value() - 1, 1, step.value()), from, last);
    double sum = 0;
    for (std::int64_t i = from; i <= to; ++i)
        sum += static_cast<double>(values[static_cast<size_t>(i)]);
    return static_cast<float>(sum / static_cast<double>(to - from + 1));
}

QString sectionTitle(const SongMap &map, size_t index)
{
    const Section &section = map.sections[index];
    QString title = section.label;
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    if (title.size() == 1 && title[0].isLetter()) // a part that was heard apart, but not named
        title = QStringLiteral("Part ") + title;
    int number = 0;
    int count = 0;
    for (size_t i = 0; i < map.sections.size(); ++i) {
        if (map.sections[i].label != section.label)
            continue;
        ++count;
        if (i == index)
            number = count;
    }
    return count > 1 ? QStringLiteral("%1 %2").arg(title).arg(number) : title;
}

QString keyMomentName(KeyMomentKind kind)
{
    return QLatin1String(kMomentNames[static_cast<size_t>(kind)]);
}

QJsonObject toJson(const SongMap &map)
{
    QJsonArray regions;
    for (const BeatRegion &region : map.grid.regions)
        regions.append(regionToJson(region));
    QJsonArray sections;
    for (const Section &section : map.sections) {
        sections.append(QJsonObject{
            {QStringLiteral("start"), toValue(section.start)},
            {QStringLiteral("end"), toValue(section.end)},
            {QStringLiteral("label"), section.label},
            {QStringLiteral("energy"), section.energy},
            {QStringLiteral("confidence"), section.confidence},
            {QStringLiteral("repeat_group"), section.repeatGroup},
        });
    }
    QJsonArray moments;
    for (const KeyMoment &moment : map.moments) {
        moments.append(QJsonObject{
            {QStringLiteral("time"), toValue(moment.time)},
            {QStringLiteral("kind"), keyMomentName(moment.kind)},
            {QStringLiteral("strength"), moment.strength},
        });
    }
    QJsonArray energy;
    for (const float value : map.energy.values)
        energy.append(std::round(static_cast<double>(value) * 10000) / 10000);
    return {
        {QStringLiteral("duration"), toValue(map.duration)},
        {QStringLiteral("beat_regions"), regions},
        {QStringLiteral("sections"), sections},
        {QStringLiteral("moments"), moments},
        {QStringLiteral("energy"), QJsonObject{{QStringLiteral("step"), toValue(map.energy.step)}, {QStringLiteral("values"), energy}}},
    };
}

Result<SongMap> songMapFromJson(const QJsonObject &json)
{
    SongMap map;
    map.duration = ticksOf(json[u"duration"]);
    if (map.duration < Ticks())
        return std::unexpected(badMap(QStringLiteral("negative duration")));
    for (const QJsonValue &value : json[u"beat_regions"].toArray()) {
        SC_TRY_ASSIGN(region, regionFromJson(value.toObject()));
        if (!map.grid.regions.empty() && region.start < map.grid.regions.back().end)
            return std::unexpected(badMap(QStringLiteral("beat regions overlap")));
        map.grid.regions.push_back(std::move(region));
    }
    for (const QJsonValue &value : json[u"sections"].toArray()) {
        const QJsonObject object = value.toObject();
        const Section section{ticksOf(object[u"start"]), ticksOf(object[u"end"]), object[u"label"].toString(), object[u"energy"].toDouble(),
                              object[u"confidence"].toDouble(), object[u"repeat_group"].toInt(-1)};
        if (section.end < section.start || (!map.sections.empty() && section.start < map.sections.back().start))
            return std::unexpected(badMap(QStringLiteral("section times do not rise")));
        map.sections.push_back(section);
    }
    for (const QJsonValue &value : json[u"moments"].toArray()) {
        const QJsonObject object = value.toObject();
        const auto kind = enumFromName<KeyMomentKind>(kMomentNames, object[u"kind"].toString());
        if (!kind)
            return std::unexpected(badMap(QStringLiteral("unknown key moment \"%1\"").arg(object[u"kind"].toString())));
        map.moments.push_back({ticksOf(object[u"time"]), *kind, object[u"strength"].toDouble()});
    }
    const QJsonObject energy = json[u"energy"].toObject();
    const Ticks step = ticksOf(energy[u"step"]);
    if (step > Ticks())
        map.energy.step = step;
    for (const QJsonValue &value : energy[u"values"].toArray())
        map.energy.values.push_back(static_cast<float>(value.toDouble()));
    return map;
}

} // namespace sc
