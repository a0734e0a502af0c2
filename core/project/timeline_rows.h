// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/timeline_difference.h"
#include "core/store/undo_log.h"

// The timeline as rows of project.db.
namespace sc::project {

// DATABASE_ERROR when a row holds what cannot be.
[[nodiscard]] Result<timeline::Timeline> readTimeline(store::Database &db);
// Writes the rows that differ, inside the caller's transaction. VALIDATION_ERROR, CONFLICT, DUPLICATE_RESOURCE for what
// the schema does not take.
[[nodiscard]] Result<> writeDifference(store::Database &db, const timeline::Timeline &after, const TimelineDifference &difference);
// Brings `timeline` up to the stored rows after `changes`, reading those rows alone, and says what screens must redraw.
[[nodiscard]] Result<ChangeSet> rereadRows(store::Database &db, const std::vector<store::RowChange> &changes, timeline::Timeline &timeline);

// Every row of the content tables as SQL literals, one a line, by table and key.
[[nodiscard]] Result<QByteArray> dumpContent(store::Database &db);

} // namespace sc::project
