// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/section_finder.h"
#include "core/audio/section_labeller.h"

namespace sc::audio {

std::vector<Section> labelSections(const std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars, Ticks duration)
{
    constexpr double kSilentIntro = 4; // seconds of nothing that are a section of their own
    std::vector<Section> sections;
    if (spans.empty())
        return sections;
    SectionLabeller labeller(spans, bars);
    labeller.run();
    const double begin = bars[spans[0].firstBar].start;
    if (begin > kSilentIntro)
        sections.push_back({Ticks(), Ticks::fromSeconds(begin), QStringLiteral("intro"), 0, 0.5, -1});
    for (size_t i = 0; i < spans.size(); ++i) {
        Section section;
        section.start = sections.empty() ? Ticks() : Ticks::fromSeconds(bars[spans[i].firstBar].start);
        section.end = duration;
        section.label = labeller.label(i);
        section.energy = labeller.energy(i);
        section.confidence = labeller.confidence(i);
        section.repeatGroup = spans[i].group;
        if (!sections.empty())
            sections.back().end = section.start;
        sections.push_back(std::move(section));
    }
    return sections;
}

} // namespace sc::audio
