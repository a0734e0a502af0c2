// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/prompt_variables.h"

#include "core/comfy/generation_params.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace sc::generation {

namespace {

constexpr int kMaxDepth = 20; // of alternatives inside alternatives

// SplitMix64 (Steele, Lea and Flood 2014): neighbouring seeds give unlike numbers.
quint64 mixed(quint64 x)
{
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

// The place behind the brace that closes the one at `open`; -1: none does.
qsizetype closing(QStringView text, qsizetype open)
{
    int depth = 0;
    for (qsizetype i = open; i < text.size(); ++i) {
        if (text[i] == u'{')
            ++depth;
        else if (text[i] == u'}' && --depth == 0)
            return i + 1;
    }
    return -1;
}

// Parts between bars that lie in no inner braces.
std::vector<QStringView> alternativesIn(QStringView inside)
{
    std::vector<QStringView> parts;
    int depth = 0;
    qsizetype from = 0;
    for (qsizetype i = 0; i < inside.size(); ++i) {
        if (inside[i] == u'{')
            ++depth;
        else if (inside[i] == u'}')
            --depth;
        else if (inside[i] == u'|' && depth == 0) {
            parts.push_back(inside.sliced(from, i - from));
            from = i + 1;
        }
    }
    parts.push_back(inside.sliced(from));
    return parts;
}

class Expander
{
public:
    Expander(const PromptVariables &variables, quint64 seed) : m_variables(variables), m_seed(seed) {}

    void expand(QStringView text, int depth)
    {
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype end = text[at] == u'{' && depth < kMaxDepth ? closing(text, at) : -1;
            if (end < 0) {
                m_result.text += text[at++];
                continue;
            }
            expandBraces(text.sliced(at, end - at), depth);
            at = end;
        }
    }

    [[nodiscard]] ExpandedPrompt result() { return std::move(m_result); }

private:
    void expandBraces(QStringView braces, int depth)
    {
        const QStringView inside = braces.sliced(1, braces.size() - 2);
        const std::vector<QStringView> parts = alternativesIn(inside);
        if (parts.size() > 1) {
            const quint64 number = mixed(m_seed ^ mixed(static_cast<quint64>(m_alternatives++)));
            expand(parts[number % parts.size()].trimmed(), depth + 1);
            return;
        }
        const QString name = inside.trimmed().toString().toLower();
        const auto found = m_variables.constFind(name);
        if (found != m_variables.constEnd()) {
            m_result.text += *found;
            return;
        }
        if (!name.isEmpty())
            m_result.unknown.push_back({inside.trimmed().toString(), m_result.text.size()});
        m_result.text += braces;
    }

    const PromptVariables &m_variables;
    quint64 m_seed;
    int m_alternatives = 0;
    ExpandedPrompt m_result;
};

QString energyWord(double energy)
{
    if (energy < 1.0 / 3)
        return QStringLiteral("low");
    return energy < 2.0 / 3 ? QStringLiteral("medium") : QStringLiteral("high");
}

// Lines that are sung while the shot shows.
QString linesUnder(const timeline::Timeline &timeline, const timeline::Clip &clip)
{
    QStringList lines;
    for (size_t i = 0; i < timeline.lyrics.size(); ++i) {
        const Ticks start = timeline.lyrics[i].start + timeline.project.songOffset;
        const Ticks end = timeline::endOfLyric(timeline, i) + timeline.project.songOffset;
        if (start < clip.end() && end > clip.start)
            lines.append(timeline.lyrics[i].text);
    }
    return lines.join(u' ').simplified();
}

} // namespace

const QStringList &promptVariableNames()
{
    static const QStringList names = {QStringLiteral("scene"),  QStringLiteral("clip"),      QStringLiteral("lyrics"),
                                      QStringLiteral("mood"),   QStringLiteral("section"),   QStringLiteral("bpm"),
                                      QStringLiteral("energy"), QStringLiteral("character"), QStringLiteral("location"),
                                      QStringLiteral("time"),   QStringLiteral("look")};
    return names;
}

PromptVariables promptVariables(const timeline::Timeline &timeline, const timeline::Clip &clip, const QStringList &characters)
{
    PromptVariables variables;
    for (const QString &name : promptVariableNames())
        variables.insert(name, {});
    variables[QStringLiteral("clip")] = clip.name;
    variables[QStringLiteral("lyrics")] = clip.lyrics.isEmpty() ? linesUnder(timeline, clip) : clip.lyrics.simplified();
    variables[QStringLiteral("character")] = characters.join(QStringLiteral(" and "));
    variables[QStringLiteral("look")] = timeline.project.look.preamble;
    if (const timeline::Scene *scene = timeline::findScene(timeline, clip.scene)) {
        variables[QStringLiteral("scene")] = scene->name;
        variables[QStringLiteral("mood")] = scene->direction.mood;
        variables[QStringLiteral("location")] = scene->direction.location;
        variables[QStringLiteral("time")] = scene->direction.timeOfDay;
        variables[QStringLiteral("section")] = scene->sectionLabel;
    }
    if (!timeline.project.song)
        return variables;
    const timeline::Song &song = *timeline.project.song;
    const Ticks from = clip.start - timeline.project.songOffset;
    if (song.bpm > 0)
        variables[QStringLiteral("bpm")] = QString::number(qRound(song.bpm));
    for (const Section &section : song.map.sections) {
        if (section.start <= from && from < section.end)
            variables[QStringLiteral("section")] = section.label;
    }
    if (!song.map.energy.values.empty())
        variables[QStringLiteral("energy")] = energyWord(double(song.map.energy.mean({from, from + clip.length})));
    return variables;
}

ExpandedPrompt expandPrompt(const QString &text, const PromptVariables &variables, quint64 seed)
{
    Expander expander(variables, seed);
    expander.expand(text, 0);
    return expander.result();
}

quint64 wordSeedOf(const timeline::Clip &clip)
{
    const QJsonValue seed = clip.generation.params[u"seed"];
    const qint64 number = seed.toInteger(-1);
    return static_cast<quint64>(number >= 0 ? number : comfy::seedFromText(clip.id.text()));
}

} // namespace sc::generation
