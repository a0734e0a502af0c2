// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>

namespace sc::cli {

// Whether a person looks at this stream. The one place of the command line that differs by system.
[[nodiscard]] bool isTerminal(std::FILE *stream);

} // namespace sc::cli
