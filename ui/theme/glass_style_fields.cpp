// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colour.h"
#include "ui/theme/glass_style.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStyleOption>

namespace sc::ui {

void GlassStyle::drawCheck(const QStyleOption &option, QPainter &painter, bool radio) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const int top = option.rect.top() + (option.rect.height() - 16) / 2; // on whole pixels
    const QRectF box(option.rect.left(), top, 16, 16);
    const double corner = radio ? 8 : 4.5;
    const bool enabled = (option.state & State_Enabled) != 0;
    const bool some = (option.state & State_NoChange) != 0;
    QPainterPath path;
    path.addRoundedRect(box, corner, corner);
    if (!enabled)
        painter.setOpacity(0.45);
    if ((option.state & State_On) != 0 || some) {
        painter.fillPath(path, m_theme.accent.primaryTop);
        if (radio) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme.state.onAccent);
            painter.drawEllipse(box.center(), 3, 3);
        } else if (some) {
            painter.fillRect(QRectF(box.center() - QPointF(4, 1), QSizeF(8, 2)), m_theme.state.onAccent);
        } else {
            painter.setPen(QPen(m_theme.state.onAccent, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPolyline(
                QPolygonF({box.topLeft() + QPointF(4.2, 8.4), box.topLeft() + QPointF(6.9, 11), box.topLeft() + QPointF(11.8, 5.4)}));
        }
    } else {
        painter.fillPath(path, m_theme.glass.well);
        painter.setPen(QPen((option.state & State_MouseOver) != 0 ? withAlpha(m_theme.text.secondary, 0.6) : m_theme.hairline.three, 1));
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), corner - 0.5, corner - 0.5);
    }
    painter.restore();
}

void GlassStyle::drawSlider(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool horizontal = option.orientation == Qt::Horizontal;
    const QRectF handle = subControlRect(CC_Slider, &option, SC_SliderHandle, widget);
    const QPointF centre = handle.center();
    const QRectF groove = horizontal ? QRectF(option.rect.left() + 1, centre.y() - 1.5, option.rect.width() - 2, 3)
                                     : QRectF(centre.x() - 1.5, option.rect.top() + 1, 3, option.rect.height() - 2);
    if ((option.state & State_Enabled) == 0)
        painter.setOpacity(0.4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.state.track);
    painter.drawRoundedRect(groove, 1.5, 1.5);
    QRectF filled = groove;
    if (horizontal)
        filled.setRight(centre.x());
    else
        filled.setTop(centre.y());
    QLinearGradient blue(filled.topLeft(), horizontal ? filled.topRight() : filled.bottomLeft());
    blue.setColorAt(0, m_theme.accent.primaryTop);
    blue.setColorAt(1, m_theme.accent.focusRing);
    painter.setBrush(m_theme.hasBorders() ? QBrush(m_theme.brand.blue) : QBrush(blue));
    painter.drawRoundedRect(filled, 1.5, 1.5);
    const double r = (option.state & State_MouseOver) != 0 ? 7 : 6;
    painter.setBrush(QColor(0, 0, 0, 70));
    painter.drawEllipse(centre + QPointF(0, 0.75), r + 0.5, r + 0.5);
    painter.setBrush(Qt::white);
    painter.drawEllipse(centre, r, r);
    painter.restore();
}

void GlassStyle::drawScrollBar(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget) const
{
    if (option.maximum <= option.minimum)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF handle = subControlRect(CC_ScrollBar, &option, SC_ScrollBarSlider, widget);
    const bool hot = (option.state & (State_MouseOver | State_Sunken)) != 0;
    const double thick = hot ? 8 : 4;
    const QRectF bar = option.orientation == Qt::Horizontal
                           ? QRectF(handle.left() + 2, handle.center().y() - thick / 2 + 0.5, handle.width() - 4, thick)
                           : QRectF(handle.center().x() - thick / 2 + 0.5, handle.top() + 2, thick, handle.height() - 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(hot ? m_theme.state.scrollBarHover : m_theme.state.scrollBar);
    painter.drawRoundedRect(bar, thick / 2, thick / 2);
    painter.restore();
}

void GlassStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                    const QWidget *widget) const
{
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
        if (control == CC_Slider)
            return drawSlider(*slider, *painter, widget);
        if (control == CC_ScrollBar)
            return drawScrollBar(*slider, *painter, widget);
    }
    if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option); combo != nullptr && control == CC_ComboBox) {
        const bool enabled = (option->state & State_Enabled) != 0;
        drawField(*painter, option->rect, m_theme,
                  !enabled                                 ? FieldState::Disabled
                  : (option->state & State_HasFocus) != 0  ? FieldState::Focus
                  : (option->state & State_MouseOver) != 0 ? FieldState::Hover
                                                           : FieldState::Rest);
        drawIconCentred(*painter, QStringLiteral("chevron-down"),
                        QRectF(option->rect.right() - 22, option->rect.top(), 14, option->rect.height()), 14,
                        enabled ? m_theme.text.secondary : m_theme.text.disabled);
        return;
    }
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option); spin != nullptr && control == CC_SpinBox) {
        drawField(*painter, option->rect, m_theme,
                  (option->state & State_Enabled) == 0     ? FieldState::Disabled
                  : (option->state & State_HasFocus) != 0  ? FieldState::Focus
                  : (option->state & State_MouseOver) != 0 ? FieldState::Hover
                                                           : FieldState::Rest);
        const QRect up = subControlRect(CC_SpinBox, option, SC_SpinBoxUp, widget);
        const QRect down = subControlRect(CC_SpinBox, option, SC_SpinBoxDown, widget);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(m_theme.text.tertiary, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF u = QRectF(up).center() + QPointF(0, 2);
        const QPointF d = QRectF(down).center() - QPointF(0, 2);
        painter->drawPolyline(QPolygonF({u + QPointF(-3, 1.5), u + QPointF(0, -1.5), u + QPointF(3, 1.5)}));
        painter->drawPolyline(QPolygonF({d + QPointF(-3, -1.5), d + QPointF(0, 1.5), d + QPointF(3, -1.5)}));
        painter->restore();
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect GlassStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            const bool horizontal = bar->orientation == Qt::Horizontal;
            const int length = horizontal ? bar->rect.width() : bar->rect.height();
            const int range = bar->maximum - bar->minimum;
            int handle = length;
            if (range > 0)
                handle = std::clamp(static_cast<int>(static_cast<qint64>(bar->pageStep) * length / (range + bar->pageStep)),
                                    std::min(32, length), length);
            const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
            switch (sub) {
            case SC_ScrollBarSlider:
                return horizontal ? QRect(start, 0, handle, bar->rect.height()) : QRect(0, start, bar->rect.width(), handle);
            case SC_ScrollBarGroove:
                return bar->rect;
            case SC_ScrollBarSubPage:
                return horizontal ? QRect(0, 0, start, bar->rect.height()) : QRect(0, 0, bar->rect.width(), start);
            case SC_ScrollBarAddPage:
                return horizontal ? QRect(start + handle, 0, length - start - handle, bar->rect.height())
                                  : QRect(0, start + handle, bar->rect.width(), length - start - handle);
            default:
                return {};
            }
        }
    }
    if (control == CC_ComboBox) {
        if (sub == SC_ComboBoxEditField)
            return option->rect.adjusted(6, 0, -24, 0);
        if (sub == SC_ComboBoxArrow)
            return {option->rect.right() - 26, option->rect.top(), 26, option->rect.height()};
    }
    if (control == CC_SpinBox) {
        const QRect r = option->rect;
        if (sub == SC_SpinBoxEditField)
            return r.adjusted(4, 1, -20, -1);
        if (sub == SC_SpinBoxUp)
            return {r.right() - 19, r.top(), 18, r.height() / 2};
        if (sub == SC_SpinBoxDown)
            return {r.right() - 19, r.top() + r.height() / 2, 18, r.height() / 2};
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

QRect GlassStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents && widget != nullptr) {
        const QVariant left = widget->property("leftInset");
        const QVariant right = widget->property("rightInset");
        return option->rect.adjusted(left.isValid() ? left.toInt() : 8, 0, right.isValid() ? -right.toInt() : -8, 0);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

} // namespace sc::ui
