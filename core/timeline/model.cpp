// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/model.h"

#include <QtCore/QSet>

#include <algorithm>

namespace sc::timeline {

const Scene *findScene(const Timeline &timeline, const SceneId &id)
{
    const auto it = std::ranges::find(timeline.scenes, id, &Scene::id);
    return it == timeline.scenes.end() ? nullptr : &*it;
}

const Clip *findClip(const Timeline &timeline, const ClipId &id)
{
    const auto it = std::ranges::find(timeline.clips, id, &Clip::id);
    return it == timeline.clips.end() ? nullptr : &*it;
}

std::vector<const Clip *> clipsOf(const Timeline &timeline, const SceneId &scene)
{
    std::vector<const Clip *> found;
    for (const Clip &clip : timeline.clips) {
        if (clip.scene == scene)
            found.push_back(&clip);
    }
    std::ranges::stable_sort(found, {}, &Clip::start);
    return found;
}

std::vector<const Clip *> liveClips(const Timeline &timeline)
{
    QSet<SceneId> liveScenes;
    for (const Scene &scene : timeline.scenes) {
        if (scene.isLive)
            liveScenes.insert(scene.id);
    }
    std::vector<const Clip *> found;
    found.reserve(timeline.clips.size());
    const SceneId *scene = nullptr; // of the clip before: neighbours mostly share it
    bool isLive = false;
    for (const Clip &clip : timeline.clips) {
        if (!scene || clip.scene != *scene) {
            scene = &clip.scene;
            isLive = liveScenes.contains(clip.scene);
        }
        if (clip.isLive && isLive)
            found.push_back(&clip);
    }
    if (!std::ranges::is_sorted(found, {}, &Clip::start))
        std::ranges::stable_sort(found, {}, &Clip::start);
    return found;
}

const Clip *clipAt(const Timeline &timeline, Ticks t)
{
    for (const Clip *clip : liveClips(timeline)) {
        if (clip->range().contains(t))
            return clip;
    }
    return nullptr;
}

Ticks endOf(const Timeline &timeline)
{
    Ticks end;
    for (const Clip *clip : liveClips(timeline))
        end = std::max(end, clip->end());
    return end;
}

Ticks programLength(const Timeline &timeline)
{
    Ticks end = endOf(timeline);
    if (timeline.project.song)
        end = std::max(end, timeline.project.songOffset + timeline.project.song->map.duration);
    return timeline.project.frameRate.snap(end, Rounding::Ceil);
}

Ticks endOfLyric(const std::vector<LyricLine> &lyrics, size_t index, Ticks songEnd)
{
    const LyricLine &line = lyrics[index];
    if (line.end)
        return *line.end;
    for (size_t i = index + 1; i < lyrics.size(); ++i) {
        if (lyrics[i].start > line.start)
            return lyrics[i].start;
    }
    return std::max(songEnd, line.start);
}

Ticks endOfLyric(const Timeline &timeline, size_t index)
{
    return endOfLyric(timeline.lyrics, index, timeline.project.song ? timeline.project.song->map.duration : Ticks());
}

std::vector<Beat> timelineBeats(const Timeline &timeline)
{
    if (!timeline.project.song)
        return {};
    std::vector<Beat> beats = timeline.project.song->map.grid.beats();
    for (Beat &beat : beats)
        beat.time += timeline.project.songOffset;
    return beats;
}

} // namespace sc::timeline
