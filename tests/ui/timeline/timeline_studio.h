// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/generation_service.h"
#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/timeline/timeline_screen.h"
#include "ui/timeline/timeline_surface.h"
#include "ui/widgets/action_registry.h"

#include <QtCore/QTemporaryDir>

namespace sc::test {

// What every test of the timeline's window stands on: the screen in a real window on a real bundle with six shots, driven by
// mouse and keys. Each test gets one of its own.
class TimelineWindowTest : public QObject
{
    Q_OBJECT

protected:
    struct Studio
    {
        QTemporaryDir folder;
        std::unique_ptr<project::ProjectSession> session;
        std::unique_ptr<generation::GenerationService> generation; // null: a window without a queue
        playback::Player player;
        ui::ActionRegistry actions;
        std::unique_ptr<ui::AppContext> context;
        std::unique_ptr<ui::TimelineScreen> screen;

        ~Studio()
        {
            if (generation)
                generation->setSession(nullptr);
        }
        [[nodiscard]] ui::TimelineSurface &surface() const { return *screen->surface(); }
        [[nodiscard]] ui::TimelineEditor &editor() const { return *screen->editor(); }
        [[nodiscard]] const timeline::Clip &clip(int i) const { return session->timeline().clips[size_t(i)]; }
    };

    std::unique_ptr<Studio> m_studio;

    enum class Queue { None, Still, Runs };
    void openStudio(Queue queue = Queue::None);
    // On the surface, in its px: the middle of a lane at a time of the timeline.
    [[nodiscard]] QPoint pointAt(Ticks t, ui::Lane lane, double shift = 0) const;
    void moveMouse(QPoint to, Qt::KeyboardModifiers modifiers = {}) const; // with the left button down
    void dragMouse(QPoint from, QPoint to) const;                          // and not let go
    [[nodiscard]] QColor pixel(Ticks t, double shift) const;               // of the shots' name strip

private Q_SLOTS:
    void init() { openStudio(); }
    void cleanup() { m_studio.reset(); }
};

} // namespace sc::test
