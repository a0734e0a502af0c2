// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/delivery.h"
#include "core/project/project_session.h"

#include <vector>

// From a downloaded file to a take. First on any thread prepareTake(): look at all of it, write into it how it was made, lay it
// into the bundle. Then on the session's thread keepTake(): the row, the clip's choice and its version, one step of undo.
namespace sc::generation {

// A result that is good and whose file lies in the bundle, but which no row names yet. Thrown away, it leaves a file that
// the project's clean-up finds.
struct PreparedTake
{
    timeline::Take take; // measured; media and checks are set
    timeline::TakeRecipe recipe;
    QString bundle;             // where its media lies
    timeline::MediaRef thumb;   // empty where none could be made
    bool carriesRecipe = false; // the file itself says how it was made; formats that cannot carry it are kept as they came
};

// Decodes all of it. RESULT_INVALID with what is wrong: empty, cut off or damaged, neither picture nor movie, the wrong kind,
// another size than asked for, larger than kMaxResultSide, a movie of one frame. What only looks wrong (black, frozen,
// repeated, blurred, flicker, wrong length) becomes a check of the take. INSUFFICIENT_STORAGE, PERMISSION_DENIED and
// MEDIA_MISSING (the download is not there) are no fault of the result: it can be tried again. Deterministic: the same
// delivery twice gives the same file in media/, once. `delivery.file` is left where it is. Any thread; blocking.
[[nodiscard]] Result<PreparedTake> prepareTake(const Delivery &delivery);

struct KeepOptions
{
    bool chooseNewest = false; // the setting *auto-choose newest*: later takes are shown at once, too
};

// Adds the take. The first of its kind becomes what the clip shows, and the clip as it is then becomes its next version. A
// take whose id the project knows already is not added again: after a crash between here and the job's row the same
// delivery may come twice. VALIDATION_ERROR for another bundle's take, and what storing meets. Session's thread.
[[nodiscard]] Result<TakeId> keepTake(project::ProjectSession &session, const PreparedTake &prepared, const KeepOptions &options = {});
// Several results of one job: one step of undo, one version a clip. Ids in the order given.
[[nodiscard]] Result<std::vector<TakeId>> keepTakes(project::ProjectSession &session, const std::vector<PreparedTake> &prepared,
                                                    const KeepOptions &options = {});

} // namespace sc::generation
