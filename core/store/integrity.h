// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QtCore/QStringList>

namespace sc::store {

enum class CheckDepth {
    Quick, // on opening: every page, row and constraint
    Full,  // also that indexes and tables agree
};

// What SQLite finds wrong with the file, and rows that name rows which are not there; at most 100 lines, empty when all
// is well.
[[nodiscard]] Result<QStringList> findDamage(Database &db, CheckDepth depth);
// The same as DATABASE_ERROR that offers to restore a backup.
[[nodiscard]] Result<> requireSound(Database &db, CheckDepth depth = CheckDepth::Quick);

} // namespace sc::store
