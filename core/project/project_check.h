// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/timeline/model.h"

#include <QtCore/QStringList>

namespace sc::project {

// What is wrong with the stored project: the file itself, rows that differ from what is shown, ids, and the rules of the
// timeline; sentences, empty when all is well.
[[nodiscard]] Result<QStringList> findFaults(store::Database &db, const timeline::Timeline &shown);

} // namespace sc::project
