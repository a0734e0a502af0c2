// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/missing_media.h"

#include "core/base/log.h"
#include "core/project/take_shelf.h"

#include <QtCore/QFileInfo>
#include <QtCore/QHash>

namespace sc::project {

namespace {

void addSong(std::vector<MediaUse> &uses, const ProjectSession &session)
{
    const timeline::Project &project = session.timeline().project;
    if (project.song && !project.song->media.isEmpty())
        uses.push_back({QStringLiteral("project"),
                        project.id.text(),
                        project.song->title,
                        {},
                        project.song->media,
                        session.absolutePath(project.song->media)});
}

} // namespace

std::vector<MediaUse> shownMedia(const ProjectSession &session)
{
    std::vector<MediaUse> uses;
    addSong(uses, session);
    for (const timeline::Clip &clip : session.timeline().clips) {
        for (const TakeId &chosen : {clip.selectedVideo, clip.selectedImage}) {
            if (const timeline::Take *take = session.takes().find(chosen))
                uses.push_back(
                    {QStringLiteral("take"), take->id.text(), clip.name, clip.id, take->media, session.absolutePath(take->media)});
        }
    }
    return uses;
}

Result<std::vector<MediaUse>> allMedia(const ProjectSession &session)
{
    std::vector<MediaUse> uses;
    addSong(uses, session);
    QHash<TakeId, ClipId> shownBy;
    QHash<ClipId, QString> names;
    for (const timeline::Clip &clip : session.timeline().clips) {
        names.insert(clip.id, clip.name);
        shownBy.insert(clip.selectedVideo, clip.id);
        shownBy.insert(clip.selectedImage, clip.id);
    }
    SC_TRY_ASSIGN(files, session.takes().files());
    for (const TakeFile &file : files) {
        const ClipId clip = shownBy.value(file.id, file.clip);
        const QString name = names.value(clip, file.originalName);
        uses.push_back({QStringLiteral("take"), file.id.text(), name, clip, file.media, session.absolutePath(file.media)});
    }
    return uses;
}

std::vector<MediaUse> missingOf(std::vector<MediaUse> uses)
{
    QHash<QString, bool> isThere; // many takes may share a file
    std::erase_if(uses, [&](const MediaUse &use) {
        auto known = isThere.find(use.path);
        if (known == isThere.end())
            known = isThere.insert(use.path, QFileInfo(use.path).isFile());
        return *known;
    });
    return uses;
}

std::vector<timeline::MissingFile> asMissingFiles(const std::vector<MediaUse> &uses)
{
    std::vector<timeline::MissingFile> files;
    for (const MediaUse &use : uses)
        files.push_back({use.entityKind, use.entityId, use.name, use.path, use.clip});
    return files;
}

std::vector<timeline::MissingFile> findMissingFiles(const ProjectSession &session)
{
    Result<std::vector<MediaUse>> uses = allMedia(session);
    if (!uses)
        logProblem(logStore(), uses.error());
    return asMissingFiles(missingOf(uses ? std::move(*uses) : shownMedia(session)));
}

} // namespace sc::project
