// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/take.h"

namespace sc::project {

// A picture or movie of one's own that is to become a take, and what the bundle knows already. Made by
// TakeShelf::intakeOf(); can then go to another thread.
struct TakeIntake
{
    QString bundle; // absolute path
    QString file;
    std::vector<timeline::MediaRef> known; // media of the bundle of the same size
};

// Measures the file and copies it into media/, unless that content lies there already. Gives a take without a clip. Problems
// name the file: MEDIA_MISSING, PERMISSION_DENIED, FILE_DAMAGED, INVALID_FILE_TYPE (neither picture nor movie),
// FILE_TOO_LARGE, INSUFFICIENT_STORAGE. Reads it to the end: not on a thread that paints.
[[nodiscard]] Result<timeline::Take> takeFromFile(const TakeIntake &intake);

} // namespace sc::project
