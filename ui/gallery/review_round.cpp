// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/review_round.h"

#include <algorithm>

namespace sc::ui {

using generation::GalleryIndex;
using generation::GalleryItem;
using timeline::TakeVerdict;

namespace {

constexpr double kUsualSeconds = 8; // for a take, before there is a pace
constexpr double kMostSeconds = 60; // longer is a pause, not a look

bool fits(const GalleryItem &item, ReviewShow show)
{
    switch (show) {
    case ReviewShow::NotJudged:
        return item.take.verdict == TakeVerdict::None && !item.isMissing;
    case ReviewShow::Flagged:
        return item.isFlagged() && !item.isMissing;
    case ReviewShow::All:
        return !item.isMissing;
    }
    return false;
}

} // namespace

ReviewCounts reviewCounts(const GalleryIndex &index)
{
    ReviewCounts counts;
    for (const GalleryItem &item : index.items()) {
        counts.notJudged += fits(item, ReviewShow::NotJudged) ? 1 : 0;
        counts.flagged += fits(item, ReviewShow::Flagged) ? 1 : 0;
        counts.all += fits(item, ReviewShow::All) ? 1 : 0;
    }
    return counts;
}

void ReviewRound::begin(const GalleryIndex &index, ReviewShow show, const TakeId &at)
{
    m_show = show;
    m_verdicts.clear();
    m_order.clear();
    m_seconds = 0;
    m_asked = 0;
    m_takes.clear();
    for (const GalleryItem &item : index.items()) {
        if (fits(item, show))
            m_takes.push_back(item.take.id);
    }
    m_place = m_takes.empty() ? -1 : 0;
    if (!at.isEmpty())
        (void)goTo(at);
}

void ReviewRound::follow(const GalleryIndex &index)
{
    const TakeId now = current();
    std::vector<TakeId> takes;
    for (const GalleryItem &item : index.items()) {
        const bool was = std::ranges::find(m_takes, item.take.id) != m_takes.end();
        if (fits(item, m_show) || (was && !item.isMissing))
            takes.push_back(item.take.id);
    }
    m_takes = std::move(takes);
    if (!goTo(now))
        m_place = m_takes.empty() ? -1 : std::clamp(m_place, 0, int(m_takes.size()) - 1);
    for (auto verdict = m_verdicts.begin(); verdict != m_verdicts.end();) {
        if (std::ranges::find(m_takes, verdict.key()) == m_takes.end())
            verdict = m_verdicts.erase(verdict);
        else
            ++verdict;
    }
}

TakeId ReviewRound::current() const
{
    return m_place >= 0 && m_place < int(m_takes.size()) ? m_takes[size_t(m_place)] : TakeId();
}

bool ReviewRound::goTo(const TakeId &take)
{
    const auto found = std::ranges::find(m_takes, take);
    if (found == m_takes.end())
        return false;
    m_place = int(found - m_takes.begin());
    return true;
}

bool ReviewRound::step(int takes)
{
    const int next = m_place + takes;
    if (next < 0 || next >= int(m_takes.size()))
        return false;
    m_place = next;
    return true;
}

bool ReviewRound::goToNextOpen()
{
    const int count = int(m_takes.size());
    for (int i = 1; i <= count; ++i) {
        const int place = (std::max(0, m_place) + i) % count;
        if (!m_verdicts.contains(m_takes[size_t(place)])) {
            m_place = place;
            return true;
        }
    }
    return false;
}

void ReviewRound::judged(TakeVerdict verdict, double seconds)
{
    const TakeId take = current();
    if (take.isEmpty())
        return;
    m_verdicts.insert(take, verdict);
    std::erase(m_order, take);
    m_order.push_back(take);
    m_seconds += std::clamp(seconds, 0.0, kMostSeconds);
}

TakeId ReviewRound::takeBack(const GalleryIndex &index)
{
    if (m_order.empty())
        return {};
    const TakeId last = m_order.back();
    const int place = index.indexOf(last);
    if (place >= 0 && index.items()[size_t(place)].take.verdict == m_verdicts.value(last))
        return {};
    m_order.pop_back();
    m_verdicts.remove(last);
    return goTo(last) ? last : TakeId();
}

int ReviewRound::approved() const
{
    return int(std::ranges::count(m_verdicts, TakeVerdict::Approved));
}

int ReviewRound::rejected() const
{
    return int(std::ranges::count(m_verdicts, TakeVerdict::Rejected));
}

double ReviewRound::secondsLeft() const
{
    const double each = m_order.empty() ? kUsualSeconds : std::max(1.0, m_seconds / double(m_order.size()));
    return each * left();
}

} // namespace sc::ui
