// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/placement.h"

#include "core/timeline/take.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::timeline {

namespace {

// Live clips of one scene, as indices into timeline.clips, since overwriting adds clips.
struct Lane
{
    SceneId scene;
    std::vector<size_t> placed;
    std::vector<size_t> others;
    std::vector<size_t> alternates; // not live: they travel with their live clip
};

std::vector<Lane> lanesOf(const Timeline &timeline, const ClipSet &placed)
{
    std::vector<Lane> lanes;
    for (size_t i = 0; i < timeline.clips.size(); ++i) {
        const Clip &clip = timeline.clips[i];
        if (!clip.isLive || !placed.contains(clip.id))
            continue;
        auto lane = std::ranges::find(lanes, clip.scene, &Lane::scene);
        if (lane == lanes.end())
            lane = lanes.insert(lanes.end(), Lane{clip.scene, {}, {}, {}});
        lane->placed.push_back(i);
    }
    for (Lane &lane : lanes) {
        for (size_t i = 0; i < timeline.clips.size(); ++i) {
            const Clip &clip = timeline.clips[i];
            if (clip.scene != lane.scene || placed.contains(clip.id))
                continue;
            (clip.isLive ? lane.others : lane.alternates).push_back(i);
        }
        const auto byStart = [&](size_t a, size_t b) { return timeline.clips[a].start < timeline.clips[b].start; };
        std::ranges::stable_sort(lane.placed, byStart);
        std::ranges::stable_sort(lane.others, byStart);
    }
    return lanes;
}

Problem overlapProblem(const Timeline &timeline, const Clip &clip, const Clip &other)
{
    const FrameRate rate = timeline.project.frameRate;
    const Ticks overlap = std::min(clip.end(), other.end()) - std::max(clip.start, other.start);
    const Ticks place = nextFreePlaceWithout(timeline, clip.scene, clip.start, clip.length, {clip.id});
    return Problem(ProblemCode::Conflict, QCoreApplication::translate("sc::timeline", "“%1” would overlap “%2” by %3.")
                                              .arg(clip.name, other.name, lengthText(overlap, rate)))
        .withDetail(QCoreApplication::translate("sc::timeline", "The next place that fits is %1.").arg(placeText(place, rate)))
        .withEntity(QStringLiteral("clip"), other.id.text())
        .withAction(QStringLiteral("place"), QCoreApplication::translate("sc::timeline", "Use the next place that fits"))
        .withAction(QStringLiteral("push"), QCoreApplication::translate("sc::timeline", "Push later clips"))
        .withAction(QStringLiteral("trim"), QCoreApplication::translate("sc::timeline", "Trim the other clip"));
}

Problem tooShortProblem(const Timeline &timeline, const Clip &clip, const Clip &other)
{
    return Problem(ProblemCode::Conflict,
                   QCoreApplication::translate("sc::timeline", "“%1” covers “%2” wholly, which cannot be trimmed below one frame.")
                       .arg(clip.name, other.name))
        .withDetail(lengthText(other.length, timeline.project.frameRate))
        .withEntity(QStringLiteral("clip"), other.id.text())
        .withAction(QStringLiteral("overwrite"), QCoreApplication::translate("sc::timeline", "Overwrite it"))
        .withAction(QStringLiteral("push"), QCoreApplication::translate("sc::timeline", "Push later clips"));
}

Result<> refuse(const Timeline &timeline, const Lane &lane)
{
    for (const size_t p : lane.placed) {
        for (const size_t o : lane.others) {
            const Clip &clip = timeline.clips[p];
            const Clip &other = timeline.clips[o];
            if (clip.range().overlaps(other.range()))
                return std::unexpected(overlapProblem(timeline, clip, other));
        }
    }
    return {};
}

void setEnd(Clip &clip, Ticks end)
{
    clip.length = end - clip.start;
}

void setStart(Clip &clip, Ticks start)
{
    const Ticks end = clip.end();
    clip.sourceIn = std::max(Ticks(), clip.sourceIn + sourceShift(clip, start - clip.start));
    clip.start = start;
    setEnd(clip, end);
}

Result<> trim(Timeline &timeline, const Lane &lane)
{
    for (const size_t p : lane.placed) {
        for (const size_t o : lane.others) {
            const Clip &clip = timeline.clips[p];
            Clip &other = timeline.clips[o];
            if (!clip.range().overlaps(other.range()))
                continue;
            SC_TRY(requireUnlocked(timeline, other));
            if (other.start < clip.start)
                setEnd(other, clip.start);
            else if (other.end() > clip.end())
                setStart(other, clip.end());
            else
                return std::unexpected(tooShortProblem(timeline, clip, other));
        }
    }
    return {};
}

Result<> overwrite(Timeline &timeline, Lane lane)
{
    ClipSet gone;
    for (const size_t p : lane.placed) {
        const TickRange range = timeline.clips[p].range();
        for (size_t k = 0; k < lane.others.size(); ++k) {
            Clip &other = timeline.clips[lane.others[k]];
            if (gone.contains(other.id) || !range.overlaps(other.range()))
                continue;
            SC_TRY(requireUnlocked(timeline, other));
            if (other.start < range.start && other.end() > range.end) {
                Clip right = other;
                right.id = ClipId::create();
                right.takesOf = takesForCopyOf(other);
                right.activeVersion = 0;
                makeOriginal(right);
                setStart(right, range.end);
                right.beatIn.reset();
                right.direction.in = {};
                other.direction.out = {};
                setEnd(other, range.start);
                other.beatOut.reset();
                lane.others.push_back(timeline.clips.size());
                timeline.clips.push_back(std::move(right));
            } else if (other.start < range.start) {
                setEnd(other, range.start);
            } else if (other.end() > range.end) {
                setStart(other, range.end);
            } else {
                gone += groupOf(timeline, other);
            }
        }
    }
    for (const Clip &clip : timeline.clips) {
        if (gone.contains(clip.id))
            SC_TRY(requireUnlocked(timeline, clip));
    }
    std::erase_if(timeline.clips, [&](const Clip &clip) { return gone.contains(clip.id); });
    return {};
}

Result<> shiftWithAlternates(Timeline &timeline, const Lane &lane, size_t index, Ticks by)
{
    timeline.clips[index].start += by;
    for (const size_t i : lane.alternates) {
        Clip &alternate = timeline.clips[i];
        if (rootOf(alternate) != rootOf(timeline.clips[index]))
            continue;
        SC_TRY(requireUnlocked(timeline, alternate));
        alternate.start += by;
        SC_TRY(checkStart(alternate.start));
    }
    return {};
}

// A placed clip that begins inside an earlier one goes behind it, with all that is placed.
Result<> goBehindEarlier(Timeline &timeline, const Lane &lane)
{
    for (bool moved = true; moved;) {
        moved = false;
        for (const size_t p : lane.placed) {
            for (const size_t o : lane.others) {
                const Clip &other = timeline.clips[o];
                const Ticks by = other.end() - timeline.clips[p].start;
                if (other.start >= timeline.clips[p].start || by <= Ticks())
                    continue;
                for (const size_t each : lane.placed)
                    SC_TRY(shiftWithAlternates(timeline, lane, each, by));
                moved = true;
            }
        }
    }
    return {};
}

Result<> push(Timeline &timeline, const Lane &lane)
{
    SC_TRY(goBehindEarlier(timeline, lane));
    std::vector<size_t> all = lane.placed;
    all.insert(all.end(), lane.others.begin(), lane.others.end());
    // At one start the placed clip comes first: the other one is pushed.
    std::ranges::stable_sort(all, [&](size_t a, size_t b) { return timeline.clips[a].start < timeline.clips[b].start; });
    std::optional<Ticks> end;
    for (const size_t i : all) {
        const Ticks start = timeline.clips[i].start;
        if (end && start < *end) {
            SC_TRY(requireUnlocked(timeline, timeline.clips[i]));
            SC_TRY(shiftWithAlternates(timeline, lane, i, *end - start));
            SC_TRY(checkStart(*end));
        }
        end = timeline.clips[i].end();
    }
    return {};
}

} // namespace

Result<> makeRoom(Timeline &timeline, const ClipSet &placed, OverlapMode mode)
{
    // Overwriting removes clips and so moves indices: each lane is looked up afresh.
    for (size_t n = 0; n < lanesOf(timeline, placed).size(); ++n) {
        const Lane lane = lanesOf(timeline, placed)[n];
        switch (mode) {
        case OverlapMode::Refuse:
            SC_TRY(refuse(timeline, lane));
            break;
        case OverlapMode::Push:
            SC_TRY(push(timeline, lane));
            break;
        case OverlapMode::Trim:
            SC_TRY(trim(timeline, lane));
            break;
        case OverlapMode::Overwrite:
            SC_TRY(overwrite(timeline, lane));
            break;
        }
    }
    for (const Clip &clip : timeline.clips) {
        if (placed.contains(clip.id))
            SC_TRY(checkStart(clip.start));
    }
    return {};
}

Ticks nextFreePlaceWithout(const Timeline &timeline, const SceneId &scene, Ticks wish, Ticks length, const ClipSet &ignored)
{
    const FrameRate rate = timeline.project.frameRate;
    Ticks place = rate.snap(std::max(wish, Ticks()), Rounding::Nearest);
    for (const Clip *clip : clipsOf(timeline, scene)) {
        if (!clip->isLive || ignored.contains(clip->id) || clip->end() <= place)
            continue;
        if (place + length <= clip->start)
            return place;
        place = clip->end();
    }
    return place;
}

} // namespace sc::timeline
