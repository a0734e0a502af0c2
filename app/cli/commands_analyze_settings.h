// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

// The verbs of `analyze` that hold a song against something, or choose what the next analyses use.
namespace sc::cli {

[[nodiscard]] Result<Output> showLoudness(Invocation &invocation);
[[nodiscard]] Result<Output> showSongLyrics(Invocation &invocation);
[[nodiscard]] Result<Output> chooseModel(Invocation &invocation);

} // namespace sc::cli
