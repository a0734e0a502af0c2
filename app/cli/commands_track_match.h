// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace sc::cli {

[[nodiscard]] std::vector<Command> trackMatchCommands();

} // namespace sc::cli
