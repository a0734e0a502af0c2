// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/song_map.h"
#include "ui/theme/theme.h"

#include <vector>

namespace sc::ui {

// Which colour each section of a song has. Known labels have theirs; own labels take the next unused of solo,
// pre-chorus and build, then repeat with a hatch. Value; made once per song map.
class SectionColours
{
public:
    SectionColours() = default;
    explicit SectionColours(const SongMap &map);

    [[nodiscard]] SectionHue hue(size_t section) const;
    [[nodiscard]] QColor colour(size_t section, const Theme &theme) const { return theme.sectionColour(hue(section)); }
    [[nodiscard]] bool hatched(size_t section) const;                                // an own label beyond the third
    [[nodiscard]] static std::optional<SectionHue> hueOfLabel(const QString &label); // nothing for own labels

private:
    struct Entry
    {
        SectionHue hue = SectionHue::Solo;
        bool hatched = false;
    };
    std::vector<Entry> m_entries;
};

// Colour of a scene's `colour` index, any number allowed.
[[nodiscard]] QColor sceneColour(const Theme &theme, int index);

} // namespace sc::ui
