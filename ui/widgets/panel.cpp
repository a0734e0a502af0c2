// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/panel.h"

#include "ui/theme/glow.h"
#include "ui/theme/plates.h"
#include "ui/widgets/backdrop_widget.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

Panel::Panel(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
}

Panel *Panel::above(const QWidget *widget)
{
    for (QWidget *up = widget->parentWidget(); up != nullptr; up = up->parentWidget()) {
        if (auto *panel = qobject_cast<Panel *>(up))
            return panel;
    }
    return nullptr;
}

void Panel::dropPlate()
{
    m_plate = {};
    update();
}

void Panel::addGlowing(QWidget *child)
{
    m_glowing.removeIf([](const QPointer<QWidget> &known) { return known.isNull(); });
    if (!m_glowing.contains(child))
        m_glowing.append(child);
}

void Panel::renderPlate()
{
    const double dpr = devicePixelRatioF();
    const Theme &theme = themeOf(this);
    m_plate = QPixmap((QSizeF(size()) * dpr).toSize().expandedTo({1, 1}));
    m_plate.setDevicePixelRatio(dpr);
    m_plate.fill(theme.surface.background);
    QPainter painter(&m_plate);
    const BackdropWidget *ground = BackdropWidget::above(this);
    if (ground != nullptr) {
        m_plateAt = mapTo(ground, QPoint());
        ground->drawPart(painter, QRect(m_plateAt, size()));
    }
    // The corners show the ground, and so the panel's own shadow on it.
    drawShadow(painter, rect(), radius::kPanel, 28, 10, theme.glass.panelShadow);
    drawPanelPlate(painter, rect(), theme);
}

void Panel::paintEvent(QPaintEvent *)
{
    const BackdropWidget *ground = BackdropWidget::above(this);
    if (m_plate.isNull() || m_plate.devicePixelRatioF() != devicePixelRatioF() ||
        (ground != nullptr && m_plateAt != mapTo(ground, QPoint())))
        renderPlate();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_plate);
    paintGlows(painter);
}

void Panel::paintGlows(QPainter &painter) const
{
    for (const QPointer<QWidget> &child : m_glowing) {
        if (!child || !child->isVisible() || !child->isEnabled() || !isAncestorOf(child))
            continue;
        const QVariant corner = child->property("cornerRadius");
        drawGlow(painter, QRect(child->mapTo(this, QPoint()), child->size()), corner.isValid() ? corner.toDouble() : radius::kButton,
                 child->property("glowBlur").toDouble(), child->property("glowColour").value<QColor>());
    }
}

void Panel::updateGround() const
{
    if (BackdropWidget *ground = BackdropWidget::above(this))
        ground->update(QRect(mapTo(ground, QPoint()), size()).adjusted(-40, -40, 40, 48));
}

void Panel::resizeEvent(QResizeEvent *)
{
    m_plate = {};
    updateGround();
}

void Panel::moveEvent(QMoveEvent *)
{
    updateGround();
}

void Panel::showEvent(QShowEvent *)
{
    if (BackdropWidget *ground = BackdropWidget::above(this))
        ground->addPanel(this);
    updateGround();
}

void Panel::hideEvent(QHideEvent *)
{
    updateGround();
}

void Panel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        dropPlate();
    QWidget::changeEvent(event);
}

Plate::Plate(Level level, QWidget *parent)
    : QWidget(parent),
      m_level(level),
      m_radius(level == Level::Well   ? radius::kSegment
               : level == Level::Card ? radius::kCard
                                      : radius::kMenu)
{
}

void Plate::setCornerRadius(int px)
{
    m_radius = px;
    update();
}

void Plate::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    if (m_level == Level::Card)
        drawCard(painter, rect(), theme, m_radius);
    else if (m_level == Level::Well)
        drawWell(painter, rect(), theme, m_radius);
    else
        drawFloatingPlate(painter, rect(), theme, m_radius);
}

Hairline::Hairline(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(1);
}

void Hairline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawHairline(painter, QPointF(), width(), themeOf(this).hairline.one);
}

QHBoxLayout *makePanelHeader(const QString &title, QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space::kPadding, 0, space::kPadding, 0);
    row->setSpacing(space::kGutter);
    row->addWidget(new TextLabel(title, TextStyle::BodyStrong));
    row->addStretch(1);
    into->addLayout(row);
    row->addStrut(size::kPanelHeader);
    return row;
}

} // namespace sc::ui
