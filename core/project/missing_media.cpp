// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/missing_media.h"

#include <QtCore/QFileInfo>

namespace sc::project {

std::vector<timeline::MissingFile> findMissingFiles(const ProjectSession &session)
{
    std::vector<timeline::MissingFile> missing;
    const timeline::Project &project = session.timeline().project;
    if (project.song && !project.song->media.isEmpty()) {
        const QString path = session.absolutePath(project.song->media);
        if (!QFileInfo::exists(path))
            missing.push_back({QStringLiteral("project"), project.id.text(), project.song->title, path, {}});
    }
    return missing;
}

} // namespace sc::project
