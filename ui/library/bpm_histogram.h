// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/track.h"
#include "ui/widgets/panel.h"

#include <array>
#include <vector>

namespace sc::ui {

// How the songs of the library spread over 60..180 BPM; the bar of the current song is lit.
class BpmHistogram : public Plate
{
    Q_OBJECT

public:
    explicit BpmHistogram(QWidget *parent = nullptr);
    void setTracks(const std::vector<library::Track> &tracks);
    void setCurrent(std::optional<double> bpm);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    static constexpr int kBars = 20;
    [[nodiscard]] static int barOf(double bpm);

    std::array<int, kBars> m_counts{};
    int m_current = -1;
};

} // namespace sc::ui
