// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "core/audio/analyzer.h"
#include "core/base/timecode.h"
#include "core/library/library.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using library::ImportOutcome;
using library::Track;

QJsonValue orNull(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QString statusName(library::TrackStatus status)
{
    static constexpr const char *names[] = {"imported", "waiting", "analysing", "analysed", "error"};
    return QLatin1String(names[static_cast<size_t>(status)]);
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
        {QStringLiteral("duration_s"), track.duration.toSeconds()},
        {QStringLiteral("sample_rate"), track.sampleRate},
        {QStringLiteral("channels"), track.channels},
        {QStringLiteral("codec"), track.codec},
        {QStringLiteral("sha256"), track.contentHash},
        {QStringLiteral("status"), statusName(track.status)},
        {QStringLiteral("missing"), track.missing},
        {QStringLiteral("rating"), track.rating},
        {QStringLiteral("favourite"), track.favourite},
        {QStringLiteral("bpm"), orNull(track.bpm)},
        {QStringLiteral("key"), track.key.isEmpty() ? QJsonValue() : QJsonValue(track.key)},
        {QStringLiteral("loudness_lufs"), orNull(track.lufs)},
        {QStringLiteral("energy"), orNull(track.energy)},
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
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
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

Result<Output> listTracks(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    return listOf(library->tracks());
}

Result<Output> searchTracks(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    SC_TRY_ASSIGN(found, library->search(invocation.arguments.positional().join(u' ')));
    return listOf(found);
}

Result<Output> showTrack(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    SC_TRY_ASSIGN(track, library->track(TrackId(invocation.word(0))));
    return Output{trackLine(track) + track.file, trackJson(track)};
}

Result<Output> removeTrack(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    const TrackId id(invocation.word(0));
    SC_TRY_ASSIGN(track, library->track(id));
    SC_TRY(library->remove(id));
    return Output{QCoreApplication::translate("sc::cli", "Removed \"%1\" from the library; the file stays.").arg(track.title), trackJson(track)};
}

Result<Output> analyzeTracks(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    std::vector<Track> wanted;
    for (const QString &word : invocation.arguments.positional()) {
        SC_TRY_ASSIGN(track, library->track(TrackId(word)));
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
        Result<audio::Analysis> analysis = audio::analyzeFile(track.file, {}, invocation.cancel, progress);
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
    return {
        {noun, QStringLiteral("import"), QStringLiteral("PATH..."), QCoreApplication::translate("sc::cli", "take songs or whole folders into the library"), 1, -1,
         {{QStringLiteral("allow-large"), {}, QCoreApplication::translate("sc::cli", "also files over 100 MB")}}, importTracks},
        {noun, QStringLiteral("list"), {}, QCoreApplication::translate("sc::cli", "every song"), 0, 0, {}, listTracks},
        {noun, QStringLiteral("search"), QStringLiteral("TEXT..."), QCoreApplication::translate("sc::cli", "by title, artist, album, genre or file name"), 1, -1, {}, searchTracks},
        {noun, QStringLiteral("show"), QStringLiteral("ID"), QCoreApplication::translate("sc::cli", "one song"), 1, 1, {}, showTrack},
        {noun, QStringLiteral("analyze"), QStringLiteral("[ID...]"), QCoreApplication::translate("sc::cli", "hear these songs, or all that were not heard yet"), 0, -1, {}, analyzeTracks},
        {noun, QStringLiteral("remove"), QStringLiteral("ID"), QCoreApplication::translate("sc::cli", "take a song out of the library; the file stays"), 1, 1, {}, removeTrack},
    };
}

} // namespace sc::cli
