// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/section_drag.h"

#include <algorithm>

namespace sc::ui {

Vanishing vanishing(const audio::Sections &sections, const SectionEdge &edge)
{
    if (edge.to - sections[edge.index - 1].start < audio::kShortestSection)
        return Vanishing::Before;
    return sections[edge.index].end - edge.to < audio::kShortestSection ? Vanishing::After : Vanishing::None;
}

Ticks heldEdge(const audio::Sections &sections, const SectionEdge &edge)
{
    const Ticks low = sections[edge.index - 1].start + audio::kShortestSection;
    const Ticks high = sections[edge.index].end - audio::kShortestSection;
    return low <= high ? std::clamp(edge.to, low, high) : sections[edge.index].start;
}

Result<audio::Sections> moveEdge(const audio::Sections &sections, const SectionEdge &edge)
{
    switch (vanishing(sections, edge)) {
    case Vanishing::None:
        return audio::moveSectionStart(sections, edge.index, edge.to);
    case Vanishing::Before: {
        const QString label = sections[edge.index].label;
        SC_TRY_ASSIGN(merged, audio::mergeSectionWithNext(sections, edge.index - 1));
        return merged[edge.index - 1].label == label ? std::move(merged) : audio::renameSection(std::move(merged), edge.index - 1, label);
    }
    case Vanishing::After:
        break;
    }
    return audio::mergeSectionWithNext(sections, edge.index - 1);
}

Ticks snapToBeat(std::span<const Beat> beats, Ticks t, Ticks reach)
{
    std::optional<Ticks> best;
    bool bestIsDown = false;
    const auto first = std::ranges::lower_bound(beats, t - reach, {}, &Beat::time);
    for (auto it = first; it != beats.end() && it->time <= t + reach; ++it) {
        const bool nearer = !best || abs(it->time - t) < abs(*best - t);
        if (it->isDownbeat() != bestIsDown ? it->isDownbeat() : nearer) {
            best = it->time;
            bestIsDown = it->isDownbeat();
        }
    }
    return best.value_or(t);
}

} // namespace sc::ui
