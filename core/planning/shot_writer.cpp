// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/shot_writer.h"

#include "core/planning/energy_scale.h"
#include "core/planning/plan_prompt.h"
#include "core/planning/plan_random.h"
#include "core/planning/plan_stretches.h"
#include "core/timeline/clip_edits.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <algorithm>

namespace sc::planning {

namespace {

using timeline::Clip;
using timeline::Timeline;

// Prompts have streams of random numbers of their own, so that an alternative in a text moves no cut.
constexpr quint64 kPromptStreams = 1'000'000;

QString energyWord(double energy)
{
    if (energy < 0.25)
        return QCoreApplication::translate("sc::planning", "calm");
    if (energy < 0.5)
        return QCoreApplication::translate("sc::planning", "steady");
    return energy < 0.75 ? QCoreApplication::translate("sc::planning", "driving") : QCoreApplication::translate("sc::planning", "fierce");
}

Ticks beatLengthAt(const std::vector<Beat> &beats, Ticks t)
{
    if (beats.size() < 2)
        return Ticks(Ticks::kPerSecond / 2);
    const size_t near = std::min(nearestBeat(beats, t).value_or(0), beats.size() - 2);
    return beats[near + 1].time - beats[near].time;
}

class ShotWriter
{
public:
    ShotWriter(Timeline &timeline, const PlanOptions &options)
        : m_timeline(timeline), m_options(options), m_energy(timeline.project.song->map), m_beats(timelineBeats(timeline))
    {
    }

    void write(std::vector<GivenShot> &given)
    {
        QHash<QString, size_t> turns; // by label: whose turn it is
        QHash<ClipId, size_t> places;
        for (size_t i = 0; i < m_timeline.clips.size(); ++i) {
            places.insert(m_timeline.clips[i].id, i);
            if (m_timeline.clips[i].isLive)
                m_endingAt.insert(m_timeline.clips[i].end(), i);
        }
        for (size_t number = 0; number < given.size(); ++number) {
            GivenShot &shot = given[number];
            const SectionRule rule = ruleFor(m_options.rules, shot.label);
            Clip &clip = m_timeline.clips[places.value(shot.clip)];
            if (!rule.characters.isEmpty()) {
                size_t &turn = turns[plainLabel(shot.label)];
                shot.character = rule.characters[static_cast<qsizetype>(turn++ % static_cast<size_t>(rule.characters.size()))];
            }
            if (!shot.character.isEmpty())
                addNote(clip, QCoreApplication::translate("sc::planning", "Character: %1").arg(shot.character));
            clip.direction.in = transitionInto(clip, rule.transition);
            if (!rule.prompt.isEmpty())
                writePrompt(clip, shot, rule.prompt, number);
        }
    }

private:
    static void addNote(Clip &clip, const QString &line) { clip.notes += (clip.notes.isEmpty() ? QString() : QStringLiteral("\n")) + line; }

    // At most half of the shot and of the one before, so that neither is all transition.
    timeline::Transition transitionInto(const Clip &clip, const RuleTransition &rule) const
    {
        if (rule.kind == timeline::TransitionKind::Cut)
            return {};
        const auto ending = m_endingAt.constFind(clip.start);
        const Clip *before = ending == m_endingAt.constEnd() ? nullptr : &m_timeline.clips[*ending];
        const bool needsTwo = rule.kind == timeline::TransitionKind::Dissolve || rule.kind == timeline::TransitionKind::Wipe;
        if (needsTwo && !before)
            return {};
        const double unit =
            rule.inSeconds ? static_cast<double>(Ticks::kPerSecond) : static_cast<double>(beatLengthAt(m_beats, clip.start).value());
        Ticks length = std::min(Ticks(static_cast<std::int64_t>(unit * rule.length)), timeline::kMaxTransitionLength);
        length = std::min(length, Ticks(clip.length.value() / 2));
        if (before)
            length = std::min(length, Ticks(before->length.value() / 2));
        length = m_timeline.project.frameRate.snap(length, Rounding::Floor);
        return length > Ticks() ? timeline::Transition{rule.kind, length} : timeline::Transition{};
    }

    void writePrompt(Clip &clip, const GivenShot &shot, const QString &promptTemplate, size_t number) const
    {
        const timeline::Project &project = m_timeline.project;
        const timeline::Scene *scene = findScene(m_timeline, clip.scene);
        const TickRange sung{clip.start - project.songOffset, clip.end() - project.songOffset};
        const PromptValues values = {
            {QStringLiteral("scene"), scene ? scene->name : QString()},
            {QStringLiteral("clip"), clip.name},
            {QStringLiteral("lyrics"), clip.lyrics},
            {QStringLiteral("section"), shot.label},
            {QStringLiteral("bpm"), project.song->bpm > 0 ? QString::number(project.song->bpm, 'f', 0) : QString()},
            {QStringLiteral("energy"), energyWord(m_energy.at(sung, 0.5))},
            {QStringLiteral("character"), shot.character},
            {QStringLiteral("camera"), clip.direction.cameraMove},
        };
        QString text = promptTemplate;
        if (!shot.character.isEmpty() && !text.contains(QLatin1String("{character}")))
            text += QStringLiteral(", {character}");
        PlanRandom random(m_options.seed, kPromptStreams + number);
        clip.imagePrompt = fillPrompt(text, values, random).left(timeline::kMaxPromptLength);
        clip.videoPrompt = clip.imagePrompt;
    }

    Timeline &m_timeline;
    const PlanOptions &m_options;
    EnergyScale m_energy;
    std::vector<Beat> m_beats;
    QHash<Ticks, size_t> m_endingAt; // places of live clips by their ends
};

} // namespace

void writeShots(Timeline &timeline, const PlanOptions &options, std::vector<GivenShot> &given)
{
    ShotWriter(timeline, options).write(given);
}

} // namespace sc::planning
