// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/table.h"

// The content tables of project.db and the values they hold.
namespace sc::project {

// A song row belongs to its project.
struct SongRow
{
    ProjectId project;
    timeline::Song song;
};

[[nodiscard]] const Table<timeline::Project> &projectTable(); // everything but the song
[[nodiscard]] const Table<SongRow> &songTable();
[[nodiscard]] const Table<timeline::Scene> &sceneTable();
[[nodiscard]] const Table<timeline::Clip> &clipTable();
[[nodiscard]] const Table<timeline::Marker> &markerTable();
[[nodiscard]] const Table<timeline::LyricLine> &lyricTable();

} // namespace sc::project
