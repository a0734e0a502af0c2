// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/read_cut.h"
#include "core/timeline/model.h"

// A cut of another program, back into a project.
namespace sc::interchange {

struct CutImportOptions
{
    SceneId scene;    // that gets the alternate; empty: every live scene of which the cut shows something
    size_t track = 0; // of pictures
    bool makeLive = false;
};
struct CutImport
{
    timeline::Timeline timeline;
    std::vector<SceneId> scenes; // new alternates; of a project without scenes: the new scene
    int clips = 0;
    int cuts = 0;        // between or around them
    QStringList notices; // what was moved to the grid, shortened or left out, translated
};
// The clips of the cut, by their places and names, as an alternate of the scene under them: nothing that is there is changed. A
// cut of another frame rate is taken by its times, on the project's grid. RESOURCE_NOT_FOUND when nothing falls into the scene,
// CONFLICT for a locked one.
[[nodiscard]] Result<CutImport> importCut(const timeline::Timeline &timeline, const ReadCut &cut, const CutImportOptions &options);

// The cut as a timeline of its own with the project's song and beats, for auditing its cuts.
[[nodiscard]] timeline::Timeline asTimeline(const timeline::Timeline &project, const ReadCut &cut, size_t track = 0);

} // namespace sc::interchange
