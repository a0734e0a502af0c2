// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/timeline/model.h"

namespace sc::project {

// What a project keeps of its song, from what was heard. The media reference is filled when the file is taken in.
// Title falls back to the file's name.
[[nodiscard]] timeline::Song songFacts(const audio::Analysis &analysis, const QString &file, const QString &title, const QString &artist);

} // namespace sc::project
