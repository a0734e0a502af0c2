// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QImage>

namespace sc::ui {

// How far two pictures are apart, pixel by pixel and channel by channel: black where they are the same.
struct PictureDifference
{
    QImage image;                   // in the size of the first; null when one is
    double mean = 0;                // 0..1 of full range, before the gain
    double share = 0;               // of the pixels that differ by more than kSeen
    static constexpr int kSeen = 8; // of 255
};
// `gain` >= 1 lifts what is too faint to see. The second is scaled to the first where they differ in size.
[[nodiscard]] PictureDifference differenceOf(const QImage &first, const QImage &second, int gain = 1);

} // namespace sc::ui
