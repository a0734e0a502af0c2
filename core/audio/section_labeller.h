// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/section_groups.h"
#include "core/audio/section_roles.h"

#include <QtCore/QString>

#include <map>
#include <vector>

namespace sc::audio {

// Gives every section of a song its name. Names go from the surest to the vaguest; what none fits keeps a letter, equal for
// repeats. Keeps references to spans and bars.
class SectionLabeller
{
public:
    SectionLabeller(const std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars);

    void run();

    [[nodiscard]] const QString &label(size_t i) const { return m_labels[i]; }
    [[nodiscard]] double confidence(size_t i) const { return m_confidence[i]; }
    [[nodiscard]] double energy(size_t i) const { return m_roles[i].energy; }

private:
    struct Group
    {
        double loudness = 0;
        double high = 0;
        double bars = 0;
        int times = 0;
        size_t first = 0;
    };

    [[nodiscard]] size_t count() const { return m_spans.size(); }
    [[nodiscard]] bool isOpen(size_t i) const { return m_labels[i].isEmpty(); }
    [[nodiscard]] bool isUnique(size_t i) const { return m_counts.at(m_spans[i].group) == 1; }
    void set(size_t i, const char *label, double confidence);
    // How much its chords are those of a group.
    [[nodiscard]] double likenessTo(size_t i, int group, bool inAnyKey = false) const;
    [[nodiscard]] double likeliestHarmony(size_t i) const;

    // Where a song begins, ends, stands back and gathers: section_labeller.cpp.
    void nameIntro();
    void nameOutro();
    void nameBuildsAndBreakdowns();
    void nameByLetters();

    // What comes back and what it comes back between: section_refrain.cpp.
    [[nodiscard]] std::map<int, Group> openGroups() const;
    [[nodiscard]] bool leapsFromOneLoop(int group) const;
    [[nodiscard]] bool alwaysLeads(int group) const;
    void nameChorusAndVerse();
    void nameBesides(const Group &chorus, int verse);

    const std::vector<SectionSpan> &m_spans;
    const std::vector<BarFeatures> &m_bars;
    HarmonicLikeness m_harmony;
    std::map<int, int> m_counts;
    std::vector<QString> m_labels;
    std::vector<double> m_confidence;
    std::vector<SectionRole> m_roles;
};

} // namespace sc::audio
