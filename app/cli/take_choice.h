// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/session.h"
#include "core/project/take_shelf.h"

namespace sc::cli {

// A take of the clip by id, unique beginning of an id (6 characters or more) or #n in the order of `clip take list`.
// RESOURCE_NOT_FOUND; CONFLICT when several begin so.
[[nodiscard]] Result<timeline::Take> findTake(const project::ProjectSession &session, const ClipId &clip, const QString &wanted);

} // namespace sc::cli
