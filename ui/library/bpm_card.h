// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/collections.h"
#include "ui/widgets/panel.h"

#include <array>

namespace sc::ui {

// How the songs of the library spread over 60..180 BPM; the bar of the current song is lit. A press on a bar asks for
// its songs.
class BpmCard : public Plate
{
    Q_OBJECT

public:
    explicit BpmCard(QWidget *parent = nullptr);
    void setStats(const library::LibraryStats &stats);
    void setCurrent(std::optional<double> bpm);

Q_SIGNALS:
    void rangeWanted(double from, double to);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    static constexpr int kBars = 24;
    [[nodiscard]] static int barOf(double bpm);

    std::array<int, kBars> m_counts{};
    int m_current = -1;
};

} // namespace sc::ui
