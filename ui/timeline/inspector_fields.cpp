// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/inspector_fields.h"

#include "ui/theme/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QStyle>

namespace sc::ui {

namespace {

// Esc gives the field its old value; the screen's shortcut of the same key waits.
bool isOverrideOfEscape(QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return false;
    event->accept();
    return true;
}

} // namespace

InspectorField::InspectorField(const QString &label, QWidget *shown, QWidget *editor, QWidget *parent)
    : QWidget(parent),
      m_editor(editor),
      m_hint(new TextLabel({}, TextStyle::CaptionMono, Ink::Tertiary, this)),
      m_problem(new TextLabel({}, TextStyle::Caption, Ink::Danger, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto *top = new QHBoxLayout;
    top->setSpacing(6);
    top->addWidget(new TextLabel(label, TextStyle::Caption, Ink::Secondary, this), 1);
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    top->addWidget(m_hint);
    layout->addLayout(top);
    shown->setParent(this);
    editor->setAccessibleName(label);
    layout->addWidget(shown);
    m_problem->setWrap(true);
    m_problem->hide();
    layout->addWidget(m_problem);
    setFocusProxy(editor);
}

void InspectorField::showProblem(const QString &sentence)
{
    m_wrong = !sentence.isEmpty();
    m_editor->setProperty("wrong", m_wrong);
    m_editor->setAccessibleDescription(sentence);
    m_editor->update();
    m_editor->parentWidget()->update();
    m_problem->setText(sentence);
    m_problem->setVisible(m_wrong);
}

void InspectorField::showHint(bool shown)
{
    m_hint->setVisible(shown);
}

LineField::LineField(const QString &label, bool mono, QWidget *parent) : LineField(label, mono, new QLineEdit, parent) {}

LineField::LineField(const QString &label, bool mono, QLineEdit *edit, QWidget *parent)
    : InspectorField(label, edit, edit, parent), m_edit(edit)
{
    if (mono)
        m_edit->setFont(themeOf(this).fonts.valueMono);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { touch(); });
    connect(m_edit, &QLineEdit::editingFinished, this, &LineField::commit);
    m_edit->installEventFilter(this);
}

void LineField::setValue(const QString &text, const QString &hintText)
{
    hint()->setText(hintText);
    m_value = text;
    if (isTouched() && m_edit->hasFocus())
        return;
    untouch();
    showProblem({});
    m_edit->setPlaceholderText({});
    if (m_edit->text() != text)
        m_edit->setText(text);
    m_edit->setCursorPosition(0);
}

void LineField::setMixed()
{
    setValue({});
    m_edit->setPlaceholderText(tr("mixed"));
}

void LineField::setReadOnly(bool readOnly)
{
    m_edit->setReadOnly(readOnly);
}

void LineField::commit()
{
    if (!isTouched())
        return;
    untouch();
    if (m_edit->text() != m_value || isWrong())
        Q_EMIT committed(m_edit->text());
}

bool LineField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && isTouched() && isOverrideOfEscape(event))
        return true;
    if (watched == m_edit && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        untouch();
        showProblem({});
        m_edit->setText(m_value);
        m_edit->clearFocus();
        return true;
    }
    return InspectorField::eventFilter(watched, event);
}

TextField::TextField(const QString &label, int lines, QWidget *parent) : TextField(label, lines, new QPlainTextEdit, parent) {}

TextField::TextField(const QString &label, int lines, QPlainTextEdit *edit, QWidget *parent)
    : InspectorField(label, edit, edit, parent), m_edit(edit)
{
    m_edit->setTabChangesFocus(true);
    m_edit->setMinimumHeight(lines * 16 + 18);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_setting)
            touch();
    });
    m_edit->installEventFilter(this);
}

void TextField::setValue(const QString &text)
{
    m_value = text;
    if (isTouched() && m_edit->hasFocus())
        return;
    untouch();
    showProblem({});
    m_edit->setPlaceholderText({});
    if (m_edit->toPlainText() == text)
        return;
    m_setting = true;
    m_edit->setPlainText(text);
    m_setting = false;
}

void TextField::setMixed()
{
    setValue({});
    m_edit->setPlaceholderText(tr("mixed"));
}

void TextField::setReadOnly(bool readOnly)
{
    m_edit->setReadOnly(readOnly);
}

bool TextField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && isTouched() && isOverrideOfEscape(event))
        return true;
    if (watched == m_edit && event->type() == QEvent::FocusOut && isTouched()) {
        untouch();
        if (m_edit->toPlainText() != m_value || isWrong())
            Q_EMIT committed(m_edit->toPlainText());
    } else if (watched == m_edit && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        untouch();
        setValue(m_value);
        m_edit->clearFocus();
        return true;
    }
    return InspectorField::eventFilter(watched, event);
}

} // namespace sc::ui
