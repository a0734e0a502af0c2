// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/bench_program.h"

namespace sc::bench {

timeline::Timeline makeProgram(FrameRate rate, double seconds)
{
    timeline::Timeline timeline;
    timeline.project.frameRate = rate;
    timeline::Song song;
    song.map.duration = Ticks::fromSeconds(seconds);
    BeatRegion region;
    region.end = song.map.duration;
    region.bpm = 118;
    song.map.grid.regions = {region};
    timeline.project.song = song;
    for (int colour = 0; colour < 10; ++colour) {
        timeline::Scene scene;
        scene.id = SceneId(QStringLiteral("scene %1").arg(colour));
        scene.name = QStringLiteral("Rain on the avenue");
        scene.order = colour;
        scene.colour = colour;
        timeline.scenes.push_back(scene);
    }
    const std::vector<Beat> beats = song.map.grid.beats();
    const QString prompt =
        QStringLiteral("35 mm anamorphic, wet asphalt, haze, a red coupe from behind, driving down a neon avenue toward a low sun");
    for (size_t i = 0; i < beats.size(); i += 8) {
        timeline::Clip clip;
        clip.id = ClipId(QStringLiteral("clip %1").arg(i));
        clip.scene = timeline.scenes[(i / 32) % timeline.scenes.size()].id;
        clip.name = QStringLiteral("Neon Drive, wide");
        clip.lyrics = i % 16 == 0 ? QStringLiteral("Every red light begging us to stay") : QString();
        clip.imagePrompt = prompt;
        clip.direction.cameraMove = i % 24 == 0 ? QStringLiteral("push in") : i % 24 == 8 ? QStringLiteral("pan left") : QString();
        clip.start = rate.snap(beats[i].time);
        const Ticks end = i + 8 < beats.size() ? beats[i + 8].time : song.map.duration;
        clip.length = rate.snap(end) - clip.start;
        timeline.clips.push_back(clip);
    }
    return timeline;
}

} // namespace sc::bench
