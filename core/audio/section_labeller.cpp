// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/section_labeller.h"

#include <algorithm>

namespace sc::audio {

namespace {

constexpr double kLongestIntro = 0.35; // of the song
constexpr double kBridgeHarmony = 0.7; // under which a passage that stands back leads elsewhere
constexpr double kTonal = 0.3;         // share of the song's pitch that drums alone do not reach

} // namespace

SectionLabeller::SectionLabeller(const std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars)
    : m_spans(spans), m_bars(bars), m_harmony(bars), m_labels(spans.size()), m_confidence(spans.size(), 0.3)
{
    for (const SectionSpan &span : spans) {
        m_roles.push_back(roleOf(span, bars));
        m_counts[span.group] += 1;
    }
}

void SectionLabeller::run()
{
    if (m_spans.size() >= 3) {
        nameIntro();
        nameOutro();
        nameBuildsAndBreakdowns();
        nameChorusAndVerse();
    }
    nameByLetters();
}

void SectionLabeller::set(size_t i, const char *label, double confidence)
{
    m_labels[i] = QLatin1String(label);
    m_confidence[i] = std::clamp(confidence, 0.2, 0.95);
}

void SectionLabeller::nameIntro()
{
    const SectionRole &first = m_roles[0];
    const SectionRole &next = m_roles[1];
    const double quieter = next.loudness - first.loudness;
    const double thinner = next.low - first.low;
    const bool brief = first.bars <= 4.5;
    if (first.bars > kLongestIntro * static_cast<double>(m_bars.size()))
        return;
    const bool opening = isUnique(0) && (count() >= 5 || thinner > 10);
    if ((quieter > 1 || thinner > 6) && (brief || opening))
        set(0, "intro", 0.55 + 0.04 * quieter + (isUnique(0) ? 0.1 : 0) + (brief ? 0.05 : 0));
}

void SectionLabeller::nameOutro()
{
    const size_t last = count() - 1;
    const bool likeIntro = m_labels[0] == u"intro" && m_spans[last].group == m_spans[0].group;
    const double quieter = m_roles[last - 1].loudness - m_roles[last].loudness;
    const bool fades = m_roles[last].fall > 4;
    if ((likeIntro || isUnique(last)) && (fades || (quieter > (likeIntro ? 2 : 4) && m_roles[last].bars <= 8)))
        set(last, "outro", 0.5 + 0.03 * quieter + (likeIntro ? 0.15 : 0) + (fades ? 0.15 : 0));
}

// Between louder parts: what loses its bass stands back, what rises leads on.
void SectionLabeller::nameBuildsAndBreakdowns()
{
    for (size_t i = 1; i + 1 < count(); ++i) {
        if (!isOpen(i))
            continue;
        const SectionRole &role = m_roles[i];
        const SectionRole &before = m_roles[i - 1];
        const SectionRole &after = m_roles[i + 1];
        const double lowJump = after.low - role.low;
        const double jump = after.loudness - role.loudness;
        const double lowLoss = before.low - role.low;
        const double loss = before.loudness - role.loudness;
        if (role.rise > 0.15 && lowJump > 8 && jump > 3 && role.bars <= 16) {
            set(i, "build", 0.5 + 0.4 * role.rise + 0.01 * lowJump);
        } else if ((lowLoss > 8 || loss > 4) && role.bars <= 16 && (jump > 3 || lowJump > 8 || after.rise > 0.15) &&
                   (isUnique(i) || lowLoss > 15)) {
            const bool newChords = role.tonal > kTonal && likeliestHarmony(i) < kBridgeHarmony;
            set(i, newChords ? "bridge" : "breakdown", 0.45 + 0.02 * loss + 0.01 * std::max(0.0, lowLoss));
        }
    }
}

// How much its chords are those of some other section.
double SectionLabeller::likeliestHarmony(size_t i) const
{
    double best = 0;
    for (size_t j = 0; j < count(); ++j) {
        if (j != i && m_spans[j].group != m_spans[i].group)
            best = std::max(best, m_harmony.between(m_spans[i], m_spans[j]));
    }
    return best;
}

double SectionLabeller::likenessTo(size_t i, int group, bool inAnyKey) const
{
    double best = 0;
    for (size_t j = 0; j < count(); ++j) {
        if (j != i && m_spans[j].group == group)
            best = std::max(best, m_harmony.between(m_spans[i], m_spans[j], inAnyKey));
    }
    return best;
}

void SectionLabeller::nameByLetters()
{
    std::map<int, char> letters;
    for (size_t i = 0; i < count(); ++i) {
        if (!isOpen(i))
            continue;
        const auto next = static_cast<char>('a' + std::min<size_t>(25, letters.size()));
        m_labels[i] = QString(QLatin1Char(letters.try_emplace(m_spans[i].group, next).first->second));
    }
}

} // namespace sc::audio
