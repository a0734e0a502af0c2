// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/edits.h"
#include "core/timeline/normalise.h"
#include "tests/support/result_check.h"

namespace sc::test {

// A project at 24 frames a second with a song of 120 BPM: a beat every 12 frames, a bar every 2 s.
inline timeline::Timeline songTimeline(FrameRate rate = {}, double bpm = 120, double seconds = 60)
{
    timeline::Timeline t;
    t.project.id = ProjectId::create();
    t.project.name = QStringLiteral("Test");
    t.project.frameRate = rate;
    timeline::Song song;
    song.title = QStringLiteral("Song");
    song.map.duration = Ticks::fromSeconds(seconds);
    BeatRegion region;
    region.end = song.map.duration;
    region.bpm = bpm;
    song.map.grid.regions = {region};
    song.map.sections = {{Ticks(), Ticks::seconds(16), QStringLiteral("verse"), 0.4, 0.9, 0},
                         {Ticks::seconds(16), song.map.duration, QStringLiteral("chorus"), 0.8, 0.9, 1}};
    t.project.song = song;
    return t;
}

inline SceneId sceneId(int n)
{
    return SceneId(QStringLiteral("scene-%1").arg(n));
}

inline ClipId clipId(int n)
{
    return ClipId(QStringLiteral("clip-%1").arg(n, 3, 10, QLatin1Char('0')));
}

// Adds scene n at `start` seconds with clips of the given lengths (seconds), one after another. Clip ids count from
// `firstClip`, names are "c<number>".
inline void addSceneWithClips(timeline::Timeline &t, int n, double start, std::initializer_list<double> lengths, int firstClip)
{
    timeline::AddScene scene;
    scene.id = sceneId(n);
    scene.name = QStringLiteral("s%1").arg(n);
    scene.start = Ticks::fromSeconds(start);
    t = timeline::addScene(t, scene).value();
    Ticks at = Ticks::fromSeconds(start);
    for (const double length : lengths) {
        timeline::AddClip clip;
        clip.id = clipId(firstClip);
        clip.scene = scene.id;
        clip.name = QStringLiteral("c%1").arg(firstClip);
        clip.start = at;
        clip.length = Ticks::fromSeconds(length);
        clip.bindToBeats = false;
        t = timeline::addClip(t, clip).value();
        at += *clip.length;
        ++firstClip;
    }
}

inline const timeline::Clip &clip(const timeline::Timeline &t, int n)
{
    const timeline::Clip *found = timeline::findClip(t, clipId(n));
    if (!found)
        qFatal("no clip %d", n);
    return *found;
}

// "0-5 5-10": start and end of each live clip of a scene in seconds.
inline QString layout(const timeline::Timeline &t, int scene)
{
    QStringList parts;
    for (const timeline::Clip *c : timeline::clipsOf(t, sceneId(scene))) {
        if (c->isLive)
            parts += QStringLiteral("%1-%2").arg(c->start.toSeconds()).arg(c->end().toSeconds());
    }
    return parts.join(u' ');
}

inline QString breaches(const timeline::Timeline &t)
{
    QStringList texts;
    for (const timeline::Breach &breach : timeline::validate(t))
        texts += breach.text;
    return texts.join(u'\n');
}

} // namespace sc::test

#define SC_COMPARE_NO_BREACH(timelineValue) QCOMPARE(sc::test::breaches(timelineValue), QString())
