// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

namespace sc::test {

// A project whose song has even beats from `phase` on, sections of 8 bars (intro, verse, chorus, drop, verse, outro, in
// turn) and an energy curve that follows them.
inline timeline::Timeline planSong(double bpm, double seconds, double phase = 0, FrameRate rate = {})
{
    struct Kind
    {
        const char *label;
        float energy;
    };
    static constexpr Kind kinds[] = {{"intro", 0.1f}, {"verse", 0.4f}, {"chorus", 0.8f}, {"drop", 1.0f}, {"verse", 0.4f}, {"outro", 0.05f}};
    timeline::Timeline t;
    t.project.id = ProjectId::create();
    t.project.frameRate = rate;
    timeline::Song song;
    SongMap &map = song.map;
    map.duration = Ticks::fromSeconds(seconds);
    BeatRegion region;
    region.start = Ticks();
    region.phase = Ticks::fromSeconds(phase);
    region.end = map.duration;
    region.bpm = bpm;
    map.grid.regions = {region};
    const double section = 32 * 60 / bpm;
    map.energy.values.resize(static_cast<size_t>(seconds * 10));
    int index = 0;
    for (double at = phase; at < seconds; at += section, ++index) {
        const Kind &kind = kinds[index % 6];
        const double end = std::min(seconds, at + section);
        map.sections.push_back({index == 0 ? Ticks() : Ticks::fromSeconds(at), Ticks::fromSeconds(end), QLatin1String(kind.label),
                                kind.energy, 0.9, index % 6});
        for (auto i = static_cast<size_t>(at * 10); i < map.energy.values.size(); ++i)
            map.energy.values[i] = kind.energy;
    }
    t.project.song = song;
    return t;
}

} // namespace sc::test
