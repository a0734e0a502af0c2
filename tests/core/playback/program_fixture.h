// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtGui/QColor>
#include <QtGui/QImage>

#include <algorithm>

// Small programs for tests of playback and render.
namespace sc::test {

// One scene a section colour given, `shotsPerScene` shots each, every cut on the frame nearest to a beat.
inline timeline::Timeline beatProgram(FrameRate rate, double bpm, double seconds, int beatsPerShot, int shotsPerScene = 4)
{
    timeline::Timeline timeline;
    timeline.project.frameRate = rate;
    timeline.project.width = 160;
    timeline.project.height = 90;
    timeline::Song song;
    song.map.duration = Ticks::fromSeconds(seconds);
    BeatRegion region;
    region.end = song.map.duration;
    region.bpm = bpm;
    song.map.grid.regions = {region};
    timeline.project.song = song;

    std::vector<Ticks> cuts;
    const std::vector<Beat> beats = song.map.grid.beats();
    for (size_t i = 0; i < beats.size(); i += static_cast<size_t>(beatsPerShot))
        cuts.push_back(rate.snap(beats[i].time));
    cuts.push_back(rate.snap(song.map.duration, Rounding::Ceil));
    for (size_t i = 0; i + 1 < cuts.size(); ++i) {
        if (i % static_cast<size_t>(shotsPerScene) == 0) {
            timeline::Scene scene;
            scene.id = SceneId(QStringLiteral("scene-%1").arg(timeline.scenes.size()));
            scene.name = QStringLiteral("Scene %1").arg(timeline.scenes.size() + 1);
            scene.order = static_cast<int>(timeline.scenes.size());
            scene.colour = scene.order;
            scene.start = cuts[i];
            timeline.scenes.push_back(scene);
        }
        timeline::Clip clip;
        clip.id = ClipId(QStringLiteral("clip-%1").arg(i));
        clip.scene = timeline.scenes.back().id;
        clip.name = QStringLiteral("Shot %1").arg(i + 1);
        clip.start = cuts[i];
        clip.length = cuts[i + 1] - cuts[i];
        timeline.clips.push_back(clip);
        timeline.scenes.back().length = clip.end() - timeline.scenes.back().start;
    }
    return timeline;
}

struct MeanColour
{
    double red = 0;
    double green = 0;
    double blue = 0;
};

inline MeanColour meanColour(const QImage &image)
{
    MeanColour sum;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            sum.red += qRed(pixel);
            sum.green += qGreen(pixel);
            sum.blue += qBlue(pixel);
        }
    }
    const double count = std::max(1.0, static_cast<double>(image.width()) * image.height());
    return {sum.red / count, sum.green / count, sum.blue / count};
}

// Largest difference of a channel, 0..255.
inline double distance(const MeanColour &a, const MeanColour &b)
{
    return std::max({std::abs(a.red - b.red), std::abs(a.green - b.green), std::abs(a.blue - b.blue)});
}

} // namespace sc::test
