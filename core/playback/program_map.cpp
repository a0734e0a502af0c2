// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/program_map.h"

#include <algorithm>

namespace sc::playback {

namespace {

bool isMix(timeline::TransitionKind kind)
{
    return kind == timeline::TransitionKind::Dissolve || kind == timeline::TransitionKind::Wipe;
}

bool isSet(const timeline::Transition &transition)
{
    return transition.kind != timeline::TransitionKind::Cut && transition.length > Ticks();
}

} // namespace

ProgramMap::ProgramMap(timeline::Timeline timeline) : m_timeline(std::move(timeline)), m_beats(timeline::timelineBeats(m_timeline))
{
    Ticks shownUntil;
    bool isFirst = true;
    for (const timeline::Clip *clip : timeline::liveClips(m_timeline)) {
        const int shot = static_cast<int>(m_shots.size());
        m_shots.push_back(static_cast<size_t>(clip - m_timeline.clips.data()));
        const Ticks start = isFirst ? clip->start : std::max(clip->start, shownUntil);
        if (clip->end() <= start)
            continue;
        m_spans.push_back({{start, clip->end()}, shot});
        shownUntil = clip->end();
        isFirst = false;
    }
}

std::int64_t ProgramMap::frameCount() const
{
    return m_timeline.project.frameRate.frameAt(timeline::programLength(m_timeline), Rounding::Nearest);
}

int ProgramMap::neighbour(size_t span, int step) const
{
    if (step < 0)
        return span > 0 && m_spans[span - 1].range.end == m_spans[span].range.start ? m_spans[span - 1].shot : -1;
    return span + 1 < m_spans.size() && m_spans[span + 1].range.start == m_spans[span].range.end ? m_spans[span + 1].shot : -1;
}

Moment ProgramMap::at(Ticks t) const
{
    const auto after = std::ranges::upper_bound(m_spans, t, {}, [](const Span &span) { return span.range.start; });
    if (after == m_spans.begin() || !(after - 1)->range.contains(t))
        return {};
    const auto index = static_cast<size_t>(after - m_spans.begin() - 1);
    const Span &span = m_spans[index];
    const timeline::ShotDirection &direction = clip(span.shot).direction;
    Moment moment;
    moment.shot = span.shot;

    const Ticks inLength = std::min(direction.in.length, span.range.length());
    const Ticks outLength = std::min(direction.out.length, span.range.length());
    if (isSet(direction.in) && t < span.range.start + inLength) {
        const double done = (t - span.range.start).toSeconds() / inLength.toSeconds();
        const int other = neighbour(index, -1);
        const bool bothSides =
            other >= 0 && isMix(direction.in.kind) && isSet(clip(other).direction.out) && isMix(clip(other).direction.out.kind);
        moment.transition = direction.in.kind;
        moment.otherShot = isMix(direction.in.kind) ? other : -1;
        moment.otherWeight = bothSides ? 0.5 * (1 - done) : 1 - done;
    } else if (isSet(direction.out) && t >= span.range.end - outLength) {
        const double done = (t - (span.range.end - outLength)).toSeconds() / outLength.toSeconds();
        const int other = neighbour(index, 1);
        const bool bothSides =
            other >= 0 && isMix(direction.out.kind) && isSet(clip(other).direction.in) && isMix(clip(other).direction.in.kind);
        moment.transition = direction.out.kind;
        moment.otherShot = isMix(direction.out.kind) ? other : -1;
        moment.otherIsLater = true;
        moment.otherWeight = bothSides ? 0.5 * done : done;
    }
    return moment;
}

std::vector<Ticks> ProgramMap::changesBetween(Ticks from, Ticks until) const
{
    std::vector<Ticks> changes;
    auto span = std::ranges::upper_bound(m_spans, from, {}, [](const Span &s) { return s.range.end; });
    for (; span != m_spans.end() && span->range.start <= until; ++span) {
        const timeline::Transition &out = clip(span->shot).direction.out;
        for (const Ticks t : {span->range.start, isSet(out) ? span->range.end - std::min(out.length, span->range.length()) : from}) {
            if (t > from && t <= until)
                changes.push_back(t);
        }
    }
    return changes;
}

std::optional<MusicPosition> ProgramMap::beatAt(Ticks t) const
{
    const auto after = std::ranges::upper_bound(m_beats, t, {}, &Beat::time);
    if (after == m_beats.begin() || !m_timeline.project.song)
        return std::nullopt;
    const timeline::Song &song = *m_timeline.project.song;
    const Ticks songTime = t - m_timeline.project.songOffset;
    if (songTime >= song.map.duration)
        return std::nullopt;
    MusicPosition position{*(after - 1), 4};
    for (const BeatRegion &region : song.map.grid.regions) {
        if (songTime >= region.start)
            position.beatsPerBar = region.beatsPerBar;
    }
    return position;
}

} // namespace sc::playback
