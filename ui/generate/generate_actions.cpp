// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/take_use.h"
#include "ui/generate/generate_desk.h"
#include "ui/generate/generate_screen.h"
#include "ui/generate/param_panel.h"
#include "ui/generate/prompt_box.h"
#include "ui/generate/shot_rack.h"
#include "ui/generate/take_stage.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/action_adder.h"
#include "ui/widgets/search_field.h"

namespace sc::ui {

void registerGenerateActions(ActionRegistry &actions, GenerateScreen *screen)
{
    GenerateDesk &desk = screen->desk();
    TakeStage &stage = screen->stage();
    const auto shot = [&desk] { return desk.clip() != nullptr; };
    const auto take = [&desk] { return desk.takeAt(0) != nullptr; };
    const auto editable = [&desk] { return desk.takeAt(0) != nullptr && !desk.isLocked(); };
    ActionAdder adder(actions, QStringLiteral("generate"), screen, shot);
    adder.group(GenerateScreen::tr("Generation"), shot);
    adder.add("run", GenerateScreen::tr("Generate"), "generate", {Qt::Key_G}, [screen, &desk] {
        screen->params().commitTyping();
        desk.generate(false);
    });
    adder.add("next", GenerateScreen::tr("Generate next, before all that waits"), "bolt", {QKeySequence(Qt::SHIFT | Qt::Key_G)},
              [screen, &desk] {
                  screen->params().commitTyping();
                  desk.generate(true);
              });
    adder.add("batch", GenerateScreen::tr("Batch..."), "stack", {QKeySequence(Qt::CTRL | Qt::Key_G)}, [screen, &desk] {
        screen->params().commitTyping();
        const auto &selected = desk.editor().selection().clips();
        const std::vector<ClipId> bare = screen->rack().withoutTakes();
        Q_EMIT desk.context().batchRequested(
            selected.size() > 1 || bare.empty() ? (selected.empty() ? std::vector<ClipId>{desk.clipId()} : selected) : bare);
    });
    adder.add(
        "vary", GenerateScreen::tr("Vary..."), "swap", {Qt::Key_V}, [&stage] { stage.openVaryMenu(nullptr); }, take);
    adder.add(
        "reproduce", GenerateScreen::tr("Reproduce"), "loop", {Qt::Key_R}, [&desk] { desk.reproduce(); }, take);
    adder.add("model", GenerateScreen::tr("Choose model"), "search", {Qt::Key_M}, [screen] { screen->params().openModels(); });
    adder.add("composed", GenerateScreen::tr("Composed prompt"), "text", {Qt::Key_B},
              [screen] { screen->params().showComposed(!screen->params().composed().isVisibleTo(screen)); });
    adder.group(GenerateScreen::tr("Takes"), take);
    adder.add(
        "choose", GenerateScreen::tr("Choose or take out of the film"), "check", {Qt::Key_Return, Qt::Key_Enter},
        [&desk] { desk.choose(); }, editable);
    adder.add("approve", GenerateScreen::tr("Approve"), "check", {Qt::Key_Y}, [&desk] { desk.judge(timeline::TakeVerdict::Approved); });
    adder.add("reject", GenerateScreen::tr("Reject"), "close", {Qt::Key_X}, [&desk] { desk.judge(timeline::TakeVerdict::Rejected); });
    const QString stars[] = {GenerateScreen::tr("Rate 1"), GenerateScreen::tr("Rate 2"), GenerateScreen::tr("Rate 3"),
                             GenerateScreen::tr("Rate 4"), GenerateScreen::tr("Rate 5")};
    for (int i = 1; i <= 5; ++i) {
        const QByteArray id = "rate" + QByteArray::number(i);
        adder.add(id.constData(), stars[i - 1], "star", {QKeySequence(Qt::Key_0 + i)}, [&desk, i] { desk.rate(i); });
    }
    adder.add("nextTake", GenerateScreen::tr("Next take"), "", {QKeySequence(Qt::ALT | Qt::Key_Right)}, [&desk] { desk.nextTake(1); });
    adder.add("previousTake", GenerateScreen::tr("Previous take"), "", {QKeySequence(Qt::ALT | Qt::Key_Left)},
              [&desk] { desk.nextTake(-1); });
    adder.add("pool", GenerateScreen::tr("Send to pool"), "gallery", {Qt::Key_P}, [&desk] { desk.sendToPool(); });
    adder.add(
        "startNext", GenerateScreen::tr("Use as start of the next shot"), "to-end", {}, [&desk] { desk.startNext(); },
        [&desk] { return desk.takeAt(0) != nullptr && generation::clipAfter(desk.editor().timeline(), desk.clipId()) != nullptr; });
    adder.add(
        "useAsStart", GenerateScreen::tr("Use as start picture of this shot"), "image", {}, [&desk] { desk.useAsStart(); },
        [&desk] { return desk.takeAt(0) != nullptr && !desk.takeAt(0)->isVideo() && !desk.isLocked(); });
    adder.add("openInGallery", GenerateScreen::tr("Open in the gallery"), "gallery", {},
              [&desk] { Q_EMIT desk.context().galleryRequested(desk.clipId()); });
    adder.add(
        "deleteTake", GenerateScreen::tr("Delete take"), "trash", {Qt::Key_Delete}, [&desk] { desk.removeTake(); }, editable);
    adder.group(GenerateScreen::tr("View"), shot);
    adder.add("compare", GenerateScreen::tr("Compare: next way"), "compare", {Qt::Key_C}, [&stage] { stage.nextMode(); });
    for (int i = 0; i < kCompareModes; ++i) {
        const auto mode = static_cast<CompareMode>(i);
        const QByteArray id = "compare" + QByteArray::number(i + 1);
        adder.add(id.constData(), GenerateScreen::tr("Compare: %1").arg(compareModeName(mode)), "compare",
                  {QKeySequence(Qt::ALT | (Qt::Key_1 + i))}, [&stage, mode] { stage.setMode(mode); });
    }
    adder.add("loupe", GenerateScreen::tr("Loupe"), "search", {QKeySequence(Qt::ALT | Qt::Key_L)},
              [&stage] { stage.view().setLoupe(!stage.view().hasLoupe()); });
    adder.add("playTake", GenerateScreen::tr("Play the take"), "play", {QKeySequence(Qt::SHIFT | Qt::Key_P)},
              [&stage] { stage.view().setPlaying(!stage.view().isPlaying()); });
    adder.add("frameBack", GenerateScreen::tr("One frame of the take back"), "", {Qt::Key_Comma},
              [&stage] { stage.view().stepFrames(-1); });
    adder.add("frameForward", GenerateScreen::tr("One frame of the take on"), "", {Qt::Key_Period},
              [&stage] { stage.view().stepFrames(1); });
    adder.add("previousShot", GenerateScreen::tr("Previous shot"), "", {Qt::Key_Left, Qt::Key_Up}, [screen] { screen->goToShot(-1); });
    adder.add("nextShot", GenerateScreen::tr("Next shot"), "", {Qt::Key_Right, Qt::Key_Down}, [screen] { screen->goToShot(1); });
    adder.add("find", GenerateScreen::tr("Find a shot"), "search", {QKeySequence(Qt::CTRL | Qt::Key_F)}, [screen] {
        screen->rack().search().setFocus(Qt::ShortcutFocusReason);
        screen->rack().search().selectAll();
    });
}

} // namespace sc::ui
