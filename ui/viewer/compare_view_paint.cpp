// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/theme/theme.h"
#include "ui/viewer/compare_view.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr double kLoupe = 108;          // px, radius
constexpr double kLoupeScale = 2;       // px of the screen for one of the picture's, at least
constexpr double kMostLabelShare = 0.7; // of its cell

} // namespace

void CompareView::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_corner > 0) {
        QPainterPath path;
        path.addRoundedRect(QRectF(rect()), m_corner, m_corner);
        painter.setClipPath(path);
    }
    painter.fillRect(rect(), Qt::black);
    if (!m_instead.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(pictureRect(m_instead.size(), rect(), {}), m_instead);
        return;
    }
    if (m_mode == CompareMode::Difference)
        refreshDifference();
    for (const Shown &cell : shown()) {
        painter.save();
        painter.setClipRect(cell.cell, Qt::IntersectClip);
        paintCell(painter, cell, theme);
        painter.restore();
    }
    if (m_mode == CompareMode::TwoUp || m_mode == CompareMode::FourUp) {
        const QRectF ring = cellOf(m_current).adjusted(1, 1, -1, -1);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(withAlpha(theme.accent.activeTakeRing, 0.8), 2));
        painter.drawRect(ring);
    }
    if (hasFocus())
        drawFocusInside(painter, rect(), theme, m_corner);
}

void CompareView::paintCell(QPainter &painter, const Shown &cell, const Theme &theme)
{
    if (cell.side < 0) {
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(withAlpha(theme.state.onAccent, 0.5));
        painter.drawText(cell.cell, Qt::AlignCenter, tr("Choose one more to compare"));
        return;
    }
    const QRectF place = pictureRect(shapeOf(cell.side), cell.cell, heldInside(m_look, shapeOf(cell.side), cell.cell));
    if (m_mode == CompareMode::Difference && cell.over >= 0 && !m_difference.image.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, scale() < 2);
        painter.drawImage(place, m_difference.image);
    } else {
        paintPicture(painter, cell.side, cell.cell, theme);
    }
    if (m_mode == CompareMode::Wipe && cell.over >= 0) {
        const double x = wipeX(cell.cell);
        painter.save();
        painter.setClipRect(QRectF(x, cell.cell.top(), cell.cell.right() - x, cell.cell.height()), Qt::IntersectClip);
        painter.fillRect(cell.cell, Qt::black);
        paintPicture(painter, cell.over, cell.cell, theme);
        painter.restore();
        painter.fillRect(QRectF(x - 0.75, cell.cell.top(), 1.5, cell.cell.height()), theme.state.onAccent);
        const QRectF grip(x - 11, cell.cell.center().y() - 11, 22, 22);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.badgePlate);
        painter.drawEllipse(grip);
        drawIconCentred(painter, QStringLiteral("compare"), grip, 14, theme.state.onAccent);
    }
    if (m_hasSafeAreas)
        paintSafeAreas(painter, place, cell.cell);
    if (m_hasLoupe)
        paintLoupe(painter, cell, theme);
    if (m_hasLabels) {
        paintLabel(painter, cell.side, cell.cell, theme, false);
        if (cell.over >= 0)
            paintLabel(painter, cell.over, cell.cell, theme, true);
    }
}

void CompareView::paintPicture(QPainter &painter, int side, const QRectF &cell, const Theme &theme) const
{
    const QImage picture = m_pictures.picture(side);
    const bool isLost = m_pictures.problem(side).has_value();
    if (picture.isNull() || isLost) {
        paintNothing(painter, side, cell, theme);
        return;
    }
    const QRectF place = pictureRect(shapeOf(side), cell, heldInside(m_look, shapeOf(side), cell));
    // Enlarged far, single px are what one wants to see.
    const double px = place.width() * devicePixelRatioF() / std::max(1, picture.width());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, px < 3);
    painter.drawImage(place, picture);
}

void CompareView::paintNothing(QPainter &painter, int side, const QRectF &cell, const Theme &theme) const
{
    const auto problem = m_pictures.problem(side);
    if (!problem)
        return; // on its way
    drawIconCentred(painter, QStringLiteral("missing"), cell.translated(0, -14), 24, theme.semantic.danger);
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(withAlpha(theme.state.onAccent, 0.8));
    painter.drawText(cell.adjusted(16, 24, -16, 24), Qt::AlignCenter | Qt::TextWordWrap, problem->text());
}

void CompareView::paintLabel(QPainter &painter, int side, const QRectF &cell, const Theme &theme, bool atRight) const
{
    const CompareSide &one = m_sides[size_t(side)];
    QString detail = one.detail;
    if (m_mode == CompareMode::Difference && atRight && !m_difference.image.isNull())
        detail = tr("%1 % of the pixels differ").arg(QString::number(m_difference.share * 100, 'f', m_difference.share < 0.1 ? 1 : 0));
    if (one.title.isEmpty() && detail.isEmpty())
        return;
    const double room = cell.width() * (m_mode == CompareMode::Wipe || m_mode == CompareMode::Difference ? 0.45 : kMostLabelShare);
    const QFontMetricsF strong(theme.fonts.controlStrong);
    const QFontMetricsF quiet(theme.fonts.body);
    const double most = room - 24;
    const QString title = strong.elidedText(one.title, Qt::ElideRight, most);
    const double titleWidth = title.isEmpty() ? 0 : strong.horizontalAdvance(title);
    detail = most - titleWidth - 8 > 40 ? quiet.elidedText(detail, Qt::ElideRight, most - titleWidth - 8) : QString();
    const double width = titleWidth + (detail.isEmpty() ? 0 : quiet.horizontalAdvance(detail) + 7) + 18;
    const QRectF plate(atRight ? cell.right() - 10 - width : cell.left() + 10, cell.top() + 10, width, 24);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.badgePlate);
    painter.drawRoundedRect(plate, radius::kChip, radius::kChip);
    painter.setFont(theme.fonts.controlStrong);
    painter.setPen(theme.state.onAccent); // the plate is dark in every look
    painter.drawText(plate.adjusted(9, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, title);
    painter.setFont(theme.fonts.body);
    painter.setPen(withAlpha(theme.state.onAccent, 0.78));
    painter.drawText(plate.adjusted(9 + titleWidth + (title.isEmpty() ? 0 : 7), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, detail);
}

void CompareView::paintSafeAreas(QPainter &painter, const QRectF &picture, const QRectF &cell) const
{
    painter.setBrush(Qt::NoBrush);
    for (const double share : {0.9, 0.8}) {
        const QSizeF size = picture.size() * share;
        const QRectF area(picture.center() - QPointF(size.width() / 2, size.height() / 2), size);
        painter.setPen(QPen(QColor(0, 0, 0, 120), 3));
        painter.drawRect(area);
        painter.setPen(QPen(QColor(255, 255, 255, 200), 1));
        painter.drawRect(area);
    }
    painter.setPen(QPen(QColor(255, 255, 255, 140), 1));
    const QPointF middle = picture.center();
    if (cell.contains(middle)) {
        painter.drawLine(middle - QPointF(10, 0), middle + QPointF(10, 0));
        painter.drawLine(middle - QPointF(0, 10), middle + QPointF(0, 10));
    }
}

void CompareView::paintLoupe(QPainter &painter, const Shown &cell, const Theme &theme) const
{
    // The same place in every cell, from where the pointer is in its own; without one the middle.
    const QRectF under = m_pointer ? cellAt(*m_pointer) : cell.cell;
    const QPointF offset = m_pointer ? *m_pointer - under.topLeft() : QPointF(under.width() / 2, under.height() / 2);
    const QPointF at = cell.cell.topLeft() + offset;
    const int side = m_mode == CompareMode::Wipe && cell.over >= 0 && at.x() >= wipeX(cell.cell) ? cell.over : cell.side;
    const bool isDifference = m_mode == CompareMode::Difference && !m_difference.image.isNull();
    const QImage picture = isDifference ? m_difference.image : m_pictures.picture(side);
    if (picture.isNull())
        return;
    const QRectF place = pictureRect(shapeOf(side), cell.cell, heldInside(m_look, shapeOf(side), cell.cell));
    const double now = place.width() / picture.width(); // logical px for one of the picture
    const double wanted = std::max(kLoupeScale / devicePixelRatioF(), now * 2);
    const QPointF spot((at.x() - place.left()) / now, (at.y() - place.top()) / now);
    const QRectF lens(at.x() - kLoupe, at.y() - kLoupe, kLoupe * 2, kLoupe * 2);
    painter.save();
    QPainterPath round;
    round.addEllipse(lens);
    painter.setClipPath(round, Qt::IntersectClip);
    painter.fillRect(lens, Qt::black);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(QRectF(at.x() - spot.x() * wanted, at.y() - spot.y() * wanted, picture.width() * wanted, picture.height() * wanted),
                      picture);
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 160), 4));
    painter.drawEllipse(lens);
    painter.setPen(QPen(theme.state.onAccent, 1.5));
    painter.drawEllipse(lens);
}

} // namespace sc::ui
