// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace sc::ui {

// Five stars to press: the same star again takes the rating away. Left and Right change it, 0..5 set it.
class StarsField : public QWidget
{
    Q_OBJECT

public:
    explicit StarsField(int starPx = 16, QWidget *parent = nullptr);
    void setRating(int rating); // quiet
    [[nodiscard]] int rating() const { return m_rating; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void rated(int rating); // by the person

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] int starAt(int x) const;
    void choose(int rating);

    int m_px;
    int m_rating = 0;
    int m_hover = 0;
};

} // namespace sc::ui
