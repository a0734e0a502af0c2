// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

// The verbs of `analyze` on songs of the library. TRACK is an id, a unique beginning of it, a title or a file.
namespace sc::cli {

[[nodiscard]] Result<Output> showAnalysis(Invocation &invocation);
[[nodiscard]] Result<Output> showBeats(Invocation &invocation);
[[nodiscard]] Result<Output> showSections(Invocation &invocation);
[[nodiscard]] Result<Output> correctAnalysis(Invocation &invocation);
[[nodiscard]] Result<Output> followAnalysis(Invocation &invocation);
[[nodiscard]] Result<Output> exportAnalysis(Invocation &invocation);
[[nodiscard]] Result<Output> showHistory(Invocation &invocation);
[[nodiscard]] Result<Output> compareHistory(Invocation &invocation);

} // namespace sc::cli
