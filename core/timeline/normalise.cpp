// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/normalise.h"

#include "core/timeline/edit_support.h"
#include "core/timeline/generation_rules.h"
#include "core/timeline/transition_edits.h"

#include <QtCore/QHash>

#include <algorithm>

namespace sc::timeline {

namespace {

void deriveSpans(Timeline &timeline)
{
    QHash<SceneId, TickRange> hulls;
    hulls.reserve(static_cast<qsizetype>(timeline.scenes.size()));
    TickRange *hull = nullptr; // of the clip before: neighbours mostly share their scene
    SceneId scene;
    for (const Clip &clip : timeline.clips) {
        if (!clip.isLive)
            continue;
        if (!hull || clip.scene != scene) {
            scene = clip.scene;
            const auto it = hulls.find(scene);
            hull = it == hulls.end() ? &*hulls.insert(scene, clip.range()) : &*it;
        }
        *hull = {std::min(hull->start, clip.start), std::max(hull->end, clip.end())};
    }
    const FrameRate rate = timeline.project.frameRate;
    for (Scene &each : timeline.scenes) {
        const auto own = hulls.constFind(each.id);
        TickRange span = each.range();
        if (own == hulls.constEnd()) {
            if (each.autoLength)
                span.end = span.start + rate.snap(kEmptySceneLength, Rounding::Ceil);
        } else if (each.autoLength) {
            span = *own;
        } else {
            span = {std::min(span.start, own->start), std::max(span.end, own->end)};
        }
        each.start = span.start;
        each.length = span.length();
    }
}

// Groups go by the start of their live member; equal starts keep the order they had.
void orderScenes(Timeline &timeline)
{
    struct Place
    {
        Ticks start;
        int order = 0;
        bool fromLive = false;
    };
    QHash<SceneId, Place> places;
    for (const Scene &scene : timeline.scenes) {
        const auto it = places.find(rootOf(scene));
        if (it == places.end())
            places.insert(rootOf(scene), {scene.start, scene.order, scene.isLive});
        else if (scene.isLive && !it->fromLive)
            *it = {scene.start, scene.order, true};
    }
    std::ranges::stable_sort(timeline.scenes, [&](const Scene &a, const Scene &b) {
        const SceneId rootA = rootOf(a);
        const SceneId rootB = rootOf(b);
        if (rootA == rootB)
            return a.alternateNumber < b.alternateNumber;
        const Place placeA = places.value(rootA);
        const Place placeB = places.value(rootB);
        return std::tie(placeA.start, placeA.order, rootA) < std::tie(placeB.start, placeB.order, rootB);
    });
    int order = -1;
    SceneId previous;
    for (Scene &scene : timeline.scenes) {
        if (order < 0 || rootOf(scene) != previous)
            ++order;
        previous = rootOf(scene);
        scene.order = order;
    }
}

// Live clips count from 0 within their scene; an alternate has the number of its live one.
void orderClips(Timeline &timeline)
{
    const auto earlier = [](const Clip &a, const Clip &b) { return std::tie(a.start, a.id) < std::tie(b.start, b.id); };
    if (!std::ranges::is_sorted(timeline.clips, earlier))
        std::ranges::sort(timeline.clips, earlier);
    QHash<SceneId, int> counts;
    counts.reserve(static_cast<qsizetype>(timeline.scenes.size()));
    QHash<ClipId, int> ofGroup;
    const bool hasAlternates = !std::ranges::all_of(timeline.clips, &Clip::isLive);
    int *next = nullptr;
    SceneId scene;
    for (Clip &clip : timeline.clips) {
        if (!clip.isLive)
            continue;
        if (!next || clip.scene != scene) {
            scene = clip.scene;
            next = &counts[scene];
        }
        clip.order = (*next)++;
        if (hasAlternates && (clip.alternatesMade > 0 || !clip.parent.isEmpty()))
            ofGroup.insert(rootOf(clip), clip.order);
    }
    for (Clip &clip : timeline.clips) {
        if (!clip.isLive)
            clip.order = ofGroup.value(rootOf(clip), 0);
    }
}

} // namespace

void normalise(Timeline &timeline)
{
    for (Clip &clip : timeline.clips)
        fitTransitions(clip, timeline.project.frameRate);
    dropDanglingContinuations(timeline);
    deriveSpans(timeline);
    orderScenes(timeline);
    orderClips(timeline);
    std::ranges::sort(timeline.lyrics,
                      [](const LyricLine &a, const LyricLine &b) { return std::tie(a.start, a.id) < std::tie(b.start, b.id); });
    std::ranges::sort(timeline.markers, [](const Marker &a, const Marker &b) { return std::tie(a.time, a.id) < std::tie(b.time, b.id); });
}

} // namespace sc::timeline
