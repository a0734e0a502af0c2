// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lane_layout.h"

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kNarrowWidth = 1160; // the surface of a window below 1200 px
constexpr int kBaseSong = 80;
constexpr int kBaseShots = 78;
constexpr int kMaxSong = 132;
constexpr int kMaxShots = 150;
constexpr int kLeastSong = 36;
constexpr int kLeastShots = 50;
constexpr int kLyrics = 22;
constexpr int kFolded = 16; // the lane of alternates without its fan
constexpr int kBottomAir = 6;

struct Heights
{
    int bars = 20;
    int timecode = 16;
    int sections = 22;
    int song = kBaseSong;
    int lyrics = 0;
    int scenes = 24;
    int shots = kBaseShots;
    int alternates = 0;
    int markers = 20;

    [[nodiscard]] int sum() const
    {
        const int gaps = 2 * (lyrics > 0 ? 6 : 5) + (alternates > 0 ? 4 : 0) + 4;
        return bars + timecode + sections + song + lyrics + scenes + shots + alternates + markers + gaps + kBottomAir;
    }
};

Heights fitted(int height, const LaneWishes &wishes)
{
    Heights h;
    h.lyrics = wishes.lyrics ? kLyrics : 0;
    const int rows = std::min(wishes.alternates, LaneLayout::kMostRows);
    const int fan = rows * LaneLayout::kAlternateRow + (rows - 1) * LaneLayout::kAlternateGap;
    h.alternates = rows == 0 ? 0 : wishes.fanned ? fan : kFolded;
    if (rows > 0 && h.sum() > height + h.song - kLeastSong + h.shots - kLeastShots)
        h.alternates = kFolded;
    if (h.sum() > height)
        h.timecode = 0;
    if (h.sum() > height)
        h.markers = 0;
    if (h.sum() > height + h.song - kLeastSong + h.shots - kLeastShots)
        h.lyrics = 0;
    const int missing = h.sum() - height;
    if (missing > 0) {
        const int fromSong = std::min(missing * 6 / 10, h.song - kLeastSong);
        h.song -= fromSong;
        h.shots -= std::min(missing - fromSong, h.shots - kLeastShots);
    } else {
        const int forShots = std::min(-missing * 6 / 10, kMaxShots - h.shots);
        h.shots += forShots;
        h.song += std::min(-missing - forShots, kMaxSong - h.song);
    }
    return h;
}

} // namespace

LaneLayout LaneLayout::forSize(QSize surface, const LaneWishes &wishes)
{
    LaneLayout layout;
    layout.size = surface;
    layout.headWidth = surface.width() < kNarrowWidth ? kHeadNarrow : kHeadWide;
    const Heights h = fitted(surface.height(), wishes);
    layout.alternateRows = h.alternates > kFolded ? std::min(wishes.alternates, kMostRows) : 0;
    int y = 0;
    const auto add = [&](Lane lane, int height, int gap) {
        if (height <= 0)
            return;
        layout.rects[size_t(lane)] = QRect(layout.headWidth, y, std::max(0, layout.lanesWidth()), height);
        y += height + gap;
    };
    add(Lane::Bars, h.bars, h.timecode > 0 ? 0 : 2);
    add(Lane::Timecode, h.timecode, 2);
    add(Lane::Sections, h.sections, 2);
    add(Lane::Song, h.song, 2);
    add(Lane::Lyrics, h.lyrics, 2);
    add(Lane::Scenes, h.scenes, 2);
    add(Lane::Shots, h.shots, 4);
    add(Lane::Alternates, h.alternates, 4);
    add(Lane::Markers, h.markers, 2);
    return layout;
}

std::optional<Lane> LaneLayout::laneAt(int y) const
{
    for (int i = 0; i < kLaneCount; ++i) {
        const QRect &r = rects[size_t(i)];
        // The gap below a lane belongs to it: no dead stripes under the pointer.
        if (!r.isEmpty() && y >= r.top() && y <= r.bottom() + 2)
            return Lane(i);
    }
    return std::nullopt;
}

QRect LaneLayout::shotPicture() const
{
    return rect(Lane::Shots).adjusted(0, 2, 0, -kShotStrip - 2);
}

int LaneLayout::bottom() const
{
    int y = 0;
    for (const QRect &r : rects)
        y = std::max(y, r.bottom() + 1);
    return y;
}

} // namespace sc::ui
