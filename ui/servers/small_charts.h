// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <vector>

namespace sc::ui {

// How much of a device's memory is taken: cyan, amber when it is nearly full.
class MemoryBar : public QWidget
{
    Q_OBJECT

public:
    explicit MemoryBar(QWidget *parent = nullptr);
    void setShare(double used); // 0..1; negative: not known
    [[nodiscard]] QSize sizeHint() const override { return {120, 6}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_used = -1;
};

// The last runs as a line: higher took longer.
class SparkLine : public QWidget
{
    Q_OBJECT

public:
    explicit SparkLine(QWidget *parent = nullptr);
    void setValues(std::vector<double> values); // seconds, oldest first
    [[nodiscard]] QSize sizeHint() const override { return {110, 28}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<double> m_values;
};

// A dot of 8 px that says a state by its colour; the words stand beside it.
class StateDot : public QWidget
{
    Q_OBJECT

public:
    explicit StateDot(QWidget *parent = nullptr);
    void setColour(const QColor &colour);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_colour;
};

} // namespace sc::ui
