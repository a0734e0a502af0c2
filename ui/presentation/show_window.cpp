// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/show_window.h"

#include "core/base/timecode.h"
#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "ui/theme/icons.h"
#include "ui/theme/motion.h"
#include "ui/theme/plates.h"
#include "ui/timeline/karaoke_painter.h"
#include "ui/timeline/position_text.h"
#include "ui/timeline/shot_thumbnails.h"
#include "ui/widgets/section_colours.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QLinearGradient>
#include <QtGui/QPainter>

#include <cmath>

namespace sc::ui {

namespace {
constexpr int kIdleMs = 2000;
constexpr int kPointerMs = 3000;
constexpr int kMargin = 24;
constexpr int kTop = 44;
constexpr int kBottom = 60;
constexpr int kSmall = 900; // px: under it the plates are shorter
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

void ShowWindow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::black);
    const bool overview = m_show.view() == ShowView::Scene || m_show.view() == ShowView::Grid;
    if (overview)
        paintCells(painter);
    else
        paintPicture(painter);
    m_buttons.clear();
    if (m_plates > 0)
        paintPlates(painter);
    if (m_isPointerShown)
        paintPointer(painter);
}

void ShowWindow::paintPicture(QPainter &painter) const
{
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QRectF box = pictureBox();
    if (!m_before.isNull() && m_fade < 1)
        painter.drawImage(box, m_before);
    painter.setOpacity(m_before.isNull() ? 1 : m_fade);
    if (!m_show.picture().isNull())
        painter.drawImage(box, m_show.picture());
    painter.setOpacity(1);
    if (m_show.showsLyrics())
        paintKaraoke(painter, themeOf(this), m_show.state().timeline(), m_show.position(), box);
}

void ShowWindow::paintCells(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const ShowState &state = m_show.state();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.setClipRect(QRectF(0, kTop + kMargin * 1.5, width(), height() - kTop - kBottom - 3 * kMargin));
    for (const auto &[box, shot] : cells()) {
        if (!box.intersects(rect()))
            continue;
        const timeline::Clip *clip = state.clip(shot);
        const QPixmap thumb = m_show.thumbnail(shot);
        const bool current = shot == state.current();
        if (current && !m_show.picture().isNull()) {
            painter.drawImage(box, m_show.picture());
        } else if (thumb.isNull()) {
            painter.fillRect(box, theme.surface.well);
        } else {
            const QSizeF size = QSizeF(thumb.size()) / thumb.devicePixelRatio();
            const QSizeF part = box.size().scaled(size, Qt::KeepAspectRatio);
            const QRectF source(QPointF((size.width() - part.width()) / 2, (size.height() - part.height()) / 2) * thumb.devicePixelRatio(),
                                part * thumb.devicePixelRatio());
            painter.drawPixmap(box, thumb, source);
        }
        if (current) {
            painter.setPen(QPen(theme.brand.blue, 3));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(box.adjusted(-2, -2, 2, 2));
        }
        painter.setFont(current ? theme.fonts.controlStrong : theme.fonts.body);
        painter.setPen(current ? QColor(Qt::white) : QColor(255, 255, 255, 170));
        painter.drawText(
            QRectF(box.left(), box.bottom() + 4, box.width(), 20), Qt::AlignVCenter,
            painter.fontMetrics().elidedText(QStringLiteral("%1  %2").arg(shot + 1).arg(clip->name), Qt::ElideRight, int(box.width())));
    }
    painter.setClipping(false);
}

void ShowWindow::paintPlates(QPainter &painter)
{
    painter.setOpacity(m_plates);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const bool top : {true, false}) {
        QLinearGradient fall(0, top ? 0 : height(), 0, top ? 140 : height() - 160);
        fall.setColorAt(0, QColor(0, 0, 0, 150));
        fall.setColorAt(1, QColor(0, 0, 0, 0));
        painter.fillRect(QRectF(0, top ? 0 : height() - 160, width(), top ? 140 : 160), fall);
    }
    paintTop(painter);
    paintBottom(painter);
    painter.setOpacity(1);
}

void ShowWindow::addButton(QPainter &painter, const Button &button)
{
    const Theme &theme = themeOf(this);
    const bool hover = button.box.contains(mapFromGlobal(QCursor::pos()));
    if (button.on)
        drawControl(painter, button.box, theme, ControlKind::On, ControlState::Rest);
    else if (hover)
        drawControl(painter, button.box, theme, ControlKind::Quiet, ControlState::Hover);
    const QColor ink = button.on || hover ? theme.text.primary : theme.text.secondary;
    if (button.text.isEmpty()) {
        drawIconCentred(painter, button.icon, button.box, 18, ink);
    } else {
        painter.setFont(theme.fonts.control);
        painter.setPen(ink);
        const int cap = button.key.isEmpty() ? 0 : keyCapWidth(button.key, theme);
        painter.drawText(button.box.adjusted(10, 0, -cap - 12, 0), Qt::AlignVCenter, button.text);
        if (cap > 0)
            drawKeyCap(painter, button.box.right() - 8, button.box.center().y(), button.key, theme, theme.text.tertiary,
                       theme.state.keyCap);
    }
    m_buttons.push_back(button);
}

void ShowWindow::paintTop(QPainter &painter)
{
    const Theme &theme = themeOf(this);
    const ShowState &state = m_show.state();
    const timeline::Clip *clip = state.currentClip();
    const timeline::Scene *scene = state.sceneOf(state.current());
    // Views and the way out.
    const bool small = width() < kSmall;
    const std::pair<ShowView, QString> views[] = {
        {ShowView::Single, tr("Single")}, {ShowView::Scene, tr("Scene")}, {ShowView::Grid, tr("Grid")}, {ShowView::Song, tr("Song")}};
    const QFontMetrics metrics(theme.fonts.control);
    double wide = 12;
    std::vector<double> widths;
    for (const auto &[view, name] : views) {
        widths.push_back((small ? 0 : metrics.horizontalAdvance(name)) + keyCapWidth(QStringLiteral("1"), theme) + 28);
        wide += widths.back() + 4;
    }
    const double leave = metrics.horizontalAdvance(tr("Leave")) + keyCapWidth(QStringLiteral("Esc"), theme) + 30;
    wide += leave + 8;
    const QRectF right(width() - kMargin - wide, kMargin, wide, kTop);
    drawFloatingPlate(painter, right, theme);
    double x = right.left() + 8;
    for (size_t i = 0; i < std::size(views); ++i) {
        const ShowView view = views[i].first;
        addButton(painter, {QRectF(x, right.top() + 8, widths[i], 28),
                            {},
                            small ? QStringLiteral(" ") : views[i].second,
                            QString::number(int(view)),
                            m_show.view() == view,
                            [this, view] { m_show.setView(view); }});
        x += widths[i] + 4;
    }
    addButton(painter,
              {QRectF(x + 4, right.top() + 8, leave, 28), {}, tr("Leave"), QStringLiteral("Esc"), false, [this] { m_show.leave(); }});

    // Where we are.
    const QString name = clip ? clip->name : QString();
    const int nameWidth = QFontMetrics(theme.fonts.title).horizontalAdvance(name);
    const int placeWidth = QFontMetrics(theme.fonts.body).horizontalAdvance(state.placeText());
    const int sceneWidth = QFontMetrics(theme.fonts.body).horizontalAdvance(state.sceneText());
    const double room = right.left() - kMargin * 2;
    const double all = 14 + nameWidth + 12 + placeWidth + 32 + sceneWidth + 14;
    const QRectF left(kMargin, kMargin, std::min(all, room), kTop);
    drawFloatingPlate(painter, left, theme);
    painter.save();
    painter.setClipRect(left.adjusted(8, 0, -8, 0));
    painter.setFont(theme.fonts.title);
    painter.setPen(theme.text.primary);
    painter.drawText(QRectF(left.left() + 14, left.top(), nameWidth + 4, kTop), Qt::AlignVCenter, name);
    painter.setFont(theme.fonts.body);
    painter.setPen(theme.text.secondary);
    double at = left.left() + 26 + nameWidth;
    painter.drawText(QRectF(at, left.top(), placeWidth + 4, kTop), Qt::AlignVCenter, state.placeText());
    at += placeWidth + 14;
    if (scene) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(sceneColour(theme, scene->colour));
        painter.drawEllipse(QPointF(at + 3, left.center().y()), 4, 4);
    }
    painter.setPen(theme.text.secondary);
    painter.drawText(QRectF(at + 14, left.top(), sceneWidth + 4, kTop), Qt::AlignVCenter, state.sceneText());
    painter.restore();
}

void ShowWindow::paintBottom(QPainter &painter)
{
    const Theme &theme = themeOf(this);
    playback::Player &player = m_show.context().player();
    const QRectF plate(kMargin, height() - kMargin - kBottom, width() - 2 * kMargin, kBottom);
    drawFloatingPlate(painter, plate, theme);
    const double y = plate.center().y();
    double x = plate.left() + 12;
    const auto icon = [&](const QString &name, bool on, std::function<void()> run) {
        addButton(painter, {QRectF(x, y - 14, 30, 28), name, {}, {}, on, std::move(run)});
        x += 34;
    };
    icon(QStringLiteral("to-start"), false, [this] { m_show.goTo(0); });
    icon(m_show.isAdvancing() ? QStringLiteral("pause") : QStringLiteral("play"), false, [this] { m_show.togglePlay(); });
    icon(QStringLiteral("to-end"), false, [this] { m_show.goTo(m_show.state().count() - 1); });
    const Ticks now = m_show.position();
    const FrameRate rate = m_show.state().timeline().project.frameRate;
    painter.setFont(theme.fonts.valueMono);
    painter.setPen(theme.text.primary);
    painter.drawText(QRectF(x + 8, plate.top(), 110, kBottom), Qt::AlignVCenter, formatTimecode(rate.frameAt(now), rate));
    x += 122;

    // From the right: what the show can do, what leads it, how much is left.
    double right = plate.right() - 12;
    const auto fromRight = [&](const QString &name, bool on, std::function<void()> run) {
        right -= 30;
        addButton(painter, {QRectF(right, y - 14, 30, 28), name, {}, {}, on, std::move(run)});
        right -= 4;
    };
    fromRight(QStringLiteral("export"), false, [this] { m_show.exportShow(); });
    fromRight(QStringLiteral("notes"), m_show.notesWindow() != nullptr, [this] { m_show.toggleNotes(); });
    fromRight(QStringLiteral("pointer"), m_pointer, [this] { setPointer(!m_pointer); });
    fromRight(QStringLiteral("text"), m_show.showsLyrics(), [this] { m_show.setLyrics(!m_show.showsLyrics()); });
    fromRight(QStringLiteral("loop"), m_show.isLooping(), [this] { m_show.setLooping(!m_show.isLooping()); });
    const QString leads[] = {tr("Follow the song"), tr("By shot length"), tr("By hand")};
    const QString &lead = leads[int(m_show.advance())];
    const double leadWidth = QFontMetrics(theme.fonts.control).horizontalAdvance(lead) + keyCapWidth(QStringLiteral("D"), theme) + 30;
    right -= leadWidth + 4;
    addButton(painter, {QRectF(right, y - 14, leadWidth, 28), {}, lead, QStringLiteral("D"), false, [this] {
                            m_show.setAdvance(static_cast<ShowAdvance>((int(m_show.advance()) + 1) % 3));
                        }});
    const QString left = u'-' + formatClock(std::max(Ticks(), player.length() - now), 0);
    painter.setFont(theme.fonts.valueMono);
    painter.setPen(theme.text.secondary);
    right -= 64;
    painter.drawText(QRectF(right, plate.top(), 56, kBottom), Qt::AlignVCenter | Qt::AlignRight, left);

    // The whole show: shots in the colours of their scenes.
    m_overview = QRectF(x, plate.top() + 10, std::max(0.0, right - x - 12), 40);
    if (m_overview.width() < 60) {
        m_overview = {};
        return;
    }
    drawWell(painter, m_overview, theme, 7);
    const double length = std::max(1.0, player.length().toSeconds());
    painter.setPen(Qt::NoPen);
    const ShowState &state = m_show.state();
    for (int shot = 0; shot < state.count(); ++shot) {
        const timeline::Clip *clip = state.clip(shot);
        const timeline::Scene *scene = state.sceneOf(shot);
        QColor colour = sceneColour(theme, scene ? scene->colour : 0);
        colour.setAlphaF(shot == state.current() ? 0.95F : 0.5F);
        painter.setBrush(colour);
        const double from = m_overview.left() + m_overview.width() * clip->start.toSeconds() / length;
        const double wide = std::max(1.0, m_overview.width() * clip->length.toSeconds() / length - 1);
        painter.drawRoundedRect(QRectF(from, m_overview.top() + 8, wide, m_overview.height() - 16), 2, 2);
    }
    painter.setBrush(theme.accent.playhead);
    painter.drawRect(QRectF(m_overview.left() + m_overview.width() * std::min(1.0, now.toSeconds() / length) - 1, m_overview.top(), 2,
                            m_overview.height()));
}

void ShowWindow::paintPointer(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF at = mapFromGlobal(QPointF(QCursor::pos()));
    painter.setPen(QPen(Qt::white, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(at, 11, 11);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawEllipse(at, 2, 2);
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

void ShowWindow::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pointer) {
        m_isPointerShown = true;
        m_pointerIdle.start(kPointerMs);
    }
    if ((event->buttons() & Qt::LeftButton) && m_overview.contains(event->position()))
        seekTo(event->position().x());
    wake();
}

void ShowWindow::mousePressEvent(QMouseEvent *event)
{
    wake();
    if (event->button() != Qt::LeftButton)
        return;
    for (const Button &button : m_buttons) {
        if (button.box.contains(event->position())) {
            const auto run = button.run; // the list is made anew meanwhile
            return run();
        }
    }
    if (m_overview.contains(event->position()))
        return seekTo(event->position().x());
    if (const int shot = shotAtPoint(event->pos()); shot >= 0)
        m_show.goTo(shot);
}

void ShowWindow::leaveEvent(QEvent *event)
{
    // The pointer is on another display: nothing of the plates is meant for the audience.
    m_isPointerShown = false;
    m_idle.stop();
    fadePlates();
    QWidget::leaveEvent(event);
}

void ShowWindow::keyPressEvent(QKeyEvent *event)
{
    const bool looksUp = m_show.view() == ShowView::Grid || m_show.view() == ShowView::Scene;
    switch (event->key()) {
    case Qt::Key_1:
    case Qt::Key_2:
    case Qt::Key_3:
    case Qt::Key_4:
        m_show.setView(static_cast<ShowView>(event->key() - Qt::Key_0));
        break;
    case Qt::Key_Left:
    case Qt::Key_PageUp: // what presenters' remotes send
        m_show.step(-1);
        break;
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        m_show.step(1);
        break;
    case Qt::Key_Up:
        m_show.stepScene(-1);
        break;
    case Qt::Key_Down:
        m_show.stepScene(1);
        break;
    case Qt::Key_Home:
        m_show.goTo(0);
        break;
    case Qt::Key_End:
        m_show.goTo(m_show.state().count() - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (looksUp)
            m_show.setView(ShowView::Single);
        break;
    case Qt::Key_Space:
    case Qt::Key_K:
        m_show.togglePlay();
        break;
    case Qt::Key_F:
    case Qt::Key_F11:
        m_show.toggleFullScreen();
        break;
    case Qt::Key_L:
        m_show.setLooping(!m_show.isLooping());
        break;
    case Qt::Key_T:
        m_show.setLyrics(!m_show.showsLyrics());
        break;
    case Qt::Key_P:
        setPointer(!m_pointer);
        break;
    case Qt::Key_N:
        m_show.toggleNotes();
        break;
    case Qt::Key_D:
        m_show.setAdvance(static_cast<ShowAdvance>((int(m_show.advance()) + 1) % 3));
        break;
    case Qt::Key_E:
        return m_show.exportShow();
    case Qt::Key_Escape:
        return m_show.leave();
    default:
        return QWidget::keyPressEvent(event);
    }
    wake();
}

void ShowWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    m_show.leave();
}

} // namespace sc::ui
