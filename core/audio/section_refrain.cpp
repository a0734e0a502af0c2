// SPDX-License-Identifier: GPL-3.0-or-later
// What comes back in a song: chorus or drop, the verses between, and what leads from one to the other.
#include "core/audio/section_labeller.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kNewHarmony = 0.55; // likeness under which chords are others
constexpr double kClearStep = 3;     // LU and half the dB of brightness, where the chorus comes back
constexpr double kLoneStep = 6;      // where it comes once

} // namespace

std::map<int, SectionLabeller::Group> SectionLabeller::openGroups() const
{
    std::map<int, Group> groups;
    for (size_t i = 0; i < count(); ++i) {
        if (!isOpen(i))
            continue;
        Group &group = groups[m_spans[i].group];
        if (group.times++ == 0)
            group.first = i;
        group.loudness += m_roles[i].loudness * m_roles[i].bars;
        group.high += m_roles[i].high * m_roles[i].bars;
        group.bars += m_roles[i].bars;
    }
    for (auto &[number, group] : groups) {
        group.loudness /= group.bars;
        group.high /= group.bars;
    }
    return groups;
}

// The loud thing that comes back is the chorus (in a song that is one loop throughout: the drop); what it comes back
// between is the verse. Without a clear step between the two, neither is named.
void SectionLabeller::nameChorusAndVerse()
{
    const std::map<int, Group> groups = openGroups();
    if (groups.empty())
        return;
    const auto weight = [](const Group &group) { return group.loudness + 0.5 * group.high + (group.times > 1 ? 1.5 : 0); };
    const auto chorus =
        std::max_element(groups.begin(), groups.end(), [&](const auto &a, const auto &b) { return weight(a.second) < weight(b.second); });
    double contrast = 0;
    double bars = 0;
    int verse = -1;
    for (const auto &[number, group] : groups) {
        if (number == chorus->first)
            continue;
        const double share = group.bars + (group.times > 1 ? 6 : 0) + (group.first <= 1 ? 4 : 0);
        if (group.loudness < chorus->second.loudness && share > bars) {
            bars = share;
            verse = number;
            contrast = chorus->second.loudness - group.loudness + 0.5 * (chorus->second.high - group.high);
        }
    }
    // A refrain may come back louder or with more voices than the grouping takes for the same.
    const auto isChorus = [&](size_t i) {
        return m_spans[i].group == chorus->first ||
               (m_spans[i].group != verse && std::abs(m_roles[i].loudness - chorus->second.loudness) < 1.2 &&
                std::abs(m_roles[i].high - chorus->second.high) < 3 && likenessTo(i, chorus->first, true) > kNewHarmony);
    };
    const bool isDrop = leapsFromOneLoop(chorus->first);
    double top = -100;
    for (size_t i = 0; i < count(); ++i)
        top = std::max(top, isOpen(i) && isChorus(i) ? m_roles[i].loudness : -100);
    const bool comesBack = chorus->second.times > 1;
    if (!isDrop && (verse < 0 || contrast < (comesBack ? kClearStep : kLoneStep)))
        return;
    const double sure = 0.4 + 0.02 * std::min(contrast, 10.0) + (comesBack ? 0.2 : 0);
    for (size_t i = 0; i < count(); ++i) {
        if (isOpen(i) && isChorus(i) && !(isDrop && m_roles[i].loudness < top - 1.5))
            set(i, isDrop ? "drop" : "chorus", sure);
    }
    for (size_t i = 0; i < count(); ++i) {
        // Before the drop its own loop may play without its weight.
        if (isOpen(i) && (m_spans[i].group == verse || (isDrop && isChorus(i))))
            set(i, "verse", sure - 0.05);
    }
    nameBesides(chorus->second, verse);
}

// Its bass comes in with a leap after a build or a break, over the same chords as the rest: dance music's form.
bool SectionLabeller::leapsFromOneLoop(int group) const
{
    bool leaps = false;
    for (size_t i = 1; i < count(); ++i) {
        if (m_spans[i].group != group || !isOpen(i) || (m_labels[i - 1] != u"build" && m_labels[i - 1] != u"breakdown"))
            continue;
        const bool lowLeap = m_roles[i].low - m_roles[i - 1].low > 8;
        const bool sameLoop = m_harmony.between(m_spans[i], m_spans[i - 1]) > kNewHarmony;
        leaps = leaps || (lowLeap && sameLoop);
    }
    return leaps;
}

// What remains: a lead-in to every chorus, one loud or strange passage after it, a verse in other clothes.
void SectionLabeller::nameBesides(const Group &chorus, int verse)
{
    for (size_t i = 0; i < count(); ++i) {
        if (!isOpen(i))
            continue;
        const bool leads = i + 1 < count() && m_labels[i + 1] == u"chorus";
        const bool afterChorus = i > chorus.first;
        const double likeVerse = likenessTo(i, verse);
        if (!isUnique(i) && leads && m_roles[i].bars <= 8 && alwaysLeads(m_spans[i].group))
            set(i, "pre-chorus", 0.5);
        else if (isUnique(i) && afterChorus && i + 1 < count())
            set(i, likeVerse > kNewHarmony ? "solo" : "bridge", 0.45);
        else if (likeVerse > kNewHarmony && m_roles[i].loudness < chorus.loudness - 1)
            set(i, "verse", 0.4);
    }
}

bool SectionLabeller::alwaysLeads(int group) const
{
    for (size_t i = 0; i < count(); ++i) {
        if (m_spans[i].group == group && (i + 1 >= count() || m_labels[i + 1] != u"chorus"))
            return false;
    }
    return true;
}

} // namespace sc::audio
