// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/export_shots.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>

namespace sc::app {

namespace {

constexpr QSize kUsual(1440, 900);
constexpr QSize kSmallest(1024, 640);
constexpr int kGiveUpMs = 60'000;

void wait(const std::function<bool()> &until)
{
    for (const QDeadlineTimer limit(kGiveUpMs); !limit.hasExpired() && !until();)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
}

} // namespace

bool takeExportStates(ui::ExportScreen &screen, const std::function<bool(const QString &, QSize)> &take)
{
    bool all = true;
    for (const char *preset : {"youtube", "vertical", "master", "scenes", "images", "overlay"}) {
        screen.choosePreset(QLatin1String(preset));
        all = take(QStringLiteral("export-") + QLatin1String(preset), kUsual) && all;
    }
    screen.choosePreset(QStringLiteral("vertical"));
    all = take(QStringLiteral("export-vertical-1024x640"), kSmallest) && all;

    const QTemporaryDir folder;
    auto *button = screen.findChild<QAbstractButton *>(QStringLiteral("export"));
    for (const char *preset : {"master", "youtube", "review"}) {
        screen.choosePreset(QLatin1String(preset));
        screen.setDestination(
            folder.filePath(QLatin1String(preset) + (qstrcmp(preset, "master") == 0 ? QStringLiteral(".mov") : QStringLiteral(".mp4"))));
        button->click();
    }
    wait([&] { return screen.runner().running().empty() || screen.runner().running().front().fraction > 0.02; });
    all = take(QStringLiteral("export-running"), kUsual) && all;
    all = take(QStringLiteral("export-running-1024x640"), kSmallest) && all;
    screen.runner().cancelAll();
    wait([&] { return !screen.runner().isRunning(); });
    screen.choosePreset(QStringLiteral("finalcut"));
    screen.setDestination(folder.filePath(QStringLiteral("film.fcpxml")));
    button->click();
    wait([&] { return !screen.runner().isRunning(); });
    screen.choosePreset(QStringLiteral("finalcut"));
    return take(QStringLiteral("export-history"), kUsual) && all;
}

} // namespace sc::app
