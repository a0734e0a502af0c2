// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/model.h"

// Edits of markers. A marker's time is kept as given: only cuts are rounded to frames.
namespace sc::timeline {

struct AddMarker
{
    MarkerId id = MarkerId::create();
    Ticks time; // 0..10 000 s
    Ticks length;
    QString name;   // empty: "Marker n"
    int colour = 0; // 0..7
    MarkerKind kind = MarkerKind::Note;
    QString note; // <= 5000
};
[[nodiscard]] Result<Timeline> addMarker(const Timeline &timeline, const AddMarker &request);

// Only what is set changes.
struct EditMarker
{
    MarkerId marker;
    std::optional<Ticks> time;
    std::optional<Ticks> length;
    std::optional<QString> name; // 1..200
    std::optional<int> colour;
    std::optional<MarkerKind> kind;
    std::optional<QString> note;
};
[[nodiscard]] Result<Timeline> editMarker(const Timeline &timeline, const EditMarker &request);

struct DeleteMarker
{
    MarkerId marker;
};
[[nodiscard]] Result<Timeline> deleteMarker(const Timeline &timeline, const DeleteMarker &request);

} // namespace sc::timeline
