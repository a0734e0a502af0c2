// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline with 10 000 shots: frames of scrolling and zooming of its surface at 1920x1080, one edit until it is on
// screen, opening a project of 5 000 shots with 50 000 takes and editing it, and the memory that all this takes.
#include "bench/benchmark.h"
#include "bench/thread_clock.h"

#include "core/playback/player.h"
#include "core/playback/project_media.h"
#include "core/project/take_shelf.h"
#include "core/timeline/edits.h"
#include "ui/theme/theme.h"
#include "ui/timeline/problem_watch.h"
#include "ui/timeline/side_panel.h"
#include "ui/timeline/timeline_screen.h"
#include "ui/timeline/timeline_surface.h"
#include "ui/widgets/action_registry.h"

#include <QtCore/QBuffer>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cmath>

namespace sc::bench {

namespace {

constexpr QSize kScreen(1920, 1080);
constexpr double kBpm = 120;
constexpr int kShotsOfAScene = 40;
constexpr int kWaveformRate = 48'000;

timeline::Song longSong(Ticks length)
{
    timeline::Song song;
    song.title = QStringLiteral("Long song");
    song.bpm = kBpm;
    song.timeSignature = QStringLiteral("4/4");
    song.map.duration = length;
    BeatRegion region;
    region.bpm = kBpm;
    region.end = length;
    song.map.grid.regions = {region};
    const QString labels[] = {QStringLiteral("verse"), QStringLiteral("chorus"), QStringLiteral("bridge")};
    for (int i = 0; Ticks::seconds(32 * i) < length; ++i)
        song.map.sections.push_back(
            {Ticks::seconds(32 * i), std::min(length, Ticks::seconds(32 * i + 32)), labels[i % 3], 0.5, 0.8, i % 3});
    return song;
}

audio::WaveformPyramid longWaveform(Ticks length)
{
    audio::WaveformPyramid waveform;
    waveform.sampleRate = kWaveformRate;
    waveform.sampleCount = std::int64_t(length.toSeconds() * kWaveformRate);
    std::vector<audio::WaveformPoint> points(size_t(waveform.sampleCount / audio::WaveformPyramid::kBaseStride));
    for (size_t i = 0; i < points.size(); ++i) {
        const double level = (0.5 + 0.5 * std::sin(double(i) * 0.9)) * (0.5 + 0.5 * std::sin(double(i) * 0.0031));
        points[i] = {std::int8_t(-120 * level), std::int8_t(120 * level),  std::uint8_t(150 * level),
                     std::uint8_t(255 * level), std::uint8_t(200 * level), std::uint8_t(120 * level)};
    }
    while (points.size() >= 2048) {
        waveform.levels.push_back(points);
        std::vector<audio::WaveformPoint> coarser(points.size() / 2);
        for (size_t i = 0; i < coarser.size(); ++i)
            coarser[i] = points[2 * i];
        points = std::move(coarser);
    }
    waveform.levels.push_back(std::move(points));
    return waveform;
}

// A shot on every beat, every twentieth with an alternate; words sung all through; a marker on every 50th beat.
timeline::Timeline longCut(timeline::Timeline t, int shots)
{
    const FrameRate rate = t.project.frameRate;
    const int frames = rate.nominal() / 2;
    for (int i = 0; i < shots; ++i) {
        if (i % kShotsOfAScene == 0) {
            timeline::Scene scene;
            scene.id = SceneId::create();
            scene.name = QStringLiteral("Scene of the long night %1").arg(t.scenes.size() + 1);
            scene.order = int(t.scenes.size());
            scene.start = rate.timeOf(std::int64_t(i) * frames);
            scene.length = rate.timeOf(std::int64_t(std::min(kShotsOfAScene, shots - i)) * frames);
            scene.colour = int(t.scenes.size()) % 8;
            t.scenes.push_back(scene);
        }
        timeline::Clip clip;
        clip.id = ClipId::create();
        clip.scene = t.scenes.back().id;
        clip.name = QStringLiteral("Shot in the rain %1").arg(i + 1);
        clip.start = rate.timeOf(std::int64_t(i) * frames);
        clip.length = rate.timeOf(frames);
        clip.order = i % kShotsOfAScene;
        clip.imagePrompt = QStringLiteral("wet asphalt, neon signs, a red car seen from behind, number %1").arg(i);
        t.clips.push_back(clip);
        if (i % 20 == 0) {
            timeline::Clip other = clip;
            other.id = ClipId::create();
            other.parent = clip.id;
            other.alternateNumber = 1;
            other.isLive = false;
            t.clips.back().alternatesMade = 1;
            t.clips.push_back(other);
        }
        if (i % 10 == 0)
            t.lyrics.push_back(
                {.id = LyricId::create(), .start = clip.start, .text = QStringLiteral("Line %1 of a long song").arg(i / 10)});
        if (i % 50 == 0)
            t.markers.push_back({.id = MarkerId::create(), .time = clip.start, .name = QStringLiteral("Look here %1").arg(i)});
    }
    return t;
}

bool writeSilence(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    const unsigned char header[44] = {'R', 'I', 'F', 'F', 36, 16, 0,   0,  'W', 'A', 'V', 'E', 'f', 'm', 't', ' ', 16,  0,   0, 0,  1, 0,
                                      1,   0,   64,  31,  0,  0,  128, 62, 0,   0,   2,   0,   16,  0,   'd', 'a', 't', 'a', 0, 16, 0, 0};
    return file.write(reinterpret_cast<const char *>(header), 44) == 44 && file.write(QByteArray(4096, '\0')) == 4096;
}

// A bundle with a cut of `shots` shots under a song as long as it.
std::unique_ptr<project::ProjectSession> longProject(const QTemporaryDir &folder, int shots)
{
    const QString silence = folder.filePath(QStringLiteral("silence.wav"));
    auto made = project::ProjectSession::create(folder.filePath(QStringLiteral("cut%1").arg(shots)), {.name = QStringLiteral("Long cut")});
    const Ticks length = Ticks::fromSeconds(shots * 60 / kBpm);
    if (!made || !writeSilence(silence) || !(*made)->setSong(silence, longSong(length), true) ||
        !(*made)->setWaveform(longWaveform(length)) || !(*made)->apply(QStringLiteral("Plan"), longCut((*made)->timeline(), shots)))
        return nullptr;
    return std::move(*made);
}

struct Spread
{
    std::vector<double> times;

    [[nodiscard]] double at(double share)
    {
        std::ranges::sort(times);
        return times[size_t(share * double(times.size() - 1))];
    }
    [[nodiscard]] Measurement measurement(const QString &name, double goal)
    {
        return {.name = name,
                .seconds = at(0.99),
                .reference = QStringLiteral("the goal"),
                .referenceSeconds = goal,
                .note = QStringLiteral("p99 of %1; median %2 ms, worst %3 ms")
                            .arg(times.size())
                            .arg(at(0.5) * 1000, 0, 'f', 2)
                            .arg(at(1) * 1000, 0, 'f', 2)};
    }
};

Measurement frames(const QString &name, double goal, ui::TimelineSurface &surface, int count, const std::function<void(int)> &step)
{
    QImage screen(surface.size(), QImage::Format_ARGB32_Premultiplied);
    Spread spread;
    for (int i = 0; i < count; ++i) {
        const double begun = threadSeconds();
        step(i);
        surface.render(&screen, {}, {}, QWidget::DrawChildren);
        spread.times.push_back(threadSeconds() - begun);
        QCoreApplication::processEvents(); // finished pictures and tiles come in between frames, as they do in a window
    }
    return spread.measurement(name, goal);
}

double residentMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

void paintFrames(std::vector<Measurement> &all, project::ProjectSession *session)
{
    ui::TimelineEditor editor;
    ui::TimelineSurface surface(&editor);
    surface.resize(kScreen);
    editor.setSession(session);
    const auto scroll = [&](int) { surface.scrollBy(37); };
    surface.setPixelsPerSecond(60, 0);
    all.push_back(frames(QStringLiteral("scroll into what was not seen yet, 30 s in view"), 0.008, surface, 400, scroll));
    surface.scrollBy(-37 * 400);
    all.push_back(frames(QStringLiteral("scroll by cache, 30 s in view"), 0.004, surface, 400, scroll));
    surface.fitAll();
    surface.setPixelsPerSecond(2, 0);
    all.push_back(
        frames(QStringLiteral("scroll, 15 minutes and 1 800 shots in view"), 0.008, surface, 200, [&](int) { surface.scrollBy(11); }));
    surface.fitAll();
    all.push_back(frames(QStringLiteral("all 10 000 in view, playhead moves"), 0.008, surface, 200,
                         [&](int i) { editor.notePlayhead(Ticks::seconds(20 * i)); }));
    all.push_back(frames(QStringLiteral("zoom in and out, whole song to single frames"), 0.008, surface, 480, [&](int i) {
        const bool in = (i / 60) % 2 == 0;
        surface.zoomAt(700 + i % 300, in ? 1.189207115 : 1 / 1.189207115);
    }));
}

void editFrames(std::vector<Measurement> &all, project::ProjectSession *session)
{
    playback::Player player;
    ui::ActionRegistry actions;
    ui::AppContext context({nullptr, &player, &actions});
    ui::TimelineScreen screen(context);
    screen.resize(kScreen);
    context.setSession(session);
    screen.show();
    screen.surface()->setPixelsPerSecond(60, 0);
    QImage picture(kScreen, QImage::Format_ARGB32_Premultiplied);
    screen.render(&picture);
    Spread edit;
    Spread paint;
    Spread all2;
    for (int i = 0; i < 60; ++i) {
        const timeline::Clip clip = session->timeline().clips[size_t(50 + i)];
        const double begun = threadSeconds();
        const bool stored = screen.editor()->commit(
            QStringLiteral("Rename"), timeline::editClip(session->timeline(), {.clip = clip.id, .name = QStringLiteral("New %1").arg(i)}));
        const double edited = threadSeconds();
        screen.surface()->render(&picture, {}, {}, QWidget::DrawChildren);
        if (!stored)
            return;
        edit.times.push_back(edited - begun);
        paint.times.push_back(threadSeconds() - edited);
        all2.times.push_back(threadSeconds() - begun);
        QCoreApplication::processEvents();
    }
    Measurement whole = all2.measurement(QStringLiteral("one edit of 10 000 shots, from the hand to the screen"), 0.016);
    whole.note += QStringLiteral("; median: edit, store and tell %1 ms, paint %2 ms")
                      .arg(edit.at(0.5) * 1000, 0, 'f', 2)
                      .arg(paint.at(0.5) * 1000, 0, 'f', 2);
    all.push_back(whole);

    ui::TimelineSurface &surface = *screen.surface();
    const timeline::Clip grabbed = session->timeline().clips[60];
    ui::ClipDrag drag(session->timeline(), ui::ClipDrag::Kind::Move, grabbed.id, {grabbed.id}, grabbed.start,
                      {.overlap = timeline::OverlapMode::Push}, std::nullopt);
    Spread moves;
    for (int i = 1; i <= 60; ++i) {
        const double begun = threadSeconds();
        drag.moveTo(grabbed.start + Ticks::fromSeconds(0.05 * i), surface.view().span(9), false);
        moves.times.push_back(threadSeconds() - begun);
    }
    all.push_back(moves.measurement(QStringLiteral("one move of a dragged shot that pushes 10 000"), 0.016));
}

// Ten takes for each shot, the first of them chosen; all of a shot are one small file.
bool addTakes(project::ProjectSession &session, int takesOfAShot)
{
    QImage picture(96, 54, QImage::Format_RGB32);
    picture.fill(QColor(40, 60, 90));
    QByteArray png;
    QBuffer buffer(&png);
    if (!buffer.open(QIODevice::WriteOnly) || !picture.save(&buffer, "PNG"))
        return false;
    std::vector<project::NewTake> takes;
    for (const timeline::Clip &clip : session.timeline().clips) {
        const QString path = QStringLiteral("media/%1.png").arg(clip.id.text());
        QFile file(session.bundle() + u'/' + path);
        if (!file.open(QIODevice::WriteOnly) || file.write(png) != png.size())
            return false;
        for (int i = 0; i < takesOfAShot; ++i) {
            project::NewTake made;
            made.take.clip = clip.id;
            made.take.media = {path, png.size(), QStringLiteral("%1%2").arg(clip.id.text()).arg(i)};
            made.take.width = picture.width();
            made.take.height = picture.height();
            made.take.provider = timeline::TakeProvider::ComfyUi;
            made.take.modelName = QStringLiteral("night_drive_v2.safetensors");
            made.recipe.prompt = clip.imagePrompt;
            made.recipe.promptParts = {{QStringLiteral("clip"), clip.imagePrompt}};
            takes.push_back(std::move(made));
        }
    }
    return session.takes().add(QStringLiteral("Takes"), std::move(takes)).has_value();
}

// Edits of a project with many takes while a player follows them, and the problems that are looked for after each.
void editsWithTakes(std::vector<Measurement> &all, project::ProjectSession *session, ui::TimelineScreen &screen, playback::Player &player)
{
    playback::ProjectMedia media;
    media.read(*session);
    double fed = 0;
    const QMetaObject::Connection feed =
        QObject::connect(session, &project::ProjectSession::changed, &player, [&](const project::ChangeSet &change) {
            const double begun = threadSeconds();
            media.update(*session, change);
            player.setProgram(session->timeline(), {}, media.media());
            fed = threadSeconds() - begun;
        });
    screen.show();
    screen.surface()->setPixelsPerSecond(60, 0);
    QImage picture(kScreen, QImage::Format_ARGB32_Premultiplied);
    screen.render(&picture);
    Spread edits;
    Spread feeds;
    Spread problems;
    for (int i = 0; i < 60; ++i) {
        const timeline::Clip &clip = session->timeline().clips[size_t(50 + i)];
        double begun = threadSeconds();
        const bool stored = screen.editor()->commit(
            QStringLiteral("Rename"), timeline::editClip(session->timeline(), {.clip = clip.id, .name = QStringLiteral("New %1").arg(i)}));
        screen.surface()->render(&picture, {}, {}, QWidget::DrawChildren);
        if (!stored)
            break;
        edits.times.push_back(threadSeconds() - begun);
        feeds.times.push_back(fed);
        begun = threadSeconds();
        screen.side()->watch()->lookNow(); // fills the panel too, which shows
        problems.times.push_back(threadSeconds() - begun);
        QCoreApplication::processEvents();
    }
    QObject::disconnect(feed);
    if (problems.times.empty())
        return;
    all.push_back(edits.measurement(QStringLiteral("one edit with 50 000 takes and a player that follows, to the screen"), 0.016));
    all.back().note += QStringLiteral("; of that telling the player: median %1 ms").arg(feeds.at(0.5) * 1000, 0, 'f', 2);
    all.push_back(problems.measurement(QStringLiteral("problems of 5 000 shots found and listed after an edit"), 0.016));
}

void openProjects(std::vector<Measurement> &all)
{
    constexpr int shots = 5000;
    constexpr int takesOfAShot = 10;
    const QTemporaryDir folder;
    {
        const auto session = longProject(folder, shots);
        if (!session || !addTakes(*session, takesOfAShot))
            return;
    }
    const QString bundle = folder.filePath(QStringLiteral("cut%1").arg(shots));
    playback::Player player;
    ui::ActionRegistry actions;
    ui::AppContext context({nullptr, &player, &actions});
    ui::TimelineScreen screen(context);
    screen.resize(kScreen);
    screen.showSide(ui::SidePanel::Page::Problems);
    QImage picture(kScreen, QImage::Format_ARGB32_Premultiplied);
    QElapsedTimer watch;
    watch.start();
    const double begun = threadSeconds();
    auto opened = project::ProjectSession::open(bundle);
    const qint64 read = watch.elapsed();
    if (!opened)
        return;
    player.setProgram((*opened)->timeline(), {}, playback::mediaOf(**opened));
    context.setSession(opened->get());
    screen.render(&picture);
    const double seconds = double(watch.nsecsElapsed()) * 1e-9;
    const double worked = threadSeconds() - begun;
    all.push_back({.name = QStringLiteral("open a project of 5 000 shots and %1 takes until it is painted").arg((*opened)->takes().count()),
                   .seconds = seconds,
                   .reference = QStringLiteral("the goal"),
                   .referenceSeconds = 2,
                   .note = QStringLiteral("by the clock on the wall, %1 ms of processor; of that reading and checking %2 ms")
                               .arg(worked * 1000, 0, 'f', 0)
                               .arg(read)});
    editsWithTakes(all, opened->get(), screen, player);
    context.setSession(nullptr);
}

std::vector<Measurement> timelineSurface()
{
    ui::applyTheme(*qApp, ui::builtInTheme({.reducedMotion = true}));
    std::vector<Measurement> all;
    const QTemporaryDir folder;
    const double before = residentMegabytes();
    const auto session = longProject(folder, 10'000);
    if (!session)
        return all;
    const double loaded = residentMegabytes();
    paintFrames(all, session.get());
    const double painted = residentMegabytes();
    editFrames(all, session.get());
    openProjects(all);
    if (!all.empty() && painted > 0)
        all.front().note += QStringLiteral("; memory: %1 MB before, %2 MB with the project, %3 MB with tiles and pictures")
                                .arg(before, 0, 'f', 0)
                                .arg(loaded, 0, 'f', 0)
                                .arg(painted, 0, 'f', 0);
    return all;
}

SC_BENCHMARK("timeline", timelineSurface)

} // namespace

} // namespace sc::bench
