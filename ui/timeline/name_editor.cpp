// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/name_editor.h"

#include <QtGui/QKeyEvent>

namespace sc::ui {

NameEditor::NameEditor(const QString &text, const QString &accessibleName, int maxLength, QWidget *parent) : QLineEdit(text, parent)
{
    setAccessibleName(accessibleName);
    setMaxLength(maxLength);
    selectAll();
    connect(this, &QLineEdit::editingFinished, this, [this] { finish(true); });
}

void NameEditor::finish(bool keep)
{
    if (std::exchange(m_isFinished, true))
        return;
    hide();
    deleteLater();
    if (finished)
        finished(keep, text());
}

bool NameEditor::event(QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!isKey || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return QLineEdit::event(event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        finish(false);
    return true;
}

} // namespace sc::ui
