// SPDX-License-Identifier: GPL-3.0-or-later
// What the library's list costs a frame and a key stroke: 100 000 songs against 100.
#include "bench/benchmark.h"
#include "core/audio/analysis.h"
#include "core/audio/waveform_builder.h"
#include "core/library/library.h"
#include "core/library/track_table.h"
#include "core/playback/player.h"
#include "core/store/database.h"
#include "core/store/transaction.h"
#include "ui/library/library_screen.h"
#include "ui/library/track_grid.h"
#include "ui/library/track_table.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/search_field.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace sc::bench {

namespace {

constexpr int kMany = 100'000;
constexpr int kFew = 100;
constexpr int kHeard = 400; // songs that exist as files and have a waveform; the frames are measured over these
constexpr QSize kScreen(1376, 788);

// A profile with `count` songs, the first of them (by title) as a list shows them when they are analysed.
bool fill(const ProfilePaths &profile, int count)
{
    if (!library::Library::open(profile))
        return false;
    auto db = store::Database::open(profile.libraryDb(), {QStringLiteral("bench")});
    if (!db)
        return false;
    auto transaction = store::Transaction::begin(**db);
    library::TrackTable table(**db);
    static const QStringList words{QStringLiteral("neon"),  QStringLiteral("rain"),  QStringLiteral("glass"), QStringLiteral("night"),
                                   QStringLiteral("drive"), QStringLiteral("paper"), QStringLiteral("slow"),  QStringLiteral("copper")};
    const QString files = profile.root + QStringLiteral("/music/");
    for (int i = 0; i < count; ++i) {
        library::Track track;
        track.id = TrackId::create();
        track.file = files + QStringLiteral("%1.wav").arg(i, 6, 10, QChar(u'0'));
        track.title = QStringLiteral("%1 %2 %3").arg(i, 6, 10, QChar(u'0')).arg(words[i % 8], words[i / 8 % 8]);
        track.artist = words[i / 64 % 8] + u' ' + QString::number(i % 977);
        track.genreTag = i % 3 == 0 ? QStringLiteral("house") : QStringLiteral("pop");
        track.duration = Ticks::seconds(120 + i % 300);
        track.rating = i % 6;
        track.favourite = i % 17 == 0;
        track.contentHash = QString::number(i);
        track.size = 1000 + i;
        track.addedAt = QStringLiteral("2026-01-01T00:00:00.000Z");
        if (!table.insert(track))
            return false;
    }
    return transaction && transaction->commit();
}

void giveWaveforms(library::Library &library)
{
    audio::Analysis analysis;
    analysis.duration = Ticks::seconds(200);
    analysis.tempo = {118, 0.9, audio::FeatureOrigin::Measured};
    analysis.key = {QStringLiteral("A minor"), 0.9, audio::FeatureOrigin::Measured};
    analysis.energy = {0.7, 0.9, audio::FeatureOrigin::Measured};
    analysis.integratedLufs = -9.4;
    analysis.labels = {{audio::LabelKind::Mood, QStringLiteral("energetic"), 0.8, {}},
                       {audio::LabelKind::Mood, QStringLiteral("nostalgic"), 0.6, {}}};
    audio::WaveformBuilder waveform(1, 44100);
    std::vector<float> samples(44100);
    for (size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<float>(std::sin(static_cast<double>(i) * 0.05) * std::abs(std::sin(static_cast<double>(i) * 0.0007)));
    for (int second = 0; second < 20; ++second)
        waveform.push(samples, samples);
    analysis.waveform = waveform.finish();
    const auto ids = library.find({});
    for (size_t i = 0; ids && i < std::min<size_t>(kHeard, ids->size()); ++i) {
        const auto track = library.listed((*ids)[i]);
        QFile file(track->file);
        if (file.open(QIODevice::WriteOnly))
            file.write("x");
        (void)library.storeAnalysis((*ids)[i], analysis);
    }
}

// Processor time, so that other programs do not count; the wall's clock beside it.
struct Frames
{
    double p50 = 0;
    double p99 = 0;
    double wall99 = 0;
};

class Stopwatch
{
public:
    void start()
    {
        m_wall.start();
        m_processor = std::clock();
    }
    void stop()
    {
        m_times.push_back(static_cast<double>(std::clock() - m_processor) / CLOCKS_PER_SEC);
        m_walls.push_back(static_cast<double>(m_wall.nsecsElapsed()) * 1e-9);
    }
    [[nodiscard]] Frames sum()
    {
        std::sort(m_times.begin(), m_times.end());
        std::sort(m_walls.begin(), m_walls.end());
        const size_t last = m_times.size() * 99 / 100;
        return m_times.empty() ? Frames() : Frames{m_times[m_times.size() / 2], m_times[last], m_walls[last]};
    }

private:
    QElapsedTimer m_wall;
    std::clock_t m_processor = 0;
    std::vector<double> m_times;
    std::vector<double> m_walls;
};

// A frame a step, over the songs that have a waveform, there and back.
Frames scrolled(QAbstractItemView &view, int step)
{
    Stopwatch watch;
    const int most = std::min(view.verticalScrollBar()->maximum(), (kHeard - 20) * 40);
    for (int round = 0; round < 3; ++round) {
        for (int at = 0; at < std::max(most, step * 100); at += step) {
            view.verticalScrollBar()->setValue(most > 0 ? at % (most + 1) : 0);
            watch.start();
            view.viewport()->repaint();
            if (round > 0) // the first round fills the caches, as a person's first look does
                watch.stop();
        }
    }
    return watch.sum();
}

struct Result
{
    Frames list, covers, first, keys;
};

std::optional<Result> measure(int count)
{
    const QTemporaryDir folder;
    const ProfilePaths profile{folder.path()};
    if (!QDir(folder.path()).mkpath(QStringLiteral("music")) || !fill(profile, count))
        return std::nullopt;
    auto opened = library::Library::open(profile);
    if (!opened)
        return std::nullopt;
    giveWaveforms(**opened);
    playback::Player player;
    ui::ActionRegistry actions;
    ui::AppContext context({opened->get(), &player, &actions});
    ui::LibraryScreen screen(context);
    screen.resize(kScreen);
    screen.show();
    screen.refreshNow();
    QCoreApplication::processEvents();
    Result result;
    ui::TrackTable &table = screen.songs().table();
    {
        // Rows that were never seen: read, and their waveforms from the database.
        Stopwatch watch;
        for (int row = 0; row + 20 < std::min(kHeard, count); row += 14) {
            table.verticalScrollBar()->setValue(row * 40);
            watch.start();
            table.viewport()->repaint();
            watch.stop();
        }
        result.first = watch.sum();
    }
    result.list = scrolled(table, 53);
    screen.songs().setGrid(true);
    QCoreApplication::processEvents();
    result.covers = scrolled(screen.songs().grid(), 61);
    screen.songs().setGrid(false);
    QCoreApplication::processEvents();
    Stopwatch watch;
    for (const QString &word : {QStringLiteral("neon rain"), QStringLiteral("glass 9"), QStringLiteral("drive"), QStringLiteral("00123")}) {
        for (qsizetype typed = 1; typed <= word.size(); ++typed) {
            const QSignalBlocker quiet(screen.search());
            watch.start();
            screen.search().setText(word.left(typed));
            screen.refreshList();
            table.viewport()->repaint();
            watch.stop();
        }
    }
    result.keys = watch.sum();
    return result;
}

std::vector<Measurement> benchLibraryScreen()
{
    ui::applyTheme(*qApp, ui::builtInTheme({.reducedMotion = true}));
    const auto many = measure(kMany);
    const auto few = measure(kFew);
    if (!many || !few) {
        std::fputs("the library could not be made\n", stderr);
        return {};
    }
    const auto row = [](const QString &name, const Frames &a, const Frames &b) {
        return Measurement{name, a.p99, QStringLiteral("the same with 100 songs"), b.p99,
                           QStringLiteral("p99 of processor time; median %1 ms (%2 ms with 100); p99 by the wall %3 ms")
                               .arg(a.p50 * 1000, 0, 'f', 2)
                               .arg(b.p50 * 1000, 0, 'f', 2)
                               .arg(a.wall99 * 1000, 0, 'f', 2)};
    };
    return {row(QStringLiteral("a frame of the list, 100 000 songs"), many->list, few->list),
            row(QStringLiteral("a frame of rows never seen before"), many->first, few->first),
            row(QStringLiteral("a frame of covers"), many->covers, few->covers),
            row(QStringLiteral("a key stroke: search, list, frame"), many->keys, few->keys)};
}

} // namespace

SC_BENCHMARK("library_screen", benchLibraryScreen)

} // namespace sc::bench
