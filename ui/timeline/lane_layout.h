// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRect>
#include <QtCore/QSize>

#include <array>
#include <optional>

namespace sc::ui {

enum class Lane { Bars, Timecode, Sections, Song, Lyrics, Scenes, Shots, Markers };
inline constexpr int kLaneCount = 8;

// Where the lanes of the timeline lie inside its surface, from the top: README section 10 of the look. Free height goes
// to the pictures and the song; a low surface folds the timecode first, then the markers, then the lyrics, then shrinks
// both. Without lyrics there is no lane for them.
struct LaneLayout
{
    static constexpr int kHeadWide = 112;
    static constexpr int kHeadNarrow = 92;
    static constexpr int kShotStrip = 20; // name strip under a shot's picture

    int headWidth = kHeadWide; // lane names
    QSize size;
    std::array<QRect, kLaneCount> rects; // of the lanes without their names; a folded lane is empty

    [[nodiscard]] static LaneLayout forSize(QSize surface, bool hasLyrics = false);

    [[nodiscard]] const QRect &rect(Lane lane) const { return rects[size_t(lane)]; }
    [[nodiscard]] bool isShown(Lane lane) const { return !rect(lane).isEmpty(); }
    [[nodiscard]] int lanesWidth() const { return size.width() - headWidth; }
    [[nodiscard]] std::optional<Lane> laneAt(int y) const;
    [[nodiscard]] QRect shotPicture() const; // the part of the shots lane above the name strip
    [[nodiscard]] int bottom() const;        // y below the last lane
    bool operator==(const LaneLayout &) const = default;
};

} // namespace sc::ui
