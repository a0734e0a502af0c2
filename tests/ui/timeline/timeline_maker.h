// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

namespace sc::test {

// A song of even beats at `bpm`, 4/4, `bars` bars long, with sections of eight bars.
inline timeline::Song evenSong(double bpm, int bars)
{
    timeline::Song song;
    song.title = QStringLiteral("Even song");
    song.bpm = bpm;
    song.timeSignature = QStringLiteral("4/4");
    BeatRegion region;
    region.bpm = bpm;
    region.end = Ticks::fromSeconds(60.0 / bpm * 4 * bars);
    song.map.duration = region.end;
    song.map.grid.regions = {region};
    const QStringList labels = {QStringLiteral("intro"), QStringLiteral("verse"),  QStringLiteral("chorus"),
                                QStringLiteral("verse"), QStringLiteral("bridge"), QStringLiteral("outro")};
    for (int bar = 0, i = 0; bar < bars; bar += 8, ++i) {
        Section section;
        section.start = Ticks::fromSeconds(60.0 / bpm * 4 * bar);
        section.end = Ticks::fromSeconds(60.0 / bpm * 4 * std::min(bars, bar + 8));
        section.label = labels[i % labels.size()];
        song.map.sections.push_back(section);
    }
    return song;
}

// One scene with `count` touching shots, each `frames` frames long, beginning at frame `firstFrame`.
inline timeline::Timeline shotsInARow(int count, int frames, FrameRate rate = {}, int firstFrame = 0)
{
    timeline::Timeline t;
    t.project.id = ProjectId::create();
    t.project.name = QStringLiteral("Row");
    t.project.frameRate = rate;
    timeline::Scene scene;
    scene.id = SceneId::create();
    scene.name = QStringLiteral("Only scene");
    scene.start = rate.timeOf(firstFrame);
    scene.length = rate.timeOf(std::int64_t(count) * frames);
    t.scenes.push_back(scene);
    for (int i = 0; i < count; ++i) {
        timeline::Clip clip;
        clip.id = ClipId::create();
        clip.scene = scene.id;
        clip.name = QStringLiteral("Shot %1").arg(i + 1);
        clip.start = rate.timeOf(firstFrame + std::int64_t(i) * frames);
        clip.length = rate.timeOf(frames);
        clip.order = i;
        t.clips.push_back(clip);
    }
    return t;
}

} // namespace sc::test
