// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/gallery.h"

#include <QtCore/QHash>

// One walk through takes in song order: which come, which were judged, and how long the rest will take. Pure values.
namespace sc::ui {

enum class ReviewShow { NotJudged, Flagged, All };

struct ReviewCounts
{
    int notJudged = 0;
    int flagged = 0; // of those whose file can be seen
    int all = 0;
};
[[nodiscard]] ReviewCounts reviewCounts(const generation::GalleryIndex &index);

class ReviewRound
{
public:
    // In song order, the pool last; of one shot the newest last.
    void begin(const generation::GalleryIndex &index, ReviewShow show, const TakeId &at = {});
    // Takes that came since are put where they belong, those that are gone leave; what was judged in this round stays.
    void follow(const generation::GalleryIndex &index);

    [[nodiscard]] ReviewShow show() const { return m_show; }
    [[nodiscard]] const std::vector<TakeId> &takes() const { return m_takes; }
    [[nodiscard]] int place() const { return m_place; } // -1: nothing to look at
    [[nodiscard]] TakeId current() const;
    [[nodiscard]] bool goTo(const TakeId &take);
    [[nodiscard]] bool step(int takes); // false: it was the last, or the first
    // The next one without a verdict of this round, after the current one, then from the beginning; false: all are done.
    [[nodiscard]] bool goToNextOpen();

    // What was said of the current take, `seconds` after it was first looked at.
    void judged(timeline::TakeVerdict verdict, double seconds);
    void askedAgain() { ++m_asked; }
    [[nodiscard]] bool isJudgedNow(const TakeId &take) const { return m_verdicts.contains(take); }
    // The last verdict is not what the take says any more: undone. That take is gone to; empty: nothing was undone.
    TakeId takeBack(const generation::GalleryIndex &index);

    [[nodiscard]] int approved() const;
    [[nodiscard]] int rejected() const;
    [[nodiscard]] int asked() const { return m_asked; }
    [[nodiscard]] int done() const { return int(m_verdicts.size()); }
    [[nodiscard]] int left() const { return int(m_takes.size()) - done(); }
    [[nodiscard]] double secondsLeft() const; // by the pace so far

private:
    ReviewShow m_show = ReviewShow::NotJudged;
    std::vector<TakeId> m_takes;
    int m_place = -1;
    QHash<TakeId, timeline::TakeVerdict> m_verdicts; // of this round
    std::vector<TakeId> m_order;                     // in which they were given
    double m_seconds = 0;
    int m_asked = 0;
};

} // namespace sc::ui
