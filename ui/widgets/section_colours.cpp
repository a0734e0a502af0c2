// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/section_colours.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace sc::ui {

std::optional<SectionHue> SectionColours::hueOfLabel(const QString &label)
{
    static const std::map<QString, SectionHue> known{
        {QStringLiteral("intro"), SectionHue::Intro},
        {QStringLiteral("verse"), SectionHue::Verse},
        {QStringLiteral("pre-chorus"), SectionHue::PreChorus},
        {QStringLiteral("chorus"), SectionHue::Chorus},
        {QStringLiteral("bridge"), SectionHue::Bridge},
        {QStringLiteral("build"), SectionHue::Build},
        {QStringLiteral("drop"), SectionHue::Drop},
        {QStringLiteral("breakdown"), SectionHue::Break},
        {QStringLiteral("break"), SectionHue::Break},
        {QStringLiteral("solo"), SectionHue::Solo},
        {QStringLiteral("outro"), SectionHue::Outro},
    };
    const auto found = known.find(label.toLower());
    return found == known.end() ? std::nullopt : std::optional(found->second);
}

SectionColours::SectionColours(const SongMap &map)
{
    constexpr std::array own{SectionHue::Solo, SectionHue::PreChorus, SectionHue::Build};
    std::set<SectionHue> used;
    for (const Section &section : map.sections) {
        if (const auto hue = hueOfLabel(section.label))
            used.insert(*hue);
    }
    std::vector<SectionHue> free;
    std::copy_if(own.begin(), own.end(), std::back_inserter(free), [&](SectionHue hue) { return !used.contains(hue); });
    if (free.empty())
        free.assign(own.begin(), own.end());

    std::map<QString, Entry> labels;
    size_t next = 0;
    for (const Section &section : map.sections) {
        const auto hue = hueOfLabel(section.label);
        const auto [entry, isNew] = labels.try_emplace(section.label.toLower());
        if (isNew && hue)
            entry->second = {*hue, false};
        else if (isNew) {
            entry->second = {free[next % free.size()], next >= free.size()};
            ++next;
        }
        m_entries.push_back(entry->second);
    }
}

SectionHue SectionColours::hue(size_t section) const
{
    return section < m_entries.size() ? m_entries[section].hue : SectionHue::Outro;
}

bool SectionColours::hatched(size_t section) const
{
    return section < m_entries.size() && m_entries[section].hatched;
}

QColor sceneColour(const Theme &theme, int index)
{
    return theme.section[static_cast<size_t>(((index % kSectionHues) + kSectionHues) % kSectionHues)];
}

} // namespace sc::ui
