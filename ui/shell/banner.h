// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <functional>

namespace sc::ui {

class PushButton;
class TextLabel;

// A line over the whole content that stays while something holds: read-only, restored from a copy.
class Banner : public QWidget
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);
    void showText(const QString &text, const QString &actionLabel = {}, const std::function<void()> &action = {});

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TextLabel *m_text;
    PushButton *m_button;
    std::function<void()> m_action;
};

} // namespace sc::ui
