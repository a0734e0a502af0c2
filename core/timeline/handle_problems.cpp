// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/handle_problems.h"

#include "core/timeline/edit_support.h"
#include "core/timeline/source_time.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <algorithm>

namespace sc::timeline {

namespace {

bool isMix(const Transition &transition)
{
    return transition.length > Ticks() && (transition.kind == TransitionKind::Dissolve || transition.kind == TransitionKind::Wipe);
}

// How long the two sides of a cut may be by the media that they look into.
struct Limits
{
    Ticks out; // of the clip before: it shows what comes ahead of the one behind
    Ticks in;  // of the clip behind: it shows what follows the one before
};

Limits limitsOf(const Clip &before, const Clip &behind, const MediaLengthOf &mediaLength, FrameRate rate)
{
    const auto whole = [&](Ticks wanted, const std::optional<Ticks> &handle) {
        return handle ? std::min(wanted, rate.timeOf(rate.frameAt(*handle))) : wanted;
    };
    const Handles head = handlesOf(behind, mediaLength(behind));
    const Handles tail = handlesOf(before, mediaLength(before));
    return {isMix(before.direction.out) ? whole(before.direction.out.length, head.head) : before.direction.out.length,
            isMix(behind.direction.in) ? whole(behind.direction.in.length, tail.tail) : behind.direction.in.length};
}

// A scene and where in it a clip ends.
using End = std::pair<QString, qint64>;

QHash<End, const Clip *> clipsByEnd(const Timeline &timeline)
{
    QHash<End, const Clip *> ends;
    for (const Clip &clip : timeline.clips) {
        if (clip.isLive)
            ends.insert({clip.scene.text(), clip.end().value()}, &clip);
    }
    return ends;
}

} // namespace

std::vector<Finding> handleFindings(const Timeline &timeline, const MediaLengthOf &mediaLength)
{
    const auto hasMix = [](const Clip &clip) { return clip.isLive && (isMix(clip.direction.in) || isMix(clip.direction.out)); };
    if (!mediaLength || std::ranges::none_of(timeline.clips, hasMix))
        return {};
    const QHash<End, const Clip *> ends = clipsByEnd(timeline);
    QHash<SceneId, const Scene *> scenes;
    for (const Scene &scene : timeline.scenes)
        scenes.insert(scene.id, &scene);
    std::vector<Finding> findings;
    for (const Clip &behind : timeline.clips) {
        const Scene *scene = scenes.value(behind.scene);
        const Clip *before = behind.isLive ? ends.value({behind.scene.text(), behind.start.value()}) : nullptr;
        if (!before || !scene || !scene->isLive || !(isMix(behind.direction.in) || isMix(before->direction.out)))
            continue;
        const Limits limits = limitsOf(*before, behind, mediaLength, timeline.project.frameRate);
        const bool isTailOver = limits.in < behind.direction.in.length;
        if (!isTailOver && limits.out >= before->direction.out.length)
            continue;
        findings.push_back({.kind = FindingKind::Handles,
                            .entityKind = QStringLiteral("clip"),
                            .entityId = behind.id.text(),
                            .clip = behind.id,
                            .other = before->id,
                            .name = behind.name,
                            .otherName = before->name,
                            .range = {behind.start - before->direction.out.length, behind.start + behind.direction.in.length},
                            .detail = isTailOver ? before->name : behind.name,
                            .allowed = limits.out + limits.in,
                            .locked = behind.locked || before->locked || scene->locked});
    }
    std::ranges::stable_sort(findings, {}, [](const Finding &finding) { return finding.range.start; });
    return findings;
}

FixedHandles fixHandles(const Timeline &timeline, std::span<const Finding> findings, const MediaLengthOf &mediaLength)
{
    FixedHandles outcome{timeline, 0, {}};
    QHash<ClipId, Clip *> clips;
    for (Clip &clip : outcome.timeline.clips)
        clips.insert(clip.id, &clip);
    const auto shorten = [](Transition &transition, Ticks length) {
        transition = length > Ticks() ? Transition{transition.kind, length} : Transition{};
    };
    for (const Finding &finding : findings) {
        Clip *behind = clips.value(finding.clip);
        Clip *before = clips.value(finding.other);
        if (!behind || !before)
            continue;
        bool isFree = true;
        for (const Clip *side : {before, behind}) {
            if (const Result<> unlocked = requireUnlocked(outcome.timeline, *side); !unlocked && isFree) {
                outcome.left.push_back({finding, unlocked.error().text()});
                isFree = false;
            }
        }
        if (!isFree)
            continue;
        const Limits limits = limitsOf(*before, *behind, mediaLength, timeline.project.frameRate);
        shorten(before->direction.out, limits.out);
        shorten(behind->direction.in, limits.in);
        ++outcome.fixed;
    }
    if (outcome.fixed > 0)
        outcome.timeline = settled(timeline, std::move(outcome.timeline));
    return outcome;
}

} // namespace sc::timeline
