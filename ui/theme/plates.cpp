// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/plates.h"

#include "ui/theme/colour.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace sc::ui {

namespace {

QPainterPath rounded(const QRectF &box, double r)
{
    QPainterPath path;
    path.addRoundedRect(box, r, r);
    return path;
}

QLinearGradient vertical(const QRectF &box, const QColor &top, const QColor &bottom)
{
    QLinearGradient gradient(box.topLeft(), box.bottomLeft());
    gradient.setColorAt(0, top);
    gradient.setColorAt(1, bottom);
    return gradient;
}

// A line of `width` px along the inside of the edge.
void strokeInside(QPainter &painter, const QRectF &box, double r, double width, const QBrush &brush)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(brush, width));
    const double half = width / 2;
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), std::max(0.0, r - half), std::max(0.0, r - half));
}

// The light along the top edge: gone within the first 12 px.
void topLight(QPainter &painter, const QRectF &box, double r, const QColor &colour)
{
    if (colour.alpha() == 0)
        return;
    QLinearGradient fade(box.topLeft(), box.topLeft() + QPointF(0, std::min(12.0, box.height())));
    fade.setColorAt(0, colour);
    fade.setColorAt(1, withAlpha(colour, 0));
    strokeInside(painter, box, r, 1, fade);
}

void innerShadow(QPainter &painter, const QRectF &box, double r, const QColor &colour)
{
    for (const auto &[inset, share] : {std::pair(0.0, 1.0), std::pair(1.0, 0.45)}) {
        QLinearGradient fade(box.topLeft(), box.topLeft() + QPointF(0, r + 3));
        fade.setColorAt(0, withAlpha(colour, static_cast<double>(colour.alphaF()) * share));
        fade.setColorAt(1, withAlpha(colour, static_cast<double>(colour.alphaF()) * share * 0.15));
        strokeInside(painter, box.adjusted(inset, inset, -inset, -inset), r - inset, 1, fade);
    }
}

class Saved
{
public:
    explicit Saved(QPainter &painter) : m_painter(painter)
    {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
    }
    ~Saved() { m_painter.restore(); }
    Saved(const Saved &) = delete;
    Saved &operator=(const Saved &) = delete;

private:
    QPainter &m_painter;
};

QBrush accentBrush(const QRectF &box, const Theme &theme, ControlKind kind, ControlState state)
{
    const double shift = state == ControlState::Hover ? 0.06 : state == ControlState::Pressed ? 0.12 : 0;
    const QColor towards = state == ControlState::Pressed ? QColor(Qt::black) : QColor(Qt::white);
    const bool generate = kind == ControlKind::Generate;
    QLinearGradient gradient(box.topLeft(), generate ? box.topRight() : box.bottomLeft());
    gradient.setColorAt(0, mix(generate ? theme.accent.generateLeft : theme.accent.primaryTop, towards, shift));
    gradient.setColorAt(1, mix(generate ? theme.accent.generateRight : theme.accent.primaryBottom, towards, shift));
    return gradient;
}

} // namespace

void drawPanelPlate(QPainter &painter, const QRectF &box, const Theme &theme, double r)
{
    const Saved saved(painter);
    painter.fillPath(rounded(box, r), vertical(box, theme.glass.panelTop, theme.glass.panelBottom));
    strokeInside(painter, box, r, 1, theme.state.edge);
    topLight(painter, box, r, theme.hairline.topLight);
}

void drawCard(QPainter &painter, const QRectF &box, const Theme &theme, double r)
{
    const Saved saved(painter);
    painter.fillPath(rounded(box, r), vertical(box, theme.glass.cardTop, theme.glass.cardBottom));
    if (theme.hasBorders())
        strokeInside(painter, box, r, 1, theme.state.edge);
    else
        topLight(painter, box, r, theme.isDark() ? theme.hairline.one : theme.state.edge);
}

void drawWell(QPainter &painter, const QRectF &box, const Theme &theme, double r)
{
    const Saved saved(painter);
    painter.fillPath(rounded(box, r), theme.glass.well);
    strokeInside(painter, box, r, 1, theme.state.edge);
    innerShadow(painter, box, r, theme.state.wellShadow);
}

void drawFloatingPlate(QPainter &painter, const QRectF &box, const Theme &theme, double r)
{
    const Saved saved(painter);
    painter.fillPath(rounded(box, r), vertical(box, theme.glass.menuTop, theme.glass.menuBottom));
    strokeInside(painter, box, r, 1, theme.hasBorders() ? theme.hairline.three : theme.state.fieldRing);
    topLight(painter, box, r, theme.isDark() ? theme.hairline.two : theme.hairline.topLight);
}

void drawControl(QPainter &painter, const QRectF &box, const Theme &theme, ControlKind kind, ControlState state, double r)
{
    const Saved saved(painter);
    const QPainterPath path = rounded(box, r);
    const bool accent = kind == ControlKind::Primary || kind == ControlKind::Generate;
    if (state == ControlState::Disabled) {
        if (kind != ControlKind::Quiet)
            painter.fillPath(path, theme.glass.disabled);
        return;
    }
    if (accent) {
        painter.fillPath(path, accentBrush(box, theme, kind, state));
        if (state == ControlState::Pressed)
            innerShadow(painter, box, r, QColor(0, 0, 0, 100));
        else
            topLight(painter, box, r, theme.hasBorders() ? QColor(Qt::white) : QColor(255, 255, 255, 56));
        return;
    }
    if (kind == ControlKind::On) {
        painter.fillPath(path, theme.state.fill);
        strokeInside(painter, box, r, 1, theme.state.ring);
        return;
    }
    if (kind == ControlKind::Danger) {
        const double alpha = state == ControlState::Hover ? 0.24 : state == ControlState::Pressed ? 0.10 : 0.14;
        painter.fillPath(path, withAlpha(theme.semantic.danger, alpha));
        return;
    }
    if (kind == ControlKind::Quiet) {
        if (state != ControlState::Rest)
            painter.fillPath(path, state == ControlState::Hover ? theme.state.quietHover : theme.state.chip);
        return;
    }
    if (state == ControlState::Pressed) {
        painter.fillPath(path, theme.glass.pressed);
        innerShadow(painter, box, r, theme.state.wellShadow);
        return;
    }
    const bool hover = state == ControlState::Hover;
    painter.fillPath(path, vertical(box, hover ? theme.glass.hoverTop : theme.glass.controlTop,
                                    hover ? theme.glass.hoverBottom : theme.glass.controlBottom));
    if (theme.hasBorders() || !theme.isDark())
        strokeInside(painter, box, r, 1, theme.hairline.two);
    else
        topLight(painter, box, r, QColor(255, 255, 255, 20));
}

QColor controlInk(const Theme &theme, ControlKind kind, ControlState state)
{
    if (state == ControlState::Disabled)
        return theme.text.disabled;
    switch (kind) {
    case ControlKind::Primary:
    case ControlKind::Generate:
        return theme.state.onAccent;
    case ControlKind::On:
        return theme.hasBorders() ? theme.text.primary : theme.text.blue;
    case ControlKind::Danger:
        return theme.semantic.danger;
    case ControlKind::Quiet:
        return state == ControlState::Hover ? theme.text.primary : theme.text.secondary;
    case ControlKind::Default:
        break;
    }
    return theme.text.primary;
}

void drawField(QPainter &painter, const QRectF &box, const Theme &theme, FieldState state, double r)
{
    const Saved saved(painter);
    if (state == FieldState::Disabled) {
        painter.fillPath(rounded(box, r), theme.glass.disabled);
        return;
    }
    painter.fillPath(rounded(box, r), theme.glass.well);
    innerShadow(painter, box, r, theme.state.wellShadow);
    if (state == FieldState::Focus)
        strokeInside(painter, box, r, theme.hasBorders() ? 2 : 1.5, theme.accent.focusRing);
    else if (state == FieldState::Error)
        strokeInside(painter, box, r, 1, theme.semantic.danger);
    else
        strokeInside(painter, box, r, 1, state == FieldState::Hover ? theme.state.fieldRingHover : theme.state.fieldRing);
}

void drawRow(QPainter &painter, const QRectF &box, const Theme &theme, RowState state, double r)
{
    if (state == RowState::Rest)
        return;
    const Saved saved(painter);
    if (state == RowState::Hover) {
        painter.fillPath(rounded(box, r), theme.glass.rowHover);
    } else if (state == RowState::Selected) {
        QLinearGradient gradient(box.topLeft(), box.topRight());
        gradient.setColorAt(0, theme.glass.rowSelectedLeft);
        gradient.setColorAt(1, theme.glass.rowSelectedRight);
        painter.fillPath(rounded(box, r), gradient);
    } else {
        strokeInside(painter, box, r, theme.hasBorders() ? 2 : 1.5, theme.accent.focusRing);
    }
}

void drawFocusInside(QPainter &painter, const QRectF &box, const Theme &theme, double r)
{
    const Saved saved(painter);
    strokeInside(painter, box, r, theme.hasBorders() ? 2 : 1.5, theme.accent.focusRing);
}

void drawHairline(QPainter &painter, QPointF from, double width, const QColor &colour)
{
    painter.fillRect(QRectF(from, QSizeF(width, 1 / painter.device()->devicePixelRatioF())), colour);
}

void drawVerticalHairline(QPainter &painter, QPointF from, double height, const QColor &colour)
{
    painter.fillRect(QRectF(from, QSizeF(1 / painter.device()->devicePixelRatioF(), height)), colour);
}

void drawDashedFrame(QPainter &painter, const QRectF &box, const QColor &colour, double r)
{
    const Saved saved(painter);
    QPen pen(colour, 1.5);
    pen.setDashPattern({3, 3});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), r, r);
}

void drawRing(QPainter &painter, const QRectF &box, const Theme &theme, const QColor &colour, double fraction, double lineWidth,
              double turn)
{
    const Saved saved(painter);
    const QRectF circle = box.adjusted(lineWidth / 2, lineWidth / 2, -lineWidth / 2, -lineWidth / 2);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(withAlpha(theme.isDark() ? QColor(Qt::white) : theme.text.primary, 0.16), lineWidth));
    painter.drawEllipse(circle);
    painter.setPen(QPen(colour, lineWidth, Qt::SolidLine, Qt::RoundCap));
    const double share = fraction < 0 ? 0.25 : std::min(fraction, 1.0);
    const double start = 90 - (fraction < 0 ? turn * 360 : 0);
    if (share > 0)
        painter.drawArc(circle, static_cast<int>(start * 16), static_cast<int>(-share * 360 * 16));
}

int keyCapWidth(const QString &text, const Theme &theme)
{
    return static_cast<int>(std::ceil(QFontMetricsF(theme.fonts.caption).horizontalAdvance(text))) + 10;
}

double drawKeyCap(QPainter &painter, double right, double centreY, const QString &text, const Theme &theme, const QColor &ink,
                  const QColor &fill)
{
    const Saved saved(painter);
    const double width = keyCapWidth(text, theme);
    const QRectF cap(right - width, centreY - 8, width, 16);
    painter.fillPath(rounded(cap, 4), fill);
    if (theme.hasBorders())
        strokeInside(painter, cap, 4, 1, theme.hairline.one);
    painter.setFont(theme.fonts.caption);
    painter.setPen(ink);
    painter.drawText(cap, Qt::AlignCenter, text);
    return cap.left();
}

} // namespace sc::ui
