// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "core/base/log.h"
#include "core/generation/generation_service.h"
#include "core/playback/player.h"
#include "ui/shell/banner.h"
#include "ui/shell/drop_veil.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/nav_rail.h"
#include "ui/shell/notice_log.h"
#include "ui/shell/palette_items.h"
#include "ui/shell/problem_dialog.h"
#include "ui/shell/screen_stack.h"
#include "ui/shell/shell_actions.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/transport_bar.h"
#include "ui/theme/focus_halo.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/backdrop_widget.h"
#include "ui/widgets/shortcut_sheet.h"
#include "ui/widgets/song_drag.h"
#include "ui/widgets/take_drag.h"
#include "ui/widgets/toast_stack.h"
#include "ui/widgets/ways_out.h"

#include <QtCore/QLocale>
#include <QtCore/QMimeData>
#include <QtCore/QTime>
#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

namespace sc::ui {

namespace {

QString nameOf(ScreenId screen)
{
    switch (screen) {
    case ScreenId::Library:
        return MainWindow::tr("Library");
    case ScreenId::Analysis:
        return MainWindow::tr("Analysis");
    case ScreenId::Timeline:
        return MainWindow::tr("Timeline");
    case ScreenId::Scenes:
        return MainWindow::tr("Scenes");
    case ScreenId::Generate:
        return MainWindow::tr("Generate");
    case ScreenId::Characters:
        return MainWindow::tr("Characters");
    case ScreenId::Templates:
        return MainWindow::tr("Templates");
    case ScreenId::Queue:
        return MainWindow::tr("Queue");
    case ScreenId::Servers:
        return MainWindow::tr("Servers");
    case ScreenId::Gallery:
        return MainWindow::tr("Gallery");
    case ScreenId::Music:
        return MainWindow::tr("Apple Music");
    case ScreenId::Settings:
        return MainWindow::tr("Settings");
    case ScreenId::Export:
        return MainWindow::tr("Export");
    }
    return {};
}

// In the order of the work; a group for the song, the picture, the machines, the way out. Only screens that there are.
std::vector<NavRail::Item> railItems(const ScreenFactories &screens)
{
    struct Place
    {
        ScreenId screen;
        const char *name; // of icon and action
        int group;
    };
    static constexpr Place kPlaces[] = {
        {ScreenId::Library, "library", 0},     {ScreenId::Analysis, "analysis", 0}, {ScreenId::Timeline, "timeline", 1},
        {ScreenId::Scenes, "scenes", 1},       {ScreenId::Generate, "generate", 1}, {ScreenId::Characters, "characters", 1},
        {ScreenId::Templates, "templates", 1}, {ScreenId::Queue, "queue", 2},       {ScreenId::Servers, "servers", 2},
        {ScreenId::Gallery, "gallery", 2},     {ScreenId::Music, "music", 3},       {ScreenId::Export, "export", 3},
    };
    std::vector<NavRail::Item> items;
    int group = 0;
    for (const Place &place : kPlaces) {
        if (!screens.contains(place.screen))
            continue;
        const QString name = QLatin1String(place.name);
        const bool starts = std::exchange(group, place.group) != place.group && !items.empty();
        items.push_back({place.screen, name, nameOf(place.screen), QStringLiteral("screen.") + name, starts});
    }
    return items;
}

QStringList localFiles(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}

} // namespace

MainWindow::MainWindow(AppContext &context, StudioController &controller, const ScreenFactories &screens, QWidget *parent)
    : QWidget(parent), m_context(context), m_controller(controller), m_feed(context), m_notices(new NoticeLog(this))
{
    setWindowTitle(QStringLiteral("StoryCanvas"));
    setMinimumSize(1024, 640);
    setAcceptDrops(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    addShellActions(context, controller, hooks(screens));
    build(screens);
    context.actions().setWindow(this);
    connectContext();
    qApp->installEventFilter(this);
    restoreGeometryState();
    watchQueue();
    watchSession();
    showScreen(context.session() != nullptr ? ScreenId::Timeline : ScreenId::Library, false);
}

MainWindow::~MainWindow() = default;

void MainWindow::build(const ScreenFactories &screens)
{
    auto *fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    m_ground = new BackdropWidget;
    fill->addWidget(m_ground);
    auto *rows = new QVBoxLayout(m_ground);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_top = new TopBar(m_context.actions());
    rows->addWidget(m_top);
    auto *below = new QHBoxLayout;
    below->setSpacing(0);
    rows->addLayout(below, 1);
    m_rail = new NavRail(railItems(screens), m_context.actions());
    below->addWidget(m_rail);
    auto *content = new QVBoxLayout;
    content->setContentsMargins(0, 0, space::kMargin, space::kMargin);
    content->setSpacing(space::kGutter);
    below->addLayout(content, 1);
    m_banner = new Banner;
    content->addWidget(m_banner);
    m_stack = new ScreenStack;
    content->addWidget(m_stack, 1);
    m_transport = new TransportBar(m_context, m_feed);
    content->addWidget(m_transport);

    m_firstRun = new FirstRunPage;
    m_stack->addWidget(m_firstRun);
    for (const auto &[id, make] : screens)
        m_screens[id] = make(m_context);
    for (const auto &[id, screen] : m_screens)
        m_stack->addWidget(screen);

    m_toasts = new ToastStack(this);
    m_veil = new DropVeil(this);
    m_problems = new ProblemDialog(this);
    m_palette = new CommandPalette(
        this, [this] { return paletteItems(m_context, m_controller); },
        [this](const QString &typed) { return paletteArguments(m_context, typed); });
    m_sheet = new ShortcutSheet(this, m_context.actions());
    new FocusHalo(this); // the window owns it
}

ShellHooks MainWindow::hooks(const ScreenFactories &screens)
{
    return {
        .openPalette = [this] { m_palette->openWith(); },
        .openPaletteWith = [this](const QString &text) { m_palette->openWith(text); },
        .openShortcuts = [this] { m_sheet->openSheet(); },
        .toggleRail =
            [this] {
                m_railWide = !m_railWide;
                m_rail->setWide(m_railWide);
                if (const auto kept =
                        m_context.library().setSetting(QStringLiteral("window/rail"), m_railWide ? QStringLiteral("wide") : QString());
                    !kept)
                    showProblem(kept.error());
            },
        .toggleFullScreen = [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); },
        .closeNotices = [this] { closeNotices(); },
        .chooseSong = [this] { chooseSong(); },
        .importDialog = [this] { importDialog(); },
        .openDialog = [this] { openDialog(); },
        .togglePlay = [this] { togglePlay(); },
        .showScreen = [this](ScreenId screen) { showScreen(screen); },
        .hasScreen = [&screens](ScreenId screen) { return screens.contains(screen); },
        .quit = [this] { close(); },
    };
}

void MainWindow::connectContext()
{
    connect(m_transport, &TransportBar::rangeRequested, this, &MainWindow::rangeRequested);
    connect(&m_context, &AppContext::screenRequested, this, [this](ScreenId screen) { showScreen(screen); });
    const auto shows = [this](ScreenId screen) { return [this, screen] { showScreen(screen); }; };
    connect(&m_context, &AppContext::generateRequested, this, shows(ScreenId::Generate));
    connect(&m_context, &AppContext::batchRequested, this, shows(ScreenId::Generate));
    connect(&m_context, &AppContext::jobRequested, this, shows(ScreenId::Queue));
    connect(&m_context, &AppContext::galleryRequested, this, shows(ScreenId::Gallery));
    connect(&m_context, &AppContext::reviewRequested, this, shows(ScreenId::Gallery));
    connect(&m_context, &AppContext::characterRequested, this, shows(ScreenId::Characters));
    connect(&m_context, &AppContext::problemRaised, this, &MainWindow::showProblem);
    connect(&m_context, &AppContext::noticeRaised, this, &MainWindow::showNotice);
    connect(&m_context, &AppContext::importDialogRequested, this, &MainWindow::importDialog);
    connect(&m_context, &AppContext::sessionChanged, this, &MainWindow::watchSession);
    connect(&m_context, &AppContext::currentTrackChanged, this, [this] { m_context.actions().refresh(); });
    connect(&m_feed, &PlayerFeed::subjectChanged, this, [this] { m_context.actions().refresh(); });
    connect(&m_context.player(), &playback::Player::problemOccurred, this, &MainWindow::showProblem);

    connect(m_top, &TopBar::paletteRequested, this, [this] { m_palette->openWith(); });
    connect(m_top, &TopBar::projectMenuRequested, this, &MainWindow::openProjectMenu);
    connect(m_top, &TopBar::noticesRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_notices->fill(*menu);
        menu->popup(at - QPoint(menu->sizeHint().width(), 0));
    });
    connect(m_notices, &NoticeLog::changed, this, [this] { m_top->setUnread(m_notices->hasUnread()); });
    connect(m_rail, &NavRail::chosen, this, [this](ScreenId screen) { showScreen(screen); });
    connect(m_rail, &NavRail::settingsRequested, this, [this] { showScreen(ScreenId::Settings); });
    connect(m_problems, &ProblemDialog::actionChosen, &m_context, &AppContext::problemActionChosen);

    connect(&m_controller, &StudioController::projectReady, this, [this] { showScreen(ScreenId::Timeline); });
    connect(&m_controller, &StudioController::makingChanged, this, [this] {
        m_firstRun->setMaking(m_controller.making());
        refreshBusy();
    });
    connect(&m_controller, &StudioController::projectsFolderWanted, this, [this](const TrackId &track) {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose a folder for projects"));
        if (!folder.isEmpty())
            m_controller.makeProjectIn(folder, track);
    });
    connect(m_firstRun, &FirstRunPage::chooseRequested, this, &MainWindow::chooseSong);
    connect(m_firstRun, &FirstRunPage::demoRequested, &m_controller, &StudioController::useDemoSong);
    connect(m_firstRun, &FirstRunPage::cancelRequested, &m_controller, &StudioController::cancelMaking);

    library::Library &lib = m_context.library();
    connect(&lib, &library::Library::tracksChanged, this, [this] {
        if (m_stack->currentWidget() == m_firstRun && !isFirstRun() && !m_controller.making())
            showScreen(ScreenId::Library);
    });
    connect(&lib, &library::Library::importProgress, this, [this](int done, int total, const QString &) {
        m_importShare = total > 0 ? static_cast<double>(done) / total : -1;
        m_importWords = tr("%1 of %2").arg(done).arg(total);
        refreshBusy();
    });
    connect(&lib, &library::Library::importFinished, this, [this] {
        m_importWords.clear();
        refreshBusy();
    });
}

void MainWindow::watchQueue()
{
    generation::GenerationService *queue = m_context.generation();
    if (queue == nullptr)
        return;
    connect(queue, &generation::GenerationService::troubled, this, &MainWindow::showProblem);
    connect(queue, &generation::GenerationService::jobsChanged, this, &MainWindow::refreshQueue);
    connect(queue, &generation::GenerationService::progressed, this, &MainWindow::refreshQueue);
    refreshQueue();
}

void MainWindow::refreshQueue()
{
    using generation::Job;
    const std::vector<Job> &jobs = m_context.generation()->jobs();
    QueueGlance glance;
    double share = 0;
    for (const Job &job : jobs) {
        if (job.isWithServer()) {
            ++glance.running;
            share += job.progress.value_or(0);
        } else if (job.status == generation::JobStatus::Queued) {
            ++glance.waiting;
        }
    }
    glance.share = glance.running > 0 ? share / glance.running : -1;
    if (const generation::Dispatcher *runner = m_context.generation()->dispatcher(); runner && runner->expectedEnd() > 0)
        glance.end = QTime::currentTime().addSecs(qRound(runner->expectedEnd())).toString(QStringLiteral("HH:mm"));
    m_queue = glance;
    const int open = glance.running + glance.waiting;
    m_rail->setCount(ScreenId::Queue, open, open > 0 ? tr("%n job(s) waiting or running", nullptr, open) : QString());
    refreshBusy();
}

void MainWindow::refreshBusy()
{
    if (const auto making = m_controller.making())
        m_top->setBusy(tr("Making a project"),
                       making->fraction < 0 ? making->song : tr("%1, %2 %").arg(making->song).arg(qRound(making->fraction * 100)),
                       making->fraction);
    else if (!m_importWords.isEmpty())
        m_top->setBusy(tr("Importing"), m_importWords, m_importShare);
    else if (m_queue.running > 0)
        m_top->setBusy(tr("%1 running").arg(m_queue.running),
                       m_queue.end.isEmpty() ? tr("%1 waiting").arg(m_queue.waiting)
                                             : tr("%1 waiting, done %2").arg(QString::number(m_queue.waiting), m_queue.end),
                       m_queue.share);
    else
        m_top->setBusy({}, {}, 0);
}

bool MainWindow::isFirstRun() const
{
    return m_context.session() == nullptr && m_context.library().trackCount() == 0;
}

void MainWindow::showScreen(ScreenId screen, bool moving)
{
    if (!m_screens.contains(screen))
        return;
    m_current = screen;
    const bool needsSong =
        screen != ScreenId::Settings && screen != ScreenId::Servers && screen != ScreenId::Queue && screen != ScreenId::Music;
    const bool first = isFirstRun() && needsSong;
    // The pictures of a project belong to its program again once they are looked at.
    if ((screen == ScreenId::Timeline || screen == ScreenId::Scenes || screen == ScreenId::Export) && m_context.session() != nullptr)
        m_context.setPreviewTrack({});
    m_rail->setCurrent(first ? std::nullopt : std::optional(screen));
    m_rail->setWide(first ? width() >= 1200 : m_railWide);
    m_transport->setVisible(!first);
    m_toasts->setBottomMargin(first ? 8 : 68);
    m_stack->showScreen(first ? m_firstRun : m_screens.at(screen), moving);
    setVisibleRange(m_visibleRange);
    refreshHead();
}

void MainWindow::watchSession()
{
    if (project::ProjectSession *session = m_context.session()) {
        connect(session, &project::ProjectSession::historyChanged, this, &MainWindow::refreshHead);
        connect(session, &project::ProjectSession::changed, this, &MainWindow::refreshHead);
        m_banner->showText(session->isReadOnly()
                               ? tr("This project is open for reading only: its place cannot be written to, or someone else has it open.")
                               : QString());
    } else {
        m_banner->showText({});
        if (m_stack->currentWidget() != nullptr)
            showScreen(ScreenId::Library);
    }
    refreshHead();
}

void MainWindow::refreshHead()
{
    const project::ProjectSession *session = m_context.session();
    m_top->setProject(session != nullptr ? session->timeline().project.name : QString(), isFirstRun() ? QString() : nameOf(m_current));
    m_top->setUndoNames(session != nullptr ? session->undoName() : QString(), session != nullptr ? session->redoName() : QString());
    m_context.actions().refresh();
}

void MainWindow::setVisibleRange(std::optional<TickRange> range)
{
    m_visibleRange = range;
    m_transport->setVisibleRange(m_current == ScreenId::Timeline ? range : std::nullopt);
    m_transport->setCuts(m_current == ScreenId::Timeline ? m_cuts : std::vector<Ticks>());
}

void MainWindow::setCuts(std::vector<Ticks> cuts)
{
    m_cuts = std::move(cuts);
    setVisibleRange(m_visibleRange);
}

void MainWindow::togglePlay()
{
    // In the library and the analysis the song that is looked at plays, elsewhere the program.
    const TrackId wanted = m_context.currentTrack();
    const bool songScreen = m_current == ScreenId::Library || (m_current == ScreenId::Analysis && m_context.session() == nullptr);
    if (songScreen && !wanted.isEmpty() && m_context.previewTrack() != wanted && !m_context.player().isPlaying()) {
        m_context.setPreviewTrack(wanted);
        m_context.player().play();
        return;
    }
    m_context.player().togglePlay();
}

void MainWindow::showNotice(const Notice &notice)
{
    m_notices->add(notice);
    m_toasts->show(notice);
}

void MainWindow::closeNotices()
{
    m_toasts->closeAll();
}

void MainWindow::showProblem(const Problem &problem)
{
    if (problem.code() == ProblemCode::Cancelled)
        return;
    logProblem(logUi(), problem);
    if (ProblemDialog::wanted(problem))
        return m_problems->ask(problem);
    Notice notice{problem.code() == ProblemCode::NothingToUpdate ? Notice::Level::Info : Notice::Level::Error, problem.text(), {}, {}, {}};
    if (const QList<ProblemAction> ways = waysOut(problem); !ways.isEmpty()) {
        notice.actionLabel = ways.first().label;
        notice.action = [this, problem, id = ways.first().id] { Q_EMIT m_context.problemActionChosen(problem, id); };
    }
    showNotice(notice);
}

void MainWindow::openProjectMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    ActionRegistry &actions = m_context.actions();
    menu->addAction(actions.action(QStringLiteral("project.new")));
    menu->addAction(actions.action(QStringLiteral("project.open")));
    bool first = true;
    for (const library::RecentProject &recent : m_context.library().recentProjects()) {
        if (m_context.session() != nullptr && m_context.session()->bundle() == recent.bundle)
            continue;
        if (std::exchange(first, false))
            menu->addSeparator();
        QAction *row = menu->addAction(recent.name);
        connect(row, &QAction::triggered, this, [this, bundle = recent.bundle] { m_controller.openProject(bundle); });
        if (menu->actions().size() > 11)
            break;
    }
    menu->addSeparator();
    menu->addAction(actions.action(QStringLiteral("project.savepoint")));
    menu->addAction(actions.action(QStringLiteral("project.close")));
    menu->popup(at);
}

void MainWindow::chooseSong()
{
    // A song that is looked at in the library is meant; otherwise ask for one.
    if (m_current == ScreenId::Library && !isFirstRun() && !m_context.currentTrack().isEmpty())
        return m_controller.newProject(m_context.currentTrack());
    const QString file = QFileDialog::getOpenFileName(this, tr("Choose a song"));
    if (!file.isEmpty())
        m_controller.takeIn({file}, true);
}

void MainWindow::importDialog()
{
    m_controller.takeIn(QFileDialog::getOpenFileNames(this, tr("Import songs")), false);
}

void MainWindow::openDialog()
{
    const QString bundle = QFileDialog::getExistingDirectory(this, tr("Open project"));
    if (!bundle.isEmpty())
        m_controller.openProject(bundle);
}

void MainWindow::restoreGeometryState()
{
    resize(1440, 900);
    const library::Library &lib = m_context.library();
    restoreGeometry(QByteArray::fromBase64(lib.setting(QStringLiteral("window/geometry")).toLatin1()));
    m_railWide = lib.setting(QStringLiteral("window/rail")) == u"wide";
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_context.player().pause();
    if (const auto kept = m_context.library().setSetting(QStringLiteral("window/geometry"), QString::fromLatin1(saveGeometry().toBase64()));
        !kept)
        logProblem(logUi(), kept.error());
    event->accept();
}

void MainWindow::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), themeOf(this).surface.background);
}

void MainWindow::resizeEvent(QResizeEvent *)
{
    if (m_rail != nullptr && isFirstRun())
        m_rail->setWide(width() >= 1200);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!songsOf(*event->mimeData()).empty()) // of the library: where they may be let go is seen as they move
        return event->acceptProposedAction();
    const QStringList files = localFiles(*event->mimeData());
    if (files.isEmpty() || !takesOf(*event->mimeData()).empty()) // takes are no songs: screens take them
        return;
    event->acceptProposedAction();
    m_veil->showFor(m_context.session() == nullptr && files.size() == 1
                        ? tr("Drop to make a project of it")
                        : tr("Drop to import %n file(s)", nullptr, static_cast<int>(files.size())));
}

// One song of the library, carried out of its screen, becomes a project; elsewhere its shelves take it.
void MainWindow::dragMoveEvent(QDragMoveEvent *event)
{
    const std::vector<TrackId> songs = songsOf(*event->mimeData());
    if (songs.empty())
        return event->acceptProposedAction();
    const QRect screen(m_stack->mapTo(this, QPoint()), m_stack->size());
    const bool makes = songs.size() == 1 && !screen.contains(event->position().toPoint());
    event->setAccepted(makes);
    if (makes)
        m_veil->showFor(tr("Drop to make a project of it"));
    else
        m_veil->hide();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_veil->hide();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_veil->hide();
    if (const std::vector<TrackId> songs = songsOf(*event->mimeData()); !songs.empty()) {
        event->acceptProposedAction();
        return Q_EMIT m_context.newProjectRequested(songs.front());
    }
    const QStringList files = localFiles(*event->mimeData());
    m_controller.takeIn(files, m_context.session() == nullptr && files.size() == 1);
    event->acceptProposedAction();
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    // A button that the keyboard reached answers to Space itself; otherwise Space plays.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        const auto *button = qobject_cast<QAbstractButton *>(watched);
        if (button != nullptr && button->hasFocus() && button->window() == this) {
            event->accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sc::ui
