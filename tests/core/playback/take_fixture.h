// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/compositor.h"
#include "tests/support/media_maker.h"

#include <QtCore/QTemporaryDir>

// Takes for tests of playback and render: movies of numbered frames, and programs that show them.
namespace sc::test {

inline constexpr QSize kNumbered(256, 64);

inline QStringList longGopEncoder()
{
    return QStringLiteral("-c:v libx264 -preset veryfast -pix_fmt yuv420p -g 250 -bf 3 -sc_threshold 0 -crf 12").split(u' ');
}

// Clips of the given lengths (frames), one after another, in one scene.
inline timeline::Timeline clipProgram(FrameRate rate, const std::vector<int> &frames)
{
    timeline::Timeline timeline;
    timeline.project.frameRate = rate;
    timeline.project.width = kNumbered.width();
    timeline.project.height = kNumbered.height();
    timeline::Scene scene;
    scene.id = SceneId(QStringLiteral("scene"));
    std::int64_t at = 0;
    for (const int length : frames) {
        timeline::Clip clip;
        clip.id = ClipId(QStringLiteral("clip-%1").arg(timeline.clips.size()));
        clip.scene = scene.id;
        clip.name = QStringLiteral("Shot %1").arg(timeline.clips.size() + 1);
        clip.order = static_cast<int>(timeline.clips.size());
        clip.start = rate.timeOf(at);
        at += length;
        clip.length = rate.timeOf(at) - clip.start;
        timeline.clips.push_back(clip);
    }
    scene.length = rate.timeOf(at);
    timeline.scenes.push_back(scene);
    return timeline;
}

// The program's takes as they are put together.
struct Takes
{
    playback::ShotMediaMap map;

    void video(const timeline::Clip &clip, const QString &file) { map[clip.id] = {playback::ShotMedia::Kind::Video, file, {}, {}}; }
    void still(const timeline::Clip &clip, const QString &file) { map[clip.id] = {playback::ShotMedia::Kind::Still, file, {}, {}}; }
    [[nodiscard]] playback::ProgramMedia media() const
    {
        return {std::make_shared<const playback::ShotMediaMap>(map), std::make_shared<playback::MediaStore>(), false, false};
    }
};

} // namespace sc::test
