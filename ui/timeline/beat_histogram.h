// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/beat_audit.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// How many cuts are how far off their beat: early ones left, late ones right, those on the beat in the middle. A screen
// reader hears it in words.
class BeatHistogram : public QWidget
{
    Q_OBJECT

public:
    explicit BeatHistogram(QWidget *parent = nullptr);
    void setBars(std::vector<planning::HistogramBar> bars);
    [[nodiscard]] const std::vector<planning::HistogramBar> &bars() const { return m_bars; }
    [[nodiscard]] QSize sizeHint() const override { return {200, 62}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRectF bed() const;
    [[nodiscard]] QString barText(const planning::HistogramBar &bar) const;

    std::vector<planning::HistogramBar> m_bars;
};

} // namespace sc::ui
