// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/practice/practice_plan.h"

namespace sc::practice {

enum class ResultFlaw { None, Undecodable, Truncated };

// Makes what an output node saves and writes it to exactly these paths (one, or one for each picture of a batch). The same
// output gives the same bytes. Any thread; takes a second for a clip.
[[nodiscard]] Result<> makeFiles(const PlannedOutput &output, const QString &inputFolder, const QStringList &paths, ResultFlaw flaw);

} // namespace sc::practice
