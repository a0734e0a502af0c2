// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project_session.h"
#include "core/timeline/problems.h"

namespace sc::project {

// Files that the project needs and that are not where they should be. Looks at the disk: not for every edit.
[[nodiscard]] std::vector<timeline::MissingFile> findMissingFiles(const ProjectSession &session);

} // namespace sc::project
