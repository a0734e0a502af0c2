// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colour.h"
#include "ui/theme/glass_style.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QStyleOption>

namespace sc::ui {

void GlassStyle::drawViewRow(const QStyleOptionViewItem &option, QPainter &painter) const
{
    // Rows are one plate over all columns; each cell paints its share of it.
    QRectF row = option.rect;
    const bool first =
        option.viewItemPosition == QStyleOptionViewItem::Beginning || option.viewItemPosition == QStyleOptionViewItem::OnlyOne;
    const bool last = option.viewItemPosition == QStyleOptionViewItem::End || option.viewItemPosition == QStyleOptionViewItem::OnlyOne;
    painter.save();
    painter.setClipRect(row, Qt::IntersectClip);
    if (!first)
        row.setLeft(row.left() - 12);
    if (!last)
        row.setRight(row.right() + 12);
    if ((option.state & State_Selected) != 0)
        ui::drawRow(painter, row, m_theme, RowState::Selected);
    else if ((option.state & State_MouseOver) != 0)
        ui::drawRow(painter, row, m_theme, RowState::Hover);
    if ((option.state & State_HasFocus) != 0 && (option.state & State_KeyboardFocusChange) != 0)
        ui::drawRow(painter, row, m_theme, RowState::Focus);
    painter.restore();
}

void GlassStyle::drawHeader(const QStyleOptionHeader &option, QPainter &painter) const
{
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    const QRectF box = QRectF(option.rect).adjusted(6, 0, -6, 0);
    painter.save();
    painter.setFont(m_theme.fonts.caption);
    painter.setPen(sorted || (option.state & State_MouseOver) != 0 ? m_theme.text.primary : m_theme.text.secondary);
    const QFontMetricsF metrics(m_theme.fonts.caption);
    const double arrow = sorted ? 16 : 0;
    const QString text = metrics.elidedText(option.text, Qt::ElideRight, box.width() - arrow);
    const double width = metrics.horizontalAdvance(text);
    const bool right = (option.textAlignment & Qt::AlignRight) != 0;
    const bool centred = (option.textAlignment & Qt::AlignHCenter) != 0;
    const double x = right ? box.right() - width - arrow : centred ? box.center().x() - width / 2 : box.left();
    painter.drawText(QRectF(x, box.top(), width + 2, box.height()), Qt::AlignVCenter, text);
    if (sorted) {
        const QRectF mark(x + width + 4, box.center().y() - 6, 12, 12);
        if (option.sortIndicator == QStyleOptionHeader::SortUp) {
            painter.translate(mark.center());
            painter.rotate(180);
            painter.translate(-mark.center());
        }
        drawIcon(painter, QStringLiteral("chevron-down"), mark, m_theme.text.primary);
    }
    painter.restore();
    drawHairline(painter, QPointF(option.rect.left(), option.rect.bottom()), option.rect.width(), m_theme.hairline.one);
}

void GlassStyle::drawTab(const QStyleOptionTab &option, QPainter &painter) const
{
    const bool on = (option.state & State_Selected) != 0;
    const bool hover = (option.state & State_MouseOver) != 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.fonts.control);
    painter.setPen((option.state & State_Enabled) == 0 ? m_theme.text.disabled
                   : on || hover                       ? m_theme.text.primary
                                                       : m_theme.text.secondary);
    painter.drawText(option.rect, Qt::AlignCenter, option.text);
    const double width = QFontMetricsF(m_theme.fonts.control).horizontalAdvance(option.text);
    if (on) {
        const double thick = m_theme.hasBorders() ? 3 : 2;
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.brand.blue);
        painter.drawRoundedRect(QRectF(option.rect.center().x() - width / 2, option.rect.bottom() + 1 - thick, width, thick), 1, 1);
    }
    if ((option.state & State_HasFocus) != 0)
        drawFocusInside(painter, QRectF(option.rect).adjusted(2, 4, -2, -4), m_theme, radius::kChip);
    painter.restore();
}

void GlassStyle::drawMenuItem(const QStyleOptionMenuItem &option, QPainter &painter) const
{
    const QRectF row = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        drawHairline(painter, QPointF(row.left() + 8, row.center().y()), row.width() - 16, m_theme.hairline.two);
        return;
    }
    const bool enabled = (option.state & State_Enabled) != 0;
    const bool current = enabled && (option.state & State_Selected) != 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (current) {
        QPainterPath path;
        path.addRoundedRect(row, radius::kChip, radius::kChip);
        painter.fillPath(path, m_theme.accent.selection);
    }
    const QColor ink = !enabled ? m_theme.text.disabled : current ? m_theme.state.onAccent : m_theme.text.primary;
    const QRectF mark(row.left() + 8, row.center().y() - 7, 15, 15);
    if (option.checked)
        drawIcon(painter, QStringLiteral("check"), mark, ink);
    else if (!option.icon.isNull())
        option.icon.paint(&painter, mark.toAlignedRect(), Qt::AlignCenter,
                          !enabled  ? QIcon::Disabled
                          : current ? QIcon::Selected
                                    : QIcon::Normal);
    const QStringList parts = option.text.split(u'\t');
    painter.setFont(m_theme.fonts.body);
    painter.setPen(ink);
    painter.drawText(row.adjusted(32, 0, -10, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, parts[0]);
    if (parts.size() > 1) {
        painter.setFont(m_theme.fonts.captionLight);
        painter.setPen(!enabled ? m_theme.text.disabled : current ? withAlpha(m_theme.state.onAccent, 0.85) : m_theme.text.tertiary);
        painter.drawText(row.adjusted(32, 0, -10, 0), Qt::AlignVCenter | Qt::AlignRight, parts[1]);
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        drawIcon(painter, QStringLiteral("chevron-right"), QRectF(row.right() - 20, row.center().y() - 7, 14, 14), ink);
    painter.restore();
}

} // namespace sc::ui
