// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

#include <functional>

namespace sc::ui {

struct ChartBar
{
    QString name;  // for the tooltip and the screen reader: "120 to 125 BPM"
    QString label; // below or beside it; empty = none
    int count = 0;
    QColor colour; // invalid = the usual one
};

// A card with a head line and upright bars: how songs spread over a value. Press a bar for its songs.
class Histogram : public Plate
{
    Q_OBJECT

public:
    explicit Histogram(const QString &title, QWidget *parent = nullptr);
    void setBars(std::vector<ChartBar> bars, const QString &note = {}); // `note` stands at the right of the head line
    [[nodiscard]] QSize sizeHint() const override { return {300, 190}; }

Q_SIGNALS:
    void barPressed(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRectF bed() const;
    [[nodiscard]] int barAt(double x) const;

    QString m_title;
    QString m_note;
    std::vector<ChartBar> m_bars;
    int m_hover = -1;
};

// A card with a head line and lying bars: how many songs each word has, the most frequent first.
class Shares : public Plate
{
    Q_OBJECT

public:
    explicit Shares(const QString &title, QWidget *parent = nullptr);
    void setBars(std::vector<ChartBar> bars, int outOf);
    void setEmptyWords(const QString &words) { m_empty = words; }
    [[nodiscard]] QSize sizeHint() const override { return {300, 250}; }

Q_SIGNALS:
    void barPressed(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] int rowAt(double y) const;

    QString m_title;
    QString m_empty;
    std::vector<ChartBar> m_bars;
    int m_outOf = 0;
    int m_hover = -1;
};

} // namespace sc::ui
