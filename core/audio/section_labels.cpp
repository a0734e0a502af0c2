// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/section_finder.h"
#include "core/audio/section_groups.h"
#include "core/audio/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace sc::audio {

namespace {

// What a section is like, and what it is like against the rest of its song.
struct Role
{
    double loudness = 0; // LUFS
    double low = 0;      // dB under 160 Hz
    double high = 0;     // dB above 4 kHz
    double energy = 0;   // 0..1 within the song
    double rise = 0;     // onset rate, brightness and loudness of its second half against its first, without its last bar
    double fall = 0;     // LU from its first half to its second, without its last bar
    double tonal = 0;    // of pitch, against the song's mean
    double bars = 0;
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
    role.loudness = meanOf(bars, span.firstBar, span.endBar, &BarFeatures::loudness);
    role.low = meanOf(bars, span.firstBar, span.endBar, &BarFeatures::low);
    role.high = meanOf(bars, span.firstBar, span.endBar, &BarFeatures::high);
    role.bars = static_cast<double>(span.endBar - span.firstBar);
    role.energy = 0.5 * placeWithin(bars, &BarFeatures::loudness, role.loudness) + 0.25 * placeWithin(bars, &BarFeatures::low, role.low) +
                  0.25 * placeWithin(bars, &BarFeatures::onsets, meanOf(bars, span.firstBar, span.endBar, &BarFeatures::onsets));
    const size_t end = span.endBar - (role.bars > 3 ? 1 : 0);
    const size_t middle = span.firstBar + (end - span.firstBar + 1) / 2;
    const auto riseOf = [&](float BarFeatures::*field, double full) {
        return std::clamp((meanOf(bars, middle, end, field) - meanOf(bars, span.firstBar, middle, field)) / full, -1.0, 1.0);
    };
    const double allTonal = meanOf(bars, 0, bars.size(), &BarFeatures::tonal);
    role.tonal = meanOf(bars, span.firstBar, span.endBar, &BarFeatures::tonal) / std::max(1e-9, allTonal);
    if (middle < end) {
        role.fall = meanOf(bars, span.firstBar, middle, &BarFeatures::loudness) - meanOf(bars, middle, end, &BarFeatures::loudness);
        role.rise = (riseOf(&BarFeatures::onsets, 3) + riseOf(&BarFeatures::high, 6) + riseOf(&BarFeatures::loudness, 4)) / 3;
    }
    return role;
}

// Names go from the surest to the vaguest; what none fits keeps a letter, equal for repeats.
class Labeller
{
public:
    Labeller(const std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars)
        : m_spans(spans), m_bars(bars), m_harmony(bars), m_labels(spans.size()), m_confidence(spans.size(), 0.3)
    {
        for (const SectionSpan &span : spans) {
            m_roles.push_back(roleOf(span, bars));
            m_counts[span.group] += 1;
        }
    }

    void run()
    {
        if (m_spans.size() >= 3) {
            nameIntro();
            nameOutro();
            nameBuildsAndBreaks();
            nameChorusAndVerse();
        }
        nameByLetters();
    }

    [[nodiscard]] const QString &label(size_t i) const { return m_labels[i]; }
    [[nodiscard]] double confidence(size_t i) const { return m_confidence[i]; }
    [[nodiscard]] double energy(size_t i) const { return m_roles[i].energy; }

private:
    [[nodiscard]] size_t count() const { return m_spans.size(); }
    [[nodiscard]] bool isOpen(size_t i) const { return m_labels[i].isEmpty(); }
    [[nodiscard]] bool isUnique(size_t i) const { return m_counts.at(m_spans[i].group) == 1; }
    void set(size_t i, const char *label, double confidence)
    {
        m_labels[i] = QLatin1String(label);
        m_confidence[i] = std::clamp(confidence, 0.2, 0.95);
    }

    void nameIntro()
    {
        const Role &first = m_roles[0];
        const Role &next = m_roles[1];
        const double quieter = next.loudness - first.loudness;
        const double thinner = next.low - first.low;
        const bool brief = first.bars <= 4.5;
        if (first.bars > kLongestIntro * static_cast<double>(m_bars.size()))
            return;
        const bool opening = isUnique(0) && (count() >= 5 || thinner > 10);
        if ((quieter > 1 || thinner > 6) && (brief || opening))
            set(0, "intro", 0.55 + 0.04 * quieter + (isUnique(0) ? 0.1 : 0) + (brief ? 0.05 : 0));
    }

    void nameOutro()
    {
        const size_t last = count() - 1;
        const bool likeIntro = m_labels[0] == u"intro" && m_spans[last].group == m_spans[0].group;
        const double quieter = m_roles[last - 1].loudness - m_roles[last].loudness;
        const bool fades = m_roles[last].fall > 4;
        if ((likeIntro || isUnique(last)) && (fades || (quieter > (likeIntro ? 2 : 4) && m_roles[last].bars <= 8)))
            set(last, "outro", 0.5 + 0.03 * quieter + (likeIntro ? 0.15 : 0) + (fades ? 0.15 : 0));
    }

    // Between louder parts: what loses its bass stands back, what rises leads on.
    void nameBuildsAndBreaks()
    {
        for (size_t i = 1; i + 1 < count(); ++i) {
            if (!isOpen(i))
                continue;
            const Role &role = m_roles[i];
            const Role &before = m_roles[i - 1];
            const Role &after = m_roles[i + 1];
            const double lowJump = after.low - role.low;
            const double jump = after.loudness - role.loudness;
            const double lowLoss = before.low - role.low;
            const double loss = before.loudness - role.loudness;
            if (role.rise > 0.15 && lowJump > 8 && jump > 3 && role.bars <= 16) {
                set(i, "build", 0.5 + 0.4 * role.rise + 0.01 * lowJump);
            } else if ((lowLoss > 8 || loss > 4) && role.bars <= 16 && (jump > 3 || lowJump > 8 || after.rise > 0.15) &&
                       (isUnique(i) || lowLoss > 15)) {
                const bool newChords = role.tonal > kTonal && likeliestHarmony(i) < kBridgeHarmony;
                set(i, newChords ? "bridge" : "break", 0.45 + 0.02 * loss + 0.01 * std::max(0.0, lowLoss));
            }
        }
    }

    // How much its chords are those of some other section.
    [[nodiscard]] double likeliestHarmony(size_t i) const
    {
        double best = 0;
        for (size_t j = 0; j < count(); ++j) {
            if (j != i && m_spans[j].group != m_spans[i].group)
                best = std::max(best, m_harmony.between(m_spans[i], m_spans[j]));
        }
        return best;
    }

    struct Group
    {
        double loudness = 0;
        double high = 0;
        double bars = 0;
        int times = 0;
        size_t first = 0;
    };

    [[nodiscard]] std::map<int, Group> openGroups() const
    {
        std::map<int, Group> groups;
        for (size_t i = 0; i < count(); ++i) {
            if (!isOpen(i))
                continue;
            Group &group = groups[m_spans[i].group];
            if (group.times++ == 0)
                group.first = i;
            group.loudness += m_roles[i].loudness * m_roles[i].bars;
            group.high += m_roles[i].high * m_roles[i].bars;
            group.bars += m_roles[i].bars;
        }
        for (auto &[number, group] : groups) {
            group.loudness /= group.bars;
            group.high /= group.bars;
        }
        return groups;
    }

    // The loud thing that comes back is the chorus (in a song that is one loop throughout: the drop); what it comes back
    // between is the verse. Without a clear step between the two, neither is named.
    void nameChorusAndVerse()
    {
        const std::map<int, Group> groups = openGroups();
        if (groups.empty())
            return;
        const auto weight = [](const Group &group) { return group.loudness + 0.5 * group.high + (group.times > 1 ? 1.5 : 0); };
        const auto chorus = std::max_element(groups.begin(), groups.end(),
                                             [&](const auto &a, const auto &b) { return weight(a.second) < weight(b.second); });
        double contrast = 0;
        double bars = 0;
        int verse = -1;
        for (const auto &[number, group] : groups) {
            if (number == chorus->first)
                continue;
            const double share = group.bars + (group.times > 1 ? 6 : 0) + (group.first <= 1 ? 4 : 0);
            if (group.loudness < chorus->second.loudness && share > bars) {
                bars = share;
                verse = number;
                contrast = chorus->second.loudness - group.loudness + 0.5 * (chorus->second.high - group.high);
            }
        }
        // A refrain may come back louder or with more voices than the grouping takes for the same.
        const auto isChorus = [&](size_t i) {
            return m_spans[i].group == chorus->first ||
                   (m_spans[i].group != verse && std::abs(m_roles[i].loudness - chorus->second.loudness) < 1.2 &&
                    std::abs(m_roles[i].high - chorus->second.high) < 3 && likenessTo(i, chorus->first, true) > kNewHarmony);
        };
        const bool isDrop = leapsFromOneLoop(chorus->first);
        double top = -100;
        for (size_t i = 0; i < count(); ++i)
            top = std::max(top, isOpen(i) && isChorus(i) ? m_roles[i].loudness : -100);
        const bool comesBack = chorus->second.times > 1;
        if (!isDrop && (verse < 0 || contrast < (comesBack ? kClearStep : kLoneStep)))
            return;
        const double sure = 0.4 + 0.02 * std::min(contrast, 10.0) + (comesBack ? 0.2 : 0);
        for (size_t i = 0; i < count(); ++i) {
            if (isOpen(i) && isChorus(i) && !(isDrop && m_roles[i].loudness < top - 1.5))
                set(i, isDrop ? "drop" : "chorus", sure);
        }
        for (size_t i = 0; i < count(); ++i) {
            // Before the drop its own loop may play without its weight.
            if (isOpen(i) && (m_spans[i].group == verse || (isDrop && isChorus(i))))
                set(i, "verse", sure - 0.05);
        }
        nameBesides(chorus->second, verse);
    }

    // Its bass comes in with a leap after a build or a break, over the same chords as the rest: dance music's form.
    [[nodiscard]] bool leapsFromOneLoop(int group) const
    {
        bool leaps = false;
        for (size_t i = 1; i < count(); ++i) {
            if (m_spans[i].group != group || !isOpen(i) || (m_labels[i - 1] != u"build" && m_labels[i - 1] != u"break"))
                continue;
            const bool lowLeap = m_roles[i].low - m_roles[i - 1].low > 8;
            const bool sameLoop = m_harmony.between(m_spans[i], m_spans[i - 1]) > kNewHarmony;
            leaps = leaps || (lowLeap && sameLoop);
        }
        return leaps;
    }

    // What remains: a lead-in to every chorus, one loud or strange passage after it, a verse in other clothes.
    void nameBesides(const Group &chorus, int verse)
    {
        for (size_t i = 0; i < count(); ++i) {
            if (!isOpen(i))
                continue;
            const bool leads = i + 1 < count() && m_labels[i + 1] == u"chorus";
            const bool afterChorus = i > chorus.first;
            const double likeVerse = likenessTo(i, verse);
            if (!isUnique(i) && leads && m_roles[i].bars <= 8 && alwaysLeads(m_spans[i].group))
                set(i, "pre-chorus", 0.5);
            else if (isUnique(i) && afterChorus && i + 1 < count())
                set(i, likeVerse > kNewHarmony ? "solo" : "bridge", 0.45);
            else if (likeVerse > kNewHarmony && m_roles[i].loudness < chorus.loudness - 1)
                set(i, "verse", 0.4);
        }
    }

    [[nodiscard]] bool alwaysLeads(int group) const
    {
        for (size_t i = 0; i < count(); ++i) {
            if (m_spans[i].group == group && (i + 1 >= count() || m_labels[i + 1] != u"chorus"))
                return false;
        }
        return true;
    }

    [[nodiscard]] double likenessTo(size_t i, int group, bool inAnyKey = false) const
    {
        double best = 0;
        for (size_t j = 0; j < count(); ++j) {
            if (j != i && m_spans[j].group == group)
                best = std::max(best, m_harmony.between(m_spans[i], m_spans[j], inAnyKey));
        }
        return best;
    }

    void nameByLetters()
    {
        std::map<int, char> letters;
        for (size_t i = 0; i < count(); ++i) {
            if (!isOpen(i))
                continue;
            const auto next = static_cast<char>('a' + std::min<size_t>(25, letters.size()));
            m_labels[i] = QString(QLatin1Char(letters.try_emplace(m_spans[i].group, next).first->second));
        }
    }

    static constexpr double kNewHarmony = 0.55;   // likeness under which chords are others
    static constexpr double kLongestIntro = 0.35; // of the song
    static constexpr double kBridgeHarmony = 0.7; // under which a passage that stands back leads elsewhere
    static constexpr double kTonal = 0.3;         // share of the song's pitch that drums alone do not reach
    static constexpr double kClearStep = 3;       // LU and half the dB of brightness, where the chorus comes back
    static constexpr double kLoneStep = 6;        // where it comes once

    const std::vector<SectionSpan> &m_spans;
    const std::vector<BarFeatures> &m_bars;
    HarmonicLikeness m_harmony;
    std::map<int, int> m_counts;
    std::vector<QString> m_labels;
    std::vector<double> m_confidence;
    std::vector<Role> m_roles;
};

} // namespace

std::vector<Section> labelSections(const std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars, Ticks duration)
{
    constexpr double kSilentIntro = 4; // seconds of nothing that are a section of their own
    std::vector<Section> sections;
    if (spans.empty())
        return sections;
    Labeller labeller(spans, bars);
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
