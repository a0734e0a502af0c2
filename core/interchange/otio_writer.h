// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/cut_export.h"

#include <functional>

namespace sc::interchange {

// How a file's place is written: a URL, a path, a name inside an archive.
using UrlOf = std::function<QString(const EditMedia &)>;

// The edit as OpenTimelineIO JSON with schemas that version 0.15 and later read. `fileNames`: clips are called by their files, as
// Resolve wants it.
struct OtioForm
{
    UrlOf urlOf;
    bool fileNames = false;
    bool alternatesTrack = false;
};
[[nodiscard]] QByteArray writeOtio(const Edit &edit, const OtioForm &form);
[[nodiscard]] UrlOf otioUrls(PathStyle style, const CutOptions &options);

} // namespace sc::interchange
