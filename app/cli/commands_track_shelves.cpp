// SPDX-License-Identifier: GPL-3.0-or-later
// What brings order into songs: similar, duplicates, collections, tags, stats.
#include "app/cli/track_output.h"
#include "core/base/text.h"
#include "core/base/timecode.h"

namespace sc::cli {

namespace {

using library::Collection;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

Problem unknownAction(const QString &action, const QStringList &known)
{
    return Problem(ProblemCode::ValidationError, tr("There is no \"%1\" here.").arg(action)).withDetail(tr("Known: %1.").arg(known.join(QStringLiteral(", "))));
}

// "tempo=1,key=0.5": those not named keep their usual weight.
Result<audio::LikenessValues> weightsOf(const QString &text)
{
    audio::LikenessValues weights = audio::defaultLikenessWeights();
    for (const QString &pair : text.split(u',', Qt::SkipEmptyParts)) {
        const QString name = pair.section(u'=', 0, 0).trimmed();
        bool isNumber = false;
        const double weight = pair.section(u'=', 1).toDouble(&isNumber);
        int part = 0;
        while (part < audio::kLikenessParts && audio::likenessPartName(static_cast<audio::LikenessPart>(part)) != name)
            ++part;
        if (part == audio::kLikenessParts || !isNumber || weight < 0 || weight > 1)
            return std::unexpected(Problem(ProblemCode::ValidationError, tr("--weights is written like tempo=1,key=0.5 with weights 0 to 1, not \"%1\".").arg(pair))
                                       .withDetail(tr("Parts: tempo, key, chroma, timbre, rhythm, energy, duration.")));
        weights[static_cast<size_t>(part)] = weight;
    }
    return weights;
}

Result<Output> similar(Invocation &invocation)
{
    constexpr int kUsual = 10;
    constexpr int kMost = 1000;
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    SC_TRY_ASSIGN(track, findTrack(*library, invocation.word(0)));
    SC_TRY_ASSIGN(count, invocation.arguments.integer(QStringLiteral("count"), 1, kMost));
    SC_TRY_ASSIGN(weights, weightsOf(invocation.arguments.value(QStringLiteral("weights"))));
    SC_TRY_ASSIGN(found, library->similar(track.id, weights, count.value_or(kUsual)));
    Output output;
    QJsonArray all;
    for (const library::Library::SimilarTrack &one : found) {
        QJsonObject parts;
        for (int part = 0; part < audio::kLikenessParts; ++part)
            parts.insert(audio::likenessPartName(static_cast<audio::LikenessPart>(part)), one.likeness.parts[static_cast<size_t>(part)]);
        const std::optional<library::Track> song = library->listed(one.track);
        if (!song)
            continue;
        all.append(QJsonObject{{QStringLiteral("likeness"), one.likeness.total}, {QStringLiteral("parts"), parts}, {QStringLiteral("track"), trackJson(*song)}});
        output.text += QString::number(one.likeness.total, 'f', 3) + QStringLiteral("  ") + trackLine(*song);
    }
    output.json = all;
    return output;
}

Result<Output> duplicates(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    SC_TRY_ASSIGN(groups, library->duplicates());
    Output output;
    QJsonArray all;
    for (const library::DuplicateGroup &group : groups) {
        QJsonArray tracks;
        output.text += group.isSameFile ? tr("equal files:\n") : tr("the same recording, %1 alike:\n").arg(group.similarity, 0, 'f', 3);
        for (const TrackId &id : group.tracks) {
            if (const std::optional<library::Track> song = library->listed(id)) {
                tracks.append(trackJson(*song));
                output.text += QStringLiteral("  ") + trackLine(*song);
            }
        }
        all.append(QJsonObject{{QStringLiteral("same_file"), group.isSameFile}, {QStringLiteral("similarity"), group.similarity}, {QStringLiteral("tracks"), tracks}});
    }
    if (groups.empty())
        output.text = tr("no song is there twice");
    output.json = all;
    return output;
}

QJsonObject collectionJson(const Collection &collection)
{
    return {{QStringLiteral("id"), collection.id.text()},
            {QStringLiteral("name"), collection.name},
            {QStringLiteral("count"), collection.count},
            {QStringLiteral("query"), collection.query ? QJsonValue(toJson(*collection.query)) : QJsonValue()}};
}

Output collectionList(const library::Library &library)
{
    Output output;
    QJsonArray all;
    for (const Collection &collection : library.collections()) {
        all.append(collectionJson(collection));
        output.text += QStringLiteral("%1  %2  %3%4\n")
                           .arg(collection.id.text(), QString::number(collection.count).rightJustified(6), collection.name,
                                collection.query ? tr(" (smart)") : QString());
    }
    output.json = all;
    return output;
}

Result<Output> collections(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    const Arguments &arguments = invocation.arguments;
    const QString action = arguments.positional().isEmpty() ? QStringLiteral("list") : invocation.word(0);
    const QString name = invocation.word(1);
    if (action == QLatin1String("list"))
        return collectionList(*library);
    if (name.isEmpty())
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("Which collection? Written: track collections %1 NAME").arg(action)));
    if (action == QLatin1String("add")) {
        SC_TRY_ASSIGN(query, queryOf(*library, invocation));
        query.text = arguments.value(QStringLiteral("text"));
        const bool isSmart = arguments.has(QStringLiteral("smart")) || !query.isEverything();
        SC_TRY(library->addCollection(name, isSmart ? std::optional(query) : std::nullopt));
        return collectionList(*library);
    }
    SC_TRY_ASSIGN(collection, findCollection(*library, name));
    if (action == QLatin1String("edit")) {
        SC_TRY_ASSIGN(query, queryOf(*library, invocation));
        query.text = arguments.value(QStringLiteral("text"));
        if (!query.isEverything())
            collection.query = query;
        collection.name = arguments.value(QStringLiteral("name"), collection.name);
        SC_TRY(library->editCollection(collection));
    } else if (action == QLatin1String("remove")) {
        SC_TRY(library->removeCollection(collection.id));
    } else if (action == QLatin1String("put") || action == QLatin1String("take")) {
        SC_TRY_ASSIGN(ids, findTracks(*library, arguments.positional().mid(2)));
        SC_TRY(library->putInCollection(collection.id, ids, action == QLatin1String("put")));
    } else {
        return std::unexpected(unknownAction(action, {QStringLiteral("list"), QStringLiteral("add"), QStringLiteral("edit"), QStringLiteral("remove"),
                                                      QStringLiteral("put"), QStringLiteral("take")}));
    }
    return collectionList(*library);
}

Result<Output> tags(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    if (!invocation.arguments.positional().isEmpty()) {
        if (invocation.word(0) != QLatin1String("rename") || invocation.arguments.positional().size() != 3)
            return std::unexpected(Problem(ProblemCode::ValidationError, tr("This command is written: track tags [rename FROM TO [--merge]]")));
        SC_TRY(library->renameTag(invocation.word(1), invocation.word(2), invocation.arguments.has(QStringLiteral("merge"))));
    }
    Output output;
    QJsonArray all;
    for (const library::Library::TagUse &tag : library->tags()) {
        all.append(QJsonObject{{QStringLiteral("name"), tag.name}, {QStringLiteral("count"), tag.count}, {QStringLiteral("colour"), tag.colour}});
        output.text += QStringLiteral("%1  %2\n").arg(QString::number(tag.count).rightJustified(6), tag.name);
    }
    output.json = all;
    return output;
}

QJsonArray binsJson(const std::vector<int> &bins)
{
    QJsonArray json;
    for (const int count : bins)
        json.append(count);
    return json;
}

QJsonArray sharesJson(const std::vector<library::LibraryStats::Share> &shares)
{
    QJsonArray json;
    for (const auto &share : shares)
        json.append(QJsonObject{{QStringLiteral("name"), share.name}, {QStringLiteral("count"), share.count}});
    return json;
}

Result<Output> stats(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    SC_TRY_ASSIGN(stats, library->statistics());
    const QJsonObject json{
        {QStringLiteral("tracks"), stats.tracks},
        {QStringLiteral("analysed"), stats.analysed},
        {QStringLiteral("missing"), stats.missing},
        {QStringLiteral("duration_s"), stats.duration.toSeconds()},
        {QStringLiteral("bytes"), stats.bytes},
        {QStringLiteral("bpm"), QJsonObject{{QStringLiteral("from"), stats.bpmFrom}, {QStringLiteral("step"), stats.bpmStep}, {QStringLiteral("counts"), binsJson(stats.bpm)}}},
        {QStringLiteral("keys"), sharesJson(stats.keys)},
        {QStringLiteral("genres"), sharesJson(stats.genres)},
        {QStringLiteral("moods"), sharesJson(stats.moods)},
        {QStringLiteral("energy"), binsJson(stats.energy)},
        {QStringLiteral("loudness"), QJsonObject{{QStringLiteral("from"), -40}, {QStringLiteral("step"), 2}, {QStringLiteral("counts"), binsJson(stats.loudness)}}},
        {QStringLiteral("ratings"), binsJson(stats.ratings)},
    };
    const QString text = tr("%1 songs, %2, %3\n%4 analysed, %5 missing\n")
                             .arg(stats.tracks)
                             .arg(formatClock(stats.duration, 0), humanSize(stats.bytes))
                             .arg(stats.analysed)
                             .arg(stats.missing);
    return Output{text, json};
}

std::vector<OptionSpec> collectionOptions()
{
    std::vector<OptionSpec> options = queryOptions();
    options.push_back({QStringLiteral("text"), QStringLiteral("WORDS"), tr("beginnings of words that a smart collection's songs have")});
    options.push_back({QStringLiteral("smart"), {}, tr("a smart collection even without a filter: all songs")});
    options.push_back({QStringLiteral("name"), QStringLiteral("NAME"), tr("a new name")});
    return options;
}

} // namespace

std::vector<Command> trackShelfCommands()
{
    const QString noun = QStringLiteral("track");
    return {
        {noun, QStringLiteral("similar"), QStringLiteral("TRACK"), tr("the songs most like it, and what makes them so"), 1, 1,
         {{QStringLiteral("count"), QStringLiteral("N"), tr("how many; 10 when not said")},
          {QStringLiteral("weights"), QStringLiteral("PART=W,..."), tr("tempo, key, chroma, timbre, rhythm, energy, duration; 0 to 1 each")}},
         similar},
        {noun, QStringLiteral("duplicates"), {}, tr("songs that are there twice, by file or by sound"), 0, 0, {}, duplicates},
        {noun, QStringLiteral("collections"), QStringLiteral("[list | add|edit|remove NAME | put|take NAME TRACK...]"),
         tr("shelves; with filters a smart one that fills itself"), 0, -1, collectionOptions(), collections},
        {noun, QStringLiteral("tags"), QStringLiteral("[rename FROM TO]"), tr("the words given to songs; see track edit --tag"), 0, 3,
         {{QStringLiteral("merge"), {}, tr("when TO is there already, make the two one")}}, tags},
        {noun, QStringLiteral("stats"), {}, tr("figures over all songs"), 0, 0, {}, stats},
    };
}

} // namespace sc::cli
