// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QWidget>

namespace sc::ui {

class CellHint;

// The field that a cell of the table becomes. It stays open with what was typed while that is wrong and says why on a
// plate below. The owner decides what is right: answer submitted() with close() or showProblem().
class CellEditor : public QLineEdit
{
    Q_OBJECT

public:
    // What the field is left with: this shot, all chosen ones, this one and on to the next cell or the one before.
    enum class How { One, All, Next, Previous };

    explicit CellEditor(QWidget *viewport);

    // `others`: how many are chosen in all; `consequence`: what moves, "later shots are pushed".
    void openAt(const QRect &cell, const QString &label, const QString &text, int others, const QString &consequence);
    void moveTo(const QRect &cell);
    void showProblem(const QString &sentence);
    void closeEditor();
    [[nodiscard]] bool isOpen() const { return isVisible(); }
    [[nodiscard]] QString problem() const { return m_problem; }

Q_SIGNALS:
    void submitted(const QString &text, sc::ui::CellEditor::How how);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void submit(How how);
    void placeHint();

    CellHint *m_hint;
    QString m_before;
    QString m_problem;
    int m_all = 1;
};

} // namespace sc::ui
