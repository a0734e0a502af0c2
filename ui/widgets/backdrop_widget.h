// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtGui/QPixmap>
#include <QtWidgets/QWidget>

namespace sc::ui {

class Panel;

// The window's ground: the backdrop picture and the shadows of the panels that lie on it. While the window is resized
// the old picture is stretched; a new one is made 120 ms after the last change.
class BackdropWidget : public QWidget
{
    Q_OBJECT

public:
    explicit BackdropWidget(QWidget *parent = nullptr);

    // Draws the part of the picture that lies under `area` (in this widget's coordinates) at the painter's origin.
    void drawPart(QPainter &painter, const QRect &area) const;
    [[nodiscard]] int generation() const { return m_generation; } // changes with the picture
    void addPanel(Panel *panel);                                  // its shadow is drawn here

    // The nearest one above `widget`; null in tests and dialogs.
    [[nodiscard]] static BackdropWidget *above(const QWidget *widget);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();

    QPixmap m_picture;
    QTimer m_rebuild;
    QList<QPointer<Panel>> m_panels;
    int m_generation = 0;
};

} // namespace sc::ui
