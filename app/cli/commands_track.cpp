// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/track_output.h"
#include "core/audio/analyzer.h"
#include "core/audio/user_model.h"

#include <QtCore/QFileInfo>

namespace sc::cli {

namespace {

using library::ImportOutcome;
using library::Track;

constexpr qsizetype kShownId = 13;
constexpr qsizetype kLeastId = 6; // letters of an id that name it

QString outcomeName(ImportOutcome::Kind kind)
{
    static constexpr const char *names[] = {"imported", "already_there", "updated", "refused", "cancelled"};
    return QLatin1String(names[static_cast<size_t>(kind)]);
}

QJsonObject outcomeJson(const ImportOutcome &outcome)
{
    QJsonObject json{{QStringLiteral("file"), outcome.file}, {QStringLiteral("outcome"), outcomeName(outcome.kind)}};
    if (!outcome.track.isEmpty())
        json.insert(QStringLiteral("track"), outcome.track.text());
    if (outcome.problem)
        json.insert(QStringLiteral("problem"), outcome.problem->toJson());
    return json;
}

Result<Output> importTracks(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    const library::ImportOptions options{invocation.arguments.has(QStringLiteral("allow-large"))};
    const ProgressFn progress = invocation.console.progress(QCoreApplication::translate("sc::cli", "Importing"));
    const std::vector<ImportOutcome> outcomes =
        library->importNow(invocation.arguments.positional(), options, invocation.cancel, [&](const ImportOutcome &outcome, int done, int total) {
            if (outcome.problem)
                invocation.console.notice(QStringLiteral("%1: %2").arg(QFileInfo(outcome.file).fileName(), outcome.problem->text()));
            if (progress)
                progress(static_cast<double>(done) / std::max(1, total));
        });
    QJsonArray all;
    int taken = 0;
    int cancelled = 0;
    const Problem *firstProblem = nullptr;
    for (const ImportOutcome &outcome : outcomes) {
        all.append(outcomeJson(outcome));
        taken += outcome.track.isEmpty() ? 0 : 1;
        cancelled += outcome.kind == ImportOutcome::Kind::Cancelled ? 1 : 0;
        if (outcome.problem && !firstProblem)
            firstProblem = &*outcome.problem;
    }
    if (cancelled > 0)
        return std::unexpected(Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::cli", "Cancelled; %1 songs were imported before.").arg(taken)));
    if (taken == 0 && firstProblem)
        return std::unexpected(*firstProblem);
    if (outcomes.empty())
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::cli", "There is no song in these places.")));
    return Output{QCoreApplication::translate("sc::cli", "%1 of %2 files are in the library").arg(taken).arg(outcomes.size()), all};
}

Result<Output> found(Invocation &invocation, const QString &text)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    SC_TRY_ASSIGN(query, queryOf(*library, invocation));
    query.text = text;
    SC_TRY_ASSIGN(ids, library->find(query));
    std::vector<Track> tracks;
    tracks.reserve(ids.size());
    for (const TrackId &id : ids) {
        if (auto track = library->listed(id))
            tracks.push_back(std::move(*track));
    }
    return listOf(tracks);
}

Result<Output> listTracks(Invocation &invocation)
{
    return found(invocation, {});
}

Result<Output> searchTracks(Invocation &invocation)
{
    return found(invocation, invocation.arguments.positional().join(u' '));
}

Result<Output> showTrack(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    SC_TRY_ASSIGN(track, findTrack(*library, invocation.word(0)));
    return Output{trackLine(track) + track.file, trackJson(track)};
}

// A change that is none is only a problem when nothing else changed.
Result<bool> changed(const Result<> &result)
{
    if (!result && result.error().code() != ProblemCode::NothingToUpdate)
        return std::unexpected(result.error());
    return result.has_value();
}

Result<Output> editTrack(Invocation &invocation)
{
    constexpr int kLatestYear = 9999;
    constexpr int kMostStars = 5;
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    SC_TRY_ASSIGN(track, findTrack(*library, invocation.word(0)));
    const Arguments &arguments = invocation.arguments;
    SC_TRY_ASSIGN(year, arguments.integer(QStringLiteral("year"), 0, kLatestYear));
    SC_TRY_ASSIGN(number, arguments.integer(QStringLiteral("number"), 0, kLatestYear));
    SC_TRY_ASSIGN(rating, arguments.integer(QStringLiteral("rating"), 0, kMostStars));
    SC_TRY_ASSIGN(colour, arguments.integer(QStringLiteral("colour"), 0, library::kTrackColours));
    SC_TRY_ASSIGN(favourite, yesOrNo(arguments, QStringLiteral("favourite")));
    track.title = arguments.value(QStringLiteral("title"), track.title);
    track.artist = arguments.value(QStringLiteral("artist"), track.artist);
    track.album = arguments.value(QStringLiteral("album"), track.album);
    track.genreTag = arguments.value(QStringLiteral("genre"), track.genreTag);
    track.comment = arguments.value(QStringLiteral("comment"), track.comment);
    track.year = year.value_or(track.year);
    track.trackNumber = number.value_or(track.trackNumber);
    SC_TRY_ASSIGN(isChanged, changed(library->editTags(track)));
    if (rating) {
        SC_TRY_ASSIGN(isNew, changed(library->setRating(track.id, *rating)));
        isChanged = isChanged || isNew;
    }
    if (colour) {
        SC_TRY_ASSIGN(isNew, changed(library->setColour(track.id, *colour)));
        isChanged = isChanged || isNew;
    }
    if (favourite) {
        SC_TRY_ASSIGN(isNew, changed(library->setFavourite(track.id, *favourite)));
        isChanged = isChanged || isNew;
    }
    const QStringList add = arguments.values(QStringLiteral("tag"));
    const QStringList remove = arguments.values(QStringLiteral("untag"));
    if (!add.isEmpty() || !remove.isEmpty()) {
        SC_TRY_ASSIGN(isNew, changed(library->setTags({track.id}, add, remove)));
        isChanged = isChanged || isNew;
    }
    if (!isChanged)
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::cli", "Nothing was changed.")));
    SC_TRY_ASSIGN(now, library->track(track.id));
    return Output{trackLine(now), trackJson(now)};
}

Result<Output> removeTracks(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    SC_TRY_ASSIGN(ids, findTracks(*library, invocation.arguments.positional()));
    Output output;
    QJsonArray all;
    for (const TrackId &id : ids) {
        SC_TRY_ASSIGN(track, library->track(id));
        all.append(trackJson(track));
        output.text += QCoreApplication::translate("sc::cli", "Removed \"%1\" from the library; the file stays.").arg(track.title) + u'\n';
    }
    SC_TRY(library->remove(ids));
    output.json = ids.size() == 1 ? QJsonValue(all.first()) : QJsonValue(all);
    return output;
}

QJsonObject removedJson(const library::Library::RemovedSong &song)
{
    return {{QStringLiteral("id"), song.id.text()},
            {QStringLiteral("title"), song.title},
            {QStringLiteral("artist"), song.artist},
            {QStringLiteral("file"), song.file},
            {QStringLiteral("removed_at"), song.removedAt}};
}

Result<Output> listRemoved(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    Output output;
    QJsonArray all;
    for (const library::Library::RemovedSong &song : library->removedSongs()) {
        all.append(removedJson(song));
        output.text += QStringLiteral("%1  %2  %3\n").arg(song.id.text().first(kShownId), song.removedAt, song.title);
    }
    output.json = all;
    return output;
}

Result<Output> bringBack(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    const std::vector<library::Library::RemovedSong> removed = library->removedSongs();
    std::vector<TrackId> ids;
    for (const QString &word : invocation.arguments.positional()) {
        const auto song = std::ranges::find_if(removed, [&word](const library::Library::RemovedSong &one) {
            return one.title == word || (word.size() >= kLeastId && one.id.text().startsWith(word));
        });
        if (song == removed.end())
            return std::unexpected(Problem(ProblemCode::ResourceNotFound,
                                           QCoreApplication::translate("sc::cli", "No song \"%1\" was removed in the last 30 days.").arg(word))
                                       .withEntity(QStringLiteral("track"), word));
        ids.push_back(song->id);
    }
    SC_TRY(library->bringBack(ids));
    Output output;
    QJsonArray all;
    for (const TrackId &id : ids) {
        SC_TRY_ASSIGN(track, library->track(id));
        all.append(trackJson(track));
        output.text += trackLine(track);
    }
    output.json = all;
    return output;
}

Result<Output> analyzeTracks(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    std::vector<Track> wanted;
    for (const QString &word : invocation.arguments.positional()) {
        SC_TRY_ASSIGN(track, findTrack(*library, word));
        wanted.push_back(track);
    }
    if (wanted.empty()) {
        for (const Track &track : library->tracks()) {
            if (track.status != library::TrackStatus::Analysed && !track.missing)
                wanted.push_back(track);
        }
    }
    Output output;
    QJsonArray all;
    for (const Track &track : wanted) {
        const ProgressFn progress = invocation.console.progress(track.title);
        Result<audio::Analysis> analysis =
            audio::withUserModel(audio::analyzeFile(track.file, {}, invocation.cancel, progress), track.file,
                                 library->setting(audio::kUserModelSetting), {}, invocation.cancel);
        if (!analysis && analysis.error().code() == ProblemCode::Cancelled)
            return std::unexpected(analysis.error());
        if (!analysis) {
            invocation.console.notice(QStringLiteral("%1: %2").arg(track.title, analysis.error().text()));
            all.append(QJsonObject{{QStringLiteral("track"), track.id.text()}, {QStringLiteral("problem"), analysis.error().toJson()}});
            continue;
        }
        SC_TRY(library->storeAnalysis(track.id, *analysis));
        SC_TRY_ASSIGN(stored, library->track(track.id));
        all.append(trackJson(stored));
        output.text += trackLine(stored);
    }
    output.json = all;
    return output;
}

} // namespace

std::vector<Command> trackCommands()
{
    const QString noun = QStringLiteral("track");
    const QString value = QStringLiteral("TEXT");
    std::vector<Command> commands = {
        {noun, QStringLiteral("import"), QStringLiteral("PATH..."), QCoreApplication::translate("sc::cli", "take songs or whole folders into the library"), 1, -1,
         {{QStringLiteral("allow-large"), {}, QCoreApplication::translate("sc::cli", "also files over 100 MB")}}, importTracks},
        {noun, QStringLiteral("list"), {}, QCoreApplication::translate("sc::cli", "every song, or those that the filters leave"), 0, 0, queryOptions(), listTracks},
        {noun, QStringLiteral("search"), QStringLiteral("TEXT..."),
         QCoreApplication::translate("sc::cli", "by words beginning so in title, artist, album, genre, file name or tags"), 1, -1, queryOptions(), searchTracks},
        {noun, QStringLiteral("show"), QStringLiteral("TRACK"), QCoreApplication::translate("sc::cli", "one song"), 1, 1, {}, showTrack},
        {noun, QStringLiteral("edit"), QStringLiteral("TRACK"), QCoreApplication::translate("sc::cli", "what the library says about a song; the file stays as it is"), 1, 1,
         {{QStringLiteral("title"), value, {}},
          {QStringLiteral("artist"), value, {}},
          {QStringLiteral("album"), value, {}},
          {QStringLiteral("genre"), value, {}},
          {QStringLiteral("comment"), value, {}},
          {QStringLiteral("year"), QStringLiteral("YEAR"), QCoreApplication::translate("sc::cli", "0 = not known")},
          {QStringLiteral("number"), QStringLiteral("N"), QCoreApplication::translate("sc::cli", "place on the album, 0 = not known")},
          {QStringLiteral("rating"), QStringLiteral("STARS"), QCoreApplication::translate("sc::cli", "0 to 5")},
          {QStringLiteral("colour"), QStringLiteral("N"), QCoreApplication::translate("sc::cli", "1 to 8, 0 = none")},
          {QStringLiteral("favourite"), QStringLiteral("yes|no"), {}},
          {QStringLiteral("tag"), QStringLiteral("WORD"), QCoreApplication::translate("sc::cli", "give it this tag; may be repeated")},
          {QStringLiteral("untag"), QStringLiteral("WORD"), QCoreApplication::translate("sc::cli", "take this tag from it; may be repeated")}},
         editTrack},
        {noun, QStringLiteral("analyze"), QStringLiteral("[TRACK...]"), QCoreApplication::translate("sc::cli", "hear these songs, or all that were not heard yet"), 0, -1, {}, analyzeTracks},
        {noun, QStringLiteral("remove"), QStringLiteral("TRACK..."), QCoreApplication::translate("sc::cli", "take songs out of the library; the files stay"), 1, -1, {}, removeTracks},
        {noun, QStringLiteral("removed"), {}, QCoreApplication::translate("sc::cli", "songs that were taken out in the last 30 days"), 0, 0, {}, listRemoved},
        {noun, QStringLiteral("bring-back"), QStringLiteral("TRACK..."), QCoreApplication::translate("sc::cli", "removed songs, with all that was known of them"), 1, -1, {}, bringBack},
    };
    for (const auto &more : {trackFileCommands(), trackShelfCommands()})
        commands.insert(commands.end(), more.begin(), more.end());
    return commands;
}

} // namespace sc::cli
