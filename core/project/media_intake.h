// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/bundle.h"

namespace sc::project {

// Makes `file` a media reference of the bundle: copied into media/ under a safe name of its own (the same content is not
// copied twice), or named where it lies. Files that lie in the bundle stay where they are. MEDIA_MISSING,
// INVALID_FILE_TYPE (a folder), PERMISSION_DENIED, FILE_DAMAGED (cannot be read to its end), INSUFFICIENT_STORAGE.
// Content that is one of `known` is not copied again, whatever its name. Any thread.
[[nodiscard]] Result<timeline::MediaRef> takeIn(const QString &file, const BundlePaths &paths, bool copyIntoBundle,
                                                const std::vector<timeline::MediaRef> &known = {});

// Absolute path of a reference; empty for one that would lead out of the bundle by "..".
[[nodiscard]] QString absolutePathOf(const timeline::MediaRef &media, const BundlePaths &paths);

} // namespace sc::project
