// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/base/cancel_token.h"

namespace sc::audio {

// Goes up whenever results change; stored with every analysis.
inline constexpr int kEngineVersion = 1;

struct AnalyzeOptions
{
    AnalysisLevel level = AnalysisLevel::Standard;
};

// Decodes `path` once and hears everything `options` asks for. Blocking; call it on a worker thread, several at a
// time for several songs. Progress covers decoding (0..0.8) and thinking (0.8..1).
// INVALID_FILE_TYPE, FILE_DAMAGED, MEDIA_MISSING, PERMISSION_DENIED as core/media gives them; CANCELLED.
// Damage after some readable sound is no error: the part before it is analysed and a warning names the time.
[[nodiscard]] Result<Analysis> analyzeFile(const QString &path, const AnalyzeOptions &options = {}, const CancelToken &cancel = {},
                                           const ProgressFn &progress = {});

} // namespace sc::audio
