// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/plan_stretches.h"

#include "core/base/text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <algorithm>
#include <array>

namespace sc::planning {

namespace {

constexpr int kBarsPerPart = 8;
constexpr Ticks kShortestStretch = Ticks(Ticks::kPerSecond / 2); // shorter ones join their neighbour
constexpr Ticks kShortestHole = Ticks(Ticks::kPerSecond / 10);   // between locked items: too short for a shot

// Palette of the look: intro verse prechorus chorus bridge build drop break solo outro.
constexpr std::array<const char *, 10> kPalette = {"intro", "verse", "prechorus", "chorus", "bridge",
                                                   "build", "drop",  "break",     "solo",   "outro"};
// Own labels take the least used colours first.
constexpr std::array<int, 10> kOwnColours = {8, 2, 5, 1, 3, 4, 7, 6, 0, 9};

struct Part
{
    Ticks start; // timeline time
    QString label;
    QString title;
    double energy = 0.5;
    std::optional<Ticks> sectionStart;
};

std::optional<int> paletteIndex(const QString &label)
{
    const QString plain = plainLabel(label);
    for (size_t i = 0; i < kPalette.size(); ++i) {
        if (plain == QLatin1String(kPalette[i]) || (i == 7 && plain == QLatin1String("breakdown")))
            return static_cast<int>(i);
    }
    return std::nullopt;
}

class Colours
{
public:
    explicit Colours(const std::vector<Part> &parts)
    {
        QSet<int> used;
        for (const Part &part : parts) {
            if (const auto index = paletteIndex(part.label))
                used.insert(*index);
        }
        for (const int colour : kOwnColours) {
            if (!used.contains(colour))
                m_free.push_back(colour);
        }
        if (m_free.empty())
            m_free.assign(kOwnColours.begin(), kOwnColours.end());
    }
    int of(const QString &label)
    {
        if (const auto index = paletteIndex(label))
            return *index;
        const QString plain = plainLabel(label);
        if (!m_own.contains(plain))
            m_own.insert(plain, m_free[static_cast<size_t>(m_own.size()) % m_free.size()]);
        return m_own.value(plain);
    }

private:
    std::vector<int> m_free;
    QHash<QString, int> m_own;
};

std::vector<Part> partsFromSections(const timeline::Project &project)
{
    std::vector<Part> parts;
    const SongMap &map = project.song->map;
    for (size_t i = 0; i < map.sections.size(); ++i) {
        const Section &section = map.sections[i];
        parts.push_back({section.start + project.songOffset, section.label, sectionTitle(map, i), section.energy, section.start});
    }
    return parts;
}

std::vector<Part> regularParts(const PlanGrid &grid)
{
    std::vector<Part> parts;
    const std::vector<Ticks> bars = grid.downbeats();
    for (size_t i = 0; i < bars.size(); i += kBarsPerPart) {
        const QString title = QCoreApplication::translate("sc::planning", "Part %1").arg(parts.size() + 1);
        parts.push_back({bars[i], QString(), title, 0.5, std::nullopt});
    }
    if (parts.empty())
        parts.push_back({Ticks(), QString(), QCoreApplication::translate("sc::planning", "Part 1"), 0.5, std::nullopt});
    return parts;
}

std::vector<TickRange> freeRanges(Ticks end, std::span<const TickRange> busy)
{
    std::vector<TickRange> sorted(busy.begin(), busy.end());
    std::ranges::sort(sorted, {}, &TickRange::start);
    std::vector<TickRange> free;
    Ticks cursor;
    for (const TickRange &range : sorted) {
        if (range.start - cursor >= kShortestHole)
            free.push_back({cursor, std::min(range.start, end)});
        cursor = std::max(cursor, range.end);
    }
    if (end - cursor >= kShortestHole || (free.empty() && busy.empty()))
        free.push_back({cursor, end});
    std::erase_if(free, [](const TickRange &range) { return range.isEmpty(); });
    return free;
}

// The part that most of the range belongs to: the one at its middle.
size_t partAt(const std::vector<Part> &parts, TickRange range)
{
    const Ticks middle = range.start + Ticks(range.length().value() / 2);
    const auto after = std::ranges::upper_bound(parts, middle, {}, &Part::start);
    return after == parts.begin() ? 0 : static_cast<size_t>(after - parts.begin() - 1);
}

// Edges of the pieces of one free range, its own ones included.
std::vector<Ticks> boundariesIn(TickRange range, const std::vector<Part> &parts, const PlanGrid &grid)
{
    std::vector<Ticks> boundaries{range.start};
    for (const Part &part : parts) {
        const std::optional<Ticks> edge = part.start > range.start ? grid.nearEdge(part.start) : std::nullopt;
        if (edge && *edge - boundaries.back() >= kShortestStretch && range.end - *edge >= kShortestStretch)
            boundaries.push_back(*edge);
    }
    boundaries.push_back(range.end);
    // Where an edge went away, both sides of the next one can belong to one part.
    for (size_t i = 1; i + 1 < boundaries.size();) {
        if (partAt(parts, {boundaries[i - 1], boundaries[i]}) == partAt(parts, {boundaries[i], boundaries[i + 1]}))
            boundaries.erase(boundaries.begin() + static_cast<std::ptrdiff_t>(i));
        else
            ++i;
    }
    return boundaries;
}

} // namespace

QString plainLabel(const QString &label)
{
    QString plain;
    for (const QChar c : label.toLower()) {
        if (c.isLetterOrNumber())
            plain += c;
    }
    return plain;
}

std::vector<Stretch> stretchesOf(const timeline::Project &project, const PlanGrid &grid, Ticks end, std::span<const TickRange> busy)
{
    const std::vector<Part> parts = project.song->map.sections.empty() ? regularParts(grid) : partsFromSections(project);
    Colours colours(parts);
    QHash<size_t, int> pieces;
    std::vector<Stretch> stretches;
    for (const TickRange &range : freeRanges(end, busy)) {
        const std::vector<Ticks> boundaries = boundariesIn(range, parts, grid);
        for (size_t i = 0; i + 1 < boundaries.size(); ++i) {
            const TickRange piece{boundaries[i], boundaries[i + 1]};
            const size_t index = partAt(parts, piece);
            const Part &part = parts[index];
            const int count = ++pieces[index];
            const QString title =
                tidyText(part.title.isEmpty() ? QCoreApplication::translate("sc::planning", "Part %1").arg(index + 1) : part.title, 150);
            stretches.push_back({piece, part.label, count == 1 ? title : QStringLiteral("%1 (%2)").arg(title).arg(count), part.energy,
                                 part.sectionStart,
                                 part.label.isEmpty() ? kOwnColours[index % kOwnColours.size()] : colours.of(part.label)});
        }
    }
    return stretches;
}

} // namespace sc::planning
