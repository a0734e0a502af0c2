// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sc {

// Bounds what this process may allocate from now on; more fails like full memory. Systems without such a bound go on
// without it.
void limitMemory(int megabytes);

} // namespace sc
