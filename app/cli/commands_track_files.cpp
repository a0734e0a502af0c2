// SPDX-License-Identifier: GPL-3.0-or-later
// Songs and their files: relocate, watch, write-tags, copies, put-back.
#include "app/cli/track_output.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace sc::cli {

namespace {

Result<Output> relocate(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    if (invocation.arguments.positional().size() == 1) {
        const ProgressFn progress = invocation.console.progress(QCoreApplication::translate("sc::cli", "Looking"));
        SC_TRY_ASSIGN(found, library->relocateMissing(invocation.word(0), invocation.cancel, progress));
        return Output{QCoreApplication::translate("sc::cli", "%1 missing songs were found").arg(found), QJsonObject{{QStringLiteral("found"), found}}};
    }
    SC_TRY_ASSIGN(track, findTrack(*library, invocation.word(0)));
    SC_TRY(library->relocate(track.id, invocation.word(1)));
    SC_TRY_ASSIGN(now, library->track(track.id));
    return Output{trackLine(now) + now.file, trackJson(now)};
}

Result<Output> watch(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    const Arguments &arguments = invocation.arguments;
    QStringList folders = library->watchFolders();
    for (const QString &folder : arguments.values(QStringLiteral("add")))
        folders.append(folder);
    for (const QString &folder : arguments.values(QStringLiteral("remove"))) {
        const QString path = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
        if (folders.removeAll(path) == 0)
            return std::unexpected(Problem(ProblemCode::ResourceNotFound,
                                           QCoreApplication::translate("sc::cli", "\"%1\" is not watched.").arg(QDir::toNativeSeparators(path)))
                                       .withEntity(QStringLiteral("folder"), path));
    }
    if (arguments.has(QStringLiteral("add")) || arguments.has(QStringLiteral("remove")))
        SC_TRY(library->setWatchFolders(folders));
    folders = library->watchFolders();
    return Output{folders.isEmpty() ? QCoreApplication::translate("sc::cli", "no folder is watched") : folders.join(u'\n'), QJsonArray::fromStringList(folders)};
}

Result<Output> writeTags(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    SC_TRY_ASSIGN(ids, findTracks(*library, invocation.arguments.positional()));
    Output output;
    QJsonArray all;
    for (const TrackId &id : ids) {
        const auto backup = library->writeTagsToFile(id);
        if (!backup && (ids.size() == 1 || backup.error().code() != ProblemCode::NothingToUpdate))
            return std::unexpected(backup.error());
        if (!backup)
            continue;
        all.append(QJsonObject{{QStringLiteral("track"), id.text()}, {QStringLiteral("backup"), *backup}});
        output.text += QCoreApplication::translate("sc::cli", "written; the file as it was: %1\n").arg(QDir::toNativeSeparators(*backup));
    }
    output.json = all;
    return output;
}

Result<Output> copies(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    Output output;
    QJsonArray all;
    for (const library::Library::FileCopy &copy : library->fileCopies()) {
        all.append(QJsonObject{{QStringLiteral("copy"), copy.name},
                               {QStringLiteral("track"), copy.track.text()},
                               {QStringLiteral("file"), copy.file},
                               {QStringLiteral("made_at"), copy.madeAt},
                               {QStringLiteral("size"), copy.size}});
        output.text += QStringLiteral("%1  %2\n").arg(copy.name, QDir::toNativeSeparators(copy.file));
    }
    output.json = all;
    return output;
}

Result<Output> putBack(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    SC_TRY(library->putFileBack(invocation.word(0)));
    return Output{QCoreApplication::translate("sc::cli", "the file is as it was"), QJsonObject{{QStringLiteral("copy"), invocation.word(0)}}};
}

} // namespace

std::vector<Command> trackFileCommands()
{
    const QString noun = QStringLiteral("track");
    return {
        {noun, QStringLiteral("relocate"), QStringLiteral("FOLDER | TRACK FILE"),
         QCoreApplication::translate("sc::cli", "find missing songs below a folder by their content, or name one song's file"), 1, 2, {}, relocate},
        {noun, QStringLiteral("watch"), {}, QCoreApplication::translate("sc::cli", "folders whose new songs come in while StoryCanvas runs"), 0, 0,
         {{QStringLiteral("add"), QStringLiteral("FOLDER"), {}}, {QStringLiteral("remove"), QStringLiteral("FOLDER"), {}}}, watch},
        {noun, QStringLiteral("write-tags"), QStringLiteral("TRACK..."),
         QCoreApplication::translate("sc::cli", "put title, artist ... comment into the files; a copy of each goes to the backups"), 1, -1, {}, writeTags},
        {noun, QStringLiteral("copies"), {}, QCoreApplication::translate("sc::cli", "files as they were before tags were written into them"), 0, 0, {}, copies},
        {noun, QStringLiteral("put-back"), QStringLiteral("COPY"),
         QCoreApplication::translate("sc::cli", "such a file in its place again; what the library says of the song stays"), 1, 1, {}, putBack},
    };
}

} // namespace sc::cli
