// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/timeline_shots.h"

#include "core/playback/player.h"
#include "core/project/take_shelf.h"
#include "core/timeline/edits.h"
#include "ui/timeline/snap_choices.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/timeline/timeline_screen.h"
#include "ui/timeline/timeline_surface.h"
#include "ui/timeline/timeline_toolbar.h"
#include "ui/widgets/popover.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>

#include <algorithm>

namespace sc::app {

namespace {

constexpr QSize kUsual(1440, 900);
constexpr QSize kSmallest(1024, 640);
constexpr QSize kWide(3000, 1700);

class TimelineStates
{
public:
    TimelineStates(ui::MainWindow &window, ui::AppContext &context)
        : m_context(context), m_screen(*static_cast<ui::TimelineScreen *>(window.screenWidget(ui::ScreenId::Timeline)))
    {
    }

    [[nodiscard]] ui::TimelineSurface &surface() const { return *m_screen.surface(); }
    [[nodiscard]] ui::TimelineEditor &editor() const { return *m_screen.editor(); }
    [[nodiscard]] const timeline::Clip &shot(size_t place) const
    {
        return editor().timeline().clips[size_t(editor().index().entries()[place].clip)];
    }
    bool edit(const Result<timeline::Timeline> &edited) const { return editor().commit(QStringLiteral("Picture"), edited); }

    void showShots(size_t first, size_t last) const
    {
        surface().showRange({shot(first).start, shot(last).end()});
        m_context.player().seek(shot(first + 1).start);
    }

    void press(QPointF at) const { mouse(QEvent::MouseButtonPress, at, Qt::LeftButton); }
    void move(QPointF at) const { mouse(QEvent::MouseMove, at, Qt::NoButton); }
    [[nodiscard]] QPointF pointAt(Ticks t, ui::Lane lane) const
    {
        return {surface().lanes().headWidth + surface().view().xOf(t), double(surface().lanes().rect(lane).center().y())};
    }

    // Alternates, a speed, a freeze frame, transitions, a lock, a cut off its beat.
    void dress() const
    {
        for (const size_t place : {size_t(3), size_t(5), size_t(5)})
            edit(timeline::addClipAlternate(editor().timeline(), {.clip = shot(place).id}));
        edit(timeline::editClip(editor().timeline(), {.clip = shot(2).id, .speedNumerator = 2, .speedDenominator = 1}));
        edit(timeline::editClip(editor().timeline(), {.clip = shot(6).id, .speedNumerator = 0, .speedDenominator = 1}));
        timeline::ShotDirection dissolve = shot(4).direction;
        dissolve.in = {timeline::TransitionKind::Dissolve, Ticks::fromSeconds(0.5)};
        edit(timeline::editClip(editor().timeline(), {.clip = shot(4).id, .direction = dissolve}));
        edit(timeline::setLocked(editor().timeline(), {.clips = {shot(1).id}, .locked = true}));
        const FrameRate rate = editor().frameRate();
        edit(timeline::rollCut(editor().timeline(), {.clip = shot(7).id, .to = shot(7).start + rate.timeOf(5), .bindToBeats = false}));
        const QString words[] = {QStringLiteral("Rain writes our names"), QStringLiteral("Every red light begging"),
                                 QStringLiteral("Hold on, hold on"), QStringLiteral("Neon drive, keep me alive")};
        timeline::Timeline sung = editor().timeline();
        for (size_t i = 0; i < 24; ++i)
            sung.lyrics.push_back({.id = LyricId::create(), .start = Ticks::fromSeconds(2 + double(i) * 3.5), .text = words[i % 4]});
        edit(sung);
    }

    void openSnapChoices() const
    {
        for (auto *button : m_screen.findChildren<QAbstractButton *>()) {
            if (button->accessibleName() == ui::TimelineToolbar::tr("What edges catch on"))
                ui::openSnapChoices(editor(), button);
        }
    }
    void closeSnapChoices() const
    {
        for (auto *popover : m_screen.window()->findChildren<ui::Popover *>())
            popover->close();
    }

    // One of each: waiting, just begun, nearly there, failed.
    void putToWork() const
    {
        using generation::ShotJobState;
        editor().setJobs({{shot(2).id, {ShotJobState::Queued}},
                          {shot(3).id, {ShotJobState::Generating, 12}},
                          {shot(4).id, {ShotJobState::Generating, 78}},
                          {shot(5).id, {ShotJobState::Failed}}});
    }

    // A shot whose file is gone, one that has its own, and one whose words changed since.
    bool loseAFile() const
    {
        const QString file = QDir::temp().filePath(QStringLiteral("%1.png").arg(newUuidV7()));
        QImage picture(640, 360, QImage::Format_RGB32);
        picture.fill(QColor(46, 92, 104));
        if (!picture.save(file))
            return false;
        project::TakeShelf &takes = editor().session()->takes();
        const auto kept = takes.importFile(shot(3).id, file);
        const auto stale = takes.importFile(shot(5).id, file);
        picture.fill(QColor(110, 60, 70));
        const bool second = picture.save(file);
        const auto lost = takes.importFile(shot(2).id, file);
        QFile::remove(file);
        if (!second || !kept || !stale || !lost || !QFile::remove(editor().session()->absolutePath(takes.find(*lost)->media)))
            return false;
        m_screen.showSide(ui::SidePanel::Page::Problems);
        for (const QDeadlineTimer until(2500); !until.hasExpired();)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
        ui::ShotStates states = editor().states();
        states.stale.insert(shot(5).id);
        editor().setStates(states);
        return true;
    }

private:
    void mouse(QEvent::Type type, QPointF at, Qt::MouseButton button) const
    {
        QMouseEvent event(type, at, surface().mapToGlobal(at), button, Qt::LeftButton, {});
        QApplication::sendEvent(&surface(), &event);
    }

    ui::AppContext &m_context;
    ui::TimelineScreen &m_screen;
};

// A shot on every beat of a long night.
timeline::Timeline tenThousand(timeline::Timeline t)
{
    const timeline::Clip pattern = t.clips.front();
    const timeline::Scene scene = t.scenes.front();
    const FrameRate rate = t.project.frameRate;
    const Ticks length = rate.timeOf(rate.nominal() / 2);
    t.scenes.clear();
    t.clips.clear();
    for (int i = 0; i < 10'000; ++i) {
        if (i % 50 == 0) {
            timeline::Scene next = scene;
            next.id = SceneId::create();
            next.name = QStringLiteral("Scene %1").arg(i / 50 + 1);
            next.order = i / 50;
            next.colour = (i / 50) % 8;
            next.start = Ticks(length.value() * i);
            next.length = Ticks(length.value() * 50);
            t.scenes.push_back(next);
        }
        timeline::Clip clip = pattern;
        clip.id = ClipId::create();
        clip.scene = t.scenes.back().id;
        clip.name = QStringLiteral("Shot %1").arg(i + 1);
        clip.start = Ticks(length.value() * i);
        clip.length = length;
        clip.order = i % 50;
        clip.locked = false;
        clip.parent = {};
        clip.isLive = true;
        clip.alternatesMade = clip.alternateNumber = 0;
        clip.beatIn = clip.beatOut = std::nullopt;
        t.clips.push_back(clip);
    }
    return t;
}

} // namespace

bool takeTimelineStates(ui::MainWindow &window, ui::AppContext &context, ui::StudioController &controller,
                        const std::function<bool(const QString &, QSize)> &take)
{
    bool all = true;
    TimelineStates states(window, context);
    if (states.editor().index().entries().size() < 12)
        return false;
    states.dress();
    states.showShots(0, 8);
    all = take(QStringLiteral("timeline-fanned-lyrics"), kUsual) && all;
    all = take(QStringLiteral("timeline-fanned-lyrics-1024x640"), kSmallest) && all;
    states.surface().setFanned(false);
    all = take(QStringLiteral("timeline-folded"), kUsual) && all;
    states.surface().setFanned(true);

    // A move onto its neighbour: refused, with the place that fits.
    const TickRange dragged = states.shot(3).range();
    const QPointF middle = states.pointAt(dragged.start + Ticks(dragged.length().value() / 2), ui::Lane::Shots);
    states.press(middle);
    states.move(middle + QPointF(30, 0));
    states.move(middle + QPointF(66, 0));
    all = take(QStringLiteral("timeline-drag-refused"), kUsual) && all;
    states.surface().cancelGesture();
    const Ticks trimmedEnd = states.shot(8).end();
    const QPointF edge = states.pointAt(trimmedEnd, ui::Lane::Shots) - QPointF(2, 0);
    states.press(edge);
    states.move(edge - QPointF(20, 0));
    states.move(states.pointAt(trimmedEnd - Ticks::fromSeconds(0.5), ui::Lane::Shots));
    all = take(QStringLiteral("timeline-drag-trim"), kUsual) && all;
    states.surface().cancelGesture();

    // The end of a transition, with the room that it has.
    const Ticks dissolveEnd = states.shot(4).start + states.shot(4).direction.in.length;
    const QPointF hold(states.pointAt(dissolveEnd, ui::Lane::Shots).x(), states.surface().lanes().shotPicture().top() + 6);
    states.press(hold);
    states.move(hold + QPointF(12, 0));
    states.move(hold + QPointF(28, 0));
    all = take(QStringLiteral("timeline-drag-transition"), kUsual) && all;
    states.surface().cancelGesture();
    states.openSnapChoices();
    all = take(QStringLiteral("timeline-snap-choices"), kUsual) && all;
    states.closeSnapChoices();
    states.putToWork();
    all = take(QStringLiteral("timeline-jobs"), kUsual) && all;
    all = take(QStringLiteral("timeline-jobs-1024x640"), kSmallest) && all;
    states.editor().setJobs({});
    if (states.loseAFile()) {
        all = take(QStringLiteral("timeline-missing"), kUsual) && all;
        all = take(QStringLiteral("timeline-missing-1024x640"), kSmallest) && all;
    }

    all = take(QStringLiteral("timeline-wide"), kWide) && all;
    states.edit(tenThousand(states.editor().timeline()));
    states.surface().fitAll();
    all = take(QStringLiteral("timeline-10000-all"), kUsual) && all;
    states.showShots(100, 130);
    all = take(QStringLiteral("timeline-10000"), kUsual) && all;
    controller.closeProject();
    window.showScreen(ui::ScreenId::Timeline, false);
    return take(QStringLiteral("timeline-no-project"), kUsual) && all;
}

} // namespace sc::app
