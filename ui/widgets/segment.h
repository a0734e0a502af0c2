// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <vector>

namespace sc::ui {

// One of two to six views or modes: a well with one raised part. Arrow keys move.
class Segment : public QWidget
{
    Q_OBJECT

public:
    struct Part
    {
        QString text; // shown, unless there is an icon: then it is the tooltip
        QString icon;
    };

    explicit Segment(std::vector<Part> parts, QWidget *parent = nullptr);

    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int index);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRect partRect(int index) const;
    [[nodiscard]] int partWidth(int index) const;
    [[nodiscard]] int partAt(QPoint position) const;

    std::vector<Part> m_parts;
    int m_current = 0;
    int m_hover = -1;
};

} // namespace sc::ui
