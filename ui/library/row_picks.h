// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/track_model.h"

class QItemSelectionModel;
class QWidget;

// What list and grid of songs do alike with the rows that are picked.
namespace sc::ui {

// Ascending; costs what is picked, not what is shown.
[[nodiscard]] std::vector<int> pickedRows(const QItemSelectionModel &selection);
// Carries the picked songs until they are let go, with the cover of the first and how many they are beside the pointer.
void dragSongs(QWidget *from, const TrackModel &model, const std::vector<int> &rows);

} // namespace sc::ui
