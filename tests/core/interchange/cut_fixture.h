// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/edit_model.h"
#include "core/timeline/edits.h"
#include "core/timeline/normalise.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>

namespace sc::test {

// Projects with takes, transitions, speeds, alternates, markers and a song, by a seed. The files of takes are small and made once:
// what the takes say of them is what counts until media are conformed.
class CutFixture
{
public:
    QTemporaryDir dir;
    interchange::ExportSource source;

    explicit CutFixture(FrameRate rate = {})
    {
        timeline::Project &project = source.timeline.project;
        project.id = ProjectId::create();
        project.name = QStringLiteral("Neon & Rain");
        project.frameRate = rate;
        project.width = 320;
        project.height = 180;
    }

    [[nodiscard]] timeline::Timeline &timeline() { return source.timeline; }

    void addSong(double seconds = 6, Ticks offset = {})
    {
        source.songFile = dir.filePath(QStringLiteral("song.wav"));
        if (!writeWav(source.songFile, sine(seconds, 8000, 1), 8000, 1))
            qFatal("no song could be written");
        timeline::Song song;
        song.title = QStringLiteral("Träume <1>");
        song.channels = 1;
        song.map.duration = Ticks::fromSeconds(seconds);
        BeatRegion region;
        region.end = song.map.duration;
        song.map.grid.regions = {region};
        timeline().project.song = song;
        timeline().project.songOffset = offset;
    }

    SceneId addScene(Ticks start, const QString &name = QStringLiteral("Scene"))
    {
        timeline::AddScene scene;
        scene.name = name;
        scene.start = start;
        timeline() = timeline::addScene(timeline(), scene).value();
        return scene.id;
    }

    ClipId addClip(const SceneId &scene, std::int64_t start, std::int64_t length, const QString &name = QStringLiteral("Shot"))
    {
        timeline::AddClip clip;
        clip.scene = scene;
        clip.name = name;
        clip.start = timeline().project.frameRate.timeOf(start);
        clip.length = timeline().project.frameRate.timeOf(length);
        timeline() = timeline::addClip(timeline(), clip).value();
        return clip.id;
    }

    timeline::Clip &clip(const ClipId &id)
    {
        for (timeline::Clip &one : timeline().clips) {
            if (one.id == id)
                return one;
        }
        qFatal("no such clip");
    }

    // A movie that says it has `frames` at `rate`; the file is there, its content is not looked at.
    timeline::Take &addMovie(const ClipId &id, std::int64_t frames, FrameRate rate, bool choose = true)
    {
        timeline::Take take;
        take.id = TakeId::create();
        take.clip = id;
        take.kind = timeline::TakeKind::Video;
        take.width = 320;
        take.height = 180;
        take.frames = frames;
        take.rateNumerator = rate.numerator();
        take.rateDenominator = rate.denominator();
        take.length = rate.timeOf(frames);
        take.seed = 9'007'199'254'740'993; // more than a double holds
        take.modelName = QStringLiteral("wan2.2");
        const QString file = dir.filePath(QStringLiteral("movie %1.mp4").arg(++m_files));
        if (!writeFile(file, "movie"))
            qFatal("no file");
        return addTake(id, take, file, choose);
    }

    timeline::Take &addStill(const ClipId &id, bool choose = true, const QString &name = {})
    {
        timeline::Take take;
        take.id = TakeId::create();
        take.clip = id;
        take.width = 64;
        take.height = 36;
        const QString file = dir.filePath(name.isEmpty() ? QStringLiteral("still %1.png").arg(++m_files) : name);
        QImage image(64, 36, QImage::Format_RGB32);
        image.fill(Qt::red);
        if (!image.save(file))
            qFatal("no picture");
        return addTake(id, take, file, choose);
    }

    timeline::Take &addTake(const ClipId &id, const timeline::Take &take, const QString &file, bool choose)
    {
        std::vector<interchange::TakeSource> &takes = source.takes[id];
        takes.push_back({take, file, QStringLiteral("a \"city\" <at> night & rain"), QStringLiteral("blur")});
        if (choose)
            (take.isVideo() ? clip(id).selectedVideo : clip(id).selectedImage) = take.id;
        return takes.back().take;
    }

    [[nodiscard]] QString out(const QString &name) const { return dir.filePath(QStringLiteral("out/") + name); }

    // Anything that the editing functions would allow.
    void fillAtRandom(quint32 seed, int clips = 24)
    {
        QRandomGenerator random(seed);
        const FrameRate rate = timeline().project.frameRate;
        const auto upTo = [&](int n) { return static_cast<std::int64_t>(random.bounded(n)); };
        addSong(20 + static_cast<double>(upTo(10)), Ticks(upTo(3) == 0 ? -upTo(700'000'000) : upTo(700'000'000)));
        std::int64_t frame = upTo(3) == 0 ? upTo(60) : 0;
        SceneId scene = addScene(rate.timeOf(frame), QStringLiteral("Größe, 1"));
        for (int i = 0; i < clips; ++i) {
            if (upTo(8) == 0)
                scene = addScene(rate.timeOf(frame), QStringLiteral("Scene %1").arg(i));
            const std::int64_t length = upTo(6) == 0 ? 1 + upTo(2) : 2 + upTo(90);
            const ClipId id = addClip(scene, frame, length, QStringLiteral("Shot %1 – ü").arg(i));
            decorate(id, random, length);
            frame += length + (upTo(4) == 0 ? 1 + upTo(40) : 0);
        }
        for (int i = 0; i < 6; ++i) {
            timeline::AddMarker marker;
            marker.time = rate.timeOf(upTo(static_cast<int>(frame) + 10));
            marker.name = QStringLiteral("%1|mark").arg(i);
            marker.note = QStringLiteral("two\nlines");
            marker.kind = i % 2 ? timeline::MarkerKind::ToDo : timeline::MarkerKind::Note;
            timeline() = timeline::addMarker(timeline(), marker).value();
        }
        timeline::normalise(timeline());
    }

private:
    void decorate(const ClipId &id, QRandomGenerator &random, std::int64_t length)
    {
        const FrameRate rate = timeline().project.frameRate;
        const std::span<const FrameRate> rates = FrameRate::supported();
        const auto chance = [&](int n) { return random.bounded(n) == 0; };
        if (!chance(4)) {
            const FrameRate own = chance(3) ? rates[static_cast<size_t>(random.bounded(static_cast<int>(rates.size())))] : rate;
            const std::int64_t frames =
                static_cast<std::int64_t>(own.toDouble() / rate.toDouble() * static_cast<double>(length)) + random.bounded(200);
            timeline::Take &take = addMovie(id, frames, own);
            clip(id).sourceIn = own.timeOf(random.bounded(60));
            if (chance(5))
                take.startTimecode = QStringLiteral("01:02:03:04");
            if (chance(6)) {
                clip(id).speedNumerator = 1 + random.bounded(4);
                clip(id).speedDenominator = 1 + random.bounded(4);
            }
            if (chance(4))
                addMovie(id, frames + 300, rate, false);
        } else if (chance(2)) {
            addStill(id);
        }
        const auto transition = [&] {
            const std::array kinds = {timeline::TransitionKind::Dissolve, timeline::TransitionKind::FadeBlack,
                                      timeline::TransitionKind::Wipe};
            return timeline::Transition{kinds[static_cast<size_t>(random.bounded(3))], rate.timeOf(2 + random.bounded(20))};
        };
        if (chance(4))
            clip(id).direction.in = transition();
        if (chance(4))
            clip(id).direction.out = transition();
    }

    int m_files = 0;
};

} // namespace sc::test
