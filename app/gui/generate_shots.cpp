// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/generate_shots.h"

#include "core/generation/generation_service.h"
#include "core/practice/practice_server.h"
#include "core/timeline/edits.h"
#include "ui/generate/generate_desk.h"
#include "ui/generate/generate_screen.h"
#include "ui/generate/param_panel.h"
#include "ui/generate/prompt_box.h"
#include "ui/generate/shot_rack.h"
#include "ui/generate/take_stage.h"
#include "ui/generate/value_field.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/popover.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QPointer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>

namespace sc::app {

namespace {

constexpr QSize kUsual(1440, 900);
constexpr QSize kSmallest(1024, 640);
constexpr QSize kWide(2560, 1440);
constexpr int kPatienceMs = 120'000;

bool waitFor(const std::function<bool()> &isDone, int ms = kPatienceMs)
{
    for (const QDeadlineTimer until(ms); !isDone() && !until.hasExpired();)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    return isDone();
}

// A dozen shots with words, of a size that the practice server makes at once.
bool writePrompts(ui::TimelineEditor &editor)
{
    const QStringList words = {QStringLiteral("rain on glass, magenta neon behind it, drops as bokeh"),
                               QStringLiteral("neon avenue at night, wet road, low camera, light trails"),
                               QStringLiteral("close on a motorcycle visor at night, the avenue bends across the glass, (reflections:1.2)"),
                               QStringLiteral("city from above, magenta grid of streets, slow push in")};
    timeline::Timeline t = editor.timeline();
    int number = 0;
    for (timeline::Clip &clip : t.clips) {
        if (number >= 14)
            break;
        clip.imagePrompt = words[number % words.size()];
        clip.direction.shotType = number % 2 ? QStringLiteral("wide") : QStringLiteral("close-up");
        clip.generation.params = {{QStringLiteral("width"), 640}, {QStringLiteral("height"), 360}, {QStringLiteral("steps"), 12}};
        ++number;
    }
    t.project.look.preamble = QStringLiteral("35 mm film, neon noir");
    return editor.commit(QStringLiteral("Prompts"), t);
}

} // namespace

bool takeGenerateStates(ui::MainWindow &window, ui::AppContext &context, const std::function<bool(const QString &, QSize)> &take)
{
    auto &screen = *static_cast<ui::GenerateScreen *>(window.screenWidget(ui::ScreenId::Generate));
    ui::GenerateDesk &desk = screen.desk();
    generation::GenerationService *service = context.generation();
    if (!service || desk.editor().index().entries().size() < 8 || !writePrompts(desk.editor()))
        return false;
    window.showScreen(ui::ScreenId::Generate, false);
    bool all = true;
    const auto shot = [&](const char *name, QSize size = kUsual) {
        window.closeNotices();
        all = take(QStringLiteral("generate-") + QLatin1String(name), size) && all;
    };
    const auto goTo = [&](size_t place) {
        const ClipId clip = desk.editor().index().idAt(place);
        desk.editor().selectClip(clip);
        desk.setClip(clip);
    };
    goTo(0);
    desk.setKind(comfy::MediaKind::Image);
    shot("no-server");
    practice::PracticeOptions options;
    options.pace = 0;
    options.name = QStringLiteral("studio-4090");
    practice::PracticeServer fast(options);
    generation::Server row;
    row.name = QStringLiteral("studio-4090");
    if (!fast.start())
        return false;
    row.url = fast.url().toString();
    const auto added = service->store().addServer(row);
    if (!added)
        return false;
    service->refresh();
    (void)waitFor([&] { return !desk.outlook().waits; }, 20'000);
    shot("no-takes");
    // Takes for seven shots, several of the third.
    for (const size_t place : {0, 1, 3, 4, 5, 6}) {
        goTo(place);
        desk.generate(false);
    }
    goTo(2);
    for (int i = 0; i < 5; ++i)
        desk.generate(false);
    (void)waitFor([&] { return desk.takes().size() == 5; });
    goTo(2);
    for (int i = 0; i < 4 && i < int(desk.takes().size()); ++i) {
        desk.setPlace(0, desk.takes()[size_t(i)].id);
        desk.rate(5 - i);
    }
    desk.setPlace(0, desk.takes().back().id);
    desk.judge(timeline::TakeVerdict::Rejected);
    desk.setPlace(0, desk.takes().front().id);
    shot("takes");
    shot("takes-1024x640", kSmallest);
    shot("takes-wide", kWide);
    const std::pair<ui::CompareMode, const char *> modes[] = {{ui::CompareMode::TwoUp, "two-up"},
                                                              {ui::CompareMode::FourUp, "four-up"},
                                                              {ui::CompareMode::Wipe, "wipe"},
                                                              {ui::CompareMode::Difference, "difference"}};
    for (const auto &[mode, name] : modes) {
        screen.stage().setMode(mode);
        shot(name);
    }
    screen.stage().setMode(ui::CompareMode::Wipe);
    shot("wipe-1024x640", kSmallest);
    screen.params().showComposed(true);
    shot("composed");
    screen.params().showComposed(false);
    screen.params().showAdvanced(true);
    shot("advanced");
    screen.params().showAdvanced(false);
    screen.stage().setMode(ui::CompareMode::Single);
    screen.params().openModels();
    shot("models");
    for (auto *popover : window.findChildren<ui::Popover *>())
        popover->close();
    screen.params().steps().edit()->setText(QStringLiteral("900"));
    screen.params().steps().edit()->setModified(true);
    Q_EMIT screen.params().steps().edit()->editingFinished();
    shot("refused");
    screen.params().steps().setValue(12, true);
    // One that runs slowly enough to be seen, another that waits behind it, and a movie.
    options.pace = 12;
    options.loadMs = 150;
    options.name = QStringLiteral("attic-3090");
    practice::PracticeServer slow(options);
    row.name = QStringLiteral("attic-3090");
    if (!slow.start())
        return false;
    row.url = slow.url().toString();
    const auto second = service->store().addServer(row);
    generation::Server off = *added;
    off.active = false;
    if (!second || !service->store().editServer(off))
        return false;
    service->refresh();
    (void)waitFor([&] { return desk.nodes().isOnline(second->id); }, 20'000);
    desk.generate(false);
    desk.generate(false);
    (void)waitFor(
        [&] { return !desk.jobs().empty() && desk.jobs().front().isWithServer() && !service->previewOf(desk.jobs().front().id).isEmpty(); },
        30'000);
    shot("running");
    goTo(7);
    desk.setKind(comfy::MediaKind::Video);
    shot("video");
    for (const generation::Job &job : service->jobs()) {
        if (!job.isFinished())
            desk.cancelJob(job.id.text());
    }
    (void)waitFor([&] { return desk.jobs().empty(); }, 10'000);
    desk.setKind(comfy::MediaKind::Image);
    // The servers end with this function.
    for (const generation::Server &server : std::vector<generation::Server>(service->servers()))
        (void)service->store().removeServer(server.id, true);
    service->refresh();
    return all;
}

} // namespace sc::app
