// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/project/missing_media.h"

#include <QtCore/QStringList>

// Finding files of a project that are gone: by their content, whatever they are called now. What had lain in the bundle
// is copied back to its old place, so that nothing has to be edited; what had lain elsewhere is named at its new place.
namespace sc::project {

// What to look for. Made on the session's thread, then free.
struct RelinkSearch
{
    QString bundle; // absolute
    std::vector<MediaUse> uses;
};
[[nodiscard]] Result<RelinkSearch> relinkSearch(const ProjectSession &session);

struct FoundMedia
{
    MediaUse use;
    timeline::MediaRef now; // equal to use.media when the file is back in its old place
};
struct RelinkFound
{
    std::vector<FoundMedia> found;
    std::vector<MediaUse> stillMissing;
};
// Looks through `places`: folders with all below them, or files. Any thread. RESOURCE_NOT_FOUND for a place that is not
// there, CONFLICT when a file was named and has other content than all that is missing, NOTHING_TO_UPDATE when nothing is
// missing; CANCELLED (what was found so far is back in its place), PERMISSION_DENIED, INSUFFICIENT_STORAGE.
[[nodiscard]] Result<RelinkFound> findMissingMedia(const RelinkSearch &search, const QStringList &places, const CancelToken &cancel = {},
                                                   const ProgressFn &progress = {});

// Names the new places in one step of undo, where there are some, and tells every screen which takes are back.
[[nodiscard]] Result<> adoptFound(ProjectSession &session, const std::vector<FoundMedia> &found);

} // namespace sc::project
