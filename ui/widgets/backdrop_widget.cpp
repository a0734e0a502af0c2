// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/backdrop_widget.h"

#include "ui/theme/backdrop.h"
#include "ui/theme/glow.h"
#include "ui/widgets/panel.h"

#include <QtCore/QEvent>
#include <QtGui/QPaintEvent>
#include <QtGui/QPainter>

namespace sc::ui {

BackdropWidget::BackdropWidget(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_rebuild.setSingleShot(true);
    m_rebuild.setInterval(120);
    connect(&m_rebuild, &QTimer::timeout, this, &BackdropWidget::rebuild);
}

BackdropWidget *BackdropWidget::above(const QWidget *widget)
{
    for (QWidget *up = widget->parentWidget(); up != nullptr; up = up->parentWidget()) {
        if (auto *backdrop = qobject_cast<BackdropWidget *>(up))
            return backdrop;
    }
    return nullptr;
}

void BackdropWidget::addPanel(Panel *panel)
{
    m_panels.removeIf([](const QPointer<Panel> &known) { return known.isNull(); });
    if (!m_panels.contains(panel))
        m_panels.append(panel);
}

void BackdropWidget::rebuild()
{
    m_picture = QPixmap::fromImage(makeBackdrop(themeOf(this), size(), devicePixelRatioF()));
    ++m_generation;
    for (const QPointer<Panel> &panel : std::as_const(m_panels)) {
        if (panel)
            panel->dropPlate();
    }
    update();
}

void BackdropWidget::resizeEvent(QResizeEvent *)
{
    if (m_picture.isNull())
        rebuild();
    else
        m_rebuild.start();
}

void BackdropWidget::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        rebuild();
    QWidget::changeEvent(event);
}

void BackdropWidget::drawPart(QPainter &painter, const QRect &area) const
{
    if (m_picture.isNull()) {
        painter.fillRect(QRect(QPoint(), area.size()), themeOf(this).surface.background);
        return;
    }
    const double sx = static_cast<double>(m_picture.width()) / std::max(1, width());
    const double sy = static_cast<double>(m_picture.height()) / std::max(1, height());
    painter.drawPixmap(QRectF(QPointF(), QSizeF(area.size())), m_picture,
                       QRectF(area.x() * sx, area.y() * sy, area.width() * sx, area.height() * sy));
}

void BackdropWidget::paintEvent(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.save();
    painter.translate(event->rect().topLeft());
    drawPart(painter, event->rect());
    painter.restore();
    for (const QPointer<Panel> &panel : std::as_const(m_panels)) {
        if (!panel || !panel->isVisible() || !isAncestorOf(panel))
            continue;
        const QRect box(panel->mapTo(this, QPoint()), panel->size());
        if (box.adjusted(-28, -18, 28, 38).intersects(event->rect()))
            drawShadow(painter, box, radius::kPanel, 28, 10, theme.glass.panelShadow);
    }
}

} // namespace sc::ui
