// SPDX-License-Identifier: GPL-3.0-or-later
// The graphs of the analysis screen on a song of ten minutes, painted as a window paints them: frames of scrolling and of
// zooming from the whole song to single bars. A frame must leave most of its 16.7 ms to the rest of the program.
#include "bench/benchmark.h"

#include "ui/analysis/song_graphs.h"
#include "ui/theme/theme.h"

#include <QtGui/QImage>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cmath>
#include <ctime>

namespace sc::bench {

namespace {

constexpr double kSeconds = 600;
constexpr int kRate = 48'000;
constexpr double kFrame = 1.0 / 60;
constexpr QSize kGraphs(1012, 446); // of a window of 1440 x 900

// Sound is not needed to paint it: levels that rise and fall with the bars do.
std::shared_ptr<const audio::Analysis> tenMinutes()
{
    auto made = std::make_shared<audio::Analysis>();
    audio::Analysis &a = *made;
    a.duration = Ticks::fromSeconds(kSeconds);
    a.sampleRate = kRate;
    a.integratedLufs = -10;
    a.map.duration = a.duration;
    BeatRegion region;
    region.bpm = 126;
    region.end = a.duration;
    a.map.grid.regions = {region};
    for (int i = 0; i < 24; ++i)
        a.map.sections.push_back({Ticks::seconds(i * 25), Ticks::seconds(i * 25 + 25),
                                  i % 3 ? QStringLiteral("verse") : QStringLiteral("chorus"), 0.5, 0.8, i % 3});
    const auto wave = [](double t, double speed) { return 0.5 + 0.5 * std::sin(t * speed); };
    for (double t = 0; t < kSeconds; t += 0.1) {
        a.map.energy.values.push_back(float(wave(t, 0.07)));
        a.loudness.values.push_back(float(-30 + 20 * wave(t, 0.05)));
        std::array<std::uint8_t, audio::SpectrumPicture::kBands> bands{};
        for (size_t i = 0; i < bands.size(); ++i)
            bands[i] = std::uint8_t(200 * wave(t * 3 + double(i) * 0.3, 0.8) * (1 - double(i) / 120));
        a.picture.bands.push_back(bands);
        std::array<std::uint8_t, audio::SpectrumPicture::kNotes> notes{};
        for (size_t i = 0; i < notes.size(); ++i)
            notes[i] = std::uint8_t(255 * wave(t + double(i), 1.3));
        a.picture.notes.push_back(notes);
    }
    for (int i = 0; i < int(kSeconds); i += 2)
        a.harmony.chords.push_back({Ticks::seconds(i), Ticks::seconds(i + 2), i % 4 ? QStringLiteral("Am") : QStringLiteral("F"), 0.8});
    a.waveform.sampleRate = kRate;
    a.waveform.sampleCount = std::int64_t(kSeconds * kRate);
    std::vector<audio::WaveformPoint> points(size_t(a.waveform.sampleCount / audio::WaveformPyramid::kBaseStride));
    for (size_t i = 0; i < points.size(); ++i) {
        const double level = wave(double(i), 0.9) * wave(double(i), 0.0031);
        points[i] = {std::int8_t(-120 * level), std::int8_t(120 * level),  std::uint8_t(150 * level),
                     std::uint8_t(255 * level), std::uint8_t(200 * level), std::uint8_t(120 * level)};
    }
    // Levels of half the points each, as the analysis stores them.
    while (points.size() >= 2048) {
        a.waveform.levels.push_back(points);
        std::vector<audio::WaveformPoint> coarser(points.size() / 2);
        for (size_t i = 0; i < coarser.size(); ++i)
            coarser[i] = points[2 * i];
        points = std::move(coarser);
    }
    a.waveform.levels.push_back(std::move(points));
    return made;
}

// Time of the processor, so that other work of the machine does not count.
Measurement frames(const QString &name, ui::SongGraphs &graphs, int count, const std::function<void(int)> &step)
{
    QImage screen(kGraphs, QImage::Format_ARGB32_Premultiplied);
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        const std::clock_t begun = std::clock();
        step(i);
        graphs.render(&screen, {}, {}, QWidget::DrawChildren);
        times.push_back(double(std::clock() - begun) / CLOCKS_PER_SEC);
    }
    std::ranges::sort(times);
    const auto at = [&](double share) { return times[size_t(share * double(times.size() - 1))]; };
    return {.name = name,
            .seconds = at(0.99),
            .reference = QStringLiteral("a frame of 60 a second"),
            .referenceSeconds = kFrame,
            .note = QStringLiteral("p99 of %1 frames; median %2 ms").arg(count).arg(at(0.5) * 1000, 0, 'f', 2)};
}

std::vector<Measurement> analysisScreen()
{
    ui::applyTheme(*qApp, ui::builtInTheme());
    ui::SongView song;
    ui::SongGraphs graphs(&song);
    graphs.resize(kGraphs);
    song.setAnalysis(tenMinutes());
    std::vector<Measurement> all;
    all.push_back(
        frames(QStringLiteral("playhead over the whole song"), graphs, 300, [&](int i) { song.setPlayhead(Ticks::fromSeconds(i)); }));
    song.zoomAt(400, 12);
    all.push_back(frames(QStringLiteral("scroll, 50 s in view"), graphs, 600, [&](int) { song.scrollBy(14); }));
    song.fitAll();
    all.push_back(frames(QStringLiteral("zoom in and out"), graphs, 400, [&](int i) {
        const bool in = (i / 50) % 2 == 0;
        song.zoomAt(300 + i % 300, in ? 1.12 : 1 / 1.12);
    }));
    // Two sides of noise that has lyrics below it: what the newest rows cost.
    song.fitAll();
    std::vector<ui::ShownLyric> lyrics;
    for (int i = 0; i < 300; ++i)
        lyrics.push_back({{Ticks::seconds(2 * i), Ticks::seconds(2 * i + 2)}, QStringLiteral("a line of words %1").arg(i), i % 2});
    song.setLyrics(std::move(lyrics), {});
    song.zoomAt(400, 12);
    all.push_back(frames(QStringLiteral("scroll with lyrics"), graphs, 600, [&](int) { song.scrollBy(14); }));
    all.push_back(
        frames(QStringLiteral("playhead over lyrics"), graphs, 300, [&](int i) { song.setPlayhead(Ticks::fromSeconds(i * 0.5)); }));
    return all;
}

SC_BENCHMARK("analysis_screen", analysisScreen)

} // namespace

} // namespace sc::bench
