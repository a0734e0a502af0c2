// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/panel.h"

#include <vector>

namespace sc::ui {

struct ChartBar
{
    QString name;  // for the tooltip and the screen reader: "120 to 125 BPM"
    QString label; // below or beside it; empty = none
    int count = 0;
    QColor colour; // invalid = the usual one
};

// A card with a head line and bars of songs, each of which can be pressed for its songs: with the mouse, or with arrows and
// Enter.
class BarChart : public Plate
{
    Q_OBJECT

public:
    [[nodiscard]] const std::vector<ChartBar> &bars() const { return m_bars; }
    [[nodiscard]] virtual QRectF barRect(int index) const = 0; // where a press means it, in the widget

Q_SIGNALS:
    void barPressed(int index); // one that has songs

protected:
    BarChart(const QString &title, QWidget *parent);
    void takeBars(std::vector<ChartBar> bars);
    [[nodiscard]] virtual int barAt(QPointF position) const = 0; // -1: none
    [[nodiscard]] const QString &title() const { return m_title; }
    [[nodiscard]] bool isLit(int index) const; // under the pointer, or the keyboard's

    void paintFocus(QPainter &painter, const Theme &theme) const;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void press(int index);
    void goTo(int index);
    [[nodiscard]] QString spoken(int index) const;

    QString m_title;
    std::vector<ChartBar> m_bars;
    int m_hover = -1;
    int m_current = 0; // of the keyboard
};

// Upright bars: how songs spread over a value.
class Histogram : public BarChart
{
    Q_OBJECT

public:
    explicit Histogram(const QString &title, QWidget *parent = nullptr);
    void setBars(std::vector<ChartBar> bars, const QString &note = {}); // `note` stands at the right of the head line
    [[nodiscard]] QRectF barRect(int index) const override;
    [[nodiscard]] QSize sizeHint() const override { return {300, 190}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] int barAt(QPointF position) const override;

private:
    [[nodiscard]] QRectF bed() const;

    QString m_note;
};

// Lying bars: how many songs each word has, the most frequent first.
class Shares : public BarChart
{
    Q_OBJECT

public:
    explicit Shares(const QString &title, QWidget *parent = nullptr);
    void setBars(std::vector<ChartBar> bars, int outOf);
    void setEmptyWords(const QString &words) { m_empty = words; }
    [[nodiscard]] QRectF barRect(int index) const override;
    [[nodiscard]] QSize sizeHint() const override { return {300, 250}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] int barAt(QPointF position) const override;

private:
    QString m_empty;
    int m_outOf = 0;
};

} // namespace sc::ui
