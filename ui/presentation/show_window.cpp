// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/show_window.h"

#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "ui/presentation/show_layout.h"
#include "ui/theme/motion.h"
#include "ui/timeline/shot_thumbnails.h"

#include <QtGui/QCloseEvent>

#include <algorithm>
#include <cmath>

namespace sc::ui {

using namespace show;

namespace {
constexpr int kIdleMs = 2000;
constexpr int kPointerMs = 3000;
} // namespace

ShowWindow::ShowWindow(Presentation &show) : QWidget(nullptr, Qt::Window), m_show(show)
{
    setWindowTitle(tr("%1, presentation").arg(show.state().timeline().project.name));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setMinimumSize(480, 300);
    resize(1280, 720);
    setFocusPolicy(Qt::StrongFocus);
    m_shot = show.state().current();
    m_idle.setSingleShot(true);
    m_pointerIdle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &ShowWindow::fadePlates);
    connect(&m_pointerIdle, &QTimer::timeout, this, [this] {
        m_isPointerShown = false;
        update();
    });
    connect(&show, &Presentation::pictureChanged, this, qOverload<>(&QWidget::update));
    connect(&show, &Presentation::changed, this, &ShowWindow::takeChange);
    connect(&show.thumbnails(), &ShotThumbnails::ready, this, [this] { update(); });
    wake();
    takeChange();
}

ShowWindow::~ShowWindow() = default;

void ShowWindow::takeChange()
{
    const ShowState &state = m_show.state();
    const timeline::Clip *clip = state.currentClip();
    if (state.current() != m_shot && m_show.view() == ShowView::Single && !m_show.context().player().isPlaying()) {
        // By hand one picture goes over into the next; while the song plays the cut itself does.
        m_before = m_show.picture();
        startMotion(this, MotionKind::Large, 0, 1, [this](double share) {
            m_fade = share;
            update();
        });
    }
    m_shot = state.current();
    setAccessibleName(clip ? tr("%1, %2, %3").arg(clip->name, state.placeText(), state.sceneText()) : QString());
    update();
}

void ShowWindow::wake()
{
    m_plates = 1;
    setCursor(m_pointer ? Qt::BlankCursor : Qt::ArrowCursor);
    m_idle.start(kIdleMs);
    update();
}

void ShowWindow::fadePlates()
{
    setCursor(Qt::BlankCursor);
    startMotion(this, MotionKind::Quick, m_plates, 0, [this](double share) {
        if (m_idle.isActive())
            return; // woken meanwhile
        m_plates = share;
        update();
    });
}

void ShowWindow::setPointer(bool on)
{
    m_pointer = on;
    m_isPointerShown = on;
    if (on)
        m_pointerIdle.start(kPointerMs);
    wake();
}

void ShowWindow::showPointer()
{
    m_isPointerShown = true;
    m_pointerIdle.start(kPointerMs);
}

void ShowWindow::hidePlates()
{
    m_idle.stop();
    fadePlates();
}

QRectF ShowWindow::pictureBox() const
{
    const timeline::Project &project = m_show.state().timeline().project;
    const QSizeF size = QSizeF(std::max(1, project.width), std::max(1, project.height)).scaled(QSizeF(this->size()), Qt::KeepAspectRatio);
    return {QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

void ShowWindow::resizeEvent(QResizeEvent *)
{
    m_show.setPictureSize((pictureBox().size() * devicePixelRatioF()).toSize());
}

std::vector<std::pair<QRectF, int>> ShowWindow::cells() const
{
    const ShowState &state = m_show.state();
    const bool isScene = m_show.view() == ShowView::Scene;
    if (!isScene && m_show.view() != ShowView::Grid)
        return {};
    const auto [first, behind] = isScene ? state.shotsOfScene() : std::pair(0, state.count());
    const int count = std::max(1, behind - first);
    const timeline::Project &project = state.timeline().project;
    const double shape = double(std::max(1, project.width)) / std::max(1, project.height);
    const QRectF room(kMargin, kTop + kMargin * 2, width() - 2 * kMargin, height() - kTop - kBottom - 4 * kMargin);
    // As many columns as give the largest pictures; in the grid at most eight across, the rest scrolls by itself.
    int columns = 1;
    double best = 0;
    for (int n = 1; n <= std::min(count, isScene ? 6 : 8); ++n) {
        const int rows = (count + n - 1) / n;
        const double wide = std::min((room.width() - 12.0 * (n - 1)) / n, (room.height() / rows - 30) * shape);
        if (wide > best) {
            best = wide;
            columns = n;
        }
    }
    constexpr double kLeast = 120;
    if (best < kLeast) {
        columns = std::max(1, std::min(8, int((room.width() + 12) / (kLeast + 12))));
        best = (room.width() - 12.0 * (columns - 1)) / columns;
    }
    const double high = best / shape;
    const double rowHeight = high + 30;
    const int rows = (count + columns - 1) / columns;
    const double all = rows * rowHeight;
    double y = all <= room.height() ? room.center().y() - all / 2 : room.top();
    if (all > room.height()) { // the current one stays in sight
        const int current = (state.current() - first) / columns;
        y -= std::clamp(current * rowHeight - room.height() / 2 + rowHeight / 2, 0.0, all - room.height());
    }
    const double left = room.center().x() - (columns * best + 12.0 * (columns - 1)) / 2;
    std::vector<std::pair<QRectF, int>> boxes;
    for (int i = 0; i < behind - first; ++i) {
        const int row = i / columns;
        boxes.emplace_back(QRectF(left + (i % columns) * (best + 12), y + row * rowHeight, best, high), first + i);
    }
    return boxes;
}

int ShowWindow::shotAtPoint(QPoint at) const
{
    for (const auto &[box, shot] : cells()) {
        if (box.adjusted(0, 0, 0, 24).contains(at))
            return shot;
    }
    return -1;
}

void ShowWindow::seekTo(double x)
{
    playback::Player &player = m_show.context().player();
    const double share = std::clamp((x - m_overview.left()) / m_overview.width(), 0.0, 1.0);
    const Ticks t = Ticks(std::int64_t(double(player.length().value()) * share));
    const int shot = m_show.state().shotAt(t);
    m_show.goTo(shot);
    player.seek(t);
}

void ShowWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    m_show.leave();
}

} // namespace sc::ui
