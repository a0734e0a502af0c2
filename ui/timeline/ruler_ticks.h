// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frame_rate.h"
#include "core/base/song_map.h"
#include "ui/timeline/view_state.h"

#include <span>
#include <vector>

namespace sc::ui {

// What the two rulers and the grid draw inside a view, as values, so that what is shown can be tested without a window.

struct BarTick
{
    double x = 0; // px in the view
    int bar = 0;
    int beatInBar = 1;     // 1 = downbeat
    bool labelled = false; // carries its bar number
    bool strong = false;   // every fourth label is brighter
    [[nodiscard]] bool isDownbeat() const { return beatInBar == 1; }
    bool operator==(const BarTick &) const = default;
};

// Beats of [from, to) px. Beats inside a bar vanish under 6 px a beat; numbers thin out to every 2, 4, 8, 16 ... bars so
// that a label has at least kBarLabelPixels; bars without a label vanish when they would stand closer than 4 px.
[[nodiscard]] std::vector<BarTick> barTicks(std::span<const Beat> beats, const ViewState &view, double from, double to);
inline constexpr double kBarLabelPixels = 34;

// How many bars apart the numbers stand at this zoom: 1, 2, 4, 8, 16 ...
[[nodiscard]] int barLabelStep(std::span<const Beat> beats, const ViewState &view);

struct TimecodeTick
{
    double x = 0;
    std::int64_t frame = 0;
    bool operator==(const TimecodeTick &) const = default;
};

// Labels of [from, to) px, at least `minPixels` apart, on whole frames or seconds that people count in.
[[nodiscard]] std::vector<TimecodeTick> timecodeTicks(FrameRate rate, const ViewState &view, double from, double to, double minPixels);

} // namespace sc::ui
