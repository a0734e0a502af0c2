// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/shelf_row.h"

#include "ui/library/track_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/song_drag.h"

#include <QtCore/QLocale>
#include <QtCore/QMimeData>
#include <QtCore/QTimer>
#include <QtGui/QDropEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QLineEdit>

#include <utility>

namespace sc::ui {

namespace {

// Esc takes the name back.
class NameField : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;
    std::function<void()> givenUp;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Escape && givenUp)
            givenUp();
        else
            QLineEdit::keyPressEvent(event);
    }
};

} // namespace

ShelfRow::ShelfRow(QString icon, const QString &name, QWidget *parent) : QAbstractButton(parent), m_icon(std::move(icon))
{
    setCheckable(true);
    setAutoExclusive(true);
    setFixedHeight(30);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setName(name);
}

void ShelfRow::setName(const QString &name)
{
    setText(name);
    setAccessibleName(m_count.isEmpty() ? name : name + QStringLiteral(", ") + m_count);
    update();
}

void ShelfRow::setCount(int count)
{
    m_count = count < 0 ? QString() : QLocale().toString(count);
    setName(text());
}

void ShelfRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    if (isChecked())
        drawControl(painter, rect(), theme, ControlKind::Default, ControlState::Rest);
    else if (underMouse())
        drawControl(painter, rect(), theme, ControlKind::Quiet, ControlState::Hover);
    if (m_isTarget) {
        drawControl(painter, rect(), theme, ControlKind::On, ControlState::Rest);
        drawFocusInside(painter, rect(), theme, radius::kButton);
    }
    drawIconCentred(painter, m_icon, QRectF(8, 0, 16, height()), 16, isChecked() ? theme.text.blue : theme.text.tertiary);
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.tertiary);
    painter.drawText(rect().adjusted(0, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight, m_count);
    const int room = width() - 32 - 14 - QFontMetrics(theme.fonts.captionLight).horizontalAdvance(m_count);
    painter.setFont(isChecked() ? theme.fonts.control : theme.fonts.body);
    painter.setPen(isChecked() ? theme.text.primary : theme.text.secondary);
    painter.drawText(QRect(32, 0, room, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(painter.font()).elidedText(text(), Qt::ElideRight, room));
}

void ShelfRow::startRenaming()
{
    if (m_field != nullptr)
        return;
    auto *field = new NameField(text(), this);
    field->givenUp = [this] { endRenaming(false); };
    m_field = field;
    m_field->setAccessibleName(tr("Name of the collection"));
    m_field->setMaxLength(100);
    m_field->setGeometry(26, 1, width() - 30, 28);
    m_field->selectAll();
    m_field->show();
    m_field->setFocus(Qt::OtherFocusReason);
    connect(m_field, &QLineEdit::editingFinished, this, [this] { endRenaming(true); });
}

void ShelfRow::endRenaming(bool keep)
{
    QLineEdit *field = std::exchange(m_field, nullptr); // leaving it ends it once more
    if (field == nullptr)
        return;
    const QString name = field->text().trimmed();
    field->hide();
    field->deleteLater();
    if (keep && !name.isEmpty() && name != text())
        Q_EMIT renamed(name);
}

void ShelfRow::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return Q_EMIT stepRequested(-1);
    case Qt::Key_Down:
        return Q_EMIT stepRequested(1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return click();
    case Qt::Key_F2:
        if (acceptDrops() || property("isCollection").toBool())
            return startRenaming();
        break;
    case Qt::Key_Delete:
        return Q_EMIT removeRequested();
    default:
        break;
    }
    QAbstractButton::keyPressEvent(event);
}

void ShelfRow::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT menuRequested(event->globalPos());
}

void ShelfRow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasFormat(QLatin1String(kSongsMimeType)))
        return;
    m_isTarget = true;
    update();
    event->acceptProposedAction();
}

void ShelfRow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_isTarget = false;
    update();
}

void ShelfRow::dropEvent(QDropEvent *event)
{
    m_isTarget = false;
    update();
    event->acceptProposedAction();
    Q_EMIT songsDropped(songsOf(*event->mimeData()));
}

} // namespace sc::ui
