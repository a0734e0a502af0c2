// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/show_shots.h"

#include "core/playback/player.h"
#include "ui/presentation/show_window.h"
#include "ui/settings/settings_screen.h"
#include "ui/widgets/action_registry.h"

#include <QtCore/QDeadlineTimer>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>

namespace sc::app {

namespace {

constexpr QSize kUsual(1440, 900);
constexpr QSize kSmallest(1024, 640);
constexpr int kSettleMs = 1500; // its pictures are made in the background

void settle(int ms)
{
    for (const QDeadlineTimer until(ms); !until.hasExpired();)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
}

ui::ShowWindow *showWindow()
{
    for (QWidget *each : QApplication::topLevelWidgets()) {
        if (auto *show = qobject_cast<ui::ShowWindow *>(each); show && show->isVisible())
            return show;
    }
    return nullptr;
}

} // namespace

bool takeSettingsStates(ui::MainWindow &window, const std::function<bool(const QString &, QSize)> &take)
{
    window.showScreen(ui::ScreenId::Settings, false);
    window.closeNotices();
    auto &screen = *static_cast<ui::SettingsScreen *>(window.screenWidget(ui::ScreenId::Settings));
    bool all = true;
    for (const QString &page : {QStringLiteral("timeline"), QStringLiteral("library"), QStringLiteral("analysis"), QStringLiteral("words"),
                                QStringLiteral("shortcuts")}) {
        screen.showPage(page);
        all = take(QStringLiteral("settings-") + page, kUsual) && all;
    }
    screen.showPage(QStringLiteral("timeline"));
    all = take(QStringLiteral("settings-timeline-1024x640"), kSmallest) && all;
    screen.showPage(QStringLiteral("words"));
    all = take(QStringLiteral("settings-words-1024x640"), kSmallest) && all;
    screen.showPage(QStringLiteral("general"));
    return all;
}

bool takePresentationStates(ui::AppContext &context, const QString &folder)
{
    context.actions().trigger(QStringLiteral("view.presentation"));
    settle(kSettleMs);
    ui::ShowWindow *show = showWindow();
    if (!show)
        return false;
    bool all = true;
    const std::pair<int, QString> views[] = {{Qt::Key_1, QStringLiteral("single")},
                                             {Qt::Key_2, QStringLiteral("scene")},
                                             {Qt::Key_3, QStringLiteral("grid")},
                                             {Qt::Key_4, QStringLiteral("song")}};
    for (const auto &[size, suffix] : {std::pair(kUsual, QString()), std::pair(kSmallest, QStringLiteral("-1024x640"))}) {
        show->showNormal();
        show->resize(size);
        for (const auto &[key, name] : views) {
            QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
            QApplication::sendEvent(show, &press);
            settle(kSettleMs);
            all = show->grab().save(QStringLiteral("%1/presentation-%2%3.png").arg(folder, name, suffix)) && all;
        }
    }
    QKeyEvent leave(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QApplication::sendEvent(show, &leave);
    settle(100);
    context.player().pause();
    return all;
}

} // namespace sc::app
