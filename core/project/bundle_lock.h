// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QLockFile>

#include <memory>

namespace sc::project {

// Holds `lockFile` for this process. A lock whose process on this machine is gone is taken over. CONFLICT naming program,
// process, machine and time when another one has it; nullptr when the place takes no lock because it cannot be written.
[[nodiscard]] Result<std::unique_ptr<QLockFile>> takeLock(const QString &lockFile, const QString &label);

} // namespace sc::project
