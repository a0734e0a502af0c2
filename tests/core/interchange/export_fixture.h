// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/fcpxml.h"
#include "core/timeline/edits.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>

namespace sc::test {

// A small project: a 6 s song of 120 BPM in 44.1 kHz mono with a click each second, two scenes, a gap, markers.
struct ExportFixture
{
    QTemporaryDir dir;
    timeline::Timeline timeline;
    QString songFile;

    explicit ExportFixture(FrameRate rate = {})
    {
        songFile = dir.filePath(QStringLiteral("song.wav"));
        std::vector<std::int64_t> clicks;
        for (int second = 0; second < 6; ++second)
            clicks.push_back(second * 44100);
        if (!writeWav(songFile, clickTrack(6 * 44100, 1, clicks), 44100, 1))
            qFatal("no song could be written");
        timeline::Project &project = timeline.project;
        project.id = ProjectId::create();
        project.name = QStringLiteral("Neon & Rain");
        project.frameRate = rate;
        project.width = 320;
        project.height = 180;
        timeline::Song song;
        song.title = QStringLiteral("Träume <1>");
        song.map.duration = Ticks::seconds(6);
        BeatRegion region;
        region.end = song.map.duration;
        song.map.grid.regions = {region};
        project.song = song;
        addScene(QStringLiteral("Intro"), {{0, 2}, {2, 3}});
        addScene(QStringLiteral("Verse, 1"), {{4, 5.5}});
    }

    void addScene(const QString &name, std::initializer_list<std::pair<double, double>> clips)
    {
        timeline::AddScene scene;
        scene.name = name;
        scene.start = Ticks::fromSeconds(clips.begin()->first);
        timeline = timeline::addScene(timeline, scene).value();
        for (const auto &[start, end] : clips) {
            timeline::AddClip clip;
            clip.scene = scene.id;
            clip.name = QStringLiteral("%1 – shot").arg(name);
            clip.imagePrompt = QStringLiteral("a \"city\" <at> night & rain");
            clip.start = Ticks::fromSeconds(start);
            clip.length = Ticks::fromSeconds(end) - *clip.start;
            timeline = timeline::addClip(timeline, clip).value();
        }
    }

    [[nodiscard]] interchange::FcpxmlOptions options() const
    {
        interchange::FcpxmlOptions options;
        options.destination = dir.filePath(QStringLiteral("out/Größe #1.fcpxml"));
        return options;
    }

    // The folder with the type definitions of FCPXML; empty where they are not at hand.
    [[nodiscard]] static QString dtdFolder()
    {
        QString folder = qEnvironmentVariable("SC_DTD_DIR");
        if (folder.isEmpty())
            folder = qEnvironmentVariable("SC_SOURCE_DIR") + QStringLiteral("/../shared/reference/dtd");
        return QFileInfo::exists(folder + QStringLiteral("/FCPXMLv1_10.dtd")) ? folder : QString();
    }
};

} // namespace sc::test
