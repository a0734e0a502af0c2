// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRect>
#include <QtCore/QSize>

#include <array>
#include <optional>

namespace sc::ui {

enum class Lane { Bars, Timecode, Sections, Song, Lyrics, Scenes, Shots, Alternates, Markers };
inline constexpr int kLaneCount = 9;

// What a project has lanes for.
struct LaneWishes
{
    bool lyrics = false;
    int alternates = 0; // most that one shot has; 0: no lane
    bool fanned = true; // alternates as rows with pictures; false: folded to one low lane
    bool operator==(const LaneWishes &) const = default;
};

// Where the lanes of the timeline lie inside its surface, from the top: README section 10 of the look. Free height goes
// to the pictures and the song; a low surface folds the alternates first, then the timecode, the markers and the lyrics,
// then shrinks both.
struct LaneLayout
{
    static constexpr int kHeadWide = 112;
    static constexpr int kHeadNarrow = 92;
    static constexpr int kShotStrip = 20; // name strip under a shot's picture
    static constexpr int kAlternateRow = 35;
    static constexpr int kAlternateGap = 4;
    static constexpr int kMostRows = 4; // more alternates share the last row

    int headWidth = kHeadWide; // lane names
    QSize size;
    std::array<QRect, kLaneCount> rects; // of the lanes without their names; a folded lane is empty
    int alternateRows = 0;               // 0: folded, or no alternates

    [[nodiscard]] static LaneLayout forSize(QSize surface, const LaneWishes &wishes = {});

    [[nodiscard]] const QRect &rect(Lane lane) const { return rects[size_t(lane)]; }
    [[nodiscard]] bool isShown(Lane lane) const { return !rect(lane).isEmpty(); }
    [[nodiscard]] int lanesWidth() const { return size.width() - headWidth; }
    [[nodiscard]] std::optional<Lane> laneAt(int y) const;
    [[nodiscard]] QRect shotPicture() const; // the part of the shots lane above the name strip
    [[nodiscard]] int bottom() const;        // y below the last lane
    bool operator==(const LaneLayout &) const = default;
};

} // namespace sc::ui
