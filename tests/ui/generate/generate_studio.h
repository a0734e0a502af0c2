// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/generation_service.h"
#include "core/library/library.h"
#include "core/playback/player.h"
#include "core/practice/practice_server.h"
#include "core/project/project_session.h"
#include "core/timeline/edits.h"
#include "tests/support/result_check.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/generate/generate_desk.h"
#include "ui/generate/generate_screen.h"
#include "ui/generate/param_panel.h"
#include "ui/generate/prompt_box.h"
#include "ui/generate/shot_rack.h"
#include "ui/generate/take_stage.h"
#include "ui/generate/take_strip.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/timeline/timeline_screen.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

namespace sc::test {

// The timeline and the Generate screen of one window, on a real bundle of six shots, with a queue that runs and a practice server.
struct GenerateStudio
{
    QTemporaryDir folder;
    ProfilePaths profile{folder.filePath(QStringLiteral("profile"))};
    std::unique_ptr<library::Library> library;
    std::unique_ptr<project::ProjectSession> session;
    std::unique_ptr<practice::PracticeServer> server;
    std::unique_ptr<generation::GenerationService> service;
    playback::Player player{playback::Player::Output::Silent}; // no device: nothing here is heard
    ui::ActionRegistry actions;
    std::unique_ptr<ui::AppContext> context;
    std::unique_ptr<ui::TimelineScreen> timeline;
    std::unique_ptr<ui::GenerateScreen> screen;
    std::vector<Problem> problems; // that the window would show

    explicit GenerateStudio(bool withServer = true, double pace = 0)
    {
        ui::applyTheme(*qApp, ui::builtInTheme({.reducedMotion = true}));
        if (!ensureProfile(profile))
            qFatal("no profile");
        library = std::move(library::Library::open(profile).value());
        session =
            std::move(project::ProjectSession::create(folder.filePath(QStringLiteral("cut")), {.name = QStringLiteral("Cut")}).value());
        timeline::Timeline t = session->timeline();
        const timeline::Timeline row = shotsInARow(6, 48);
        t.scenes = row.scenes;
        t.clips = row.clips;
        for (timeline::Clip &clip : t.clips) {
            clip.imagePrompt = QStringLiteral("neon avenue, wet road");
            clip.generation.params = {{QStringLiteral("width"), 256}, {QStringLiteral("height"), 256}, {QStringLiteral("steps"), 3}};
        }
        t.project.song = evenSong(120, 24);
        if (!session->apply(QStringLiteral("Shots"), t))
            qFatal("no shots");
        generation::GenerationOptions options;
        options.times.tickMs = 20;
        service = std::move(generation::GenerationService::open(profile, std::move(options)).value());
        if (withServer)
            addServer(pace);
        context = std::make_unique<ui::AppContext>(ui::AppContext::Services{library.get(), &player, &actions, service.get()});
        QObject::connect(context.get(), &ui::AppContext::problemRaised, context.get(),
                         [this](const Problem &problem) { problems.push_back(problem); });
        timeline = std::make_unique<ui::TimelineScreen>(*context);
        screen = std::make_unique<ui::GenerateScreen>(*context, *timeline->editor());
        service->setSession(session.get());
        context->setSession(session.get());
        screen->resize(1376, 788);
        screen->show();
        if (!QTest::qWaitForWindowExposed(screen.get()))
            qFatal("no window");
        screen->activateWindow();
        (void)QTest::qWaitForWindowActive(screen.get());
    }
    ~GenerateStudio()
    {
        context->setSession(nullptr);
        service->setSession(nullptr);
        screen.reset();
        timeline.reset();
        service.reset();
    }
    void addServer(double pace = 0)
    {
        practice::PracticeOptions options;
        options.pace = pace;
        server = std::make_unique<practice::PracticeServer>(options);
        generation::Server row;
        row.name = QStringLiteral("Practice");
        if (!server->start())
            qFatal("no server");
        row.url = server->url().toString();
        if (!service->store().addServer(row))
            qFatal("no server row");
        service->refresh();
    }

    [[nodiscard]] ui::GenerateDesk &desk() const { return screen->desk(); }
    [[nodiscard]] ui::TakeStage &stage() const { return screen->stage(); }
    [[nodiscard]] ui::ParamPanel &params() const { return screen->params(); }
    [[nodiscard]] const timeline::Clip &clip(size_t n) const { return session->timeline().clips[n]; }
    void clickShot(int place)
    {
        ui::ShotGrid &grid = screen->rack().grid();
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.cellRect(place).center());
    }
    void click(QWidget *widget) const { QTest::mouseClick(widget, Qt::LeftButton); }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        stage().strip().setFocus();
        QTest::keyClick(&stage().strip(), Qt::Key(key), modifiers);
    }
    // One more take of the shot that is shown, by the button; waits until it is there.
    bool generate()
    {
        const size_t before = desk().takes().size();
        click(&params().generateButton());
        return QTest::qWaitFor([&] { return desk().takes().size() == before + 1; }, 60'000);
    }
};

} // namespace sc::test
