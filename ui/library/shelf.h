// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/collections.h"

#include <QtCore/QDate>

namespace sc::ui {

// What the left side of the library offers: songs of a kind, a collection, or a tool over all songs.
struct Shelf
{
    enum class Kind { All, Recent, Favourites, Used, Collection, Smart, Duplicates, Missing, Statistics, Map };
    Kind kind = Kind::All;
    CollectionId collection; // of Collection and Smart

    [[nodiscard]] bool isTool() const { return kind == Kind::Duplicates || kind == Kind::Statistics || kind == Kind::Map; }
    bool operator==(const Shelf &) const = default;
};

[[nodiscard]] QString shelfName(Shelf::Kind kind);
[[nodiscard]] QString shelfIcon(Shelf::Kind kind);
// `filter` narrowed to what stands on the shelf; a smart collection's own query is `filter` already.
[[nodiscard]] library::TrackQuery queryOf(const Shelf &shelf, library::TrackQuery filter, QDate today);

// A shelf as one word, for fields and settings.
[[nodiscard]] QString shelfValue(const Shelf &shelf);
[[nodiscard]] Shelf shelfOf(const QString &value);

} // namespace sc::ui
