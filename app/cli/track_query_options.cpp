// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/track_output.h"

namespace sc::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

// "100..120", "100..", "..120" or "110".
Result<std::optional<std::pair<QString, QString>>> rangeOption(const Arguments &arguments, const QString &option)
{
    if (!arguments.has(option))
        return std::nullopt;
    const QString text = arguments.value(option);
    const qsizetype dots = text.indexOf(QLatin1String(".."));
    if (dots < 0)
        return std::pair(text, text);
    return std::pair(text.left(dots), text.mid(dots + 2));
}

Result<library::NumberRange> numberRange(const Arguments &arguments, const QString &option)
{
    SC_TRY_ASSIGN(ends, rangeOption(arguments, option));
    library::NumberRange range;
    if (!ends)
        return range;
    for (auto [text, end] : {std::pair(&ends->first, &range.from), std::pair(&ends->second, &range.to)}) {
        if (text->isEmpty())
            continue;
        bool isNumber = false;
        *end = text->toDouble(&isNumber);
        if (!isNumber)
            return std::unexpected(Problem(ProblemCode::ValidationError,
                                           tr("--%1 takes a number or a range like 100..120, 100.. or ..120, not \"%2\".").arg(option, arguments.value(option))));
    }
    return range;
}

} // namespace

std::vector<OptionSpec> queryOptions()
{
    const QString range = QStringLiteral("FROM..TO");
    return {
        {QStringLiteral("status"), QStringLiteral("STATUS"), tr("imported, waiting, analysing, analysed or error; may be repeated")},
        {QStringLiteral("bpm"), range, tr("tempo; either end may be left out")},
        {QStringLiteral("loudness"), range, tr("LUFS")},
        {QStringLiteral("energy"), range, tr("0..1")},
        {QStringLiteral("duration"), range, tr("seconds")},
        {QStringLiteral("key"), QStringLiteral("KEY"), tr("\"A minor\" or \"8A\"")},
        {QStringLiteral("compatible"), {}, tr("also the keys that mix with --key")},
        {QStringLiteral("genre"), QStringLiteral("WORD"), tr("any of those given")},
        {QStringLiteral("mood"), QStringLiteral("WORD"), tr("any of those given")},
        {QStringLiteral("instrument"), QStringLiteral("WORD"), tr("all of those given")},
        {QStringLiteral("without-instrument"), QStringLiteral("WORD"), tr("none of those given")},
        {QStringLiteral("tag"), QStringLiteral("WORD"), tr("all of those given")},
        {QStringLiteral("min-rating"), QStringLiteral("STARS"), tr("1 to 5")},
        {QStringLiteral("favourite"), QStringLiteral("yes|no"), {}},
        {QStringLiteral("missing"), QStringLiteral("yes|no"), tr("whether the file is gone")},
        {QStringLiteral("used"), QStringLiteral("yes|no"), tr("whether a project uses it")},
        {QStringLiteral("added"), QStringLiteral("DAY..DAY"), tr("like 2026-01-31; both days belong to it")},
        {QStringLiteral("collection"), QStringLiteral("NAME"), tr("name or id")},
        {QStringLiteral("sort"), QStringLiteral("COLUMN"),
         tr("title, artist, album, duration, bpm, key, loudness, energy, mood, genre, rating, status, added, last_played or play_count")},
        {QStringLiteral("descending"), {}, {}},
    };
}

Result<library::TrackQuery> queryOf(const library::Library &library, Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    // What is text is checked by the reader of stored queries.
    QJsonObject json;
    const auto text = [&](const char *option, const char *key) {
        if (arguments.has(QLatin1String(option)))
            json.insert(QLatin1String(key), arguments.value(QLatin1String(option)));
    };
    const auto list = [&](const char *option, const char *key) {
        if (arguments.has(QLatin1String(option)))
            json.insert(QLatin1String(key), QJsonArray::fromStringList(arguments.values(QLatin1String(option))));
    };
    list("status", "status");
    text("key", "key");
    list("genre", "genres");
    list("mood", "moods");
    list("instrument", "instruments");
    list("without-instrument", "without_instruments");
    list("tag", "tags");
    text("sort", "sort");
    SC_TRY_ASSIGN(days, rangeOption(arguments, QStringLiteral("added")));
    if (days) {
        json.insert(QStringLiteral("added_from"), days->first);
        json.insert(QStringLiteral("added_to"), days->second);
    }
    SC_TRY_ASSIGN(query, library::trackQueryFromJson(json));
    constexpr int kMostStars = 5;
    SC_TRY_ASSIGN(rating, arguments.integer(QStringLiteral("min-rating"), 1, kMostStars));
    query.minRating = rating;
    for (auto [option, range] : {std::pair("bpm", &query.bpm), std::pair("loudness", &query.loudness), std::pair("energy", &query.energy),
                                 std::pair("duration", &query.duration)}) {
        SC_TRY_ASSIGN(numbers, numberRange(arguments, QLatin1String(option)));
        *range = numbers;
    }
    for (auto [option, flag] : {std::pair("favourite", &query.favourite), std::pair("missing", &query.missing), std::pair("used", &query.usedInProject)}) {
        SC_TRY_ASSIGN(answer, yesOrNo(arguments, QLatin1String(option)));
        *flag = answer;
    }
    if (arguments.has(QStringLiteral("collection"))) {
        SC_TRY_ASSIGN(collection, findCollection(library, arguments.value(QStringLiteral("collection"))));
        query.collection = collection.id;
    }
    query.withCompatibleKeys = arguments.has(QStringLiteral("compatible"));
    query.isDescending = arguments.has(QStringLiteral("descending"));
    for (const QString &sentence : library::straighten(query))
        invocation.console.notice(sentence);
    return query;
}

} // namespace sc::cli
