// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/presentation.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// What the audience sees: the picture at its own shape on black, its lyric, and for two seconds after a movement the
// plates with place, views and transport.
class ShowWindow : public QWidget
{
    Q_OBJECT

public:
    explicit ShowWindow(Presentation &show);
    ~ShowWindow() override;

    [[nodiscard]] QRectF pictureBox() const;
    [[nodiscard]] bool hasPointer() const { return m_pointer; }
    void setPointer(bool on);
    [[nodiscard]] double platesOpacity() const { return m_plates; }
    [[nodiscard]] int shotAtPoint(QPoint at) const; // of the grid or the scene; -1: none

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    struct Button
    {
        QRectF box;
        QString icon; // or a text
        QString text;
        QString key;
        bool on = false;
        std::function<void()> run;
    };

    void takeChange();
    void wake();
    void fadePlates();
    void hidePlates(); // at once, not when the mouse has rested
    void showPointer();
    [[nodiscard]] std::vector<std::pair<QRectF, int>> cells() const; // of grid and scene
    void paintPicture(QPainter &painter) const;
    void paintCells(QPainter &painter) const;
    void paintPlates(QPainter &painter);
    void paintTop(QPainter &painter);
    void paintBottom(QPainter &painter);
    void paintPointer(QPainter &painter) const;
    void addButton(QPainter &painter, const Button &button);
    void seekTo(double x);

    Presentation &m_show;
    std::vector<Button> m_buttons; // of the plates as they are on screen
    QRectF m_overview;
    QImage m_before; // the shot before, while one goes over into the other
    double m_fade = 1;
    int m_shot = -1;
    double m_plates = 1;
    bool m_pointer = false;
    bool m_isPointerShown = false;
    QTimer m_idle;
    QTimer m_pointerIdle;
};

} // namespace sc::ui
