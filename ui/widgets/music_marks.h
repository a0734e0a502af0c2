// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QtWidgets/QWidget>

class QPainter;

// Small signs for musical facts, painted alike on every screen.
namespace sc::ui {

// "8A" on a plate tinted by its place on the wheel; `box` is its 18 px high place, left-aligned. Gives the width.
double drawKeyPlate(QPainter &painter, const QRectF &box, const QString &camelot, const Theme &theme);
// Five stars of `px`, `rating` of them lit.
void drawStars(QPainter &painter, const QPointF &topLeft, int rating, double px, const Theme &theme);
// Eight rising bars, blue to magenta as far as `energy` 0..1 goes.
void drawEnergyBars(QPainter &painter, const QRectF &box, double energy, const Theme &theme);
// "A min": a key as lists write it.
[[nodiscard]] QString shortKey(const QString &key);

// Two rows of cells: green to 70 %, amber to 86 %, red above. Falls slowly.
class LevelMeter : public QWidget
{
    Q_OBJECT

public:
    explicit LevelMeter(QWidget *parent = nullptr);
    void setLevels(float left, float right); // peak, linear 0..1
    [[nodiscard]] QSize sizeHint() const override { return {84, 22}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    float m_left = 0;
    float m_right = 0;
};

} // namespace sc::ui
