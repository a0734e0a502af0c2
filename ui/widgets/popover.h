// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtCore/QRect>
#include <QtWidgets/QWidget>

namespace sc::ui {

// A floating plate that hangs below what opened it and holds a few controls, until Esc or a press beside it. Unlike a
// menu it is part of the window, so that it can hold fields and moves with it.
class Popover : public QWidget
{
    Q_OBJECT

public:
    explicit Popover(QWidget *window, int plateWidth);

    [[nodiscard]] QWidget *plate() const { return m_plate; }
    void openAt(QWidget *anchor, QWidget *focus); // below `anchor`, inside the window
    void close();

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void place();

    QWidget *m_plate;
    int m_plateWidth;
    QRect m_anchor;             // in the window; what opened it may be gone by now
    QPointer<QWidget> m_before; // has the focus again afterwards
    double m_rise = 0;
};

} // namespace sc::ui
