// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/bench_program.h"
#include "bench/benchmark.h"
#include "core/playback/compositor.h"
#include "core/render/movie_export.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtGui/QPainter>

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

std::vector<Measurement> benchRender()
{
    return {exportMovie({1280, 720}, 20), exportMovie({1920, 1080}, 10)};
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
SC_BENCHMARK("cards", benchCards)

} // namespace sc::bench
