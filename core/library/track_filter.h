// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/track_facts.h"
#include "core/library/track_query.h"

namespace sc::library {

// The part of a TrackQuery that a song's facts answer: all but text, missing files and collections. Made for one search.
class TrackFilter
{
public:
    TrackFilter(const TrackQuery &query, const WordList &words);

    [[nodiscard]] bool acceptsAll() const { return m_acceptsAll; }
    [[nodiscard]] bool accepts(const TrackFacts &facts) const;

private:
    struct Bounds
    {
        double from = 0;
        double to = 0;
        bool isAny = true;
        [[nodiscard]] bool holds(double value) const { return isAny || (value >= from && value <= to); } // never kNotKnown
    };
    static Bounds boundsOf(const NumberRange &range);
    [[nodiscard]] bool acceptsWords(const std::vector<std::uint32_t> &words) const;

    Bounds m_bpm;
    Bounds m_loudness;
    Bounds m_energy;
    Bounds m_duration;
    Bounds m_added;
    unsigned m_status = 0;                           // bit n = status n; 0 = all
    std::optional<quint32> m_keyPlaces;              // bit n = place n
    std::vector<std::uint32_t> m_allOf;              // sorted
    std::vector<std::vector<std::uint32_t>> m_anyOf; // of each list one
    std::vector<std::uint32_t> m_noneOf;
    int m_minRating = 0;
    std::optional<bool> m_favourite;
    std::optional<bool> m_used;
    bool m_asksForWords = false;
    bool m_acceptsAll = false;
    bool m_isNothing = false; // asks for a word that no song has
};

} // namespace sc::library
