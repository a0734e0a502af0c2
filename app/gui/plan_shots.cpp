// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/plan_shots.h"

#include "core/timeline/edits.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/timeline/timeline_screen.h"

#include <QtCore/QDeadlineTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>

namespace sc::app {

namespace {

constexpr QSize kUsual(1440, 900);
constexpr QSize kSmallest(1024, 640);

// Cuts off the beat by different amounts, a flash of black, a gap and a shot of one frame.
Result<timeline::Timeline> troubled(const timeline::Timeline &sound)
{
    const FrameRate rate = sound.project.frameRate;
    Result<timeline::Timeline> t = sound;
    const auto roll = [&](size_t place, int frames) {
        const timeline::Clip clip = t->clips[place];
        if (auto rolled = timeline::rollCut(*t, {.clip = clip.id, .to = clip.start + rate.timeOf(frames)}))
            t = std::move(rolled);
    };
    const auto pull = [&](size_t place, int frames) {
        const timeline::Clip clip = t->clips[place];
        if (auto pulled =
                timeline::trimClip(*t, {.clip = clip.id, .edge = timeline::ClipEdge::Out, .to = clip.end() - rate.timeOf(frames)}))
            t = std::move(pulled);
    };
    for (const auto &[place, frames] : {std::pair(3, 2), std::pair(5, -4), std::pair(8, 1), std::pair(9, 3), std::pair(11, 2)})
        roll(size_t(place), frames);
    pull(13, 1);
    pull(15, 30);
    if (auto locked = timeline::setLocked(*t, {.scenes = {}, .clips = {t->clips[9].id}, .locked = true}))
        t = std::move(locked);
    return t;
}

// A dialog is a window of its own and is as large as the one below allows.
bool takeDialog(ui::TimelineScreen &screen, ui::MainWindow &window, const QString &file, QSize size)
{
    window.resize(size);
    QCoreApplication::processEvents();
    screen.openPlan();
    for (const QDeadlineTimer until(600); !until.hasExpired();)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    QDialog *dialog = window.findChild<QDialog *>();
    const bool saved = dialog && dialog->grab().save(file);
    delete dialog;
    return saved;
}

} // namespace

bool takePlanStates(ui::MainWindow &window, const QString &folder, const std::function<bool(const QString &, QSize)> &take)
{
    auto &screen = *static_cast<ui::TimelineScreen *>(window.screenWidget(ui::ScreenId::Timeline));
    ui::TimelineEditor &editor = *screen.editor();
    if (editor.timeline().clips.size() < 20)
        return true;
    bool all = true;
    screen.showSide(ui::SidePanel::Page::Problems);
    all = take(QStringLiteral("timeline-sound"), kUsual) && all;
    if (editor.commit(QStringLiteral("Trouble"), troubled(editor.timeline()))) {
        all = take(QStringLiteral("timeline-problems"), kUsual) && all;
        all = take(QStringLiteral("timeline-problems-1024x640"), kSmallest) && all;
        screen.showSide(ui::SidePanel::Page::Audit);
        all = take(QStringLiteral("timeline-audit"), kUsual) && all;
        all = take(QStringLiteral("timeline-audit-1024x640"), kSmallest) && all;
        (void)editor.session()->undo();
    }
    for (const auto &[name, size] : {std::pair(QStringLiteral("plan"), kUsual), std::pair(QStringLiteral("plan-1024x640"), kSmallest)}) {
        all = takeDialog(screen, window, folder + u'/' + name + QStringLiteral(".png"), size) && all;
    }
    return all;
}

} // namespace sc::app
