// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stars_field.h"

#include "ui/widgets/music_marks.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>

namespace sc::ui {

StarsField::StarsField(int starPx, QWidget *parent) : QWidget(parent), m_px(starPx)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRating(0);
}

void StarsField::setRating(int rating)
{
    m_rating = rating;
    setAccessibleName(tr("Rating: %n star(s)", nullptr, rating));
    update();
}

QSize StarsField::sizeHint() const
{
    return {5 * (m_px + 1) + 4, std::max(24, m_px + 4)};
}

int StarsField::starAt(int x) const
{
    return std::clamp((x - 2) / (m_px + 1) + 1, 1, 5);
}

void StarsField::choose(int rating)
{
    if (rating == m_rating)
        return;
    setRating(rating);
    Q_EMIT rated(rating);
}

void StarsField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawStars(painter, QPointF(2, (height() - m_px) / 2.0), m_hover > 0 ? m_hover : m_rating, m_px, themeOf(this));
}

void StarsField::mousePressEvent(QMouseEvent *event)
{
    const int star = starAt(event->pos().x());
    m_hover = 0;
    choose(star == m_rating ? 0 : star);
}

void StarsField::mouseMoveEvent(QMouseEvent *event)
{
    m_hover = starAt(event->pos().x());
    update();
}

void StarsField::leaveEvent(QEvent *)
{
    m_hover = 0;
    update();
}

void StarsField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        choose(std::clamp(m_rating + (event->key() == Qt::Key_Right ? 1 : -1), 0, 5));
    else if (event->key() >= Qt::Key_0 && event->key() <= Qt::Key_5)
        choose(event->key() - Qt::Key_0);
    else
        QWidget::keyPressEvent(event);
}

} // namespace sc::ui
