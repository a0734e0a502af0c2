// SPDX-License-Identifier: GPL-3.0-or-later
// What the audience sees of ShowWindow: the picture, the overviews of scene and grid, the pointer.
#include "ui/presentation/show_layout.h"
#include "ui/presentation/show_window.h"
#include "ui/timeline/karaoke_painter.h"
#include "ui/timeline/shot_thumbnails.h"

#include <QtGui/QPainter>

namespace sc::ui {

using namespace show;

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
            // Words on it would break if pixels were left out.
            const QSize pixels = (box.size() * devicePixelRatioF()).toSize();
            const QImage &picture = m_show.picture();
            painter.drawImage(
                box, picture.width() > pixels.width() ? picture.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation) : picture);
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

} // namespace sc::ui
