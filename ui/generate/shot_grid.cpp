// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/shot_grid.h"

#include "core/playback/project_media.h"
#include "ui/theme/colour.h"
#include "ui/theme/glow.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/shot_thumbnails.h"
#include "ui/timeline/timeline_editor.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kEdge = 12;
constexpr int kGap = 8;
constexpr int kLine = 22;
constexpr int kRow = 40;
constexpr int kLineCell = 84; // width of a picture in the one-line form

} // namespace

ShotGrid::ShotGrid(TimelineEditor &editor, QWidget *parent)
    : QAbstractScrollArea(parent), m_editor(editor), m_pictures(new ShotThumbnails(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setProperty("noFocusHalo", true);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Shots"));
    connect(m_pictures, &ShotThumbnails::ready, viewport(), qOverload<>(&QWidget::update));
    const auto fresh = [this] {
        m_pictures->setMedia([this](const timeline::Clip &clip) {
            return m_editor.hasProject() ? playback::shotMediaOf(*m_editor.session(), clip) : playback::ShotMedia();
        });
        viewport()->update();
    };
    connect(&editor, &TimelineEditor::sessionChanged, this, fresh);
    connect(&editor, &TimelineEditor::statesChanged, this, [this] {
        m_pictures->forget();
        viewport()->update();
    });
    fresh();
}

void ShotGrid::setShape(Shape shape)
{
    m_shape = shape;
    setVerticalScrollBarPolicy(shape == Shape::Line ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    refreshPictures();
    refreshBars();
    reveal();
    viewport()->update();
}

void ShotGrid::setCells(std::vector<ShotCell> cells)
{
    m_cells = std::move(cells); // also when they are equal: the pictures may be others
    refreshBars();
    tellAccess();
    viewport()->update();
}

void ShotGrid::setCurrent(const ClipId &clip)
{
    if (clip == m_current)
        return;
    m_current = clip;
    reveal();
    tellAccess();
    viewport()->update();
}

ClipId ShotGrid::clipAt(QPoint pos) const
{
    const int index = at(pos);
    return index < 0 ? ClipId() : m_cells[size_t(index)].clip;
}

void ShotGrid::setRoomBelow(int px)
{
    m_roomBelow = px;
    refreshBars();
}

int ShotGrid::columns() const
{
    return m_shape == Shape::Grid ? 2 : m_shape == Shape::List ? 1 : std::max(1, int(m_cells.size()));
}

QSize ShotGrid::cellSize() const
{
    const int width = viewport()->width();
    if (m_shape == Shape::Line)
        return {kLineCell, viewport()->height()};
    if (m_shape == Shape::List)
        return {width - kEdge, kRow};
    const int cell = (width - 2 * kEdge - kGap) / 2;
    return {cell, cell * 9 / 16 + kLine};
}

QRect ShotGrid::cellRect(int index) const
{
    const QSize size = cellSize();
    if (m_shape == Shape::Line)
        return {kEdge + index * (size.width() + kGap) - horizontalScrollBar()->value(), 0, size.width(), size.height()};
    if (m_shape == Shape::List)
        return {kEdge / 2, index * kRow - verticalScrollBar()->value(), size.width(), kRow};
    return {kEdge + index % 2 * (size.width() + kGap), 3 + index / 2 * (size.height() + kGap) - verticalScrollBar()->value(), size.width(),
            size.height()};
}

int ShotGrid::at(QPoint pos) const
{
    for (int i = 0; i < int(m_cells.size()); ++i) {
        if (cellRect(i).contains(pos))
            return i;
    }
    return -1;
}

int ShotGrid::current() const
{
    const auto found = std::ranges::find(m_cells, m_current, &ShotCell::clip);
    return found == m_cells.end() ? -1 : int(found - m_cells.begin());
}

void ShotGrid::refreshBars()
{
    const QSize size = cellSize();
    const int count = int(m_cells.size());
    if (m_shape == Shape::Line) {
        horizontalScrollBar()->setRange(0, std::max(0, 2 * kEdge + count * (size.width() + kGap) - kGap - viewport()->width()));
        verticalScrollBar()->setRange(0, 0);
        return;
    }
    const int rows = m_shape == Shape::Grid ? (count + 1) / 2 : count;
    const int step = m_shape == Shape::Grid ? size.height() + kGap : kRow;
    horizontalScrollBar()->setRange(0, 0);
    verticalScrollBar()->setRange(0, std::max(0, 3 + rows * step + m_roomBelow - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(step / 2);
}

void ShotGrid::refreshPictures()
{
    const timeline::Project &project = m_editor.timeline().project;
    const int height = m_shape == Shape::List   ? 30
                       : m_shape == Shape::Line ? kLineCell * 9 / 16
                                                : std::max(20, cellSize().height() - kLine);
    m_pictures->setHeight(height, devicePixelRatioF(), QSize(project.width, project.height));
}

void ShotGrid::reveal()
{
    const int index = current();
    if (index < 0)
        return;
    const QRect cell = cellRect(index);
    if (m_shape == Shape::Line) {
        if (cell.left() < kEdge || cell.right() > viewport()->width() - kEdge)
            horizontalScrollBar()->setValue(horizontalScrollBar()->value() + cell.center().x() - viewport()->width() / 2);
    } else if (cell.top() < 0) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() + cell.top() - 4);
    } else if (cell.bottom() > viewport()->height() - m_roomBelow) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() + cell.bottom() - viewport()->height() + m_roomBelow + 4);
    }
}

void ShotGrid::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    for (int i = 0; i < int(m_cells.size()); ++i) {
        if (!cellRect(i).intersects(viewport()->rect()))
            continue;
        if (m_shape == Shape::List)
            paintRow(painter, i);
        else
            paintCell(painter, i);
    }
}

void ShotGrid::paintPicture(QPainter &painter, const ShotCell &cell, const QRectF &box, bool current)
{
    const Theme &theme = themeOf(this);
    if (current && m_shape != Shape::List)
        drawGlow(painter, box, radius::kThumb, 12, theme.glow.activeTake.colour);
    QPainterPath shape;
    shape.addRoundedRect(box, radius::kThumb, radius::kThumb);
    painter.fillPath(shape, theme.state.chip);
    const timeline::Timeline &timeline = m_editor.timeline();
    if (cell.clipIndex >= int(timeline.clips.size()) || cell.sceneIndex < 0)
        return;
    const QPixmap picture = m_pictures->of(timeline, cell.clipIndex, cell.sceneIndex, 1)[0];
    if (!picture.isNull()) {
        painter.save();
        painter.setClipPath(shape);
        const QSizeF scaled = (QSizeF(picture.size()) / picture.devicePixelRatio()).scaled(box.size(), Qt::KeepAspectRatioByExpanding);
        painter.drawPixmap(QRectF(box.center() - QPointF(scaled.width() / 2, scaled.height() / 2), scaled), picture, picture.rect());
        painter.restore();
    }
    if (cell.state == Badge::State::Generating) {
        painter.fillPath(shape, QColor::fromHslF(0.728F, 0.4F, 0.08F, 0.62F));
        const double ring = std::min(30.0, box.height() - 8);
        drawRing(painter, QRectF(box.center() - QPointF(ring / 2, ring / 2), QSizeF(ring, ring)), theme, theme.text.purple, cell.progress,
                 3);
    }
    if (current && m_shape != Shape::List) {
        painter.setPen(QPen(theme.accent.activeTakeRing, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, radius::kThumb, radius::kThumb);
    }
}

void ShotGrid::paintCell(QPainter &painter, int index)
{
    const ShotCell &cell = m_cells[size_t(index)];
    const Theme &theme = themeOf(this);
    const QRect rect = cellRect(index);
    const bool isCurrent = cell.clip == m_current;
    const bool line = m_shape == Shape::Line;
    const QRectF box(rect.left(), line ? 3 : rect.top(), rect.width(), line ? rect.width() * 9.0 / 16 : rect.height() - kLine);
    paintPicture(painter, cell, box, isCurrent);
    if (index == m_hover && !isCurrent) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(Qt::white, 0.07));
        painter.drawRoundedRect(box, radius::kThumb, radius::kThumb);
    }
    if (cell.state && cell.state != Badge::State::Generating) {
        const bool quiet = line || cell.state == Badge::State::Ready || cell.state == Badge::State::Planned;
        Badge::draw(painter, box.topLeft() + QPointF(5, 5), *cell.state, {}, cell.progress, quiet, this);
    }
    if (isCurrent && hasFocus())
        drawFocusInside(painter, box.adjusted(2, 2, -2, -2), theme, radius::kThumb);
    const QRectF words(rect.left(), box.bottom(), rect.width(), line ? 18 : kLine);
    const QString number = QString::number(cell.number);
    painter.setFont(theme.fonts.captionStrong);
    painter.setPen(theme.text.secondary);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, number);
    const double wide = QFontMetricsF(theme.fonts.captionStrong).horizontalAdvance(number) + 6;
    const QFont &font = isCurrent ? theme.fonts.captionStrong : theme.fonts.caption;
    painter.setFont(font);
    painter.setPen(theme.text.primary);
    painter.drawText(words.adjusted(wide, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(cell.name, Qt::ElideRight, words.width() - wide));
}

void ShotGrid::paintRow(QPainter &painter, int index)
{
    const ShotCell &cell = m_cells[size_t(index)];
    const Theme &theme = themeOf(this);
    const QRectF rect = cellRect(index);
    const bool isCurrent = cell.clip == m_current;
    drawRow(painter, rect, theme, isCurrent ? RowState::Selected : index == m_hover ? RowState::Hover : RowState::Rest);
    if (isCurrent && hasFocus())
        drawFocusInside(painter, rect, theme, 8);
    const QRectF box(rect.left() + 30, rect.center().y() - 15, 53, 30);
    painter.setFont(theme.fonts.captionStrong);
    painter.setPen(theme.text.secondary);
    painter.drawText(QRectF(rect.left(), rect.top(), 24, rect.height()), Qt::AlignRight | Qt::AlignVCenter, QString::number(cell.number));
    paintPicture(painter, cell, box, isCurrent);
    const QRectF words = rect.adjusted(92, 4, -34, 0);
    painter.setFont(isCurrent ? theme.fonts.controlStrong : theme.fonts.control);
    painter.setPen(theme.text.primary);
    const QFontMetricsF metrics(painter.font());
    painter.drawText(QRectF(words.left(), words.top(), words.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(cell.name, Qt::ElideRight, words.width()));
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.secondary);
    const QString detail = cell.takes > 0 ? tr("%1, %n take(s)", nullptr, cell.takes).arg(cell.place) : cell.place;
    painter.drawText(QRectF(words.left(), words.top() + 16, words.width(), 15), Qt::AlignLeft | Qt::AlignVCenter, detail);
    if (cell.state)
        Badge::draw(painter, QPointF(rect.right() - 28, rect.center().y() - 9), *cell.state, {}, cell.progress, true, this);
}

void ShotGrid::resizeEvent(QResizeEvent *)
{
    refreshPictures();
    refreshBars();
    reveal();
}

void ShotGrid::mousePressEvent(QMouseEvent *event)
{
    if (const int index = at(event->pos()); index >= 0)
        Q_EMIT shotChosen(ClipId(m_cells[size_t(index)].clip)); // a copy: the cells are made anew meanwhile
}

void ShotGrid::mouseMoveEvent(QMouseEvent *event)
{
    const int index = at(event->pos());
    if (std::exchange(m_hover, index) != index)
        viewport()->update();
}

void ShotGrid::leaveEvent(QEvent *)
{
    m_hover = -1;
    viewport()->update();
}

void ShotGrid::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int index = byKey ? current() : at(event->pos());
    if (index >= 0)
        Q_EMIT menuRequested(ClipId(m_cells[size_t(index)].clip),
                             byKey ? viewport()->mapToGlobal(cellRect(index).center()) : event->globalPos());
}

void ShotGrid::wheelEvent(QWheelEvent *event)
{
    if (m_shape != Shape::Line)
        return QAbstractScrollArea::wheelEvent(event);
    const QPoint delta = event->angleDelta();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (delta.x() != 0 ? delta.x() : delta.y()));
    viewport()->update();
    event->accept();
}

void ShotGrid::go(int by)
{
    if (m_cells.empty())
        return;
    const int now = current();
    const int next = now < 0 ? 0 : std::clamp(now + by, 0, int(m_cells.size()) - 1);
    if (next != now)
        Q_EMIT shotChosen(ClipId(m_cells[size_t(next)].clip));
}

void ShotGrid::keyPressEvent(QKeyEvent *event)
{
    const int down = m_shape == Shape::Grid ? 2 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return go(-1);
    case Qt::Key_Right:
        return go(1);
    case Qt::Key_Up:
        return go(-down);
    case Qt::Key_Down:
        return go(down);
    case Qt::Key_Home:
        return go(-int(m_cells.size()));
    case Qt::Key_End:
        return go(int(m_cells.size()));
    case Qt::Key_PageUp:
        return go(-down * 5);
    case Qt::Key_PageDown:
        return go(down * 5);
    default:
        event->ignore();
    }
}

bool ShotGrid::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        static const QList<int> kOurs = {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up,     Qt::Key_Down,
                                         Qt::Key_Home, Qt::Key_End,   Qt::Key_PageUp, Qt::Key_PageDown};
        if (kOurs.contains(static_cast<QKeyEvent *>(event)->key()))
            event->accept();
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        viewport()->update();
    return QAbstractScrollArea::event(event);
}

void ShotGrid::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

void ShotGrid::tellAccess()
{
    const int index = current();
    if (index < 0) {
        setAccessibleDescription(tr("%n shot(s)", nullptr, int(m_cells.size())));
        return;
    }
    const ShotCell &cell = m_cells[size_t(index)];
    setAccessibleDescription(tr("Shot %1, %2, %n take(s)", nullptr, cell.takes).arg(cell.number).arg(cell.name));
}

} // namespace sc::ui
