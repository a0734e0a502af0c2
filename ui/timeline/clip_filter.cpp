// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/clip_filter.h"

#include "core/timeline/beat_binding.h"

#include <algorithm>

namespace sc::ui {

namespace {

const Section *findSection(const timeline::Timeline &timeline, Ticks t)
{
    if (!timeline.project.song)
        return nullptr;
    const auto &sections = timeline.project.song->map.sections;
    const Ticks songTime = t - timeline.project.songOffset;
    const auto found = std::ranges::find_if(sections, [&](const Section &s) { return songTime >= s.start && songTime < s.end; });
    return found == sections.end() ? nullptr : &*found;
}

bool isOffBeat(std::span<const Beat> beats, Ticks cut, FrameRate rate)
{
    if (beats.empty() || cut <= Ticks())
        return false;
    const auto nearest = nearestBeat(beats, cut);
    return nearest && !timeline::isOnBeat(cut, beats[*nearest], rate);
}

} // namespace

QString sectionLabelAt(const timeline::Timeline &timeline, Ticks t)
{
    const Section *section = findSection(timeline, t);
    return section ? section->label : QString();
}

std::optional<TickRange> sectionAt(const timeline::Timeline &timeline, Ticks t)
{
    const Section *section = findSection(timeline, t);
    if (!section)
        return std::nullopt;
    return TickRange{section->start + timeline.project.songOffset, section->end + timeline.project.songOffset};
}

std::vector<ClipId> filtered(const timeline::Timeline &timeline, const ClipIndex &index, std::span<const Beat> beats,
                             const ClipFilter &filter, const ShotStates &states)
{
    std::vector<ClipId> found;
    for (size_t i = 0; i < index.entries().size(); ++i) {
        const ClipIndex::Entry &entry = index.entries()[i];
        const timeline::Clip &clip = timeline.clips[size_t(entry.clip)];
        const bool isLocked = clip.locked || timeline.scenes[size_t(entry.scene)].locked;
        // A shot of a section is cut to the frame nearest to its edge, which may lie just before it.
        const Ticks inside = clip.start + timeline.project.frameRate.frameLength();
        if ((filter.state && stateOf(clip, states) != *filter.state) || (filter.locked && isLocked != *filter.locked) ||
            (filter.offBeat && !isOffBeat(beats, clip.start, timeline.project.frameRate)) ||
            (filter.hasAlternates && index.alternatesOf(i).empty()) || (filter.within && !filter.within->contains(inside)) ||
            (filter.label && sectionLabelAt(timeline, inside) != *filter.label))
            continue;
        found.push_back(clip.id);
    }
    return found;
}

} // namespace sc::ui
