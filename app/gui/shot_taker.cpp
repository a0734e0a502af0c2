// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/shot_taker.h"

#include "app/gui/analysis_shots.h"
#include "app/gui/cast_shots.h"
#include "app/gui/export_shots.h"
#include "app/gui/gallery_shots.h"
#include "app/gui/generate_shots.h"
#include "app/gui/library_shots.h"
#include "app/gui/plan_shots.h"
#include "app/gui/queue_shots.h"
#include "app/gui/scenes_shots.h"
#include "app/gui/show_shots.h"
#include "app/gui/timeline_shots.h"
#include "core/library/library.h"
#include "core/playback/player.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/timeline/timeline_screen.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtWidgets/QApplication>

#include <cstdio>

namespace sc::app {

namespace {

constexpr QSize kUsual(1440, 900);
constexpr QSize kSmallest(1024, 640);
constexpr int kSettleMs = 900; // thumbnails, tiles and the new backdrop arrive
constexpr int kGiveUpMs = 900'000;

void settle(int ms)
{
    for (const QDeadlineTimer until(ms); !until.hasExpired();) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // a nested loop leaves these standing
    }
}

} // namespace

ShotTaker::ShotTaker(ui::MainWindow &window, ui::AppContext &context, ui::StudioController &controller, QString folder, QString suffix,
                     QString songs)
    : m_window(window),
      m_context(context),
      m_controller(controller),
      m_folder(std::move(folder)),
      m_suffix(std::move(suffix)),
      m_songs(std::move(songs))
{
}

void ShotTaker::start()
{
    QTimer::singleShot(kGiveUpMs, this, [] {
        std::fputs("the demo project was not ready in time\n", stderr);
        QCoreApplication::exit(1);
    });
    const auto begin = [this] {
        if (!QDir().mkpath(m_folder))
            std::fprintf(stderr, "cannot make %s\n", qPrintable(m_folder));
        if (m_context.library().trackCount() == 0)
            take(QStringLiteral("first-run"), kUsual);
        connect(
            &m_controller, &ui::StudioController::projectReady, this, [this] { QTimer::singleShot(0, this, &ShotTaker::takeAll); },
            Qt::SingleShotConnection);
        m_controller.useDemoSong();
    };
    QTimer::singleShot(0, this, begin);
}

// Brings the songs in, takes the library while it does, and waits until all are analysed.
void ShotTaker::importSongs()
{
    library::Library &lib = m_context.library();
    ui::LibraryScreen &screen = *static_cast<ui::LibraryScreen *>(m_window.screenWidget(ui::ScreenId::Library));
    m_window.showScreen(ui::ScreenId::Library, false);
    bool isHeld = false;
    const auto hold = connect(&lib, &library::Library::importProgress, this, [&](int done, int total, const QString &) {
        if (!isHeld && done > total / 3 && done < total) {
            isHeld = true;
            lib.pauseImport(true);
        }
    });
    lib.startImport({m_songs});
    for (bool isShown = false; lib.isImporting();) {
        settle(20);
        if (!isHeld || isShown)
            continue;
        isShown = true;
        (void)LibraryShots(screen, m_context, [this](const QString &name, QSize size) { return take(name, size); }).takeImport();
    }
    disconnect(hold);
    library::TrackQuery unfinished;
    unfinished.status = {library::TrackStatus::Waiting, library::TrackStatus::Analysing};
    for (bool isFirst = true;; isFirst = false) {
        settle(500);
        const auto left = lib.find(unfinished);
        if (!left || left->empty())
            break;
        if (isFirst)
            take(QStringLiteral("library-analysing"), kUsual);
    }
}

bool ShotTaker::takeLooks()
{
    bool all = true;
    const std::pair<ui::Look, QString> looks[] = {{ui::Look::Light, QStringLiteral("library-light")},
                                                  {ui::Look::HighContrast, QStringLiteral("library-contrast")}};
    for (const auto &[look, name] : looks) {
        ui::applyTheme(*qApp, ui::builtInTheme({.look = look, .reducedMotion = true}));
        all = take(name, kUsual) && all;
    }
    ui::applyTheme(*qApp, ui::builtInTheme({.reducedMotion = true}));
    return all;
}

bool ShotTaker::take(const QString &name, QSize size)
{
    if (!name.startsWith(m_only))
        return true;
    m_window.resize(size);
    settle(kSettleMs);
    const QString file = QStringLiteral("%1/%2%3.png").arg(m_folder, name, m_suffix);
    if (!m_window.grab().save(file)) {
        std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
        return false;
    }
    return true;
}

void ShotTaker::selectShotAtPlayhead()
{
    ui::TimelineEditor *editor = static_cast<ui::TimelineScreen *>(m_window.screenWidget(ui::ScreenId::Timeline))->editor();
    if (const ui::ClipIndex::Entry *entry = editor->index().at(m_context.player().position()))
        editor->selectClip(editor->timeline().clips[size_t(entry->clip)].id);
}

void ShotTaker::takeAll()
{
    bool all = true;
    m_context.player().pause();
    if (!m_songs.isEmpty())
        importSongs();
    const std::pair<ui::ScreenId, QString> screens[] = {
        {ui::ScreenId::Library, QStringLiteral("library")},   {ui::ScreenId::Analysis, QStringLiteral("analysis")},
        {ui::ScreenId::Timeline, QStringLiteral("timeline")}, {ui::ScreenId::Scenes, QStringLiteral("scenes")},
        {ui::ScreenId::Music, QStringLiteral("music")},       {ui::ScreenId::Export, QStringLiteral("export")},
        {ui::ScreenId::Settings, QStringLiteral("settings")}};
    for (const auto &[screen, name] : screens) {
        m_window.showScreen(screen, false);
        m_window.closeNotices(); // of the screen before
        m_context.player().seek(Ticks(m_context.player().length().value() * 27 / 100));
        if (screen == ui::ScreenId::Timeline)
            selectShotAtPlayhead(); // so that the inspector shows what it is for
        all = take(name, kUsual) && all;
        if (m_suffix.isEmpty())
            all = take(name + QStringLiteral("-1024x640"), kSmallest) && all;
        if (screen == ui::ScreenId::Library && m_suffix.isEmpty()) {
            auto &library = *static_cast<ui::LibraryScreen *>(m_window.screenWidget(screen));
            all = LibraryShots(library, m_context, [this](const QString &file, QSize size) { return take(file, size); }).takeAll() && all;
            all = takeLooks() && all;
        }
        if (m_suffix.isEmpty() && screen == ui::ScreenId::Scenes)
            all = takeScenesStates(*static_cast<ui::ScenesScreen *>(m_window.screenWidget(screen)),
                                   [this](const QString &n, QSize size) { return take(n, size); }) &&
                  all;
        if (m_suffix.isEmpty() && screen == ui::ScreenId::Timeline)
            all = takePlanStates(m_window, m_folder, [this](const QString &file, QSize size) { return take(file, size); }) && all;
        if (m_suffix.isEmpty() && screen == ui::ScreenId::Export)
            all = takeExportStates(*static_cast<ui::ExportScreen *>(m_window.screenWidget(screen)),
                                   [this](const QString &n, QSize size) { return take(n, size); }) &&
                  all;
        if (m_suffix.isEmpty() && screen == ui::ScreenId::Analysis)
            all = takeAnalysisStates(m_window, m_context, m_folder, [this](const QString &n, QSize size) { return take(n, size); }) && all;
    }
    const auto takeOne = [this](const QString &name, QSize size) { return take(name, size); };
    m_window.showScreen(ui::ScreenId::Characters, false);
    m_window.closeNotices();
    all = takeCharacterStates(*static_cast<ui::CharactersScreen *>(m_window.screenWidget(ui::ScreenId::Characters)), m_context, takeOne,
                              settle) &&
          all;
    m_window.showScreen(ui::ScreenId::Templates, false);
    m_window.closeNotices();
    all = takeTemplateStates(*static_cast<ui::TemplatesScreen *>(m_window.screenWidget(ui::ScreenId::Templates)), m_context, takeOne,
                             settle) &&
          all;
    if (m_suffix.isEmpty()) {
        all = takeSettingsStates(m_window, [this](const QString &n, QSize size) { return take(n, size); }) && all;
        all = takePresentationStates(m_context, m_folder) && all;
        m_window.showScreen(ui::ScreenId::Gallery, false);
        m_window.closeNotices();
        all = takeGalleryStates(*static_cast<ui::GalleryScreen *>(m_window.screenWidget(ui::ScreenId::Gallery)),
                                [this](const QString &n, QSize size) { return take(n, size); }) &&
              all;
        all = takeGenerateStates(m_window, m_context, [this](const QString &n, QSize size) { return take(n, size); }) && all;
        all = takeQueueStates(m_window, m_context, m_folder, [this](const QString &n, QSize size) { return take(n, size); }) && all;
        m_window.showScreen(ui::ScreenId::Timeline, false);
        m_window.closeNotices();
        all = takeTimelineStates(m_window, m_context, m_controller, [this](const QString &n, QSize size) { return take(n, size); }) && all;
    }
    QCoreApplication::exit(all ? 0 : 1);
}

} // namespace sc::app
