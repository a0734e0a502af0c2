// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/bench_program.h"
#include "bench/benchmark.h"
#include "core/playback/compositor.h"
#include "core/render/movie_export.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QPainter>

#include <algorithm>

namespace sc::bench {

namespace {

// Ours: cards composed and encoded without sound. Reference: FFmpeg's own test picture, its cheapest moving source,
// through the same encoder with the same settings.
Measurement exportMovie(QSize size, double seconds)
{
    const QTemporaryDir folder;
    const timeline::Timeline program = makeProgram(FrameRate(), seconds);
    render::MovieExport options{folder.filePath(QStringLiteral("ours.mp4")), size.width(), size.height()};
    Measurement measurement{QStringLiteral("export %1x%2, %3 s").arg(size.width()).arg(size.height()).arg(seconds),
                            0,
                            QStringLiteral("ffmpeg testsrc to the same movie"),
                            0,
                            {}};
    bool isGood = true;
    measurement.seconds = bestSeconds(2, [&] { isGood = render::exportMovie(program, {}, options).has_value() && isGood; });
    const QString source = QStringLiteral("testsrc=size=%1x%2:rate=24:duration=%3").arg(size.width()).arg(size.height()).arg(seconds);
    const QStringList arguments =
        QStringLiteral("-v error -y -f lavfi -i %1 -c:v libx264 -preset veryfast -crf 18 -pix_fmt yuv420p -movflags +faststart")
            .arg(source)
            .split(u' ')
        << folder.filePath(QStringLiteral("theirs.mp4"));
    measurement.referenceSeconds = bestSecondsOf(2, QStringLiteral("ffmpeg"), arguments);
    measurement.note = isGood ? QStringLiteral("%1 times real time, %2 KB, estimated %3 KB")
                                    .arg(seconds / measurement.seconds, 0, 'f', 1)
                                    .arg(QFileInfo(options.destination).size() / 1024)
                                    .arg(render::estimateBytes(program, options) / 1024)
                              : QStringLiteral("the export failed");
    return measurement;
}

constexpr int kTakes = 6;
constexpr double kTakeSeconds = 2.5; // more than a shot lasts
constexpr int kBeatsAShot = 4;
const FrameRate kTakeRate = *FrameRate::parse(u"30");

// Takes of 1080p30 in H.264 with movement and a little noise all over them, as generators and cameras write.
bool makeTakes(const QDir &folder)
{
    for (int i = 0; i < kTakes; ++i) {
        const QString source =
            QStringLiteral("testsrc2=size=1920x1080:rate=30:duration=%1,hue=h=%2,noise=alls=2:allf=t").arg(kTakeSeconds).arg(i * 30);
        const QStringList arguments =
            QStringLiteral("-v error -y -f lavfi -i %1 -c:v libx264 -preset veryfast -crf 20 -g 60 -pix_fmt yuv420p "
                           "-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv")
                .arg(source)
                .split(u' ')
            << folder.filePath(QStringLiteral("take%1.mp4").arg(i));
        if (QProcess::execute(QStringLiteral("ffmpeg"), arguments) != 0)
            return false;
    }
    return QProcess::execute(QStringLiteral("ffmpeg"),
                             QStringLiteral("-v error -y -f lavfi -i sine=frequency=220:duration=200 -ac 2 -ar 48000").split(u' ')
                                 << folder.filePath(QStringLiteral("song.wav"))) == 0;
}

// A shot every bar of a song at 118 BPM, each another take from its beginning.
struct Cut
{
    timeline::Timeline program;
    playback::ShotMediaMap media;
    QByteArray list; // the same for ffmpeg's concat
};

Cut cutOnBeats(const QDir &folder, double seconds)
{
    Cut cut;
    cut.program = makeProgram(kTakeRate, seconds);
    cut.program.project.width = 1920;
    cut.program.project.height = 1080;
    const std::vector<Beat> beats = cut.program.project.song->map.grid.beats();
    cut.program.clips.clear();
    const Ticks end = kTakeRate.snap(Ticks::fromSeconds(seconds));
    for (size_t i = 0; i < beats.size(); i += kBeatsAShot) {
        timeline::Clip clip;
        clip.id = ClipId(QStringLiteral("clip %1").arg(i));
        clip.scene = cut.program.scenes.front().id;
        clip.start = i == 0 ? Ticks() : kTakeRate.snap(beats[i].time);
        const Ticks until = i + kBeatsAShot < beats.size() ? kTakeRate.snap(beats[i + kBeatsAShot].time) : end;
        clip.length = until - clip.start;
        const QString file = folder.filePath(QStringLiteral("take%1.mp4").arg((i / kBeatsAShot) % kTakes));
        cut.media[clip.id] = {playback::ShotMedia::Kind::Video, file, {}, {}};
        cut.list += "file '" + file.toUtf8() + "'\noutpoint " + QByteArray::number(clip.length.toSeconds(), 'f', 6) + "\n";
        cut.program.clips.push_back(clip);
    }
    return cut;
}

QStringList joinArguments(const QString &list, const QString &song, const QString &movie)
{
    return QStringList{QStringLiteral("-v"),
                       QStringLiteral("error"),
                       QStringLiteral("-y"),
                       QStringLiteral("-f"),
                       QStringLiteral("concat"),
                       QStringLiteral("-safe"),
                       QStringLiteral("0"),
                       QStringLiteral("-i"),
                       list,
                       QStringLiteral("-i"),
                       song} +
           QStringLiteral("-map 0:v -map 1:a -r 30 -c:v libx264 -preset veryfast -crf 18 -g 60 -pix_fmt yuv420p -c:a aac "
                          "-b:a 256k -ar 48000 -shortest -movflags +faststart")
               .split(u' ') +
           QStringList{movie};
}

// Takes decoded, cut, encoded with sound. Reference: one ffmpeg process that joins the same pieces and encodes them with the
// same settings. Both make the same frames; what ours takes more is what editing costs. Every frame costs the same, so the
// ratio does not hang on the length. The two take turns, so that a busy machine holds up both alike.
Measurement carryTakesOut(double seconds, int rounds)
{
    const QTemporaryDir temporary;
    const QDir folder(temporary.path());
    Measurement measurement{QStringLiteral("takes cut on beats, 1920x1080 at 30, %1 s").arg(seconds),
                            0,
                            QStringLiteral("one ffmpeg process, the same pieces and encoder settings"),
                            0,
                            {}};
    if (!makeTakes(folder)) {
        measurement.note = QStringLiteral("ffmpeg made no takes");
        return measurement;
    }
    const Cut cut = cutOnBeats(folder, seconds);
    QFile list(folder.filePath(QStringLiteral("list.txt")));
    if (!list.open(QIODevice::WriteOnly) || list.write(cut.list) != cut.list.size())
        return measurement;
    list.close();
    const QString song = folder.filePath(QStringLiteral("song.wav"));
    render::MovieExport options{folder.filePath(QStringLiteral("ours.mp4"))};
    options.media = cut.media;
    const QString theirs = folder.filePath(QStringLiteral("theirs.mp4"));
    Result<render::MovieResult> made = std::unexpected(Problem());
    for (int round = 0; round < rounds; ++round) {
        const double own = bestSeconds(1, [&] { made = render::exportMovie(cut.program, song, options); });
        const double other = bestSecondsOf(1, QStringLiteral("ffmpeg"), joinArguments(list.fileName(), song, theirs));
        measurement.seconds = round == 0 ? own : std::min(measurement.seconds, own);
        measurement.referenceSeconds = round == 0 ? other : std::min(measurement.referenceSeconds, other);
    }
    measurement.note = made ? QStringLiteral("%1 frames, %2 of them as stored, %3 times real time, %4 MB against %5 MB")
                                  .arg(made->frames)
                                  .arg(made->storedPictures)
                                  .arg(seconds / measurement.seconds, 0, 'f', 1)
                                  .arg(made->bytes / 1'000'000)
                                  .arg(QFileInfo(theirs).size() / 1'000'000)
                            : made.error().text();
    return measurement;
}

// Cards with timecode and names, as the animatic preset has it. Reference: as long as it plays.
Measurement animatic(double seconds)
{
    const QTemporaryDir folder;
    const timeline::Timeline program = makeProgram(FrameRate(), seconds);
    render::MovieExport options{folder.filePath(QStringLiteral("animatic.mp4")), 1280, 720, 23};
    options.burnIn.timecode = true;
    options.burnIn.names = true;
    Measurement measurement{QStringLiteral("animatic 1280x720, %1 s").arg(seconds), 0, QStringLiteral("real time"), seconds, {}};
    bool isGood = true;
    measurement.seconds = bestSeconds(1, [&] { isGood = render::exportMovie(program, {}, options).has_value(); });
    if (!isGood)
        measurement.note = QStringLiteral("the export failed");
    return measurement;
}

// The pieces one by one, for finding what costs.
std::vector<Measurement> benchRenderParts()
{
    return {exportMovie({1280, 720}, 20), exportMovie({1920, 1080}, 10), animatic(20)};
}

std::vector<Measurement> benchRender()
{
    return {carryTakesOut(20, 2), animatic(30)};
}

// A whole song, for those who wait.
std::vector<Measurement> benchRenderSong()
{
    return {carryTakesOut(180, 1)};
}

// A frame within a shot, and one that begins a shot and so paints its card first. Reference: Qt drawing one picture of
// the frame's size smoothly at 110 %, the least that any moving picture costs.
std::vector<Measurement> benchCards()
{
    const QSize size(1280, 720);
    const timeline::Timeline program = makeProgram(FrameRate(), 60);
    playback::Compositor compositor(program, size);
    (void)compositor.frame(0);
    constexpr int frames = 90;
    const double inside = bestSeconds(3,
                                      [&] {
                                          for (int i = 1; i <= frames; ++i)
                                              (void)compositor.frame(i);
                                      }) /
                          frames;
    const std::int64_t perShot = program.project.frameRate.frameAt(program.clips[1].start, Rounding::Nearest);
    constexpr int shots = 12;
    const double first = bestSeconds(2,
                                     [&] {
                                         for (int i = 0; i < shots; ++i)
                                             (void)compositor.frame((i + 1) * perShot + 2);
                                     }) /
                         shots;
    QImage target(size, QImage::Format_RGB32);
    const QImage picture = compositor.frame(10);
    const double reference = bestSeconds(20, [&] {
        QPainter painter(&target);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRectF(-64.3, -36.2, 1408, 792), picture);
    });
    const QString name = QStringLiteral("QPainter draws one 1280x720 picture at 110 %");
    return {{QStringLiteral("card, frame within a shot, 1280x720"), inside, name, reference, {}},
            {QStringLiteral("card, first frame of a shot, 1280x720"), first, name, reference, {}}};
}

} // namespace

SC_BENCHMARK("render", benchRender)
SC_BENCHMARK("render_song", benchRenderSong)
SC_BENCHMARK("render_parts", benchRenderParts)
SC_BENCHMARK("cards", benchCards)

} // namespace sc::bench
