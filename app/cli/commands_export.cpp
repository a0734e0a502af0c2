// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/session.h"
#include "core/interchange/fcpxml.h"

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

} // namespace

std::vector<Command> exportCommands()
{
    const QString noun = QStringLiteral("export");
    const QString bundle = QStringLiteral("BUNDLE");
    const OptionSpec out{QStringLiteral("out"), QStringLiteral("FILE"), QCoreApplication::translate("sc::cli", "where to write")};
    const OptionSpec force{QStringLiteral("force"), {}, QCoreApplication::translate("sc::cli", "replace what is there")};
    return {
        {noun, QStringLiteral("fcpxml"), bundle, QCoreApplication::translate("sc::cli", "for Final Cut Pro, with media beside it"), 1, 1,
         {out, force, {QStringLiteral("version"), QStringLiteral("V"), QStringLiteral("1.9 to 1.14 (1.10)")},
          {QStringLiteral("beat-markers"), {}, QCoreApplication::translate("sc::cli", "a marker on every beat, not only on bars")}},
         exportFcpxmlFile},
    };
}

} // namespace sc::cli
