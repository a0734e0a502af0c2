// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <optional>
#include <vector>

namespace sc::playback {

// What the picture is made of at one time.
struct Moment
{
    int shot = -1; // index of the live clip in time order, -1 = gap
    timeline::TransitionKind transition = timeline::TransitionKind::Cut;
    int otherShot = -1; // neighbour that is mixed in, -1 = none (fades, or a gap lies there)
    bool otherIsLater = false;
    double otherWeight = 0; // 0..1 of the neighbour or the fade colour
};

struct MusicPosition
{
    Beat beat;
    int beatsPerBar = 0;
};

// One timeline value prepared for asking "what shows at t" thousands of times. Shots are the live clips by start; where
// clips overlap by mistake the earlier one shows, as timeline::clipAt() has it. Read-only after construction.
class ProgramMap
{
public:
    explicit ProgramMap(timeline::Timeline timeline);

    [[nodiscard]] const timeline::Timeline &timeline() const { return m_timeline; }
    [[nodiscard]] int shotCount() const { return static_cast<int>(m_shots.size()); }
    [[nodiscard]] const timeline::Clip &clip(int shot) const { return m_timeline.clips[m_shots[static_cast<size_t>(shot)]]; }
    [[nodiscard]] std::int64_t frameCount() const;

    // A transition takes the first part of the clip that has it as `in` and the last part of the one that has it as
    // `out`; when both sides of a cut have one, each does half of the way.
    [[nodiscard]] Moment at(Ticks t) const;
    // Times in (from, until] from which on another shot is seen, or mixed in.
    [[nodiscard]] std::vector<Ticks> changesBetween(Ticks from, Ticks until) const;
    // The last beat at or before t; nothing before the first and after the song's end.
    [[nodiscard]] std::optional<MusicPosition> beatAt(Ticks t) const;

private:
    struct Span
    {
        TickRange range;
        int shot = 0;
    };
    [[nodiscard]] int neighbour(size_t span, int step) const;

    timeline::Timeline m_timeline;
    std::vector<size_t> m_shots; // index into clips
    std::vector<Span> m_spans;   // rising, not overlapping
    std::vector<Beat> m_beats;
};

} // namespace sc::playback
