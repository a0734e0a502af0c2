// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

namespace sc::ui {

// Covers the window and carries a floating plate until it is answered: what Overlay and Popover share. Esc or a press beside
// the plate closes it, Tab goes round inside, and the focus goes back to where it was.
class FloatingPlate : public QWidget
{
    Q_OBJECT

public:
    [[nodiscard]] QWidget *plate() const { return m_plate; }
    void close();

Q_SIGNALS:
    void closed();

protected:
    FloatingPlate(QWidget *window, int plateWidth);
    void openWith(QWidget *focus, Qt::FocusReason reason);
    void place(); // again, when the window or what the plate holds has changed
    // Where the plate lies at rest; `wanted` is its whole height at that width.
    [[nodiscard]] virtual int plateWidthIn(int windowWidth) const = 0;
    [[nodiscard]] virtual QRect plateRect(int width, int wanted) const = 0;
    [[nodiscard]] int wantedWidth() const { return m_plateWidth; }

    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    QWidget *m_plate;
    int m_plateWidth;
    QPointer<QWidget> m_before; // has the focus again afterwards
    double m_rise = 0;
};

} // namespace sc::ui
