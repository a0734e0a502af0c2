// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/shot_cuts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::planning {

namespace {

// Musical lengths from short to long. Variation walks along this ladder.
constexpr std::array<ShotLength, 7> kLadder = {{
    {ShotLength::Unit::Beats, 0.5},
    {ShotLength::Unit::Beats, 1},
    {ShotLength::Unit::Beats, 2},
    {ShotLength::Unit::Bars, 1},
    {ShotLength::Unit::Bars, 2},
    {ShotLength::Unit::Bars, 4},
    {ShotLength::Unit::Bars, 8},
}};
constexpr int kOneBeat = 1;
constexpr Ticks kFlash = Ticks(Ticks::kPerSecond / 10);

// What energy allows: two lengths, and the seconds between which they stay at extreme tempi.
struct Pace
{
    int usual; // rung
    int other;
    double shortest; // s
    double longest;  // s
};
constexpr Pace kDrop{2, 1, 0.3, 2};

Pace paceOf(double energy, const QString &label)
{
    if (label == QLatin1String("drop"))
        return kDrop;
    if (energy < 0.2)
        return {5, 4, 2, 16};
    if (energy < 0.4)
        return {4, 5, 2, 16};
    if (energy < 0.55)
        return {4, 3, 1.2, 8};
    if (energy < 0.7)
        return {3, 4, 1.2, 8};
    if (energy < 0.85)
        return {3, 2, 0.6, 4};
    return {2, 3, 0.6, 4};
}

class Cutter
{
public:
    Cutter(const Stretch &stretch, const SectionRule &rule, const CutContext &context, PlanRandom &random)
        : m_stretch(stretch),
          m_rule(rule),
          m_context(context),
          m_random(random),
          m_label(plainLabel(stretch.label)),
          m_flash(std::max(kFlash, context.rate.frameLength() * 2))
    {
    }

    std::vector<Ticks> walk()
    {
        std::vector<Ticks> starts{m_stretch.range.start};
        size_t point = m_context.grid.beatFrom(m_stretch.range.start);
        while (point < points().size()) {
            const size_t next = nextCut(point, starts.back());
            if (next >= points().size() || points()[next].edge >= m_stretch.range.end)
                break;
            const Ticks edge = points()[next].edge;
            const Ticks rest = m_stretch.range.end - edge;
            if (rest < m_flash || 2 * rest < edge - starts.back())
                break;
            starts.push_back(edge);
            point = next;
        }
        return starts;
    }

private:
    [[nodiscard]] const std::vector<PlanGrid::Point> &points() const { return m_context.grid.points(); }

    size_t advanced(size_t point, const ShotLength &length) const
    {
        if (length.unit == ShotLength::Unit::Bars)
            return m_context.grid.afterBars(point, std::max(1, static_cast<int>(std::lround(length.count))));
        return m_context.grid.afterBeats(point, std::max(1, static_cast<int>(std::lround(length.count * 2))));
    }

    double secondsOf(size_t point, const ShotLength &length) const
    {
        const size_t end = advanced(point, length);
        return end < points().size() ? (points()[end].edge - points()[point].edge).toSeconds() : 0;
    }

    // At least `shortest` from the shot's start, in whole steps, so that the cut stays musical.
    size_t nextCut(size_t point, Ticks start)
    {
        Ticks shortest = m_flash;
        const ShotLength length = m_rule.length.unit == ShotLength::Unit::ByEnergy ? byEnergy(point, shortest) : m_rule.length;
        const ShotLength chosen = varied(length);
        size_t next = advanced(point, chosen);
        while (next < points().size() && points()[next].edge - start < shortest)
            next = advanced(next, chosen);
        return next;
    }

    ShotLength byEnergy(size_t point, Ticks &shortest)
    {
        const size_t barEnd = m_context.grid.afterBars(point, 1);
        const Ticks from = points()[point].edge;
        const Ticks to = barEnd < points().size() ? points()[barEnd].edge : m_stretch.range.end;
        const Ticks offset = m_context.songOffset;
        const double energy =
            m_context.energy.at({from - offset, std::max(to, from + m_context.rate.frameLength()) - offset}, m_stretch.energy);
        const Pace pace = paceOf(energy, m_label);
        int rung = m_random.chance(0.25) ? pace.other : pace.usual;
        while (rung > kOneBeat && secondsOf(point, kLadder[static_cast<size_t>(rung)]) > pace.longest)
            --rung;
        shortest = std::max(shortest, Ticks::fromSeconds(pace.shortest));
        return kLadder[static_cast<size_t>(rung)];
    }

    ShotLength varied(const ShotLength &length)
    {
        if (!m_random.chance(m_rule.variation))
            return length;
        const auto found = std::ranges::find(kLadder, length);
        if (found == kLadder.end())
            return length;
        const int reach = m_random.chance(m_rule.variation / 2) ? 2 : 1;
        const int rung = static_cast<int>(found - kLadder.begin()) + (m_random.chance(0.5) ? reach : -reach);
        return kLadder[static_cast<size_t>(std::clamp(rung, kOneBeat, static_cast<int>(kLadder.size()) - 1))];
    }

    const Stretch &m_stretch;
    const SectionRule &m_rule;
    const CutContext &m_context;
    PlanRandom &m_random;
    QString m_label;
    Ticks m_flash;
};

std::vector<Ticks> thinnedOut(const std::vector<Ticks> &starts, int maxShots)
{
    if (maxShots <= 0 || std::ssize(starts) <= maxShots)
        return starts;
    std::vector<Ticks> kept;
    for (int shot = 0; shot < maxShots; ++shot)
        kept.push_back(starts[static_cast<size_t>(std::int64_t(shot) * std::ssize(starts) / maxShots)]);
    return kept;
}

// The candidate nearest to the wished place that leaves no flash on either side.
std::optional<Ticks> bestCut(const std::vector<Ticks> &candidates, TickRange shot, Ticks wish, Ticks flash)
{
    std::optional<Ticks> best;
    for (const Ticks candidate : candidates) {
        const bool fits = candidate - shot.start >= flash && shot.end - candidate >= flash;
        if (fits && (!best || abs(candidate - wish) < abs(*best - wish)))
            best = candidate;
    }
    return best;
}

// Divides a long shot on bars, else on beats. Where the song has neither, it stays whole up to what a clip may be.
void divide(TickRange shot, const CutContext &context, std::vector<Ticks> &starts)
{
    starts.push_back(shot.start);
    while (shot.length() > context.maxLength) {
        const auto parts = (shot.length().value() + context.maxLength.value() - 1) / context.maxLength.value();
        const Ticks wish = shot.start + Ticks(shot.length().value() / parts);
        std::optional<Ticks> cut = bestCut(
            context.grid.barsInside({shot.start, std::min(shot.end, shot.start + context.maxLength + Ticks(1))}), shot, wish, kFlash);
        if (!cut)
            cut = bestCut(context.grid.beatsInside({shot.start, std::min(shot.end, shot.start + context.maxLength + Ticks(1))}), shot, wish,
                          kFlash);
        if (!cut)
            cut = bestCut(context.grid.beatsInside(shot), shot, wish, kFlash);
        if (!cut && shot.length() > timeline::kMaxClipLength)
            cut = context.rate.snap(shot.start + Ticks(timeline::kMaxClipLength.value() / 2));
        if (!cut)
            return;
        starts.push_back(*cut);
        shot.start = *cut;
    }
}

} // namespace

ShotCuts cutShots(const Stretch &stretch, const SectionRule &rule, const CutContext &context, PlanRandom &random)
{
    const std::vector<Ticks> walked = Cutter(stretch, rule, context, random).walk();
    const std::vector<Ticks> starts = thinnedOut(walked, rule.maxShots);
    ShotCuts cuts;
    for (size_t i = 0; i < starts.size(); ++i) {
        const TickRange wished{starts[i], i + 1 < starts.size() ? starts[i + 1] : stretch.range.end};
        const size_t first = cuts.starts.size();
        divide(wished, context, cuts.starts);
        if (cuts.starts.size() == first + 1)
            continue;
        ++cuts.divided;
        cuts.longestWished = std::max(cuts.longestWished, wished.length());
        for (size_t part = first; part < cuts.starts.size(); ++part) {
            const Ticks end = part + 1 < cuts.starts.size() ? cuts.starts[part + 1] : wished.end;
            cuts.longestMade = std::max(cuts.longestMade, end - cuts.starts[part]);
        }
    }
    return cuts;
}

} // namespace sc::planning
