// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/library/track_query.h"

#include <QtCore/QCollator>

#include <cstdint>
#include <vector>

namespace sc::library {

using TrackSlot = std::uint32_t; // place of a song in a TrackList

// What one order of a list is made of, apart from the list itself: any thread may sort it while the list changes.
struct OrderSource
{
    TrackSort sort = TrackSort::Title; // none of its own is needed for Title: that is `titles`
    std::vector<TrackSlot> titles;     // every song, by title
    std::vector<double> numbers;       // by slot, when it is an order of numbers; kNotKnown comes last either way
    std::vector<QString> texts;        // by slot, when it is one of texts; empty ones come last either way
};

struct TrackOrders
{
    TrackSort sort = TrackSort::Title;
    std::vector<TrackSlot> rising;
    std::vector<TrackSlot> falling;
};

// Text as the person's language orders it, "Song 2" before "Song 10", whatever the case.
[[nodiscard]] QCollator trackCollator();
// Equal ones by title. Nothing of use when `cancel` was cancelled meanwhile.
[[nodiscard]] std::vector<TrackSlot> sortedSongs(const OrderSource &source, bool isDescending, const CancelToken &cancel = {});
[[nodiscard]] TrackOrders bothOrders(const OrderSource &source, const CancelToken &cancel);

} // namespace sc::library
