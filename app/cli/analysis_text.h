// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/audio/analyzer.h"

namespace sc::cli {

// An analysis as a few lines for a terminal.
[[nodiscard]] QString analysisText(const audio::Analysis &analysis, const QString &title);

[[nodiscard]] Result<audio::AnalysisLevel> levelFromName(const QString &name); // INVALID_PARAMETER names the known ones
[[nodiscard]] QString levelName(audio::AnalysisLevel level);
[[nodiscard]] Result<audio::Features> featuresFromNames(const QString &names); // "rhythm,key": INVALID_PARAMETER

} // namespace sc::cli
