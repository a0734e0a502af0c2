// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/transition_edits.h"

namespace sc::project {

class ProjectSession;

// TakeShelf::mediaLength() as the edits of core/timeline ask for it. Nothing without a session, which must outlive it.
[[nodiscard]] timeline::MediaLengthOf mediaLengthsOf(const ProjectSession *session);

} // namespace sc::project
