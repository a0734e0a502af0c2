// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project_session.h"
#include "core/timeline/problems.h"

namespace sc::project {

// A file that the project refers to. A value: can go to another thread.
struct MediaUse
{
    QString entityKind; // "project" (its song), "take"
    QString entityId;
    QString name;
    ClipId clip; // that shows the take, or that it was made for
    timeline::MediaRef media;
    QString path; // absolute
};

// The song and the chosen takes of all clips: what picture and sound need now. From memory.
[[nodiscard]] std::vector<MediaUse> shownMedia(const ProjectSession &session);
// The song and every take.
[[nodiscard]] Result<std::vector<MediaUse>> allMedia(const ProjectSession &session);

// Those whose file is not where it should be. Looks at the disk; any thread.
[[nodiscard]] std::vector<MediaUse> missingOf(std::vector<MediaUse> uses);
[[nodiscard]] std::vector<timeline::MissingFile> asMissingFiles(const std::vector<MediaUse> &uses);

// The missing ones of allMedia(), at once: not for every edit.
[[nodiscard]] std::vector<timeline::MissingFile> findMissingFiles(const ProjectSession &session);

} // namespace sc::project
