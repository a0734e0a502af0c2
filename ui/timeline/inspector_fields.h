// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/text_label.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QWidget>

namespace sc::ui {

// The fields of the inspector. Each shows a value or, for several unequal ones, "mixed"; sends committed() once, when the
// person leaves it or presses Enter after a change; keeps what was typed while it is wrong and says why below.

class InspectorField : public QWidget
{
    Q_OBJECT

public:
    [[nodiscard]] bool isTouched() const { return m_touched; }
    void showProblem(const QString &sentence); // empty: all is well again
    [[nodiscard]] bool isWrong() const { return m_wrong; }
    void showHint(bool shown);

Q_SIGNALS:
    void committed(const QString &text);

protected:
    // `shown` is laid out, `editor` (it or a child of it) takes the focus.
    InspectorField(const QString &label, QWidget *shown, QWidget *editor, QWidget *parent);
    void touch() { m_touched = true; }
    void untouch() { m_touched = false; }
    [[nodiscard]] TextLabel *hint() const { return m_hint; }

private:
    QWidget *m_editor;
    TextLabel *m_hint; // right of the label: unit, timecode
    TextLabel *m_problem;
    bool m_touched = false;
    bool m_wrong = false;
};

class LineField : public InspectorField
{
    Q_OBJECT

public:
    explicit LineField(const QString &label, bool mono, QWidget *parent = nullptr);
    void setValue(const QString &text, const QString &hintText = {}); // nothing happens while the person types
    void setMixed();
    void setReadOnly(bool readOnly);
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    LineField(const QString &label, bool mono, QLineEdit *edit, QWidget *parent);
    void commit();

    QLineEdit *m_edit;
    QString m_value;
};

class TextField : public InspectorField
{
    Q_OBJECT

public:
    explicit TextField(const QString &label, int lines, QWidget *parent = nullptr);
    void setValue(const QString &text);
    void setMixed();
    void setReadOnly(bool readOnly);
    [[nodiscard]] QPlainTextEdit *edit() const { return m_edit; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    TextField(const QString &label, int lines, QPlainTextEdit *edit, QWidget *parent);

    QPlainTextEdit *m_edit;
    QString m_value;
    bool m_setting = false;
};

} // namespace sc::ui
