// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/scene_moves.h"
#include "ui/scenes/scenes_screen.h"
#include "ui/timeline/cut_commands.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/take_commands.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/action_adder.h"

namespace sc::ui {

void registerSceneActions(ActionRegistry &actions, ScenesScreen *screen)
{
    TimelineEditor &e = screen->editor();
    ActionAdder adder(actions, QStringLiteral("scenes"), screen, [&e] { return e.hasProject(); });
    const auto anything = [&e] { return !e.selection().isEmpty(); };
    const auto shots = [&e] { return !e.selection().clips().empty(); };
    adder.group(ScenesScreen::tr("Creation"));
    adder.add("newShot", ScenesScreen::tr("New shot"), "plus", {Qt::Key_N}, [screen] { screen->newShot(); });
    adder.add("newScene", ScenesScreen::tr("New scene"), "scenes", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)},
              [&e] { edit::newScene(e); });
    adder.add(
        "generate", ScenesScreen::tr("Generate"), "generate", {Qt::Key_G},
        [screen, &e] { Q_EMIT screen->context().generateRequested(e.targets()); }, shots);
    adder.add(
        "batch", ScenesScreen::tr("Batch..."), "stack", {QKeySequence(Qt::CTRL | Qt::Key_G)},
        [screen, &e] { Q_EMIT screen->context().batchRequested(e.targets()); }, shots);
    adder.add(
        "pool", ScenesScreen::tr("Send to pool"), "gallery", {Qt::Key_P}, [screen, &e] { edit::sendToPool(screen->context(), e); }, shots);
    adder.group(ScenesScreen::tr("Takes"));
    adder.add(
        "compareTakes", ScenesScreen::tr("Compare the takes of the shot"), "compare", {Qt::Key_C},
        [screen, &e] { edit::compareTakes(screen->context(), e); }, shots);
    adder.add(
        "rejectTake", ScenesScreen::tr("Reject the take that shows, or take it back"), "close", {Qt::Key_X}, [&e] { edit::rejectShown(e); },
        shots);
    for (int stars = 1; stars <= 5; ++stars) {
        adder.add(
            qPrintable(QStringLiteral("rate%1").arg(stars)), ScenesScreen::tr("Rate the take that shows: %n star(s)", nullptr, stars),
            "star", {QKeySequence(Qt::Key_0 + stars)}, [&e, stars] { edit::rateShown(e, stars); }, shots);
    }
    adder.group(ScenesScreen::tr("Editing"));
    adder.add(
        "copy", ScenesScreen::tr("Copy"), "", {QKeySequence::Copy}, [&e] { edit::copySelection(e); }, shots);
    adder.add(
        "cut", ScenesScreen::tr("Cut"), "", {QKeySequence::Cut}, [&e] { edit::cutSelection(e); }, shots);
    adder.add("paste", ScenesScreen::tr("Paste behind the shot"), "", {QKeySequence::Paste}, [&e] { edit::pasteBehind(e); });
    adder.add(
        "pasteAttributes", ScenesScreen::tr("Paste attributes"), "", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V)},
        [&e] { edit::pasteAttributes(e); }, shots);
    adder.add(
        "edit", ScenesScreen::tr("Edit the cell"), "text", {Qt::Key_F2}, [screen] { screen->table().editCurrent(); }, shots);
    adder.add(
        "delete", ScenesScreen::tr("Delete"), "trash", {Qt::Key_Delete, Qt::Key_Backspace}, [&e] { edit::deleteSelection(e); }, anything);
    adder.add(
        "duplicate", ScenesScreen::tr("Duplicate"), "stack", {QKeySequence(Qt::CTRL | Qt::Key_D)}, [&e] { edit::duplicate(e); }, anything);
    adder.add(
        "lock", ScenesScreen::tr("Lock or unlock"), "lock", {QKeySequence(Qt::CTRL | Qt::Key_L)}, [&e] { edit::toggleLock(e); }, anything);
    adder.add(
        "earlier", ScenesScreen::tr("Move one place earlier"), "", {QKeySequence(Qt::ALT | Qt::Key_Up)}, [&e] { edit::moveChosen(e, -1); },
        anything);
    adder.add(
        "later", ScenesScreen::tr("Move one place later"), "", {QKeySequence(Qt::ALT | Qt::Key_Down)}, [&e] { edit::moveChosen(e, 1); },
        anything);
    adder.add(
        "swap", ScenesScreen::tr("Swap two shots"), "swap", {QKeySequence(Qt::ALT | Qt::Key_X)}, [&e] { edit::swapChosen(e); },
        [&e] { return e.selection().clips().size() == 2; });
    adder.add("dropKind", ScenesScreen::tr("Dragging: ripple or swap"), "ripple", {QKeySequence(Qt::ALT | Qt::Key_R)},
              [screen] { screen->setDropKind(screen->dropKind() == DropKind::Swap ? DropKind::Ripple : DropKind::Swap); });
    adder.group(ScenesScreen::tr("Alternates"));
    adder.add(
        "alternate", ScenesScreen::tr("New alternate"), "alternates", {Qt::Key_A}, [&e] { edit::newAlternate(e); }, anything);
    adder.add(
        "live", ScenesScreen::tr("Make alternate live"), "check", {QKeySequence(Qt::SHIFT | Qt::Key_A)},
        [screen] { screen->makeCurrentLive(); }, anything);
    adder.group(ScenesScreen::tr("Selection"));
    adder.add("selectAll", ScenesScreen::tr("Select all shots"), "", {QKeySequence(Qt::CTRL | Qt::Key_A)}, [&e] { edit::selectAll(e); });
    adder.add(
        "selectNone", ScenesScreen::tr("Select nothing"), "", {Qt::Key_Escape}, [&e] { edit::selectNone(e); }, anything);
    adder.group(ScenesScreen::tr("Shot list"));
    adder.add("find", ScenesScreen::tr("Find shots"), "search", {QKeySequence(Qt::CTRL | Qt::Key_F)}, [screen] { screen->focusSearch(); });
    adder.add("exportList", ScenesScreen::tr("Export shot list (CSV)..."), "export", {},
              [screen] { screen->listFiles().askExport(screen->window()); });
    adder.add("importList", ScenesScreen::tr("Import shot list (CSV)..."), "", {},
              [screen] { screen->listFiles().askImport(screen->window()); });
    adder.add("showInTimeline", ScenesScreen::tr("Show in the timeline"), "timeline", {QKeySequence(Qt::CTRL | Qt::Key_Return)},
              [screen, &e] {
                  if (const timeline::Clip *clip = timeline::findClip(e.timeline(), e.selection().current()))
                      edit::goToTime(e, clip->start);
                  Q_EMIT screen->context().screenRequested(ScreenId::Timeline);
              });
    const auto refresh = [&actions] { actions.refresh(); };
    QObject::connect(&e, &TimelineEditor::selectionChanged, &actions, refresh);
    QObject::connect(&e, &TimelineEditor::sessionChanged, &actions, refresh);
    adder.add("inspector", ScenesScreen::tr("Inspector"), "info", {Qt::Key_I}, [screen] { screen->toggleInspector(); });
}

} // namespace sc::ui
