// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <vector>

class QMimeData;

namespace sc::ui {

// Songs of the library that are dragged inside the program: their ids, one a line. Their files go along for others.
inline constexpr char kSongsMimeType[] = "application/x-storycanvas-songs";
[[nodiscard]] std::vector<TrackId> songsOf(const QMimeData &data); // empty when it holds none
void putSongs(QMimeData &data, const std::vector<TrackId> &songs);

} // namespace sc::ui
