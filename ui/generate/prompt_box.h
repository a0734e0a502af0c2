// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/prompt.h"

#include <QtCore/QTimer>
#include <QtWidgets/QPlainTextEdit>

namespace sc::ui {

class PushButton;
class TextLabel;

// A field for prompts: weights and variables stand out, Ctrl+Up and Ctrl+Down make the words at the cursor louder and softer. What is
// typed goes out as committed() when the field is left, at Ctrl+Enter, or when the hand rests.
class PromptEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PromptEdit(QWidget *parent = nullptr);
    void setValue(const QString &text); // quiet; the person's typing stays
    void commitNow();
    void weigh(double by);
    void insertWords(const QString &words); // at the cursor, with a comma where one is needed
    void showProblem(bool wrong);

Q_SIGNALS:
    void committed(const QString &text);
    void typed();
    void submitted(); // Ctrl+Enter

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void mark();

    QString m_value;
    QTimer m_rest;
    bool m_setting = false;
};

// The composed text, coloured by where each part comes from; read only. A plate below says which colour is what.
class ComposedView : public QWidget
{
    Q_OBJECT

public:
    explicit ComposedView(QWidget *parent = nullptr);
    void setPrompt(const generation::ComposedPrompt &prompt);
    [[nodiscard]] QString text() const { return m_text->toPlainText(); }

private:
    QPlainTextEdit *m_text;
    QWidget *m_legend;
    QStringList m_origins;
};

[[nodiscard]] QString originName(const QString &origin);                             // translated: "character"
[[nodiscard]] QColor originColour(const struct Theme &theme, const QString &origin); // for words

} // namespace sc::ui
