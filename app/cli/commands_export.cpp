// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/session.h"
#include "core/base/text.h"
#include "core/interchange/fcpxml.h"
#include "core/playback/project_media.h"
#include "core/render/movie_export.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

#include <array>
#include <utility>

namespace sc::cli {

namespace {

// An export that nobody asked to replace is never replaced.
Result<QString> destinationOf(const Invocation &invocation, const QString &suffix)
{
    QString path = QFileInfo(invocation.arguments.value(QStringLiteral("out"))).absoluteFilePath();
    if (invocation.arguments.value(QStringLiteral("out")).isEmpty())
        return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "Say where with --out FILE.")));
    if (QFileInfo(path).suffix().isEmpty())
        path += suffix;
    if (QFileInfo::exists(path) && !invocation.arguments.has(QStringLiteral("force"))) {
        return std::unexpected(Problem(ProblemCode::DuplicateResource, QCoreApplication::translate("sc::cli", "\"%1\" is there already.").arg(QDir::toNativeSeparators(path)))
                                   .withAction(QStringLiteral("force"), QCoreApplication::translate("sc::cli", "--force replaces it"))
                                   .withEntity(QStringLiteral("file"), path));
    }
    return path;
}

QString songFileOf(const project::ProjectSession &session)
{
    const std::optional<timeline::Song> &song = session.timeline().project.song;
    return song && !song->media.isEmpty() ? session.absolutePath(song->media) : QString();
}

Result<Output> exportFcpxmlFile(Invocation &invocation)
{
    SC_TRY_ASSIGN(destination, destinationOf(invocation, QStringLiteral(".fcpxml")));
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    interchange::FcpxmlOptions options;
    options.destination = destination;
    options.version = invocation.arguments.value(QStringLiteral("version"), options.version);
    options.beatMarkers = invocation.arguments.has(QStringLiteral("beat-markers"));
    const ProgressFn progress = invocation.console.progress(QStringLiteral("FCPXML"));
    SC_TRY_ASSIGN(result, interchange::exportFcpxml(session->timeline(), songFileOf(*session), options, invocation.cancel, progress));
    const QJsonObject json{
        {QStringLiteral("file"), result.file},           {QStringLiteral("media"), result.mediaFolder},
        {QStringLiteral("clips"), result.clips},         {QStringLiteral("gaps"), result.gaps},
        {QStringLiteral("markers"), result.markers},     {QStringLiteral("notices"), QJsonArray::fromStringList(result.notices)},
    };
    QString text = QCoreApplication::translate("sc::cli", "%1\n%2 clips, %3 gaps, %4 markers, read back and checked")
                       .arg(QDir::toNativeSeparators(result.file))
                       .arg(result.clips)
                       .arg(result.gaps)
                       .arg(result.markers);
    for (const QString &notice : result.notices)
        text += u'\n' + notice;
    return Output{text, json};
}

Result<render::MissingTakes> missingOption(const Invocation &invocation)
{
    using render::MissingTakes;
    const QString word = invocation.arguments.value(QStringLiteral("missing"));
    const std::array<std::pair<const char *, MissingTakes>, 4> words = {
        {{"slate", MissingTakes::Slate}, {"card", MissingTakes::Card}, {"black", MissingTakes::Black}, {"stop", MissingTakes::Stop}}};
    for (const auto &[name, value] : words) {
        if (word == QLatin1String(name))
            return value;
    }
    if (word.isEmpty())
        return MissingTakes::Slate;
    return std::unexpected(
        Problem(ProblemCode::InvalidParameter,
                QCoreApplication::translate("sc::cli", "--missing is slate, card, black or stop, not \"%1\".").arg(word)));
}

Result<Output> exportVideo(Invocation &invocation)
{
    SC_TRY_ASSIGN(destination, destinationOf(invocation, QStringLiteral(".mp4")));
    SC_TRY_ASSIGN(quality, invocation.arguments.integer(QStringLiteral("quality"), 0, 51));
    SC_TRY_ASSIGN(height, invocation.arguments.integer(QStringLiteral("height"), 64, 8192));
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    const timeline::Project &project = session->timeline().project;
    SC_TRY_ASSIGN(from, timeOption(invocation, QStringLiteral("from"), project.frameRate));
    SC_TRY_ASSIGN(to, timeOption(invocation, QStringLiteral("to"), project.frameRate));

    render::MovieExport options;
    options.destination = destination;
    options.quality = quality.value_or(options.quality);
    if (height) {
        // H.264 wants even sides.
        options.height = *height / 2 * 2;
        options.width = static_cast<int>(mulDivRound(options.height, project.width, project.height)) / 2 * 2;
    }
    if (from || to)
        options.range = TickRange{from.value_or(Ticks()), to.value_or(timeline::programLength(session->timeline()))};
    options.media = playback::mediaOf(*session);
    SC_TRY_ASSIGN(missing, missingOption(invocation));
    options.missing = missing;
    const ProgressFn progress = invocation.console.progress(QCoreApplication::translate("sc::cli", "Movie"));
    SC_TRY_ASSIGN(result, render::exportMovie(session->timeline(), songFileOf(*session), options, invocation.cancel, progress));
    QString text = QCoreApplication::translate("sc::cli", "%1\n%2 frames, %3").arg(QDir::toNativeSeparators(result.file)).arg(result.frames).arg(humanSize(result.bytes));
    QJsonArray notices;
    for (const Problem &problem : result.problems) {
        notices << problem.text();
        text += u'\n' + problem.text();
    }
    return Output{text,
                  QJsonObject{{QStringLiteral("file"), result.file}, {QStringLiteral("frames"), static_cast<qint64>(result.frames)}, {QStringLiteral("bytes"), result.bytes}, {QStringLiteral("notices"), notices}}};
}

} // namespace

std::vector<Command> exportCommands()
{
    const QString noun = QStringLiteral("export");
    const QString bundle = QStringLiteral("BUNDLE");
    const OptionSpec out{QStringLiteral("out"), QStringLiteral("FILE"), QCoreApplication::translate("sc::cli", "where to write")};
    const OptionSpec force{QStringLiteral("force"), {}, QCoreApplication::translate("sc::cli", "replace what is there")};
    const std::vector<OptionSpec> movie = {
        out,
        force,
        {QStringLiteral("quality"), QStringLiteral("CRF"), QCoreApplication::translate("sc::cli", "0 to 51, lower is better (18)")},
        {QStringLiteral("height"), QStringLiteral("PX"), QCoreApplication::translate("sc::cli", "another height; the width follows the project's shape")},
        {QStringLiteral("from"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "first moment (start)")},
        {QStringLiteral("to"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "last moment (end)")},
        {QStringLiteral("missing"), QStringLiteral("WHAT"), QCoreApplication::translate("sc::cli", "for takes that are gone: slate, card, black or stop (slate)")},
    };
    return {
        {noun, QStringLiteral("fcpxml"), bundle, QCoreApplication::translate("sc::cli", "for Final Cut Pro, with media beside it"), 1, 1,
         {out, force, {QStringLiteral("version"), QStringLiteral("V"), QStringLiteral("1.9 to 1.14 (1.10)")},
          {QStringLiteral("beat-markers"), {}, QCoreApplication::translate("sc::cli", "a marker on every beat, not only on bars")}},
         exportFcpxmlFile},
        {noun, QStringLiteral("video"), bundle, QCoreApplication::translate("sc::cli", "the movie, H.264 and AAC in MP4"), 1, 1, movie, exportVideo},
        {noun, QStringLiteral("animatic"), bundle, QCoreApplication::translate("sc::cli", "the same from cards alone"), 1, 1, movie, exportVideo},
    };
}

} // namespace sc::cli
