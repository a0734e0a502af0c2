// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/generation_service.h"
#include "core/practice/practice_server.h"
#include "tests/core/generation/cast_fixture.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/app_context.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>

namespace sc::test {

// A project of three shots with its queue, a practice server and what a screen is given.
struct CastStudio
{
    explicit CastStudio(bool withServer = false)
    {
        if (withServer) {
            practice::PracticeOptions options;
            options.pace = 0;
            server = std::make_unique<practice::PracticeServer>(options);
            if (!server->start())
                qFatal("no practice server");
        }
        generation::GenerationOptions quick;
        quick.times.tickMs = 20;
        auto opened = generation::GenerationService::open(ProfilePaths{world.dir.filePath(s("profile"))}, std::move(quick));
        if (!opened)
            qFatal("%s", qPrintable(opened.error().toLogLine()));
        service = std::move(*opened);
        if (server) {
            generation::Server row;
            row.name = s("Practice");
            row.url = server->url().toString();
            (void)service->store().addServer(row);
            service->refresh();
        }
        context = std::make_unique<ui::AppContext>(ui::AppContext::Services{nullptr, nullptr, &actions, service.get(), world.shared.get()});
        service->setSession(world.session.get());
        editor.setShared(world.shared.get());
        editor.setSession(world.session.get());
        context->setSession(world.session.get());
    }
    ~CastStudio() { service->setSession(nullptr); }

    [[nodiscard]] generation::Studio studio() const { return world.studio(); }
    void select(std::vector<size_t> clips)
    {
        std::vector<ClipId> ids;
        for (const size_t clip : clips)
            ids.push_back(world.id(clip));
        ui::Selection selection;
        selection.setClips(ids);
        editor.setSelection(selection);
    }

    CastWorld world;
    std::unique_ptr<practice::PracticeServer> server;
    std::unique_ptr<generation::GenerationService> service;
    ui::ActionRegistry actions;
    ui::TimelineEditor editor;
    std::unique_ptr<ui::AppContext> context;
};

} // namespace sc::test
