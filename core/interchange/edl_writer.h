// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/cut_export.h"

namespace sc::interchange {

inline constexpr int kMaxEdlEvents = 999;

// CMX 3600 lists of the edit: one a track, divided at 999 events, one for the song, one for the markers. `stem` is the path
// without ".edl"; `destination` names the first list where it is not divided.
[[nodiscard]] std::vector<OutFile> writeEdl(Edit &edit, const EdlExport &options, const QString &destination);
// Timeline markers as Resolve imports them. Bars of the song too. Divided at 999 events.
[[nodiscard]] std::vector<OutFile> writeMarkerEdl(Edit &edit, const QString &stem);
// Breaches and differences of all lists of one export, read back.
[[nodiscard]] QStringList checkWrittenEdl(const Edit &edit, const std::vector<OutFile> &files);

} // namespace sc::interchange
