// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchmark.h"
#include "core/media/video_reader.h"
#include "core/playback/player.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>

#include <algorithm>
#include <cmath>

namespace sc::bench {

namespace {

constexpr int kMovies = 12;
constexpr double kBpm = 128;
constexpr QSize kMonitor(1280, 720); // px, a large monitor panel

// Seconds that the playing benchmark plays; three minutes unless SC_BENCH_PLAY says otherwise.
double playSeconds()
{
    const double asked = qEnvironmentVariable("SC_BENCH_PLAY").toDouble();
    return asked > 0 ? asked : 180;
}

bool makeMovie(const QString &file, int from, double seconds, int gop)
{
    return QProcess::execute(
               QStringLiteral("ffmpeg"),
               QStringLiteral("-v error -y -f lavfi -i testsrc2=size=1920x1080:rate=30:duration=%1 -vf trim=start=%2,setpts=PTS-STARTPTS "
                              "-c:v libx264 -preset veryfast -g %3 -bf 2 -crf 20 -pix_fmt yuv420p")
                       .arg(from + seconds)
                       .arg(from)
                       .arg(gop)
                       .split(u' ') +
                   QStringList{file}) == 0;
}

struct Cut
{
    timeline::Timeline timeline;
    playback::ShotMediaMap media;
};

// A clip on every beat, each a file in turn and another place of it each time.
Cut beatCut(const QStringList &movies, double seconds)
{
    Cut cut;
    const FrameRate rate = *FrameRate::parse(QStringLiteral("30"));
    cut.timeline.project.frameRate = rate;
    cut.timeline.project.width = 1920;
    cut.timeline.project.height = 1080;
    timeline::Scene scene;
    scene.id = SceneId(QStringLiteral("scene"));
    const auto at = [&](int beat) { return rate.snap(Ticks::fromSeconds(beat * 60 / kBpm)); };
    for (int beat = 0; at(beat + 1).toSeconds() <= seconds; ++beat) {
        timeline::Clip clip;
        clip.id = ClipId(QStringLiteral("clip-%1").arg(beat));
        clip.scene = scene.id;
        clip.order = beat;
        clip.start = at(beat);
        clip.length = at(beat + 1) - at(beat);
        clip.sourceIn = rate.timeOf(beat * 7 % 40);
        cut.media.insert(clip.id, {playback::ShotMedia::Kind::Video, movies[beat % movies.size()], {}, {}});
        scene.length = clip.end();
        cut.timeline.clips.push_back(clip);
    }
    cut.timeline.scenes.push_back(scene);
    return cut;
}

double quantile(std::vector<double> values, double part)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[static_cast<size_t>(part * static_cast<double>(values.size() - 1))];
}

Measurement play(const Cut &cut, double seconds)
{
    playback::Player player;
    player.setPreviewSize(kMonitor);
    player.setProgram(cut.timeline, {}, cut.media);
    const FrameRate rate = cut.timeline.project.frameRate;
    QEventLoop loop;
    QTimer::singleShot(3000, &loop, &QEventLoop::quit); // devices, first picture
    loop.exec();

    std::vector<double> late; // ms that a frame is shown after the time that is heard
    qint64 frames = 0;
    QObject::connect(&player, &playback::Player::frameReady, &loop, [&](const QImage &, Ticks time) {
        if (!player.isPlaying())
            return;
        ++frames;
        late.push_back((player.position() - time).toMilliseconds());
    });
    QObject::connect(&player, &playback::Player::playingChanged, &loop, [&](bool playing) {
        if (!playing)
            loop.quit();
    });
    QElapsedTimer watch;
    watch.start();
    player.play();
    QTimer::singleShot(static_cast<int>(seconds * 1000 + 60000), &loop, &QEventLoop::quit);
    loop.exec();
    const double took = static_cast<double>(watch.nsecsElapsed()) * 1e-9;
    const qint64 expected = rate.frameAt(player.length(), Rounding::Ceil);
    Measurement measurement;
    measurement.name =
        QStringLiteral("play %1 s of 1080p30 H.264, a cut every beat at 128 BPM, in 1280x720").arg(player.length().toSeconds(), 0, 'f', 0);
    measurement.seconds = took;
    measurement.reference = QStringLiteral("the clock on the wall");
    measurement.referenceSeconds = player.length().toSeconds();
    measurement.note =
        QStringLiteral("%1 of %2 frames shown, %3 dropped; shown %4 ms after their time in the middle, %5 at 95 %, %6 at most; %7")
            .arg(frames)
            .arg(expected)
            .arg(player.droppedFrames())
            .arg(quantile(late, 0.5), 0, 'f', 1)
            .arg(quantile(late, 0.95), 0, 'f', 1)
            .arg(quantile(late, 1), 0, 'f', 1)
            .arg(player.hasAudioDevice() ? QStringLiteral("by the sound device") : QStringLiteral("by the steady clock"));
    return measurement;
}

// A random exact frame in a file of 20 s with a key frame every 250: ours with the file open, as scrubbing has it, against
// the ffmpeg program finding the same frame.
Measurement seek(const QString &movie)
{
    constexpr int rounds = 60;
    QRandomGenerator random(5);
    Measurement measurement{QStringLiteral("exact frame at random, 1080p30 H.264, GOP 250, p95"),
                            0,
                            QStringLiteral("ffmpeg -ss to the same frame, p95"),
                            0,
                            {}};
    auto reader = media::VideoReader::open(movie, {kMonitor, true});
    if (!reader)
        return measurement;
    std::vector<double> ours;
    std::vector<double> theirs;
    for (int round = 0; round < rounds; ++round) {
        const int frame = random.bounded(600);
        QElapsedTimer watch;
        watch.start();
        (void)(*reader)->frameAt(Ticks::fromRational(frame, 30));
        ours.push_back(static_cast<double>(watch.nsecsElapsed()) * 1e-9);
        if (round % 3 == 0) {
            watch.restart();
            (void)QProcess::execute(QStringLiteral("ffmpeg"), {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-ss"),
                                                               QString::number(frame / 30.0, 'f', 6), QStringLiteral("-i"), movie,
                                                               QStringLiteral("-frames:v"), QStringLiteral("1"), QStringLiteral("-f"),
                                                               QStringLiteral("rawvideo"), QStringLiteral("-y"), QProcess::nullDevice()});
            theirs.push_back(static_cast<double>(watch.nsecsElapsed()) * 1e-9);
        }
    }
    measurement.seconds = quantile(ours, 0.95);
    measurement.referenceSeconds = quantile(theirs, 0.95);
    measurement.note = QStringLiteral("in the middle %1 ms, ffmpeg %2 ms")
                           .arg(quantile(ours, 0.5) * 1000, 0, 'f', 0)
                           .arg(quantile(theirs, 0.5) * 1000, 0, 'f', 0);
    return measurement;
}

std::vector<Measurement> benchPlayback()
{
    const QTemporaryDir folder;
    QStringList movies;
    for (int i = 0; i < kMovies; ++i) {
        movies << folder.filePath(QStringLiteral("%1.mp4").arg(i));
        if (!makeMovie(movies.last(), i, 2, 60))
            return {{QStringLiteral("the ffmpeg program is needed"), 0, {}, 0, {}}};
    }
    const QString longMovie = folder.filePath(QStringLiteral("long.mp4"));
    if (!makeMovie(longMovie, 0, 20, 250))
        return {};
    return {seek(longMovie), play(beatCut(movies, playSeconds()), playSeconds())};
}

} // namespace

SC_BENCHMARK("playback", benchPlayback)

} // namespace sc::bench
