// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/track_query.h"

#include <QtCore/QString>

#include <vector>

namespace sc::ui {

// The parts of a query that a person sees as chips, in the order in which they are offered.
enum class FilterKind { Bpm, Key, Genre, Mood, Instrument, Energy, Loudness, Length, Rating, Tag, Added, Status, Used, Favourite, Missing };
[[nodiscard]] const std::vector<FilterKind> &filterKinds();

[[nodiscard]] QString filterName(FilterKind kind); // "Loudness"
[[nodiscard]] QString filterIcon(FilterKind kind);
[[nodiscard]] bool isSet(const library::TrackQuery &query, FilterKind kind);
void clearFilter(library::TrackQuery &query, FilterKind kind);
[[nodiscard]] QString chipText(const library::TrackQuery &query, FilterKind kind); // "BPM 60 to 140"
// A name for a smart collection made of it: "BPM 60 to 140, Energetic"; at most 100 characters.
[[nodiscard]] QString nameFor(const library::TrackQuery &query);

// "A minor" for "8A"; empty for what is no place on the wheel.
[[nodiscard]] QString keyOfCamelot(const QString &camelot);
// The places that mix with one: itself, its neighbours, its relative.
[[nodiscard]] QStringList compatibleCamelots(const QString &camelot);

// What a person types into one end of a range: "128", "3:20", "-14.5"; nothing for an open end. `isGood` is false for
// what is no number.
[[nodiscard]] std::optional<double> rangeEndFrom(const QString &text, FilterKind kind, bool *isGood);
[[nodiscard]] QString rangeEndText(std::optional<double> value, FilterKind kind);

} // namespace sc::ui
