// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

namespace sc::ui {

// The ring and glow of keyboard focus around the focused control of one window. A control cannot paint outside itself
// and nothing may blur live, so one transparent child of the window follows the focus. Buttons get it only when the
// keyboard brought the focus; fields draw a ring of their own always and get the glow from here.
// A widget with the dynamic property "noFocusHalo" paints its focus itself.
class FocusHalo : public QWidget
{
    Q_OBJECT

public:
    explicit FocusHalo(QWidget *window);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(QWidget *focused);
    void place();

    QPointer<QWidget> m_target;
    bool m_byKeyboard = false;
};

} // namespace sc::ui
