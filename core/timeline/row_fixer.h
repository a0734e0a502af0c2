// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/problem_fixes.h"
#include "core/timeline/problem_row.h"

namespace sc::timeline {

// Fixes problems of one kind along the row of live clips. Tries many at once and looks only then whether something new
// went wrong; where it did, it halves the lot until it has found the ones that cannot be done. So a thousand cuts cost
// little more than one. Internal to core/timeline.
class RowFixer
{
public:
    RowFixer(const Timeline &timeline, std::span<const Beat> beats);

    void fix(std::span<const Finding> findings); // all of one kind
    [[nodiscard]] int fixed() const { return m_fixed; }
    [[nodiscard]] const std::vector<LeftProblem> &left() const { return m_left; }
    [[nodiscard]] Timeline timeline() const; // settled

private:
    struct Item
    {
        const Finding *finding = nullptr;
        int clip = kNoPlace;
        int other = kNoPlace;
    };

    void fixRange(std::span<const Item> items);
    // Changes places; the `way` names which of a kind's ways is tried. False: this way is no way here.
    [[nodiscard]] bool attempt(const Item &item, int way);
    [[nodiscard]] bool attemptAny(const Item &item);
    [[nodiscard]] bool separate(const Item &item, int way);
    [[nodiscard]] bool closeGap(const Item &item, int way);
    [[nodiscard]] bool removeFlash(const Item &item, int way);
    [[nodiscard]] bool shortenTransition(const Item &item);
    [[nodiscard]] bool rollToBeat(const Item &item);
    [[nodiscard]] bool setStart(int place, Ticks to);
    [[nodiscard]] bool setEnd(int place, Ticks to);
    [[nodiscard]] int neighbour(int place, bool before) const; // that touches it
    [[nodiscard]] bool isClean(std::span<const Item> done) const;
    [[nodiscard]] QString reason(const Item &item, bool triedAll) const;
    [[nodiscard]] RowPlace &at(int place) { return m_places[static_cast<size_t>(place)]; }
    [[nodiscard]] const RowPlace &at(int place) const { return m_places[static_cast<size_t>(place)]; }

    const Timeline &m_timeline;
    std::span<const Beat> m_beats;
    FrameRate m_rate;
    ProblemRow m_row;
    std::vector<RowPlace> m_places;
    std::vector<RowProblem> m_allowed; // what was wrong before
    int m_fixed = 0;
    std::vector<LeftProblem> m_left;
};

} // namespace sc::timeline
