// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/track_output.h"

#include "core/base/timecode.h"

namespace sc::cli {

namespace {

using library::Track;

QJsonValue orNull(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString statusName(library::TrackStatus status)
{
    static constexpr const char *names[] = {"imported", "waiting", "analysing", "analysed", "error"};
    return QLatin1String(names[static_cast<size_t>(status)]);
}

} // namespace

Result<LibraryPtr> openLibrary(const Invocation &invocation)
{
    return library::Library::open(invocation.profile);
}

QJsonObject trackJson(const Track &track)
{
    return {
        {QStringLiteral("id"), track.id.text()},
        {QStringLiteral("file"), track.file},
        {QStringLiteral("title"), track.title},
        {QStringLiteral("artist"), track.artist},
        {QStringLiteral("album"), track.album},
        {QStringLiteral("genre_tag"), track.genreTag},
        {QStringLiteral("year"), track.year},
        {QStringLiteral("track_number"), track.trackNumber},
        {QStringLiteral("comment"), track.comment},
        {QStringLiteral("duration_s"), track.duration.toSeconds()},
        {QStringLiteral("sample_rate"), track.sampleRate},
        {QStringLiteral("channels"), track.channels},
        {QStringLiteral("codec"), track.codec},
        {QStringLiteral("bit_rate"), track.bitRate},
        {QStringLiteral("bytes"), track.size},
        {QStringLiteral("sha256"), track.contentHash},
        {QStringLiteral("status"), statusName(track.status)},
        {QStringLiteral("missing"), track.missing},
        {QStringLiteral("rating"), track.rating},
        {QStringLiteral("favourite"), track.favourite},
        {QStringLiteral("colour"), track.colour},
        {QStringLiteral("tags"), QJsonArray::fromStringList(track.tags)},
        {QStringLiteral("bpm"), orNull(track.bpm)},
        {QStringLiteral("key"), orNull(track.key)},
        {QStringLiteral("camelot"), orNull(audio::camelotOf(track.key))},
        {QStringLiteral("loudness_lufs"), orNull(track.lufs)},
        {QStringLiteral("energy"), orNull(track.energy)},
        {QStringLiteral("quality"), orNull(track.quality)},
        {QStringLiteral("genres"), QJsonArray::fromStringList(track.genres)},
        {QStringLiteral("moods"), QJsonArray::fromStringList(track.moods)},
        {QStringLiteral("instruments"), QJsonArray::fromStringList(track.instruments)},
        {QStringLiteral("added_at"), track.addedAt},
        {QStringLiteral("last_played_at"), orNull(track.lastPlayedAt)},
        {QStringLiteral("play_count"), track.playCount},
        {QStringLiteral("used_in_projects"), track.usedIn},
    };
}

QString trackLine(const Track &track)
{
    return QStringLiteral("%1  %2 %3 %4  %5%6\n")
        .arg(track.id.text(), formatClock(track.duration, 0).rightJustified(8),
             (track.bpm ? QString::number(*track.bpm, 'f', 2) : QStringLiteral("-")).rightJustified(7),
             (track.key.isEmpty() ? QStringLiteral("-") : track.key).leftJustified(9), track.title,
             track.artist.isEmpty() ? QString() : QStringLiteral(" - ") + track.artist);
}

Output listOf(const std::vector<Track> &tracks)
{
    Output output;
    QJsonArray all;
    for (const Track &track : tracks) {
        all.append(trackJson(track));
        output.text += trackLine(track);
    }
    output.json = all;
    return output;
}

Result<std::vector<TrackId>> findTracks(const library::Library &library, const QStringList &wanted)
{
    std::vector<TrackId> ids;
    for (const QString &word : wanted) {
        SC_TRY_ASSIGN(track, findTrack(library, word));
        ids.push_back(track.id);
    }
    return ids;
}

Result<library::Collection> findCollection(const library::Library &library, const QString &wanted)
{
    QStringList names;
    for (const library::Collection &collection : library.collections()) {
        if (collection.id.text() == wanted || collection.name.compare(wanted, Qt::CaseInsensitive) == 0)
            return collection;
        names.append(collection.name);
    }
    const QString near = nearestWord(wanted, names);
    const Problem problem = Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::cli", "There is no collection \"%1\".").arg(wanted))
                                .withEntity(QStringLiteral("collection"), wanted);
    return std::unexpected(near.isEmpty() ? problem : problem.withDetail(QCoreApplication::translate("sc::cli", "Did you mean \"%1\"?").arg(near)));
}

Result<std::optional<bool>> yesOrNo(const Arguments &arguments, const QString &option)
{
    if (!arguments.has(option))
        return std::nullopt;
    const QString word = arguments.value(option).toLower();
    if (word == QLatin1String("yes") || word == QLatin1String("true"))
        return true;
    if (word == QLatin1String("no") || word == QLatin1String("false"))
        return false;
    return std::unexpected(Problem(ProblemCode::ValidationError,
                                   QCoreApplication::translate("sc::cli", "--%1 takes yes or no, not \"%2\".").arg(option, arguments.value(option))));
}

} // namespace sc::cli
