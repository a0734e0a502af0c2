// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

namespace sc::ui {

// Something that lies over the whole window until it is answered: the scrim and a floating plate in it. Esc or a press
// beside the plate closes it; the focus goes back to where it was.
class Overlay : public QWidget
{
    Q_OBJECT

public:
    Overlay(QWidget *window, int plateWidth, int top, int cornerRadius);

    [[nodiscard]] QWidget *plate() const { return m_plate; }
    void open(QWidget *focus);
    void close();

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void place();

private:
    QWidget *m_plate;
    int m_plateWidth;
    int m_top;
    int m_corner;
    QPointer<QWidget> m_before;
    double m_rise = 0;
};

} // namespace sc::ui
