// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/shot_taker.h"

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
constexpr int kGiveUpMs = 180'000;

void settle(int ms)
{
    for (const QDeadlineTimer until(ms); !until.hasExpired();) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // a nested loop leaves these standing
    }
}

} // namespace

ShotTaker::ShotTaker(ui::MainWindow &window, ui::AppContext &context, ui::StudioController &controller, QString folder, QString suffix)
    : m_window(window), m_context(context), m_controller(controller), m_folder(std::move(folder)), m_suffix(std::move(suffix))
{
}

void ShotTaker::start()
{
    QTimer::singleShot(kGiveUpMs, this, [] {
        std::fputs("the demo project was not ready in time\n", stderr);
        QCoreApplication::exit(1);
    });
    const auto begin = [this] {
        if (m_context.library().tracks().empty())
            take(QStringLiteral("first-run"), kUsual);
        connect(
            &m_controller, &ui::StudioController::projectReady, this, [this] { QTimer::singleShot(0, this, &ShotTaker::takeAll); },
            Qt::SingleShotConnection);
        m_controller.useDemoSong();
    };
    QTimer::singleShot(0, this, begin);
}

bool ShotTaker::take(const QString &name, QSize size)
{
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
    bool all = QDir().mkpath(m_folder);
    m_context.player().pause();
    const std::pair<ui::ScreenId, QString> screens[] = {{ui::ScreenId::Library, QStringLiteral("library")},
                                                        {ui::ScreenId::Analysis, QStringLiteral("analysis")},
                                                        {ui::ScreenId::Timeline, QStringLiteral("timeline")},
                                                        {ui::ScreenId::Export, QStringLiteral("export")}};
    for (const auto &[screen, name] : screens) {
        m_window.showScreen(screen, false);
        m_context.player().seek(Ticks(m_context.player().length().value() * 27 / 100));
        if (screen == ui::ScreenId::Timeline)
            selectShotAtPlayhead(); // so that the inspector shows what it is for
        all = take(name, kUsual) && all;
        if (m_suffix.isEmpty())
            all = take(name + QStringLiteral("-1024x640"), kSmallest) && all;
    }
    QCoreApplication::exit(all ? 0 : 1);
}

} // namespace sc::app
