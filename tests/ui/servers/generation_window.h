// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/secret_store.h"
#include "core/generation/generation_service.h"
#include "core/generation/profile_secrets.h"
#include "core/library/library.h"
#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "tests/support/result_check.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

namespace sc::test {

// A screen of generation in a real window: with a profile of its own, its library, its queue, and what the screen told the shell.
template<class Screen> struct GenerationWindow
{
    QTemporaryDir folder;
    ProfilePaths profile{folder.filePath(QStringLiteral("profile"))};
    accounts::SecretStore keys{profile};
    std::unique_ptr<library::Library> library;
    std::unique_ptr<project::ProjectSession> session;
    std::unique_ptr<generation::GenerationService> service;
    playback::Player player;
    ui::ActionRegistry actions;
    std::unique_ptr<ui::AppContext> context;
    std::unique_ptr<Screen> screen;
    std::vector<Problem> problems;
    std::vector<ui::Notice> notices;

    ~GenerationWindow()
    {
        screen.reset();
        context.reset();
        if (service)
            service->setSession(nullptr);
    }

    // All but the screen. Quick times, so that tests are.
    void open(generation::GenerationOptions options = {})
    {
        ui::applyTheme(*qApp, ui::builtInTheme({.reducedMotion = true}));
        SC_VERIFY_OK(ensureProfile(profile));
        auto opened = library::Library::open(profile);
        SC_VERIFY_OK(opened);
        library = std::move(*opened);
        options.times.tickMs = 20;
        options.times.retryFirstMs = 20;
        options.client.backOffFirst = std::chrono::milliseconds(50);
        options.secrets = generation::profileSecrets(keys);
        options.keys = &keys;
        auto running = generation::GenerationService::open(profile, options);
        SC_VERIFY_OK(running);
        service = std::move(*running);
        context = std::make_unique<ui::AppContext>(ui::AppContext::Services{library.get(), &player, &actions, service.get()});
        QObject::connect(context.get(), &ui::AppContext::problemRaised, context.get(),
                         [this](const Problem &it) { problems.push_back(it); });
        QObject::connect(context.get(), &ui::AppContext::noticeRaised, context.get(),
                         [this](const ui::Notice &it) { notices.push_back(it); });
    }

    void show()
    {
        screen = std::make_unique<Screen>(*context);
        screen->resize(1376, 788);
        screen->show();
        QVERIFY(QTest::qWaitForWindowExposed(screen.get()));
        screen->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(screen.get()));
    }
};

} // namespace sc::test
