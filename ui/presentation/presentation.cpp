// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/presentation.h"

#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "ui/presentation/notes_window.h"
#include "ui/presentation/show_window.h"
#include "ui/timeline/shot_thumbnails.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QScreen>

namespace sc::ui {

namespace {
constexpr int kThumbHeight = 180; // px, of the grid's cells
} // namespace

Presentation::Presentation(AppContext &context, QObject *parent)
    : QObject(parent), m_context(context), m_thumbnails(new ShotThumbnails(this))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Presentation::onAdvanceTimer);
    playback::Player &player = context.player();
    connect(&player, &playback::Player::positionChanged, this, &Presentation::takePosition);
    connect(&player, &playback::Player::frameReady, this, [this](const QImage &frame) {
        if (!m_window)
            return;
        m_picture = frame;
        Q_EMIT pictureChanged();
    });
    connect(&player, &playback::Player::playingChanged, this, [this] { Q_EMIT changed(); });
    connect(&context, &AppContext::sessionAboutToChange, this, &Presentation::leave);
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, &Presentation::screenGone);
}

Presentation::~Presentation()
{
    delete m_notes;
    delete m_window;
}

bool Presentation::start(ShowView view)
{
    if (m_window) {
        m_window->raise();
        return true;
    }
    takeSession();
    if (m_state.isEmpty()) {
        Q_EMIT m_context.noticeRaised({Notice::Level::Info,
                                       tr("There is nothing to show"),
                                       tr("The project has no shots yet. Plan them, or make the first one."),
                                       {},
                                       {}});
        return false;
    }
    m_context.setPreviewTrack({});
    m_loopBefore = m_context.player().loop();
    m_since.start();
    m_state.goTo(m_state.shotAt(m_context.player().position()));
    m_view = view;
    m_advance = ShowAdvance::FollowSong;
    m_window = new ShowWindow(*this);
    const QList<QScreen *> screens = QGuiApplication::screens();
    QScreen *primary = QGuiApplication::primaryScreen();
    for (QScreen *screen : screens) {
        if (screen == primary || screens.size() < 2)
            continue;
        m_window->setGeometry(screen->geometry());
        openNotes();
        break;
    }
    m_window->showFullScreen();
    m_window->activateWindow();
    setView(view);
    return true;
}

void Presentation::takeSession()
{
    disconnect(m_sessionChanges);
    project::ProjectSession *session = m_context.session();
    m_state = ShowState();
    if (!session)
        return;
    const auto take = [this, session] {
        m_state.setTimeline(session->timeline());
        const timeline::Project &project = session->timeline().project;
        m_thumbnails->setHeight(kThumbHeight, m_window ? m_window->devicePixelRatioF() : 1, QSize(project.width, project.height));
        if (m_window && m_state.isEmpty())
            leave();
        else
            Q_EMIT changed();
    };
    take();
    m_sessionChanges = connect(session, &project::ProjectSession::changed, this, take);
}

void Presentation::leave()
{
    if (!m_window)
        return;
    m_timer.stop();
    m_isStepping = false;
    playback::Player &player = m_context.player();
    player.pause();
    player.setLoop(m_loopBefore);
    disconnect(m_sessionChanges);
    // An event of the window itself may have asked for this.
    for (QWidget *window : std::initializer_list<QWidget *>{m_window, m_notes}) {
        if (window) {
            window->hide();
            window->deleteLater();
        }
    }
    m_window = nullptr;
    m_notes = nullptr;
    m_picture = {};
    Q_EMIT ended();
}

void Presentation::setView(ShowView view)
{
    m_view = view;
    if (view == ShowView::Song && m_advance == ShowAdvance::ByLength)
        m_advance = ShowAdvance::FollowSong;
    enterShot();
    arrangeTimer();
    Q_EMIT changed();
}

void Presentation::setAdvance(ShowAdvance advance)
{
    const bool going = isAdvancing();
    if (advance != ShowAdvance::FollowSong)
        m_context.player().pause();
    m_advance = advance;
    m_isStepping = going && advance == ShowAdvance::ByLength;
    if (going && advance == ShowAdvance::FollowSong)
        m_context.player().play();
    arrangeTimer();
    Q_EMIT changed();
}

void Presentation::setLooping(bool on)
{
    m_loop = on;
    playback::Player &player = m_context.player();
    player.setLoop(on ? std::optional(TickRange{Ticks(), player.length()}) : std::nullopt);
    Q_EMIT changed();
}

void Presentation::setLyrics(bool on)
{
    m_lyrics = on;
    Q_EMIT changed();
}

bool Presentation::isAdvancing() const
{
    return m_context.player().isPlaying() || m_isStepping;
}

void Presentation::enterShot()
{
    const timeline::Clip *clip = m_state.currentClip();
    playback::Player &player = m_context.player();
    if (clip && !(player.isPlaying() && clip->range().contains(player.position())))
        player.seek(clip->range().contains(player.position()) ? player.position() : clip->start);
}

void Presentation::goTo(int shot)
{
    m_state.goTo(shot);
    if (const timeline::Clip *clip = m_state.currentClip())
        m_context.player().seek(clip->start);
    arrangeTimer();
    Q_EMIT changed();
}

void Presentation::step(int by)
{
    ShowState next = m_state;
    if (next.step(by, m_loop))
        goTo(next.current());
}

void Presentation::stepScene(int by)
{
    ShowState next = m_state;
    if (next.stepScene(by))
        goTo(next.current());
}

void Presentation::togglePlay()
{
    if (m_advance == ShowAdvance::FollowSong) {
        m_context.player().togglePlay();
    } else {
        m_isStepping = !m_isStepping;
        if (m_isStepping)
            m_advance = ShowAdvance::ByLength;
        arrangeTimer();
    }
    Q_EMIT changed();
}

void Presentation::arrangeTimer()
{
    m_timer.stop();
    const timeline::Clip *clip = m_state.currentClip();
    if (m_isStepping && m_advance == ShowAdvance::ByLength && clip)
        m_timer.start(std::max(1, int(clip->length.toSeconds() * 1000)));
}

void Presentation::onAdvanceTimer()
{
    if (m_state.current() + 1 < m_state.count() || m_loop) {
        step(1);
        return;
    }
    m_isStepping = false;
    Q_EMIT changed();
}

void Presentation::takePosition(Ticks position)
{
    if (!m_window || m_state.isEmpty())
        return;
    const int shot = m_state.shotAt(position);
    if (shot == m_state.current() || !m_context.player().isPlaying())
        return;
    m_state.goTo(shot);
    Q_EMIT changed();
}

Ticks Presentation::position() const
{
    return m_context.player().position();
}

Ticks Presentation::untilNext() const
{
    const timeline::Clip *clip = m_state.currentClip();
    if (!clip)
        return {};
    if (m_timer.isActive())
        return Ticks::fromSeconds(m_timer.remainingTime() / 1000.0);
    return std::max(Ticks(), clip->end() - position());
}

void Presentation::setPictureSize(QSize devicePixels)
{
    m_context.player().setPreviewSize(devicePixels);
    // A picture of the new size, also while nothing plays.
    if (!m_context.player().isPlaying())
        m_context.player().seek(m_context.player().position());
}

void Presentation::toggleFullScreen()
{
    if (m_window)
        m_window->setWindowState(m_window->windowState() ^ Qt::WindowFullScreen);
}

void Presentation::openNotes()
{
    if (m_notes)
        return;
    m_notes = new NotesWindow(*this);
    QScreen *primary = QGuiApplication::primaryScreen();
    if (primary)
        m_notes->move(primary->availableGeometry().topLeft() + QPoint(20, 20));
    m_notes->show();
}

void Presentation::toggleNotes()
{
    if (!m_window)
        return;
    if (m_notes) {
        m_notes->hide();
        m_notes->deleteLater();
        m_notes = nullptr;
    } else {
        openNotes();
        m_notes->raise();
    }
    Q_EMIT changed();
}

void Presentation::exportShow()
{
    leave();
    Q_EMIT m_context.screenRequested(ScreenId::Export);
}

void Presentation::swapScreens()
{
    if (!m_window || QGuiApplication::screens().size() < 2)
        return;
    QScreen *now = m_window->screen();
    for (QScreen *screen : QGuiApplication::screens()) {
        if (screen == now)
            continue;
        m_window->showNormal();
        m_window->setGeometry(screen->geometry());
        m_window->showFullScreen();
        if (m_notes)
            m_notes->move(now->availableGeometry().topLeft() + QPoint(20, 20));
        break;
    }
}

QPixmap Presentation::thumbnail(int shot) const
{
    const ClipIndex::Entry &entry = m_state.index().entries()[size_t(shot)];
    return m_thumbnails->of(m_state.timeline(), entry.clip, entry.scene, 1)[0];
}

void Presentation::screenGone(QScreen *screen)
{
    if (!m_window || (m_window->screen() != screen && screen != nullptr))
        return;
    // Also the notes may lie on a display that is left: both are windows again, on what there is.
    m_window->showNormal();
    if (QScreen *left = QGuiApplication::primaryScreen()) {
        const QRect room = left->availableGeometry();
        m_window->setGeometry(QRect(room.topLeft() + QPoint(40, 40), room.size() * 3 / 4));
    }
    m_window->raise();
    Q_EMIT m_context.noticeRaised(
        {Notice::Level::Warning, tr("The display is gone"), tr("The show goes on in a window. F makes it fill the display."), {}, {}});
}

} // namespace sc::ui
