// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"

#include <QtWidgets/QWidget>

#include <functional>

class QHBoxLayout;

namespace sc::ui {

class PushButton;
class TextLabel;

// What a place shows when it has nothing: icon on a plate, one line, one sentence, one action.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const QString &icon, const QString &title, const QString &sentence, QWidget *parent = nullptr);
    // At most one primary action and one way round.
    PushButton *addAction(const QString &text, bool primary, const std::function<void()> &run);
    void setWords(const QString &title, const QString &sentence);
    void setIconName(const QString &icon);

protected:
    void paintEvent(QPaintEvent *event) override;
    void setError(bool error) { m_error = error; }

private:
    QString m_icon;
    TextLabel *m_title;
    TextLabel *m_sentence;
    QHBoxLayout *m_buttons;
    QWidget *m_iconPlace;
    bool m_error = false;
};

// The same form for a Problem: what happened, its actions as buttons.
class ErrorState : public EmptyState
{
    Q_OBJECT

public:
    ErrorState(const QString &title, const Problem &problem, QWidget *parent = nullptr);

Q_SIGNALS:
    void actionChosen(const QString &actionId);
};

} // namespace sc::ui
