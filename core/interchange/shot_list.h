// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/model.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

// The shots as a table for a spreadsheet, and what was written there back in.
namespace sc::interchange {

// One row a live shot in the order of time: id, number, scene, name, places, length, prompts, lyrics, camera, notes.
[[nodiscard]] QByteArray writeShotList(const timeline::Timeline &timeline);

struct ShotListImport
{
    timeline::Timeline timeline; // with every change
    int rows = 0;
    int changed = 0;     // shots
    QStringList notices; // rows and columns that were left out and why, translated
};

// Takes names, notes, prompts and lyrics from a table with a column "id"; columns that are missing change nothing, and
// nothing else is ever changed. A row with an unknown id, a locked shot or a text that breaks its rule is left out and
// named in the notices. VALIDATION_ERROR for what is no such table, NOTHING_TO_UPDATE is not reported: `changed` is 0.
[[nodiscard]] Result<ShotListImport> readShotList(const timeline::Timeline &timeline, const QByteArray &bytes);

} // namespace sc::interchange
