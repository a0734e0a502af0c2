// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/library/library.h"

namespace sc::cli {

using LibraryPtr = std::unique_ptr<library::Library>;

// By id, a unique beginning of it (6 characters or more), exact title, or file. RESOURCE_NOT_FOUND with a near title;
// CONFLICT when several have it.
[[nodiscard]] Result<library::Track> findTrack(const library::Library &library, const QString &wanted);

// A place in a song as a person writes it: "83.5", "1:23.5".
[[nodiscard]] Result<Ticks> songTime(const QString &text);

} // namespace sc::cli
