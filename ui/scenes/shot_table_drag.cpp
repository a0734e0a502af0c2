// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/shot_table.h"

#include "ui/theme/plates.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_editor.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

// Rows that are dragged to another place, and what is drawn meanwhile.
namespace sc::ui {

DropKind ShotTable::dropKind() const
{
    const bool other = m_drag && m_drag->alternative;
    const bool swap = (m_dropKind == DropKind::Swap) != other;
    return swap && m_drag && m_drag->clips.size() == 1 ? DropKind::Swap : DropKind::Ripple;
}

std::optional<ShotTable::Target> ShotTable::target() const
{
    if (!m_drag || m_drag->row < 0 || m_drag->row >= m_model.rowCount() || !m_columns.isGrouped())
        return std::nullopt;
    const int row = m_drag->row;
    const timeline::Scene &scene = m_model.sceneAt(row);
    Target target{scene.id, 0, {}, rowViewportPosition(row) + (m_drag->isBelow ? rowHeight(row) : 0), scene.locked, scene.name};
    if (const timeline::Clip *clip = m_model.clipAt(row)) {
        target.clip = clip->id;
        for (const timeline::Clip *each : timeline::clipsOf(m_model.editor().timeline(), scene.id)) {
            if (each->isLive && (each->start < clip->start || (each->id == clip->id && m_drag->isBelow)))
                ++target.index;
        }
    } else {
        target.lineY = rowViewportPosition(row) + rowHeight(row); // the first of the scene
    }
    return target;
}

void ShotTable::paintDrag(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const auto where = target();
    const QPoint pointer = viewport()->mapFromGlobal(QCursor::pos());
    QString words = tr("Sort by In to put shots in order");
    QColor colour = theme.text.tertiary;
    painter.setRenderHint(QPainter::Antialiasing);
    if (where) {
        const bool swap = dropKind() == DropKind::Swap && !where->clip.isEmpty();
        colour = where->locked ? theme.semantic.warning : theme.brand.blue;
        words = where->locked ? tr("“%1” is locked").arg(where->sceneName)
                : swap        ? tr("swap with this shot")
                              : tr("ripple: the others make room");
        painter.setPen(QPen(colour, 2));
        if (swap && !where->locked) {
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(1, rowViewportPosition(m_drag->row) + 1, viewport()->width() - 2, rowHeight(m_drag->row) - 2), 8,
                                    8);
        } else {
            painter.drawLine(QPointF(8, where->lineY), QPointF(viewport()->width() - 4, where->lineY));
            painter.setBrush(colour);
            painter.drawEllipse(QPointF(5, where->lineY), 3, 3);
        }
    }
    painter.setFont(theme.fonts.control);
    const QString text = m_drag->clips.size() == 1 ? words : tr("%n shots, %1", nullptr, int(m_drag->clips.size())).arg(words);
    const int width = painter.fontMetrics().horizontalAdvance(text) + 22;
    const QRect plate(std::clamp(pointer.x() + 14, 0, std::max(0, viewport()->width() - width)),
                      std::clamp(pointer.y() + 12, 0, viewport()->height() - 30), width, 28);
    drawFloatingPlate(painter, plate, theme, radius::kButton);
    painter.setPen(theme.text.primary);
    painter.drawText(plate, Qt::AlignCenter, text);
}

void ShotTable::dragTo(QPoint at, Qt::KeyboardModifiers modifiers)
{
    m_drag->hasMoved = m_drag->hasMoved || (at - m_drag->from).manhattanLength() >= QApplication::startDragDistance();
    if (!m_drag->hasMoved)
        return;
    constexpr int kEdge = 24;
    if (at.y() < kEdge)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - (kEdge - at.y()));
    else if (at.y() > viewport()->height() - kEdge)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + at.y() - viewport()->height() + kEdge);
    const int y = std::clamp(at.y(), 0, viewport()->height() - 1);
    m_drag->row = rowAt(y);
    if (m_drag->row < 0)
        m_drag->row = m_model.rowCount() - 1;
    m_drag->isBelow = y > rowViewportPosition(m_drag->row) + rowHeight(m_drag->row) / 2;
    m_drag->alternative = modifiers & Qt::AltModifier;
    viewport()->update();
}

void ShotTable::drop()
{
    const auto where = target();
    const Drag drag = *m_drag;
    const DropKind kind = dropKind();
    m_drag.reset();
    viewport()->update();
    if (!where)
        return;
    if (where->locked) {
        Q_EMIT dropRefused(where->scene);
    } else if (kind == DropKind::Swap && !where->clip.isEmpty()) {
        if (where->clip != drag.clips.front())
            Q_EMIT swapped(drag.clips.front(), where->clip);
    } else {
        Q_EMIT placed(drag.clips, where->scene, where->index);
    }
}

} // namespace sc::ui
