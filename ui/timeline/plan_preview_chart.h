// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <vector>

namespace sc::ui {

// How often a plan cuts: a curve over the song, cuts a minute.
class PlanPreviewChart : public QWidget
{
    Q_OBJECT

public:
    explicit PlanPreviewChart(QWidget *parent = nullptr);
    void setRates(std::vector<double> cutsPerMinute);
    [[nodiscard]] QSize sizeHint() const override { return {320, 72}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<double> m_rates;
};

} // namespace sc::ui
