// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/cell_editor.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

namespace sc::ui {

// The plate below the field: which key does what, or the rule that was broken.
class CellHint : public QWidget
{
public:
    explicit CellHint(QWidget *parent) : QWidget(parent)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

    void setWords(int all, const QString &consequence, const QString &problem)
    {
        m_all = all;
        m_consequence = consequence;
        m_problem = problem;
        update();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const Theme &theme = themeOf(this);
        const QFontMetrics metrics(theme.fonts.body);
        if (!m_problem.isEmpty())
            return {std::min(metrics.horizontalAdvance(m_problem) + 44, 460), metrics.horizontalAdvance(m_problem) > 416 ? 50 : 34};
        int width = 20 + keyCapWidth(tr("Enter"), theme) + 8 + metrics.horizontalAdvance(one());
        if (m_all > 1)
            width += 24 + keyCapWidth(tr("Ctrl Enter"), theme) + 8 + metrics.horizontalAdvance(all());
        if (!m_consequence.isEmpty())
            width += 24 + metrics.horizontalAdvance(m_consequence);
        return {width, 34};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.surface.floating); // rows lie below it
        painter.drawRoundedRect(rect(), radius::kButton, radius::kButton);
        drawFloatingPlate(painter, rect(), theme, radius::kButton);
        painter.setFont(theme.fonts.body);
        if (!m_problem.isEmpty()) {
            drawIconCentred(painter, QStringLiteral("error"), QRectF(8, 0, 20, height()), 14, theme.semantic.danger);
            painter.setPen(theme.semantic.danger);
            painter.drawText(rect().adjusted(32, 4, -10, -4), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap, m_problem);
            return;
        }
        double x = 10;
        const auto key = [&](const QString &cap, const QString &words) {
            drawKeyCap(painter, x + keyCapWidth(cap, theme), height() / 2.0, cap, theme, theme.text.secondary, theme.state.keyCap);
            x += keyCapWidth(cap, theme) + 8;
            painter.setPen(theme.text.primary);
            painter.setFont(theme.fonts.body);
            painter.drawText(QRectF(x, 0, width(), height()), Qt::AlignVCenter, words);
            x += painter.fontMetrics().horizontalAdvance(words);
        };
        const auto line = [&] {
            drawVerticalHairline(painter, QPointF(x + 12, 9), height() - 18, theme.hairline.three);
            x += 24;
        };
        key(tr("Enter"), one());
        if (m_all > 1) {
            line();
            key(tr("Ctrl Enter"), all());
        }
        if (!m_consequence.isEmpty()) {
            line();
            painter.setPen(theme.text.tertiary);
            painter.drawText(QRectF(x, 0, width(), height()), Qt::AlignVCenter, m_consequence);
        }
    }

private:
    static QString tr(const char *text) { return CellEditor::tr(text); }
    static QString one() { return CellEditor::tr("this shot"); }
    [[nodiscard]] QString all() const { return CellEditor::tr("all %n", nullptr, m_all); }

    int m_all = 1;
    QString m_consequence;
    QString m_problem;
};

CellEditor::CellEditor(QWidget *viewport) : QLineEdit(viewport), m_hint(new CellHint(viewport))
{
    setMaxLength(40'000); // the rule is the field's; this only keeps a pasted book out
    hide();
    connect(this, &QLineEdit::textEdited, this, [this] {
        if (!m_problem.isEmpty())
            showProblem({});
    });
}

void CellEditor::openAt(const QRect &cell, const QString &label, const QString &text, int others, const QString &consequence)
{
    setAccessibleName(label);
    m_before = text;
    m_all = others;
    m_hint->setWords(others, consequence, {});
    m_problem.clear();
    setProperty("wrong", false);
    setText(text);
    selectAll();
    moveTo(cell);
    show();
    raise();
    m_hint->show();
    m_hint->raise();
    setFocus(Qt::OtherFocusReason);
}

void CellEditor::moveTo(const QRect &cell)
{
    const int wide = std::max(cell.width() - 2, 96);
    setGeometry(std::min(cell.left(), parentWidget()->width() - wide), cell.center().y() - 13, wide, 27);
    placeHint();
}

void CellEditor::placeHint()
{
    const QSize size = m_hint->sizeHint();
    int y = geometry().bottom() + 5;
    if (y + size.height() > parentWidget()->height())
        y = geometry().top() - size.height() - 5;
    m_hint->setGeometry(std::clamp(x(), 0, std::max(0, parentWidget()->width() - size.width())), y, size.width(), size.height());
}

void CellEditor::showProblem(const QString &sentence)
{
    m_problem = sentence;
    setProperty("wrong", !sentence.isEmpty());
    setAccessibleDescription(sentence);
    m_hint->setWords(m_all, {}, sentence);
    placeHint();
    update();
}

void CellEditor::closeEditor()
{
    if (!isVisible())
        return;
    m_hint->hide();
    hide();
    Q_EMIT closed();
}

void CellEditor::submit(How how)
{
    Q_EMIT submitted(text(), how);
}

bool CellEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept(); // shortcuts of the screen wait until the field is left
            return true;
        }
    }
    // Tab and Enter belong to the field, not to the window's order of focus.
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab) {
            submit(key->key() == Qt::Key_Tab ? How::Next : How::Previous);
            return true;
        }
    }
    return QLineEdit::event(event);
}

void CellEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return submit(event->modifiers() & Qt::ControlModifier ? How::All : How::One);
    if (event->key() == Qt::Key_Escape)
        return closeEditor();
    QLineEdit::keyPressEvent(event);
}

void CellEditor::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    // A menu or another window only borrows the focus. Left otherwise, it keeps what was typed while that is wrong.
    if (event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason || !isVisible())
        return;
    if (text() == m_before)
        closeEditor();
    else if (m_problem.isEmpty())
        submit(How::One);
}

} // namespace sc::ui
