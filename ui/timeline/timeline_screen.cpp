// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_screen.h"

#include "core/library/library.h"
#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/inspector_panel.h"
#include "ui/timeline/job_watch.h"
#include "ui/timeline/media_actions.h"
#include "ui/timeline/monitor_controls.h"
#include "ui/timeline/monitor_panel.h"
#include "ui/timeline/plan_dialog.h"
#include "ui/timeline/position_text.h"
#include "ui/timeline/problem_watch.h"
#include "ui/timeline/snap_choices.h"
#include "ui/timeline/surface_accessible.h"
#include "ui/timeline/character_drop.h"
#include "ui/timeline/take_drop.h"
#include "ui/timeline/timeline_actions.h"
#include "ui/timeline/timeline_surface.h"
#include "ui/timeline/timeline_toolbar.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/state_page.h"

#include <QtGui/QHideEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QMenu>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr int kNarrowBelow = 1140; // content width of a window under 1200 px
constexpr int kUpperWide = 356;
constexpr int kUpperLow = 204;
constexpr int kInspectorWide = 400;
constexpr int kInspectorNarrow = 264;
constexpr int kLeastSide = 240;
constexpr int kLeastLanes = 300;

TimelineEditor *editorFor(const AppContext &context, QObject *parent)
{
    auto *editor = new TimelineEditor(parent);
    editor->setShared(context.shared());
    return editor;
}

} // namespace

TimelineScreen::TimelineScreen(AppContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_editor(editorFor(context, this))
{
    installTimelineAccessibility();
    m_side = new SidePanel(m_editor, this);
    m_monitor = new MonitorPanel(m_editor, this);
    m_monitorControls = new MonitorControls(context.actions(), m_monitor);
    m_monitor->setControls(m_monitorControls);
    m_inspector = new InspectorPanel(m_editor, this);
    m_lanesPanel = new Panel(this);
    m_surface = new TimelineSurface(m_editor, m_lanesPanel);
    new TakeDrop(m_editor, m_surface); // the surface is its parent
    new CharacterDrop(*m_editor, m_surface, [this](QPointF at) {
        const Hit hit = m_surface->hitAt(at);
        return hit.isClip() ? hit.clip : ClipId();
    });
    m_toolbar = new TimelineToolbar(m_editor, m_surface, m_lanesPanel);
    auto *lanes = new QVBoxLayout(m_lanesPanel);
    lanes->setContentsMargins(0, 0, 0, 0);
    lanes->setSpacing(0);
    lanes->addWidget(m_toolbar);
    lanes->addWidget(m_surface, 1);
    m_noProject = buildNoProject();
    auto *offer = new EmptyState(QStringLiteral("bolt"), tr("No shots yet"),
                                 tr("Cut the song into scenes and shots on its bars. You can change everything afterwards."), m_lanesPanel);
    offer->addAction(tr("Plan shots..."), true, [this] { openPlan(); });
    offer->addAction(tr("New shot"), false, [this] { edit::newClip(*m_editor); });
    m_planOffer = offer;

    connectEditor();
    connectPlayer();
    new JobWatch(m_editor, context.generation(), this);
    registerTimelineActions(context.actions(), this, context.player());
    registerMediaActions(context.actions(), this);
    registerSnapActions(context.actions(), *m_editor, this);
    connect(&context, &AppContext::sessionAboutToChange, this, [this] { m_editor->setSession(nullptr); });
    connect(&context, &AppContext::sessionChanged, this, &TimelineScreen::takeSession);
    takeSession();
}

TimelineScreen::~TimelineScreen() = default;

QWidget *TimelineScreen::buildNoProject()
{
    auto *panel = new Panel(this);
    auto *layout = new QVBoxLayout(panel);
    auto *state = new EmptyState(QStringLiteral("timeline"), tr("No project is open"),
                                 tr("Drop a song on the window. StoryCanvas listens to it, plans the shots and opens them here."), panel);
    state->addAction(tr("Choose a song..."), true, [this] { Q_EMIT m_context.importDialogRequested(); });
    state->addAction(tr("Open the library"), false, [this] { Q_EMIT m_context.screenRequested(ScreenId::Library); });
    layout->addWidget(state);
    return panel;
}

void TimelineScreen::connectEditor()
{
    connect(m_editor, &TimelineEditor::problemOccurred, &m_context, &AppContext::problemRaised);
    connect(m_editor, &TimelineEditor::timelineChanged, this, &TimelineScreen::layOut);
    connect(m_surface, &TimelineSurface::viewChanged, this, [this] {
        placeOffer(); // the lanes may have changed their size
        Q_EMIT visibleRangeChanged(visibleRange());
    });
    connect(m_editor, &TimelineEditor::timelineSettled, this, [this] {
        std::vector<Ticks> cuts;
        for (const ClipIndex::Entry &entry : m_editor->index().entries())
            cuts.push_back(entry.range.start);
        Q_EMIT cutsChanged(cuts);
    });
    connect(m_surface, &TimelineSurface::contextMenuRequested, this, &TimelineScreen::openContextMenu);
    connect(m_toolbar, &TimelineToolbar::auditRequested, this, [this] { m_side->showPage(SidePanel::Page::Audit); });
    connect(m_toolbar, &TimelineToolbar::planRequested, this, &TimelineScreen::openPlan);
}

void TimelineScreen::connectPlayer()
{
    playback::Player &player = m_context.player();
    connect(m_editor, &TimelineEditor::seekRequested, &player, &playback::Player::seek);
    connect(m_editor, &TimelineEditor::scrubRequested, &player, &playback::Player::scrub);
    // A file that cannot be shown while playing: look which are gone.
    connect(&player, &playback::Player::problemOccurred, m_side->watch(), [this](const Problem &problem) {
        if (problem.code() == ProblemCode::MediaMissing || problem.code() == ProblemCode::ResourceNotFound)
            m_side->watch()->lookForFiles();
    });
    connect(&player, &playback::Player::positionChanged, m_editor, &TimelineEditor::notePlayhead);
    connect(&player, &playback::Player::frameReady, m_monitor, &MonitorPanel::setFrame);
    connect(&player, &playback::Player::playingChanged, m_monitor, &MonitorPanel::setPlaying);
    connect(&player, &playback::Player::frameReady, this, [this, &player] { m_monitor->setDropped(player.droppedFrames()); });
    connect(&player, &playback::Player::stillReady, m_monitor, &MonitorPanel::setOnionPicture);
    connect(m_monitor, &MonitorPanel::onionPictureWanted, &player, &playback::Player::requestStill);
    const auto showSpeed = [this, &player] {
        const playback::PlaySpeed speed = player.currentSpeed();
        m_monitorControls->setSpeedText(speed.denominator > 1 ? QStringLiteral("%1/%2x").arg(speed.numerator).arg(speed.denominator)
                                                              : QStringLiteral("%1x").arg(speed.numerator));
    };
    connect(&player, &playback::Player::speedChanged, this, showSpeed);
    showSpeed();
    connect(m_monitor, &MonitorPanel::pictureSizeChanged, this, [this, &player](QSize size) {
        if (isVisible())
            player.setPreviewSize(size);
    });
}

void TimelineScreen::takeSession()
{
    m_editor->setSession(m_context.session());
    m_editor->notePlayhead(m_context.player().position());
    layOut();
}

TickRange TimelineScreen::visibleRange() const
{
    return m_surface->view().visible();
}

void TimelineScreen::showRange(TickRange range)
{
    m_surface->showRange(range);
}

void TimelineScreen::showExactly(TickRange range)
{
    m_surface->showExactly(range);
}

void TimelineScreen::resizeEvent(QResizeEvent *)
{
    layOut();
}

void TimelineScreen::showEvent(QShowEvent *)
{
    m_context.player().setPreviewSize(m_monitor->pictureSize());
    // The lanes are what keys are for.
    m_surface->setFocus(Qt::OtherFocusReason);
}

void TimelineScreen::layOut()
{
    const bool project = m_editor->hasProject();
    for (QWidget *part : std::initializer_list<QWidget *>{m_side, m_monitor, m_inspector, m_lanesPanel})
        part->setVisible(project);
    m_noProject->setVisible(!project);
    m_noProject->setGeometry(rect());
    if (!project)
        return;
    const int gap = space::kGutter;
    const bool narrow = width() < kNarrowBelow;
    // The upper region gives way first when the window is low.
    const int upper = std::clamp(height() - kLeastLanes - gap, std::min(kUpperLow, height() / 3), narrow ? kUpperLow : kUpperWide);
    const int inspector = narrow ? kInspectorNarrow : kInspectorWide;
    const int monitor = std::min(int(std::lround(upper * 16.0 / 9)), width() - inspector - kLeastSide - 2 * gap);
    const int side = width() - inspector - monitor - 2 * gap;
    m_side->setGeometry(0, 0, side, upper);
    if (!isMonitorFullScreen())
        m_monitor->setGeometry(side + gap, 0, monitor, upper);
    m_inspector->setGeometry(width() - inspector, 0, inspector, upper);
    m_inspector->setCompact(upper < 300);
    m_lanesPanel->setGeometry(0, upper + gap, width(), height() - upper - gap);
    m_toolbar->setCompact(narrow);
    placeOffer();
}

void TimelineScreen::placeOffer()
{
    const bool offer = m_editor->index().entries().empty() && m_editor->timeline().project.song.has_value();
    m_planOffer->setVisible(offer);
    const QRect shots = m_surface->lanes().rect(Lane::Scenes).united(m_surface->lanes().rect(Lane::Markers));
    m_planOffer->setGeometry(shots.translated(m_surface->pos()));
    m_planOffer->raise();
}

void TimelineScreen::showSide(SidePanel::Page page)
{
    m_side->showPage(page);
}

void TimelineScreen::openPlan()
{
    if (!m_editor->timeline().project.song)
        return;
    const PresetStore store{
        [this] { return m_context.library().setting(QString::fromLatin1(planning::kPresetsSetting)); },
        [this](const QString &text) { return m_context.library().setSetting(QString::fromLatin1(planning::kPresetsSetting), text); }};
    auto *dialog = new PlanDialog(m_editor, store, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TimelineScreen::askForTime()
{
    auto *dialog = new QInputDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Go to time"));
    dialog->setLabelText(m_editor->beats().empty() ? tr("Timecode or seconds") : tr("Bar and beat like 29.1, or a timecode"));
    dialog->setTextValue(positionText(m_editor->beats(), m_editor->playhead(), m_editor->frameRate()));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        const Result<Ticks> t = parsePosition(text, m_editor->beats(), m_editor->frameRate());
        if (reported(m_context, t))
            edit::goToTime(*m_editor, *t);
    });
    dialog->open();
}

void TimelineScreen::renameCurrent()
{
    if (!m_editor->selection().current().isEmpty())
        m_surface->startRename(m_editor->selection().current());
}

void TimelineScreen::loopSelection()
{
    TickRange range;
    for (const ClipId &id : m_editor->targets()) {
        if (const timeline::Clip *clip = timeline::findClip(m_editor->timeline(), id))
            range = range.isEmpty() ? clip->range() : TickRange{std::min(range.start, clip->start), std::max(range.end, clip->end())};
    }
    playback::Player &player = m_context.player();
    if (player.loop() == range || range.isEmpty()) {
        player.setLoop(std::nullopt);
        return;
    }
    player.setLoop(range);
    player.seek(range.start);
    player.play();
}

void TimelineScreen::toggleSafeAreas()
{
    m_monitor->setSafeAreas(!m_monitor->safeAreas());
}

void TimelineScreen::cycleOnionSkin()
{
    using OnionSkin = MonitorPanel::OnionSkin;
    const OnionSkin now = m_monitor->onionSkin();
    m_monitor->setOnionSkin(now == OnionSkin::Off ? OnionSkin::Before : now == OnionSkin::Before ? OnionSkin::After : OnionSkin::Off);
}

// The monitor lies over the whole window, which takes the whole display; keys go on working.
void TimelineScreen::toggleMonitorFullScreen()
{
    QWidget *top = window();
    const bool full = !isMonitorFullScreen();
    m_monitor->setFullScreen(full);
    if (full) {
        m_wasWindowFull = top->windowState().testFlag(Qt::WindowFullScreen);
        m_monitor->setParent(top);
        top->installEventFilter(this);
        top->setWindowState(top->windowState() | Qt::WindowFullScreen);
        m_monitor->setGeometry(top->rect());
        m_monitor->raise();
        m_monitor->show();
        return m_context.actions().refresh(); // Escape leads back now
    }
    top->removeEventFilter(this);
    m_monitor->setParent(this);
    m_monitor->show();
    if (!m_wasWindowFull)
        top->setWindowState(top->windowState() & ~Qt::WindowFullScreen);
    m_context.actions().refresh();
    layOut();
}

bool TimelineScreen::isMonitorFullScreen() const
{
    return m_monitor->isFullScreenShown();
}

bool TimelineScreen::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::Resize && isMonitorFullScreen())
        m_monitor->setGeometry(window()->rect());
    return QWidget::eventFilter(watched, event);
}

void TimelineScreen::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous() && isMonitorFullScreen())
        toggleMonitorFullScreen();
}

void TimelineScreen::toggleKaraoke()
{
    m_monitor->setKaraoke(!m_monitor->karaoke());
}

void TimelineScreen::showTakes()
{
    if (m_editor->selection().clips().empty() && !m_editor->targets().empty())
        m_editor->selectClip(m_editor->targets().front());
    m_inspector->showClipPage(InspectorPanel::ClipPage::Takes);
}

void TimelineScreen::openContextMenu(const Hit &hit, QPoint globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char *id) {
        if (QAction *action = m_context.actions().action(QLatin1String("timeline.") + QLatin1String(id)))
            menu->addAction(action);
    };
    if (hit.isClip()) {
        for (const char *id : {"split", "splitBeats", "splitBars", "join", "roll"})
            add(id);
        menu->addSeparator();
        for (const char *id : {"copy", "cut", "paste", "pasteAttributes"})
            add(id);
        menu->addSeparator();
        for (const char *id : {"newAlternate", "nextAlternate", "promote"})
            add(id);
        menu->addSeparator();
        for (const char *id : {"addTake", "showTakes", "compareTakes", "pool", "saveVersion"})
            add(id);
        QMenu *pictures = menu->addMenu(tr("Transitions and speed"));
        for (const char *id : {"dissolveIn", "dissolveOut", "fadeIn", "fadeOut", "noTransitionIn", "noTransitionOut", "freeze", "fitToFill",
                               "speedHalf", "speedFull", "speedDouble"})
            pictures->addAction(m_context.actions().action(QLatin1String("timeline.") + QLatin1String(id)));
        QMenu *beats = menu->addMenu(tr("Length in beats"));
        for (const char *id : {"beats1", "beats2", "beats4", "beats8", "beats16"})
            beats->addAction(m_context.actions().action(QLatin1String("timeline.") + QLatin1String(id)));
        menu->addSeparator();
        for (const char *id : {"rename", "duplicate", "lock", "loopSelection"})
            add(id);
        menu->addSeparator();
        add("delete");
    } else if (hit.kind == HitKind::Scene) {
        Selection selection;
        selection.selectScene(hit.scene);
        m_editor->setSelection(selection);
        for (const char *id : {"newAlternate", "duplicate", "lock"})
            add(id);
        menu->addSeparator();
        add("delete");
    } else {
        for (const char *id : {"paste", "newClip", "newPerBeat", "newPerBar", "newPerSection", "newBetweenMarkers", "newScene", "newMarker",
                               "closeGaps", "plan"})
            add(id);
        menu->addSeparator();
        for (const char *id : {"newLyric", "importLyrics", "exportLyrics", "applyLyrics"})
            add(id);
        menu->addSeparator();
        for (const char *id : {"selectAll", "zoomFit"})
            add(id);
    }
    menu->popup(globalPosition);
}

} // namespace sc::ui
