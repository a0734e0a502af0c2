// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/transition_edits.h"

#include "core/timeline/clip_edits.h"
#include "core/timeline/edit_support.h"
#include "core/timeline/source_time.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::timeline {

namespace {

bool isMix(TransitionKind kind)
{
    return kind == TransitionKind::Dissolve || kind == TransitionKind::Wipe;
}

// The clips at one cut; one of them is missing where the other touches nothing.
struct Cut
{
    const Clip *before = nullptr;
    const Clip *behind = nullptr;
};

Cut cutAt(const Timeline &timeline, const Clip &clip, ClipEdge edge)
{
    const Ticks at = edge == ClipEdge::In ? clip.start : clip.end();
    const Clip *other = nullptr;
    for (const Clip &each : timeline.clips) {
        if (each.isLive && each.scene == clip.scene && each.id != clip.id && (edge == ClipEdge::In ? each.end() : each.start) == at)
            other = &each;
    }
    if (!clip.isLive)
        other = nullptr;
    return edge == ClipEdge::In ? Cut{other, &clip} : Cut{&clip, other};
}

// What each side of the cut gets of a transition.
struct Sides
{
    Ticks out; // of the clip before
    Ticks in;  // of the clip behind
};

Sides divided(const Cut &cut, Ticks length, TransitionPlace place, FrameRate rate)
{
    if (!cut.before || (cut.behind && place == TransitionPlace::AfterCut))
        return {{}, length};
    if (!cut.behind || place == TransitionPlace::BeforeCut)
        return {length, {}};
    const Ticks out = rate.snap(Ticks(length.value() / 2), Rounding::Floor);
    return {out, length - out};
}

// Where two clips meet a transition would otherwise eat the other edge's: each clip keeps room for that one.
Ticks roomIn(const Clip &clip, ClipEdge edge)
{
    return clip.length - (edge == ClipEdge::In ? clip.direction.out.length : clip.direction.in.length);
}

std::optional<Ticks> tailOf(const Clip &clip, const MediaLengthOf &mediaLength)
{
    return handlesOf(clip, mediaLength ? mediaLength(clip) : std::nullopt).tail;
}

std::optional<Ticks> headOf(const Clip &clip, const MediaLengthOf &mediaLength)
{
    return handlesOf(clip, mediaLength ? mediaLength(clip) : std::nullopt).head;
}

// The clip that has too little media for these sides, and how much it has.
struct Shortage
{
    const Clip *clip = nullptr;
    Ticks available;
    Ticks needed;
};

std::optional<Shortage> shortageOf(const Cut &cut, const Sides &sides, const SetTransition &request)
{
    if (!isMix(request.transition.kind) || !cut.before || !cut.behind)
        return std::nullopt;
    if (const auto tail = tailOf(*cut.before, request.mediaLength); tail && *tail < sides.in)
        return Shortage{cut.before, *tail, sides.in};
    if (const auto head = headOf(*cut.behind, request.mediaLength); head && *head < sides.out)
        return Shortage{cut.behind, *head, sides.out};
    return std::nullopt;
}

bool fits(const Cut &cut, const Sides &sides, const SetTransition &request)
{
    if ((cut.before && sides.out > roomIn(*cut.before, ClipEdge::Out)) || (cut.behind && sides.in > roomIn(*cut.behind, ClipEdge::In)))
        return false;
    return request.handles == HandleRule::Hold || !shortageOf(cut, sides, request);
}

// Frames, from the longest down, by halving: what fits at one length fits at every shorter one.
Ticks longestAt(const Cut &cut, const SetTransition &request, FrameRate rate, Ticks wish)
{
    std::int64_t low = 0;
    std::int64_t high = rate.frameAt(std::min(wish, kMaxTransitionLength));
    while (low < high) {
        const std::int64_t middle = (low + high + 1) / 2;
        if (fits(cut, divided(cut, rate.timeOf(middle), request.place, rate), request))
            low = middle;
        else
            high = middle - 1;
    }
    return rate.timeOf(low);
}

Problem tooLittleMedia(const Shortage &shortage, Ticks longest, FrameRate rate)
{
    const Problem problem =
        Problem(ProblemCode::Conflict,
                QCoreApplication::translate("sc::timeline", "“%1” has %2 of picture beyond the cut; the transition needs %3.")
                    .arg(shortage.clip->name, lengthText(rate.snap(shortage.available, Rounding::Floor), rate),
                         lengthText(shortage.needed, rate)))
            .withEntity(QStringLiteral("clip"), shortage.clip->id.text());
    const Problem limited = longest > Ticks()
                                ? problem.withAction(QStringLiteral("limit"),
                                                     QCoreApplication::translate("sc::timeline", "Make it as long as the picture allows"))
                                : problem;
    return limited.withAction(QStringLiteral("hold"), QCoreApplication::translate("sc::timeline", "Hold the last frame"));
}

Problem tooLittleRoom(const Clip &clip, Ticks longest, FrameRate rate)
{
    return Problem(ProblemCode::Conflict,
                   QCoreApplication::translate("sc::timeline", "“%1” is too short for this transition.").arg(clip.name))
        .withDetail(QCoreApplication::translate("sc::timeline", "At most %1 fit.").arg(lengthText(longest, rate)))
        .withEntity(QStringLiteral("clip"), clip.id.text());
}

Result<Ticks> allowedLength(const Cut &cut, const Clip &clip, const SetTransition &request, FrameRate rate)
{
    const Ticks wish = std::max(rate.snap(request.transition.length), rate.frameLength());
    const Ticks longest = longestAt(cut, request, rate, wish);
    if (longest >= std::min(wish, rate.snap(kMaxTransitionLength, Rounding::Floor)))
        return longest;
    const auto shortage = shortageOf(cut, divided(cut, wish, request.place, rate), request);
    if (shortage && request.handles != HandleRule::Hold && (request.handles == HandleRule::Refuse || longest == Ticks()))
        return std::unexpected(tooLittleMedia(*shortage, longest, rate));
    if (longest == Ticks() || (!shortage && request.handles == HandleRule::Refuse))
        return std::unexpected(tooLittleRoom(clip, longest, rate));
    return longest;
}

Transition sideOf(TransitionKind kind, Ticks length)
{
    return length > Ticks() ? Transition{kind, length} : Transition{};
}

} // namespace

Result<Timeline> setTransition(const Timeline &timeline, const SetTransition &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    if (request.transition.length < Ticks() || request.transition.length > kMaxTransitionLength)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The transition's length"),
                                          QCoreApplication::translate("sc::timeline", "0 to 5 seconds")));
    const FrameRate rate = edited.project.frameRate;
    // What is there now gives way first, so that it takes no room from its successor.
    Cut cut = cutAt(edited, *clip, request.edge);
    for (const Clip *side : {cut.before, cut.behind}) {
        if (side)
            SC_TRY(requireUnlocked(edited, *side));
    }
    const auto change = [&](const Clip *side) { return const_cast<Clip *>(side); }; // of `edited`, which is ours
    if (cut.before)
        change(cut.before)->direction.out = {};
    if (cut.behind)
        change(cut.behind)->direction.in = {};
    if (request.transition.kind != TransitionKind::Cut && request.transition.length > Ticks()) {
        SC_TRY_ASSIGN(length, allowedLength(cut, *clip, request, rate));
        const Sides sides = divided(cut, length, request.place, rate);
        if (cut.before)
            change(cut.before)->direction.out = sideOf(request.transition.kind, sides.out);
        if (cut.behind)
            change(cut.behind)->direction.in = sideOf(request.transition.kind, sides.in);
    }
    return settled(timeline, std::move(edited));
}

TransitionAt transitionAt(const Timeline &timeline, const ClipId &id, ClipEdge edge)
{
    TransitionAt found;
    const Clip *clip = findClip(timeline, id);
    if (!clip)
        return found;
    const Cut cut = cutAt(timeline, *clip, edge);
    const Ticks at = edge == ClipEdge::In ? clip->start : clip->end();
    found.before = cut.before ? cut.before->id : ClipId();
    found.behind = cut.behind ? cut.behind->id : ClipId();
    const Transition out = cut.before ? cut.before->direction.out : Transition();
    const Transition in = cut.behind ? cut.behind->direction.in : Transition();
    found.kind = in.kind != TransitionKind::Cut ? in.kind : out.kind;
    found.range = {at - out.length, at + in.length};
    if (in.length == Ticks() && out.length > Ticks())
        found.place = TransitionPlace::BeforeCut;
    else if (out.length == Ticks() && in.length > Ticks())
        found.place = TransitionPlace::AfterCut;
    return found;
}

Ticks longestTransition(const Timeline &timeline, const SetTransition &request)
{
    Timeline cleared = timeline;
    const auto clip = std::ranges::find(cleared.clips, request.clip, &Clip::id);
    if (clip == cleared.clips.end())
        return {};
    const Cut cut = cutAt(cleared, *clip, request.edge);
    for (Clip &each : cleared.clips) {
        if (cut.before == &each)
            each.direction.out = {};
        if (cut.behind == &each)
            each.direction.in = {};
    }
    return longestAt(cut, request, timeline.project.frameRate, kMaxTransitionLength);
}

void fitTransitions(Clip &clip, FrameRate rate)
{
    const auto fit = [&](Transition &transition, Ticks room) {
        transition.length = rate.snap(std::clamp(transition.length, Ticks(), std::min(room, kMaxTransitionLength)), Rounding::Floor);
        if (transition.kind == TransitionKind::Cut || transition.length == Ticks())
            transition = {};
    };
    if (clip.direction.in == Transition() && clip.direction.out == Transition())
        return;
    fit(clip.direction.in, clip.length);
    fit(clip.direction.out, clip.length - clip.direction.in.length);
}

} // namespace sc::timeline
