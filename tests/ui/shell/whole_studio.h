// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "core/playback/player.h"
#include "ui/library/library_screen.h"
#include "ui/shell/main_window.h"
#include "ui/timeline/timeline_screen.h"
#include "ui/widgets/action_registry.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>

namespace sc::test {

// Everything that the program makes, with the screens that a cut needs, on a profile of its own.
struct WholeStudio
{
    QTemporaryDir folder;
    std::unique_ptr<library::Library> library;
    playback::Player player{playback::Player::Output::Silent};
    ui::ActionRegistry actions;
    std::unique_ptr<ui::AppContext> context;
    std::unique_ptr<ui::StudioController> controller;
    std::unique_ptr<ui::MainWindow> window; // null when the profile could not be made
    ui::TimelineScreen *timeline = nullptr;

    WholeStudio()
    {
        ui::applyTheme(*qApp, ui::builtInTheme({.reducedMotion = true}));
        const ProfilePaths profile{folder.path()};
        if (!ensureProfile(profile))
            return;
        auto opened = library::Library::open(profile);
        if (!opened)
            return;
        library = std::move(*opened);
        context = std::make_unique<ui::AppContext>(ui::AppContext::Services{library.get(), &player, &actions});
        controller = std::make_unique<ui::StudioController>(*context, folder.filePath(QStringLiteral("projects")), folder.path());
        const auto plain = [](ui::AppContext &) { return new QWidget; };
        window = std::make_unique<ui::MainWindow>(
            *context, *controller,
            ui::ScreenFactories{{ui::ScreenId::Library, [](ui::AppContext &c) -> QWidget * { return new ui::LibraryScreen(c); }},
                                {ui::ScreenId::Analysis, plain},
                                {ui::ScreenId::Timeline, [](ui::AppContext &c) -> QWidget * { return new ui::TimelineScreen(c); }},
                                {ui::ScreenId::Scenes, plain},
                                {ui::ScreenId::Export, plain}});
        timeline = static_cast<ui::TimelineScreen *>(window->screenWidget(ui::ScreenId::Timeline));
        QObject::connect(timeline, &ui::TimelineScreen::visibleRangeChanged, window.get(),
                         [this](TickRange range) { window->setVisibleRange(range); });
        QObject::connect(timeline, &ui::TimelineScreen::cutsChanged, window.get(), &ui::MainWindow::setCuts);
        QObject::connect(window.get(), &ui::MainWindow::rangeRequested, timeline, &ui::TimelineScreen::showExactly);
        window->resize(1440, 900);
        window->show();
    }
    ~WholeStudio()
    {
        window.reset();
        controller.reset();
    }
};

} // namespace sc::test
