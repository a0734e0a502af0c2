// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/search_field.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

namespace sc::ui {

SearchField::SearchField(const QString &placeholder, QWidget *parent) : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setProperty("leftInset", 27);
    setProperty("rightInset", 26);
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    drawIconCentred(painter, QStringLiteral("search"), QRectF(9, 0, 15, height()), 15, theme.text.tertiary);
    if (!text().isEmpty())
        drawIconCentred(painter, QStringLiteral("close"), crossRect(), 13, theme.text.tertiary);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QLineEdit::keyPressEvent(event);
    if (text().isEmpty())
        clearFocus();
    else
        clear();
}

void SearchField::mousePressEvent(QMouseEvent *event)
{
    if (!text().isEmpty() && crossRect().contains(event->pos()))
        clear();
    else
        QLineEdit::mousePressEvent(event);
}

void SearchField::mouseMoveEvent(QMouseEvent *event)
{
    setCursor(!text().isEmpty() && crossRect().contains(event->pos()) ? Qt::ArrowCursor : Qt::IBeamCursor);
    QLineEdit::mouseMoveEvent(event);
}

} // namespace sc::ui
