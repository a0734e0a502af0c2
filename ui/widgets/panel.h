// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QtCore/QPointer>
#include <QtGui/QPixmap>
#include <QtWidgets/QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace sc::ui {

// A region of a screen: an opaque plate of glass that is kept as a picture, so that a child's repaint never climbs to
// the window. It also paints the glows of the buttons that lie on it, which cannot paint outside themselves.
class Panel : public QWidget
{
    Q_OBJECT

public:
    explicit Panel(QWidget *parent = nullptr);

    void dropPlate();                // the ground changed
    void addGlowing(QWidget *child); // has the dynamic properties "glowColour" and "glowBlur"
    // The nearest one above `widget`.
    [[nodiscard]] static Panel *above(const QWidget *widget);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void renderPlate();
    void updateGround() const;
    void paintGlows(QPainter &painter) const;

    QPixmap m_plate;
    QPoint m_plateAt;
    QList<QPointer<QWidget>> m_glowing;
};

// Plates that lie on a panel: a card groups, a well holds a bed or an empty place, a floating one is a menu or dialog.
class Plate : public QWidget
{
    Q_OBJECT

public:
    enum class Level { Card, Well, Floating };
    explicit Plate(Level level, QWidget *parent = nullptr);
    void setCornerRadius(int px);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Level m_level;
    int m_radius;
};

// A horizontal line of hairline 1.
class Hairline : public QWidget
{
    Q_OBJECT

public:
    explicit Hairline(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

// The 40 px head of a panel: title, then whatever is added on the right.
[[nodiscard]] QHBoxLayout *makePanelHeader(const QString &title, QVBoxLayout *into);

} // namespace sc::ui
