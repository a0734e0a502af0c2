// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QSet>

#include <array>
#include <span>

// Where a dragged edge likes to stop.
namespace sc::timeline {

// Strongest first.
enum class SnapKind { Downbeat, Playhead, SectionEdge, Beat, ClipEdge, Marker, LyricStart, HalfBeat, WholeSecond };

inline constexpr std::array kSnapKinds = {SnapKind::Downbeat,    SnapKind::Beat,     SnapKind::HalfBeat,
                                          SnapKind::SectionEdge, SnapKind::Marker,   SnapKind::LyricStart,
                                          SnapKind::ClipEdge,    SnapKind::Playhead, SnapKind::WholeSecond};
[[nodiscard]] QString snapKindName(SnapKind kind);  // "half_beat": for settings
[[nodiscard]] QString snapKindTitle(SnapKind kind); // translated, plural: "Half-beats"

// The kinds that catch; all of them to begin with.
class SnapKinds
{
public:
    [[nodiscard]] bool has(SnapKind kind) const { return m_bits & bit(kind); }
    void set(SnapKind kind, bool on) { m_bits = on ? m_bits | bit(kind) : m_bits & ~bit(kind); }
    bool operator==(const SnapKinds &) const = default;

private:
    [[nodiscard]] static unsigned bit(SnapKind kind) { return 1U << static_cast<unsigned>(kind); }
    unsigned m_bits = ~0U;
};

struct SnapTarget
{
    Ticks time; // exact, not rounded to a frame: the edit does that
    SnapKind kind = SnapKind::WholeSecond;
    QString name; // for the guide, translated: "downbeat 33.1"
};

struct SnapSources
{
    std::optional<Ticks> playhead;
    std::vector<std::pair<Ticks, QString>> lyricStarts; // timeline time and the line
    QSet<QString> movingClips;                          // ids whose edges are not targets
    SnapKinds kinds;
};

// Sorted by time; of several at one instant only the strongest. Collect once when a drag begins.
[[nodiscard]] std::vector<SnapTarget> snapTargets(const Timeline &timeline, const SnapSources &sources);

// The target that pulls strongest at t: nearness weighed with strength, none beyond `tolerance`. `held` is the target that
// caught the edge before: it lets go only at 1.5 x tolerance, so that the guide does not flicker.
[[nodiscard]] std::optional<SnapTarget> nearestSnap(std::span<const SnapTarget> targets, Ticks t, Ticks tolerance,
                                                    const std::optional<SnapTarget> &held = {});

struct SnappedMove
{
    Ticks start;                      // of the clip, exact target time or the wished one
    std::optional<SnapTarget> target; // nothing: no target was near
};
// For a moved clip: whichever of its two edges is caught better.
[[nodiscard]] SnappedMove snapMove(std::span<const SnapTarget> targets, TickRange wished, Ticks tolerance,
                                   const std::optional<SnapTarget> &held = {});

} // namespace sc::timeline
