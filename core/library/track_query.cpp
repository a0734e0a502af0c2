// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/track_query.h"

#include "core/library/keys.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDate>
#include <QtCore/QJsonArray>

#include <array>
#include <cmath>

namespace sc::library {

namespace {

constexpr std::array<const char *, 15> kSortNames = {"title", "artist", "album",  "duration", "bpm",   "key",         "loudness",  "energy",
                                                     "mood",  "genre",  "rating", "status",   "added", "last_played", "play_count"};

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::library)
};

Problem invalid(const QString &key, const QString &rule)
{
    return Problem(ProblemCode::ValidationError, Text::tr("The field \"%1\" of a song query is wrong: %2.").arg(key, rule));
}

template<size_t N> std::optional<size_t> placeIn(const std::array<const char *, N> &names, const QString &name)
{
    for (size_t i = 0; i < N; ++i) {
        if (name == QLatin1String(names[i]))
            return i;
    }
    return std::nullopt;
}

template<size_t N> QString listOf(const std::array<const char *, N> &names)
{
    QStringList list;
    for (const char *name : names)
        list.append(QLatin1String(name));
    return list.join(QStringLiteral(", "));
}

// Writes only what narrows, so that a query stays readable and gains fields without a new version.
class Writer
{
public:
    void text(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            m_json.insert(QLatin1String(key), value);
    }
    void list(const char *key, const QStringList &values)
    {
        if (!values.isEmpty())
            m_json.insert(QLatin1String(key), QJsonArray::fromStringList(values));
    }
    void range(const char *key, const NumberRange &range)
    {
        QJsonObject ends;
        if (range.from)
            ends.insert(QStringLiteral("from"), *range.from);
        if (range.to)
            ends.insert(QStringLiteral("to"), *range.to);
        if (!ends.isEmpty())
            m_json.insert(QLatin1String(key), ends);
    }
    void flag(const char *key, const std::optional<bool> &value)
    {
        if (value)
            m_json.insert(QLatin1String(key), *value);
    }
    void value(const char *key, const QJsonValue &value) { m_json.insert(QLatin1String(key), value); }
    [[nodiscard]] QJsonObject take() { return std::move(m_json); }

private:
    QJsonObject m_json;
};

// Reads the same, remembering the first thing that is wrong.
class Reader
{
public:
    explicit Reader(const QJsonObject &json) : m_json(json) {}

    void text(const char *key, QString &value)
    {
        const QJsonValue found = take(key);
        if (found.isString())
            value = found.toString();
        else if (!found.isUndefined())
            fail(key, Text::tr("it has to be a text"));
    }
    void list(const char *key, QStringList &values)
    {
        const QJsonValue found = take(key);
        if (found.isUndefined())
            return;
        if (!found.isArray())
            return fail(key, Text::tr("it has to be a list of texts"));
        for (const QJsonValue &one : found.toArray()) {
            if (!one.isString())
                return fail(key, Text::tr("it has to be a list of texts"));
            values.append(one.toString());
        }
    }
    void range(const char *key, NumberRange &range)
    {
        const QJsonValue found = take(key);
        if (found.isUndefined())
            return;
        if (!found.isObject())
            return fail(key, Text::tr("it has to be {\"from\": number, \"to\": number}"));
        end(key, found.toObject().value(QStringLiteral("from")), range.from);
        end(key, found.toObject().value(QStringLiteral("to")), range.to);
    }
    void flag(const char *key, std::optional<bool> &value)
    {
        const QJsonValue found = take(key);
        if (found.isBool())
            value = found.toBool();
        else if (!found.isUndefined())
            fail(key, Text::tr("it has to be true or false"));
    }
    void date(const char *key, QString &value)
    {
        text(key, value);
        if (!value.isEmpty() && !QDate::fromString(value, Qt::ISODate).isValid())
            fail(key, Text::tr("it has to be a date like 2026-01-31"));
    }
    [[nodiscard]] QJsonValue take(const char *key) const { return m_json.value(QLatin1String(key)); }
    void fail(const char *key, const QString &rule)
    {
        if (!m_problem)
            m_problem = invalid(QLatin1String(key), rule);
    }
    [[nodiscard]] const std::optional<Problem> &problem() const { return m_problem; }

private:
    void end(const char *key, const QJsonValue &found, std::optional<double> &value)
    {
        if (found.isDouble() && std::isfinite(found.toDouble()))
            value = found.toDouble();
        else if (!found.isUndefined())
            fail(key, Text::tr("its ends have to be numbers"));
    }

    const QJsonObject &m_json;
    std::optional<Problem> m_problem;
};

QString shown(double number)
{
    return QString::number(number, 'g', 6);
}

} // namespace

bool TrackQuery::isEverything() const
{
    TrackQuery open;
    open.sort = sort;
    open.isDescending = isDescending;
    open.withCompatibleKeys = withCompatibleKeys; // says nothing without a key
    TrackQuery same = *this;
    same.text = text.trimmed();
    return same == open;
}

QStringList straighten(TrackQuery &query)
{
    QStringList said;
    const auto turn = [&said](NumberRange &range, const QString &what) {
        if (!range.from || !range.to || *range.from <= *range.to)
            return;
        std::swap(range.from, range.to);
        said.append(Text::tr("%1 was given the wrong way round: now %2 to %3.").arg(what, shown(*range.from), shown(*range.to)));
    };
    turn(query.bpm, Text::tr("The tempo"));
    turn(query.loudness, Text::tr("The loudness"));
    turn(query.energy, Text::tr("The energy"));
    turn(query.duration, Text::tr("The length"));
    if (!query.addedFrom.isEmpty() && !query.addedTo.isEmpty() && query.addedFrom > query.addedTo) {
        std::swap(query.addedFrom, query.addedTo);
        said.append(Text::tr("The dates were given the wrong way round: now %1 to %2.").arg(query.addedFrom, query.addedTo));
    }
    return said;
}

QJsonObject toJson(const TrackQuery &query)
{
    Writer json;
    json.text("text", query.text);
    QStringList status;
    for (const TrackStatus one : query.status)
        status.append(QLatin1String(kTrackStatusNames[static_cast<size_t>(one)]));
    json.list("status", status);
    json.range("bpm", query.bpm);
    json.range("loudness", query.loudness);
    json.range("energy", query.energy);
    json.range("duration", query.duration);
    json.text("key", query.key);
    if (query.withCompatibleKeys)
        json.value("compatible_keys", true);
    json.list("genres", query.genres);
    json.list("moods", query.moods);
    json.list("instruments", query.instruments);
    json.list("without_instruments", query.withoutInstruments);
    json.list("tags", query.tags);
    if (query.minRating)
        json.value("min_rating", *query.minRating);
    json.flag("favourite", query.favourite);
    json.flag("missing", query.missing);
    json.flag("used_in_project", query.usedInProject);
    json.text("added_from", query.addedFrom);
    json.text("added_to", query.addedTo);
    if (query.collection)
        json.value("collection", query.collection->text());
    json.value("sort", QLatin1String(kSortNames[static_cast<size_t>(query.sort)]));
    if (query.isDescending)
        json.value("descending", true);
    return json.take();
}

Result<TrackQuery> trackQueryFromJson(const QJsonObject &json)
{
    constexpr int kMostStars = 5;
    TrackQuery query;
    Reader reader(json);
    reader.text("text", query.text);
    QStringList status;
    reader.list("status", status);
    for (const QString &name : status) {
        if (const auto place = placeIn(kTrackStatusNames, name))
            query.status.push_back(static_cast<TrackStatus>(*place));
        else
            reader.fail("status", Text::tr("\"%1\" is none of %2").arg(name, listOf(kTrackStatusNames)));
    }
    reader.range("bpm", query.bpm);
    reader.range("loudness", query.loudness);
    reader.range("energy", query.energy);
    reader.range("duration", query.duration);
    reader.text("key", query.key);
    if (!query.key.isEmpty() && wheelPlace(query.key) < 0)
        reader.fail("key", Text::tr("\"%1\" is no key; write it like \"A minor\" or \"8A\"").arg(query.key));
    std::optional<bool> flag;
    reader.flag("compatible_keys", flag);
    query.withCompatibleKeys = flag.value_or(false);
    reader.list("genres", query.genres);
    reader.list("moods", query.moods);
    reader.list("instruments", query.instruments);
    reader.list("without_instruments", query.withoutInstruments);
    reader.list("tags", query.tags);
    if (const QJsonValue rating = reader.take("min_rating"); !rating.isUndefined()) {
        query.minRating = rating.toInt();
        if (*query.minRating < 1 || *query.minRating > kMostStars)
            reader.fail("min_rating", Text::tr("stars are 1 to 5"));
    }
    reader.flag("favourite", query.favourite);
    reader.flag("missing", query.missing);
    reader.flag("used_in_project", query.usedInProject);
    reader.date("added_from", query.addedFrom);
    reader.date("added_to", query.addedTo);
    QString collection;
    reader.text("collection", collection);
    if (!collection.isEmpty())
        query.collection = CollectionId(collection);
    QString sort;
    reader.text("sort", sort);
    if (const auto place = placeIn(kSortNames, sort))
        query.sort = static_cast<TrackSort>(*place);
    else if (!sort.isEmpty())
        reader.fail("sort", Text::tr("\"%1\" is none of %2").arg(sort, listOf(kSortNames)));
    flag.reset();
    reader.flag("descending", flag);
    query.isDescending = flag.value_or(false);
    if (reader.problem())
        return std::unexpected(*reader.problem());
    return query;
}

} // namespace sc::library
