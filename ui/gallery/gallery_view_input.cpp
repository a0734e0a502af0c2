// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_painter.h"
#include "ui/gallery/gallery_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/take_drag.h"

#include <QtCore/QMimeData>
#include <QtCore/QMimeDatabase>
#include <QtCore/QUrl>
#include <QtGui/QDrag>
#include <QtGui/QPainter>
#include <QtGui/QtEvents>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kDragPicture = 120; // px wide
constexpr int kWheelStep = 16;    // px of width for a notch

// By name alone, because the pointer is still moving: what the files hold is looked at when they are let go.
QStringList pictureFiles(const QMimeData &data)
{
    const QMimeDatabase types;
    QStringList files;
    for (const QUrl &url : data.urls()) {
        const QString file = url.toLocalFile();
        const QString type = types.mimeTypeForFile(file, QMimeDatabase::MatchExtension).name();
        if (!file.isEmpty() && (type.startsWith(QLatin1String("image/")) || type.startsWith(QLatin1String("video/"))))
            files.append(file);
    }
    return files;
}

} // namespace

int GalleryView::headerAt(QPoint content) const
{
    for (const GalleryLayout::Header &header : m_layout.headers) {
        if (header.box.contains(content))
            return header.group;
    }
    return -1;
}

GalleryView::PlateHit GalleryView::plateAt(QPoint content) const
{
    for (const GalleryLayout::Plate &plate : m_layout.plates) {
        if (!plate.header.contains(content))
            continue;
        for (const auto &[button, box] : plateButtons(plate)) {
            if (box.contains(content))
                return {plate.stack, button};
        }
        return {plate.stack, PlateButton::None};
    }
    return {};
}

bool GalleryView::isOnStackBadge(int row, QPoint at) const
{
    if (m_model.cell(row).stack.size() < 2)
        return false;
    const QRect picture = pictureOf(row);
    return m_style.isList ? QRect(picture.left() + 8, picture.top(), 64, picture.height()).contains(at)
                          : QRect(picture.right() - 48, picture.top() - GalleryLayout::kStackEdges, 48, 34).contains(at);
}

bool GalleryView::isOnMark(int row, QPoint at) const
{
    const QRect picture = pictureOf(row);
    return !m_style.isList && QRect(picture.left(), picture.bottom() - 27, 27, 28).contains(at);
}

void GalleryView::pressPlate(const PlateHit &hit)
{
    const ClipId clip = m_model.clipOfStack(hit.plate);
    std::vector<TakeId> takes;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.cell(row).openStack == hit.plate)
            takes.push_back(m_model.takeAt(row));
    }
    switch (hit.button) {
    case PlateButton::Close:
        toggleStack(clip);
        break;
    case PlateButton::CompareAll:
        Q_EMIT compareRequested(takes);
        break;
    case PlateButton::Similar:
        if (!takes.empty())
            Q_EMIT similarRequested(takes.front());
        break;
    case PlateButton::None:
        break;
    }
}

void GalleryView::mousePressEvent(QMouseEvent *event)
{
    const QPoint at = event->pos();
    if (event->button() == Qt::LeftButton) {
        if (const int header = headerAt(toContent(at)); header >= 0) {
            m_model.foldGroup(header, !m_model.plan().folded[size_t(header)]);
            return;
        }
        if (const PlateHit hit = plateAt(toContent(at)); hit.plate >= 0) {
            pressPlate(hit);
            return;
        }
        const QModelIndex index = indexAt(at);
        if (!index.isValid()) {
            m_frameFrom = toContent(at);
            m_frame = QRect(*m_frameFrom, QSize(0, 0));
            const bool adds = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
            if (!adds)
                clearSelection();
            m_beforeFrame = adds ? selectionModel()->selection() : QItemSelection();
            return;
        }
        if (isOnStackBadge(index.row(), at)) {
            selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
            toggleStack(m_model.item(index.row()).take.clip);
            return;
        }
        // The mark of one that is selected already takes it out, and puts others in, as with Ctrl.
        if (isOnMark(index.row(), at) && !selectionModel()->selection().isEmpty()) {
            selectionModel()->select(index, QItemSelectionModel::Toggle);
            selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
            return;
        }
    }
    QAbstractItemView::mousePressEvent(event);
}

void GalleryView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_frameFrom) {
        m_frame = QRect(*m_frameFrom, toContent(event->pos())).normalized();
        QItemSelection touched = m_beforeFrame;
        for (const int cell : m_layout.cellsIn(m_frame.top(), m_frame.bottom())) {
            if (m_layout.cells[size_t(cell)].intersects(m_frame))
                touched.select(m_model.index(cell), m_model.index(cell));
        }
        selectionModel()->select(touched, QItemSelectionModel::ClearAndSelect);
        if (event->pos().y() < 0 || event->pos().y() > viewport()->height())
            verticalScrollBar()->setValue(verticalOffset() + (event->pos().y() < 0 ? -20 : 20));
        viewport()->update();
        return;
    }
    const QModelIndex hover = indexAt(event->pos());
    const int header = headerAt(toContent(event->pos()));
    const PlateHit plate = plateAt(toContent(event->pos()));
    if (hover != m_hover || header != m_hoverHeader || plate.plate != m_hoverPlate.plate || plate.button != m_hoverPlate.button) {
        m_hover = hover;
        m_hoverHeader = header;
        m_hoverPlate = plate;
        viewport()->update();
    }
    QAbstractItemView::mouseMoveEvent(event);
}

void GalleryView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_frameFrom) {
        m_frameFrom.reset();
        viewport()->update();
        return;
    }
    QAbstractItemView::mouseReleaseEvent(event);
}

void GalleryView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    if (!index.isValid() || event->button() != Qt::LeftButton)
        return;
    if (!isOnStackBadge(index.row(), event->pos()))
        Q_EMIT lookRequested(m_model.takeAt(index.row()));
}

void GalleryView::leaveEvent(QEvent *event)
{
    m_hover = {};
    m_hoverHeader = -1;
    m_hoverPlate = {};
    viewport()->update();
    QAbstractItemView::leaveEvent(event);
}

void GalleryView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && !(event->modifiers() & ~Qt::KeypadModifier) && !current().isEmpty()) {
        Q_EMIT lookRequested(current());
        return;
    }
    if (event->key() == Qt::Key_Menu && !current().isEmpty()) {
        Q_EMIT menuRequested(viewport()->mapToGlobal(visualRect(currentIndex()).center()));
        return;
    }
    QAbstractItemView::keyPressEvent(event);
}

void GalleryView::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid() && !selectionModel()->isSelected(index))
        pick({m_model.takeAt(index.row())});
    if (index.isValid() || !picked().empty())
        Q_EMIT menuRequested(event->globalPos());
}

void GalleryView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() == Qt::ControlModifier && !m_style.isList) {
        setCellWidth(m_style.cellWidth + (event->angleDelta().y() > 0 ? kWheelStep : -kWheelStep));
        event->accept();
        return;
    }
    QAbstractItemView::wheelEvent(event);
}

void GalleryView::startDrag(Qt::DropActions)
{
    const QModelIndexList indexes = selectionModel()->selectedIndexes();
    if (indexes.isEmpty())
        return;
    auto *drag = new QDrag(this); // Qt deletes it
    drag->setMimeData(m_model.mimeData(indexes));
    const double ratio = devicePixelRatioF();
    const QSize size(kDragPicture, int(kDragPicture / m_style.shape));
    const int row = currentIndex().isValid() && selectionModel()->isSelected(currentIndex()) ? currentIndex().row() : indexes.front().row();
    QPixmap picture = m_model.desk().thumbnail(m_model.item(row).take, size, ratio);
    if (picture.isNull()) {
        picture = QPixmap(size * ratio);
        picture.setDevicePixelRatio(ratio);
        picture.fill(themeOf(this).surface.raised);
    }
    if (indexes.size() > 1) {
        QPainter painter(&picture);
        drawPictureBadge(painter, QPointF(size.width() - 4, 4), QStringLiteral("stack"), themeOf(this).state.onAccent,
                         QString::number(indexes.size()), themeOf(this), true);
    }
    drag->setPixmap(picture);
    drag->setHotSpot(QPoint(size.width() / 2, size.height() / 2));
    drag->exec(Qt::CopyAction);
}

// The shot under the pointer, of the project; takes lie on others of their own kind.
ClipId GalleryView::shotAt(QPoint at) const
{
    const QModelIndex index = indexAt(at);
    if (!index.isValid() || m_model.desk().isShared() || m_model.item(index.row()).clipName.isEmpty())
        return {};
    return m_model.item(index.row()).take.clip;
}

void GalleryView::dragEnterEvent(QDragEnterEvent *event)
{
    const bool isOwn = !takesOf(*event->mimeData()).empty();
    if (!isOwn && (event->source() == this || pictureFiles(*event->mimeData()).isEmpty())) {
        event->ignore();
        return;
    }
    m_isDropping = true;
    m_dropShot.reset();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    viewport()->update();
}

void GalleryView::dragMoveEvent(QDragMoveEvent *event)
{
    const bool isOwn = !takesOf(*event->mimeData()).empty();
    const ClipId shot = shotAt(event->position().toPoint());
    m_dropShot = shot.isEmpty() ? std::nullopt : std::optional(shot);
    viewport()->update();
    event->setDropAction(Qt::CopyAction);
    if (isOwn && shot.isEmpty())
        event->ignore(); // takes are dropped on shots
    else
        event->accept();
    if (event->position().y() < 24 || event->position().y() > viewport()->height() - 24)
        verticalScrollBar()->setValue(verticalOffset() + (event->position().y() < 24 ? -12 : 12));
}

void GalleryView::dragLeaveEvent(QDragLeaveEvent *)
{
    m_isDropping = false;
    m_dropShot.reset();
    viewport()->update();
}

void GalleryView::dropEvent(QDropEvent *event)
{
    const std::vector<TakeId> takes = takesOf(*event->mimeData());
    const ClipId shot = shotAt(event->position().toPoint());
    m_isDropping = false;
    m_dropShot.reset();
    viewport()->update();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    if (!takes.empty() && !shot.isEmpty())
        Q_EMIT dropped(takes, shot);
    else if (takes.empty())
        Q_EMIT filesDropped(pictureFiles(*event->mimeData()), shot);
}

bool GalleryView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        layOutAgain();
    return QAbstractItemView::viewportEvent(event);
}

} // namespace sc::ui
