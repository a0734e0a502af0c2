// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/section_finder.h"

#include "core/audio/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace sc::audio {

namespace {

// What a section is like against the rest of its song, 0..1 each.
struct Role
{
    double loud = 0;
    double low = 0;
    double busy = 0;
    double rise = 0; // of onset rate, brightness and loudness from its first to its last third; -1..1
    double energy = 0;
};

double meanOf(const std::vector<BarFeatures> &bars, size_t from, size_t to, float BarFeatures::*field)
{
    double sum = 0;
    for (size_t i = from; i < to; ++i)
        sum += double(bars[i].*field);
    return to > from ? sum / static_cast<double>(to - from) : 0;
}

double placeWithin(const std::vector<BarFeatures> &bars, float BarFeatures::*field, double value)
{
    std::vector<float> all;
    for (const BarFeatures &bar : bars)
        all.push_back(bar.*field);
    const double low = double(percentile(all, 0.05));
    const double high = double(percentile(all, 0.95));
    return high - low < 1e-6 ? 0.5 : ramp(value, low, high);
}

Role roleOf(const SectionSpan &span, const std::vector<BarFeatures> &bars)
{
    Role role;
    role.loud = placeWithin(bars, &BarFeatures::loudness, meanOf(bars, span.firstBar, span.endBar, &BarFeatures::loudness));
    role.low = placeWithin(bars, &BarFeatures::low, meanOf(bars, span.firstBar, span.endBar, &BarFeatures::low));
    role.busy = placeWithin(bars, &BarFeatures::onsets, meanOf(bars, span.firstBar, span.endBar, &BarFeatures::onsets));
    const size_t third = std::max<size_t>(1, (span.endBar - span.firstBar) / 3);
    const auto riseOf = [&](float BarFeatures::*field, double full) {
        return std::clamp(
            (meanOf(bars, span.endBar - third, span.endBar, field) - meanOf(bars, span.firstBar, span.firstBar + third, field)) / full,
            -1.0, 1.0);
    };
    role.rise = (riseOf(&BarFeatures::onsets, 4) + riseOf(&BarFeatures::high, 10) + riseOf(&BarFeatures::loudness, 6)) / 3;
    role.energy = 0.5 * role.loud + 0.25 * role.low + 0.25 * role.busy;
    return role;
}

class Labeller
{
public:
    Labeller(const std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars) : m_spans(spans), m_bars(bars)
    {
        for (const SectionSpan &span : spans) {
            m_roles.push_back(roleOf(span, bars));
            m_counts[span.group] += 1;
            m_groupEnergy[span.group] += m_roles.back().energy;
        }
        for (auto &[group, energy] : m_groupEnergy)
            energy /= m_counts[group];
        m_labels.resize(spans.size());
        m_confidence.assign(spans.size(), 0.4);
    }

    void run()
    {
        labelEdges();
        labelByEnergy();
        labelChorus();
        labelVerse();
        labelRest();
    }

    [[nodiscard]] const QString &label(size_t i) const { return m_labels[i]; }
    [[nodiscard]] double confidence(size_t i) const { return m_confidence[i]; }
    [[nodiscard]] double energy(size_t i) const { return m_roles[i].energy; }

private:
    [[nodiscard]] bool open(size_t i) const { return m_labels[i].isEmpty(); }
    void set(size_t i, const char *label, double confidence)
    {
        m_labels[i] = QLatin1String(label);
        m_confidence[i] = std::clamp(confidence, 0.2, 0.95);
    }
    [[nodiscard]] double barsIn(size_t i) const { return static_cast<double>(m_spans[i].endBar - m_spans[i].firstBar); }

    void labelEdges()
    {
        const size_t count = m_spans.size();
        if (count < 3)
            return;
        if (m_roles[0].energy < m_roles[1].energy && m_spans[0].group != m_spans[1].group)
            set(0, "intro", 0.5 + (m_roles[1].energy - m_roles[0].energy));
        const size_t last = count - 1;
        const bool falling = m_roles[last].rise < -0.15;
        if (falling || (m_roles[last].energy < m_roles[last - 1].energy - 0.15 && m_counts[m_spans[last].group] == 1))
            set(last, "outro", 0.5 + (m_roles[last - 1].energy - m_roles[last].energy) * 0.5 + (falling ? 0.15 : 0));
    }

    // Quiet passages in the middle, and rises that lead into something loud.
    void labelByEnergy()
    {
        for (size_t i = 1; i + 1 < m_spans.size(); ++i) {
            if (!open(i))
                continue;
            const double before = m_roles[i - 1].energy;
            const double after = m_roles[i + 1].energy;
            if (m_roles[i].rise > 0.2 && after > m_roles[i].energy + 0.1 && barsIn(i) <= 16 && m_roles[i].low < m_roles[i + 1].low)
                set(i, "build", 0.45 + m_roles[i].rise * 0.5);
            else if (m_roles[i].energy < 0.45 && before - m_roles[i].energy > 0.3 && after - m_roles[i].energy > 0.15)
                set(i, "breakdown", 0.4 + (before - m_roles[i].energy) * 0.5);
        }
    }

    void labelChorus()
    {
        int best = -1;
        double top = 0;
        for (const auto &[group, energy] : m_groupEnergy) {
            const double score = energy + (m_counts.at(group) > 1 ? 0.15 : 0);
            const bool hasOpen = std::any_of(m_spans.begin(), m_spans.end(), [&, g = group](const SectionSpan &span) {
                return span.group == g && open(static_cast<size_t>(&span - m_spans.data()));
            });
            if (hasOpen && score > top) {
                top = score;
                best = group;
            }
        }
        double others = 0;
        for (const auto &[group, energy] : m_groupEnergy)
            others = group == best ? others : std::max(others, energy);
        if (best < 0 || m_spans.size() < 3)
            return;
        for (size_t i = 0; i < m_spans.size(); ++i) {
            if (open(i) && (m_spans[i].group == best || m_roles[i].energy > m_groupEnergy[best] - 0.03))
                set(i, "chorus", 0.5 + (m_groupEnergy[best] - others) + (m_counts[best] > 1 ? 0.1 : 0));
        }
    }

    void labelVerse()
    {
        int best = -1;
        double top = 0;
        std::map<int, double> length;
        for (size_t i = 0; i < m_spans.size(); ++i) {
            if (open(i))
                length[m_spans[i].group] += barsIn(i) + (i <= 1 ? 2 : 0);
        }
        for (const auto &[group, bars] : length) {
            if (bars > top) {
                top = bars;
                best = group;
            }
        }
        for (size_t i = 0; i < m_spans.size() && m_spans.size() >= 3; ++i) {
            if (open(i) && m_spans[i].group == best)
                set(i, "verse", 0.45 + (m_counts[best] > 1 ? 0.2 : 0));
        }
    }

    void labelRest()
    {
        std::map<int, char> letters;
        for (size_t i = 0; i < m_spans.size(); ++i) {
            if (!open(i))
                continue;
            const bool leadsToChorus = i + 1 < m_spans.size() && m_labels[i + 1] == QLatin1String("chorus");
            const bool afterChorus =
                i > 0 && std::count(m_labels.begin(), m_labels.begin() + static_cast<std::ptrdiff_t>(i), QLatin1String("chorus")) > 0;
            if (m_counts[m_spans[i].group] == 1 && afterChorus && leadsToChorus) {
                set(i, "bridge", 0.45);
                continue;
            }
            const char letter =
                letters.try_emplace(m_spans[i].group, static_cast<char>('A' + std::min<size_t>(25, letters.size()))).first->second;
            m_labels[i] = QString(QLatin1Char(letter));
            m_confidence[i] = 0.3;
        }
    }

    const std::vector<SectionSpan> &m_spans;
    const std::vector<BarFeatures> &m_bars;
    std::map<int, int> m_counts;
    std::map<int, double> m_groupEnergy;
    std::vector<QString> m_labels;
    std::vector<double> m_confidence;
    std::vector<Role> m_roles;
};

} // namespace

std::vector<Section> labelSections(const std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars, Ticks duration)
{
    std::vector<Section> sections;
    if (spans.empty())
        return sections;
    Labeller labeller(spans, bars);
    labeller.run();
    for (size_t i = 0; i < spans.size(); ++i) {
        Section section;
        section.start = i == 0 ? Ticks() : Ticks::fromSeconds(bars[spans[i].firstBar].start);
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
