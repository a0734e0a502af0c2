// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/analysis_shots.h"

#include "core/library/library.h"
#include "core/playback/player.h"
#include "ui/analysis/analysis_feed.h"
#include "ui/analysis/analysis_screen.h"
#include "ui/analysis/beat_panel.h"
#include "ui/analysis/correction_desk.h"
#include "ui/analysis/facts_column.h"
#include "ui/analysis/model_dialog.h"
#include "ui/analysis/more_measures.h"
#include "ui/analysis/song_graphs.h"
#include "ui/analysis/song_view.h"
#include "ui/theme/theme.h"

#include <QtCore/QDataStream>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

#include <cmath>

namespace sc::app {

namespace {

constexpr QSize kUsual(1440, 900);
constexpr QSize kSmallest(1024, 640);
constexpr QSize kWide(2200, 1100);
constexpr int kPatienceMs = 60'000;
constexpr int kRate = 44'100;
constexpr double kLongSeconds = 900;

// A mono song of 16-bit samples.
bool writeSong(const QString &path, double seconds, const std::function<double(double)> &at)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    const auto count = quint32(seconds * kRate);
    QDataStream out(&file);
    out.setByteOrder(QDataStream::LittleEndian);
    out.writeRawData("RIFF", 4);
    out << quint32(36 + count * 2);
    out.writeRawData("WAVEfmt ", 8);
    out << quint32(16) << quint16(1) << quint16(1) << quint32(kRate) << quint32(kRate * 2) << quint16(2) << quint16(16);
    out.writeRawData("data", 4);
    out << count * 2;
    for (quint32 i = 0; i < count; ++i)
        out << qint16(std::lround(std::clamp(at(double(i) / kRate), -1.0, 1.0) * 32'000));
    return out.status() == QDataStream::Ok;
}

bool waitFor(const std::function<bool()> &done)
{
    for (const QDeadlineTimer until(kPatienceMs); !done() && !until.hasExpired();)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    return done();
}

TrackId importSong(library::Library &library, const QString &file)
{
    for (const library::ImportOutcome &outcome : library.importNow({file}, {})) {
        if (!outcome.track.isEmpty())
            return outcome.track;
    }
    return {};
}

bool analyse(library::Library &library, const TrackId &id, audio::AnalysisLevel level)
{
    library.startAnalysis(id, {.level = level});
    return waitFor([&] {
        const auto track = library.track(id);
        return track && (track->status == library::TrackStatus::Analysed || track->status == library::TrackStatus::Error);
    });
}

bool writeLyrics(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) &&
           file.write("[00:04.00]Nothing here has a beat\n[00:12.50]and still the lines have their time\n"
                      "[00:21.00]slowly\n[00:26.00]slowly out\n[00:34.00]\n") > 0;
}

// Half of a long song has been read: the rest has its shapes.
bool takeListening(library::Library &library, ui::AppContext &context, ui::AnalysisScreen &screen, const QString &folder,
                   const TakeFn &take)
{
    const QString file = folder + QStringLiteral("/long.wav");
    bool all = writeSong(file, kLongSeconds,
                         [](double t) { return 0.6 * std::sin(2 * M_PI * 110 * t) * std::abs(std::sin(t * 0.02) * std::sin(t * 0.31)); });
    const TrackId id = importSong(library, file);
    context.setCurrentTrack(id);
    screen.analyse({});
    all = waitFor([&] {
              const audio::Analysis *known = screen.song()->analysis();
              return known != nullptr &&
                     (!screen.song()->isPartial() || known->waveform.sampleCount > std::int64_t(kLongSeconds * kRate * 0.4));
          }) &&
          all;
    all = take(QStringLiteral("analysis-listening"), kUsual) && all;
    screen.cancelAnalysis();
    all = waitFor([&] { return !screen.feed()->fraction(); }) && all;
    QFile::remove(file);
    return library.remove(id).has_value() && all;
}

bool takeDialog(QDialog *dialog, const QString &file)
{
    dialog->resize(dialog->sizeHint());
    for (const QDeadlineTimer until(400); !until.hasExpired();)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    const bool good = dialog->grab().save(file);
    dialog->close();
    return good;
}

bool takeDialogs(ui::AnalysisScreen &screen, const QString &folder)
{
    screen.beats()->editor()->scale(audio::TempoRatio::Half);
    bool all = takeDialog(screen.compare(), folder + QStringLiteral("/analysis-corrections.png"));
    screen.desk()->undo();
    all = takeDialog(screen.compare(), folder + QStringLiteral("/analysis-compare.png")) && all;
    all = takeDialog(screen.openModel(), folder + QStringLiteral("/analysis-model.png")) && all;
    auto *model = static_cast<ui::ModelDialog *>(screen.openModel());
    model->chooseModel(folder + QStringLiteral("/no-such-model.onnx"));
    return takeDialog(model, folder + QStringLiteral("/analysis-model-wrong.png")) && all;
}

} // namespace

bool takeAnalysisStates(ui::MainWindow &window, ui::AppContext &context, const QString &folder, const TakeFn &take)
{
    window.showScreen(ui::ScreenId::Analysis, false);
    auto *screen = static_cast<ui::AnalysisScreen *>(window.screenWidget(ui::ScreenId::Analysis));
    ui::SongView *song = screen->song();
    library::Library &library = context.library();
    const TrackId demo = context.currentTrack();
    bool all = analyse(library, demo, audio::AnalysisLevel::Detailed);
    all = take(QStringLiteral("analysis-detailed"), kUsual) && all;
    const Ticks middle = song->playhead();
    song->show({middle - Ticks::seconds(4), middle + Ticks::seconds(4)});
    all = take(QStringLiteral("analysis-bars"), kUsual) && all;
    song->show({middle - Ticks::fromSeconds(0.1), middle + Ticks::fromSeconds(0.1)});
    all = take(QStringLiteral("analysis-close"), kUsual) && all;
    song->zoomAround(1e9);
    all = take(QStringLiteral("analysis-samples"), kUsual) && all;
    song->fitAll();

    screen->facts()->more()->setOpen(true);
    QCoreApplication::processEvents();
    QScrollBar *bar = screen->facts()->scroll()->verticalScrollBar();
    for (const int part : {1, 2}) {
        bar->setValue(bar->maximum() * part / 2);
        all = take(QStringLiteral("analysis-facts-%1").arg(part), kUsual) && all;
    }
    screen->facts()->more()->setOpen(false);
    bar->setValue(0);
    screen->setFactsOpen(true);
    all = take(QStringLiteral("analysis-drawer-1024x640"), kSmallest) && all;
    screen->setFactsOpen(false);
    all = take(QStringLiteral("analysis-wide"), kWide) && all;

    screen->setWaveMode(ui::WaveMode::Stereo);
    all = waitFor([&] { return screen->graphs()->stereoLook().wave() != nullptr; }) && all;
    all = take(QStringLiteral("analysis-stereo"), kUsual) && all;
    song->zoomAround(1e9);
    all = take(QStringLiteral("analysis-stereo-samples"), kUsual) && all;
    song->fitAll();
    screen->setWaveMode(ui::WaveMode::Bands);
    all = takeDialogs(*screen, folder) && all;

    song->setSection(2);
    screen->beats()->editor()->scale(audio::TempoRatio::Half);
    screen->beats()->editor()->splitHere();
    all = take(QStringLiteral("analysis-edited"), kUsual) && all;
    all = library.setCorrections(demo, {}).has_value() && all;
    song->setSection({});
    const ui::LookOptions usual = ui::themeOf(&window).options;
    for (const auto &[look, name] : {std::pair(ui::Look::Light, "light"), std::pair(ui::Look::HighContrast, "contrast")}) {
        ui::LookOptions options = usual;
        options.look = look;
        ui::applyTheme(*qApp, ui::builtInTheme(options));
        all = take(QStringLiteral("analysis-%1").arg(QLatin1String(name)), kUsual) && all;
    }
    ui::applyTheme(*qApp, ui::builtInTheme(usual));

    all = takeListening(library, context, *screen, folder, take) && all;

    struct Odd
    {
        const char *name;
        double seconds;
        std::function<double(double)> at;
    };
    QRandomGenerator noise(7);
    double drift = 0;
    const Odd odd[] = {{"silence", 20, [](double) { return 0.0; }},
                       {"short", 0.7, [](double t) { return 0.5 * std::sin(2 * M_PI * 440 * t); }},
                       {"beatless", 40, [&](double t) {
                            drift = 0.998 * drift + 0.02 * (noise.generateDouble() - 0.5);
                            return drift * (0.6 + 0.4 * std::sin(t / 5)) + 0.1 * std::sin(2 * M_PI * (220 + 3 * std::sin(t)) * t);
                        }}};
    for (const Odd &each : odd) {
        const QString file = QStringLiteral("%1/%2.wav").arg(folder, QLatin1String(each.name));
        all = writeSong(file, each.seconds, each.at) && all;
        const QString words = QStringLiteral("%1/%2.lrc").arg(folder, QLatin1String(each.name));
        if (each.seconds > 30)
            all = writeLyrics(words) && all;
        const TrackId id = importSong(library, file);
        context.setCurrentTrack(id);
        if (each.seconds > 30)
            all = take(QStringLiteral("analysis-waiting"), kUsual) && all;
        all = analyse(library, id, audio::AnalysisLevel::Standard) && all;
        all = take(QStringLiteral("analysis-%1").arg(QLatin1String(each.name)), kUsual) && all;
        QFile::remove(file);
        QFile::remove(words);
        if (each.seconds > 30) { // its file is gone now: it cannot be heard again, and says so
            screen->feed()->refresh();
            all = take(QStringLiteral("analysis-missing"), kUsual) && all;
            library.startAnalysis(id);
            all = take(QStringLiteral("analysis-gone"), kUsual) && all;
        }
        all = library.remove(id).has_value() && all;
    }
    all = take(QStringLiteral("analysis-none"), kUsual) && all;
    context.setCurrentTrack(demo);
    return all;
}

} // namespace sc::app
