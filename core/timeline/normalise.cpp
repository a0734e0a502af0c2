// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/normalise.h"

#include "core/timeline/edit_support.h"

#include <QtCore/QHash>

#include <algorithm>

namespace sc::timeline {

namespace {

void deriveSpans(Timeline &timeline)
{
    QHash<SceneId, TickRange> hulls;
    for (const Clip &clip : timeline.clips) {
        if (!clip.isLive)
            continue;
        const auto it = hulls.find(clip.scene);
        if (it == hulls.end())
            hulls.insert(clip.scene, clip.range());
        else
            *it = {std::min(it->start, clip.start), std::max(it->end, clip.end())};
    }
    const FrameRate rate = timeline.project.frameRate;
    for (Scene &scene : timeline.scenes) {
        const auto hull = hulls.constFind(scene.id);
        TickRange span = scene.range();
        if (hull == hulls.constEnd()) {
            if (scene.autoLength)
                span.end = span.start + rate.snap(kEmptySceneLength, Rounding::Ceil);
        } else if (scene.autoLength) {
            span = *hull;
        } else {
            span = {std::min(span.start, hull->start), std::max(span.end, hull->end)};
        }
        scene.start = span.start;
        scene.length = span.length();
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
    std::ranges::sort(timeline.clips, [](const Clip &a, const Clip &b) { return std::tie(a.start, a.id) < std::tie(b.start, b.id); });
    QHash<SceneId, int> next;
    QHash<ClipId, int> ofGroup;
    for (Clip &clip : timeline.clips) {
        if (!clip.isLive)
            continue;
        clip.order = next[clip.scene]++;
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
    deriveSpans(timeline);
    orderScenes(timeline);
    orderClips(timeline);
    std::ranges::sort(timeline.lyrics,
                      [](const LyricLine &a, const LyricLine &b) { return std::tie(a.start, a.id) < std::tie(b.start, b.id); });
    std::ranges::sort(timeline.markers, [](const Marker &a, const Marker &b) { return std::tie(a.time, a.id) < std::tie(b.time, b.id); });
}

} // namespace sc::timeline
