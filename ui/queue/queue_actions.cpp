// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queue_screen.h"
#include "ui/widgets/action_adder.h"
#include "ui/widgets/search_field.h"

namespace sc::ui {

using namespace generation;

void registerQueueActions(ActionRegistry &actions, QueueScreen *screen)
{
    QueueDesk &desk = screen->desk();
    ActionAdder adder(actions, QStringLiteral("queue"), screen);
    const auto any = [screen] { return !screen->chosen().empty(); };
    const auto waiting = [screen] { return screen->hasChosen([](const Job &job) { return job.isWaiting(); }); };
    const auto open = [screen] { return screen->hasChosen([](const Job &job) { return !job.isFinished(); }); };
    const auto again = [screen] {
        return screen->hasChosen([](const Job &job) { return job.status == JobStatus::Failed || job.status == JobStatus::Cancelled; });
    };
    const auto one = [screen](const std::function<bool()> &test) {
        return [screen, test] { return screen->chosen().size() == 1 && test(); };
    };
    const auto act = [screen](const char *what) { return [screen, what] { screen->run(QLatin1String(what)); }; };
    adder.group(QueueScreen::tr("Queue"));
    adder.add(
        "undo", QueueScreen::tr("Undo in the queue"), "undo", {}, [&desk] { desk.undo(); }, [&desk] { return !desk.undoName().isEmpty(); });
    adder.add(
        "redo", QueueScreen::tr("Redo in the queue"), "redo", {}, [&desk] { desk.redo(); }, [&desk] { return !desk.redoName().isEmpty(); });
    adder.add("pause", QueueScreen::tr("Pause after current, or go on"), "pause", {Qt::Key_Space},
              [&desk] { desk.pauseQueue(desk.pause() == QueuePause::Running ? QueuePause::AfterCurrent : QueuePause::Running); });
    adder.add(
        "pauseNow", QueueScreen::tr("Pause now"), "", {QKeySequence(Qt::SHIFT | Qt::Key_Space)},
        [&desk] { desk.pauseQueue(QueuePause::Now); }, [&desk] { return desk.pause() != QueuePause::Now; });
    adder.add("fairShare", QueueScreen::tr("Fair share between projects, on or off"), "", {},
              [&desk] { desk.setFairShare(!desk.fairShare()); });
    adder.add("cancelWaiting", QueueScreen::tr("Cancel all but what runs"), "", {}, [&desk] { desk.cancelWaiting(); });
    adder.add("cancelAll", QueueScreen::tr("Cancel all"), "", {}, [&desk] { desk.cancelAll(); });
    adder.add("clearFinished", QueueScreen::tr("Clear finished"), "", {}, [&desk] {
        desk.clear({JobStatus::Completed, JobStatus::Cancelled});
    });
    adder.add("clearFailed", QueueScreen::tr("Clear failed"), "", {}, [&desk] { desk.clear({JobStatus::Failed}); });
    adder.add("report", QueueScreen::tr("Morning report"), "moon", {Qt::Key_R}, [screen] { screen->openReport(); });
    adder.add(
        "choose", QueueScreen::tr("Choose start pictures..."), "image", {Qt::Key_C}, [screen] { screen->openChoices(); },
        [screen] {
            const auto &jobs = screen->feed()->service().jobs();
            return std::ranges::any_of(jobs, [](const Job &job) { return job.awaitsChoice && job.isWaiting(); });
        });
    adder.add("find", QueueScreen::tr("Filter jobs"), "search", {QKeySequence(Qt::CTRL | Qt::Key_F)},
              [screen] { screen->search().setFocus(Qt::ShortcutFocusReason); });
    adder.add("back", QueueScreen::tr("Back to the queue"), "", {Qt::Key_Escape}, [screen] { screen->showBoard(); });
    adder.group(QueueScreen::tr("Job"));
    adder.add(
        "open", QueueScreen::tr("Open job"), "eye", {}, [screen] { screen->openJob(screen->chosen().front().text()); }, one(any));
    adder.add("next", QueueScreen::tr("Run next"), "", {Qt::Key_N}, act("next"), waiting);
    adder.add("hold", QueueScreen::tr("Hold job"), "", {Qt::Key_H}, act("hold"), waiting);
    adder.add("goOn", QueueScreen::tr("Let job go on"), "", {Qt::Key_G}, act("go"), waiting);
    adder.add("earlier", QueueScreen::tr("Move one place earlier"), "", {QKeySequence(Qt::ALT | Qt::Key_Up)}, act("earlier"), waiting);
    adder.add("later", QueueScreen::tr("Move one place later"), "", {QKeySequence(Qt::ALT | Qt::Key_Down)}, act("later"), waiting);
    adder.add(
        "priority", QueueScreen::tr("Priority..."), "", {Qt::Key_P}, [screen] { screen->askPriority(); }, waiting);
    adder.add(
        "edit", QueueScreen::tr("Edit job..."), "", {Qt::Key_F2}, [screen] { screen->editJob(screen->chosen().front().text()); },
        one(waiting));
    adder.add(
        "server", QueueScreen::tr("Send to server..."), "", {Qt::Key_S}, [screen] { screen->openMoveMenu(); }, waiting);
    adder.add("retry", QueueScreen::tr("Try again"), "stale", {Qt::Key_T}, act("retry"), again);
    adder.add(
        "retryWith", QueueScreen::tr("Try again with changes..."), "", {QKeySequence(Qt::SHIFT | Qt::Key_T)},
        [screen] { screen->editJob(screen->chosen().front().text()); }, one(again));
    adder.add("duplicate", QueueScreen::tr("Duplicate job"), "stack", {QKeySequence(Qt::CTRL | Qt::Key_D)}, act("duplicate"), any);
    adder.add("duplicateFresh", QueueScreen::tr("Duplicate with another seed"), "dice", {}, act("duplicateFresh"), any);
    adder.add("cancel", QueueScreen::tr("Cancel job"), "close", {Qt::Key_X}, act("cancel"), open);
    adder.add("delete", QueueScreen::tr("Delete job"), "trash", {Qt::Key_Delete, Qt::Key_Backspace}, act("delete"), any);
    // From anywhere: many shots at once.
    actions.add({.id = QStringLiteral("generate.batch"),
                 .text = QueueScreen::tr("Batch..."),
                 .group = QueueScreen::tr("Creation"),
                 .icon = QStringLiteral("stack"),
                 .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_G)},
                 .run = [screen] { screen->openBatch({}); },
                 .enabled = [screen] { return screen->context().session() != nullptr; }});
}

} // namespace sc::ui
