// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/gallery.h"

// Which takes fit a filter: shared by looking and by counting what could be chosen. Private to the gallery.
namespace sc::generation {

inline constexpr std::array kGalleryMarks{GalleryMark::NotJudged, GalleryMark::Approved, GalleryMark::Rejected, GalleryMark::Flagged,
                                          GalleryMark::Chosen};
[[nodiscard]] bool hasMark(const GalleryItem &item, GalleryMark mark);

[[nodiscard]] constexpr unsigned facetBit(GalleryFacet facet)
{
    return 1U << unsigned(facet);
}
// The lists of the filter that keep this item out, one bit each, and one more for all the rest.
[[nodiscard]] unsigned misses(const GalleryItem &item, const GalleryFilter &filter);

// Chosen values of one list, as texts.
[[nodiscard]] QStringList chosenIn(const GalleryFilter &filter, GalleryFacet facet);

} // namespace sc::generation
