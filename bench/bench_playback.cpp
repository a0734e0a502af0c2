// SPDX-License-Identifier: GPL-3.0-or-later
// Playing a cut of movies by its song: dropped frames, exact seeks, and how far what is seen lies from what is heard. The
// material flashes white for one frame and clicks on every whole second.
#include "bench/benchmark.h"
#include "bench/null_sink.h"
#include "core/media/video_reader.h"
#include "core/playback/compositor.h"
#include "core/playback/mixer.h"
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
#include <optional>

namespace sc::bench {

namespace {

constexpr int kMovies = 12;
constexpr int kMovieSeconds = 3;
constexpr double kBpm = 128;
constexpr QSize kMonitor(1280, 720); // px, a large monitor panel
constexpr int kSettleMs = 3000;      // devices, first picture

// Seconds that the playing benchmark plays; three minutes unless SC_BENCH_PLAY says otherwise.
double playSeconds()
{
    const double asked = qEnvironmentVariable("SC_BENCH_PLAY").toDouble();
    return asked > 0 ? asked : 180;
}

bool runFfmpeg(const QStringList &arguments)
{
    return QProcess::execute(QStringLiteral("ffmpeg"),
                             QStringList{QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-y")} + arguments) == 0;
}

// FFmpeg's moving test picture from second `from` on, with a white frame on every whole second.
bool makeMovie(const QString &file, int from, int seconds, int gop, QSize size = {1920, 1080})
{
    const QString source =
        QStringLiteral("testsrc2=size=%1x%2:rate=30:duration=%3").arg(size.width()).arg(size.height()).arg(from + seconds);
    const QString filter = QStringLiteral("trim=start=%1,setpts=PTS-STARTPTS,"
                                          "drawbox=x=0:y=0:w=iw:h=ih:color=white:t=fill:enable='eq(mod(round(t*30),30),0)'")
                               .arg(from);
    return runFfmpeg({QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"), source, QStringLiteral("-vf"), filter,
                      QStringLiteral("-c:v"), QStringLiteral("libx264"), QStringLiteral("-preset"), QStringLiteral("veryfast"),
                      QStringLiteral("-g"), QString::number(gop), QStringLiteral("-bf"), QStringLiteral("2"), QStringLiteral("-crf"),
                      QStringLiteral("20"), QStringLiteral("-pix_fmt"), QStringLiteral("yuv420p"), file});
}

// Silence at 44.1 kHz with a click of 5 ms that begins on every whole second.
bool makeClicks(const QString &file, double seconds)
{
    const QString source =
        QStringLiteral("aevalsrc='if(lt(mod(t,1),0.005),0.9*cos(2*PI*1000*mod(t,1)),0)':s=44100:c=stereo:d=%1").arg(seconds);
    return runFfmpeg({QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"), source, file});
}

struct Cut
{
    timeline::Timeline timeline;
    playback::ShotMediaMap media;
    QString song;
};

// A clip on every beat, each a file in turn, from a place of it that flashes on the program's whole seconds.
Cut beatCut(const QStringList &movies, const QString &song, double seconds)
{
    Cut cut;
    cut.song = song;
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
        clip.sourceIn = Ticks(clip.start.value() % Ticks::kPerSecond) + Ticks::seconds(beat % (kMovieSeconds - 1));
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

bool isFlash(const QImage &image)
{
    constexpr int across = 8;
    int white = 0;
    for (int i = 0; i < across * across; ++i) {
        const QPoint at((2 * (i % across) + 1) * image.width() / (2 * across), (2 * (i / across) + 1) * image.height() / (2 * across));
        white += qGray(image.pixel(at)) > 225 ? 1 : 0;
    }
    return white == across * across;
}

// Of each flash the distance to the nearest click: ms, positive when the picture is late.
std::vector<double> offsetsOf(const std::vector<std::int64_t> &flashes, const std::vector<std::int64_t> &clicks)
{
    std::vector<double> offsets;
    for (const std::int64_t flash : flashes) {
        const auto after = std::ranges::lower_bound(clicks, flash);
        std::optional<double> nearest;
        for (const auto it : {after == clicks.begin() ? after : after - 1, after}) {
            if (it == clicks.end())
                continue;
            const double offset = static_cast<double>(flash - *it) * 1e-6;
            if (!nearest || std::abs(offset) < std::abs(*nearest))
                nearest = offset;
        }
        if (nearest && std::abs(*nearest) < 400)
            offsets.push_back(*nearest);
    }
    return offsets;
}

double farthest(const std::vector<double> &offsets)
{
    double most = 0;
    for (const double offset : offsets)
        most = std::max(most, std::abs(offset));
    return most;
}

constexpr double kHalfFrame = 1.0 / 60; // s, at 30 a second

struct Played
{
    qint64 frames = 0;
    qint64 expected = 0;
    qint64 dropped = 0;
    bool hasDevice = false;
    double took = 0;                   // s
    double length = 0;                 // s
    std::vector<double> late;          // ms that a frame is shown after the time that is heard
    std::vector<std::int64_t> flashes; // ns of the steady clock
};

Played playThrough(const Cut &cut, double seconds)
{
    playback::Player player;
    player.setPreviewSize(kMonitor);
    player.setProgram(cut.timeline, cut.song, cut.media);
    QEventLoop loop;
    QTimer::singleShot(kSettleMs, &loop, &QEventLoop::quit);
    loop.exec();

    Played played;
    played.expected = cut.timeline.project.frameRate.frameAt(player.length(), Rounding::Ceil);
    played.length = player.length().toSeconds();
    QObject::connect(&player, &playback::Player::frameReady, &loop, [&](const QImage &image, Ticks time) {
        if (!player.isPlaying())
            return;
        ++played.frames;
        played.late.push_back((player.position() - time).toMilliseconds());
        if (isFlash(image))
            played.flashes.push_back(steadyNow());
    });
    QObject::connect(&player, &playback::Player::playingChanged, &loop, [&](bool playing) {
        if (!playing)
            loop.quit();
    });
    QElapsedTimer watch;
    watch.start();
    player.play();
    QTimer::singleShot(static_cast<int>(seconds * 1000 + 60000), &loop, &QEventLoop::quit); // a machine that cannot keep up
    loop.exec();
    played.took = static_cast<double>(watch.nsecsElapsed()) * 1e-9;
    played.dropped = player.droppedFrames();
    played.hasDevice = player.hasAudioDevice();
    return played;
}

Measurement droppedRow(const Played &played)
{
    return {.name = QStringLiteral("play %1 s of 1080p30 H.264, a cut every beat at 128 BPM, in 1280x720").arg(played.length, 0, 'f', 0),
            .seconds = played.took,
            .reference = QStringLiteral("the clock on the wall"),
            .referenceSeconds = played.length,
            .note =
                QStringLiteral("%1 of %2 frames shown, %3 dropped; shown %4 ms after their time in the middle, %5 at 95 %, %6 at most; %7")
                    .arg(played.frames)
                    .arg(played.expected)
                    .arg(played.dropped)
                    .arg(quantile(played.late, 0.5), 0, 'f', 1)
                    .arg(quantile(played.late, 0.95), 0, 'f', 1)
                    .arg(quantile(played.late, 1), 0, 'f', 1)
                    .arg(played.hasDevice ? QStringLiteral("by the sound device") : QStringLiteral("by the steady clock"))};
}

// On a real sound server: when the monitor was given each flash, and when its click went out.
Measurement liveRow(const Played &played, const std::vector<std::int64_t> &clicks)
{
    const std::vector<double> offsets = offsetsOf(played.flashes, clicks);
    const auto third = static_cast<std::ptrdiff_t>(offsets.size() / 3);
    const std::vector<double> first(offsets.begin(), offsets.begin() + third);
    const std::vector<double> last(offsets.end() - third, offsets.end());
    return {.name = QStringLiteral("picture against sound while that played, PulseAudio null sink, median"),
            .seconds = std::abs(quantile(offsets, 0.5)) * 1e-3,
            .reference = QStringLiteral("half a frame"),
            .referenceSeconds = kHalfFrame,
            .note = QStringLiteral(
                        "%1 flashes, %2 clicks; picture later by %3 ms (5 %), %4 ms (median), %5 ms (95 %); drift from first to last third "
                        "%6 ms; the recording's clock is known to about 10 ms")
                        .arg(offsets.size())
                        .arg(clicks.size())
                        .arg(quantile(offsets, 0.05), 0, 'f', 1)
                        .arg(quantile(offsets, 0.5), 0, 'f', 1)
                        .arg(quantile(offsets, 0.95), 0, 'f', 1)
                        .arg(quantile(last, 0.5) - quantile(first, 0.5), 0, 'f', 1)};
}

// The same program without clocks: the frames as the compositor makes them, the samples as the mixer does, second by second.
std::optional<Measurement> mixedRow(const Cut &cut)
{
    constexpr int rate = 48000;
    const FrameRate frames = cut.timeline.project.frameRate;
    const Ticks length = timeline::programLength(cut.timeline);
    playback::Compositor compositor(
        cut.timeline, {320, 180},
        {std::make_shared<const playback::ShotMediaMap>(cut.media), std::make_shared<playback::MediaStore>(), false, true});
    std::vector<std::int64_t> flashes;
    for (std::int64_t frame = 0; frame < compositor.frameCount(); ++frame) {
        if (isFlash(compositor.frame(frame)))
            flashes.push_back(std::int64_t(frames.timeOf(frame).toSeconds() * 1e9));
    }
    auto song = playback::SongStream::open({cut.song, {}, 0}, rate);
    if (!song)
        return std::nullopt;
    playback::Mixer mixer(rate);
    mixer.setSong(std::move(*song));
    const playback::PlayRoute route = playback::PlayRoute::from({}, {}, rate);
    std::vector<std::int64_t> clicks;
    std::vector<float> block(2 * rate / 100);
    std::int64_t quietUntil = 0;
    for (std::int64_t done = 0; done < length.toSamples(rate); done += std::ssize(block) / 2) {
        if (!mixer.mix(route, done, block))
            return std::nullopt;
        for (std::int64_t i = 0; i < std::ssize(block) / 2; ++i) {
            if (done + i < quietUntil || std::abs(block[static_cast<size_t>(2 * i)]) < 0.4F)
                continue;
            clicks.push_back((done + i) * 1'000'000'000 / rate);
            quietUntil = done + i + rate / 4;
        }
    }
    const std::vector<double> offsets = offsetsOf(flashes, clicks);
    if (offsets.empty())
        return std::nullopt;
    return Measurement{.name = QStringLiteral("picture against sound as they are mixed, %1 s, at most").arg(length.toSeconds(), 0, 'f', 0),
                       .seconds = farthest(offsets) * 1e-3,
                       .reference = QStringLiteral("half a frame"),
                       .referenceSeconds = kHalfFrame,
                       .note = QStringLiteral("%1 flashes, %2 clicks").arg(flashes.size()).arg(clicks.size())};
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
    const double seconds = playSeconds();
    const QTemporaryDir folder;
    QStringList movies;
    for (int i = 0; i < kMovies; ++i) {
        movies << folder.filePath(QStringLiteral("%1.mp4").arg(i));
        if (!makeMovie(movies.last(), i, kMovieSeconds, 60))
            return {{QStringLiteral("the ffmpeg program is needed"), 0, {}, 0, {}}};
    }
    const QString longMovie = folder.filePath(QStringLiteral("long.mp4"));
    const QString clickSong = folder.filePath(QStringLiteral("clicks.wav"));
    if (!makeMovie(longMovie, 0, 20, 250) || !makeClicks(clickSong, seconds))
        return {};
    NullSink sink; // before the first player
    const bool hasSink = sink.start();
    const Cut cut = beatCut(movies, clickSong, seconds);
    std::vector<Measurement> all{seek(longMovie)};
    const bool isRecording = hasSink && sink.record();
    const Played played = playThrough(cut, seconds);
    all.push_back(droppedRow(played));
    if (isRecording) {
        sink.stopRecording();
        all.push_back(liveRow(played, sink.clicks()));
    }
    if (const std::optional<Measurement> mixed = mixedRow(cut))
        all.push_back(*mixed);
    return all;
}

} // namespace

SC_BENCHMARK("playback", benchPlayback)

} // namespace sc::bench
