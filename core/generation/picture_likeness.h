// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/take.h"

#include <QtGui/QImage>

#include <array>

namespace sc::project {
class ProjectSession;
}

// How much two pictures are alike to the eye: what lies where, how it is coloured, which way its edges run. Measured on the
// pixels alone, the same every time.
namespace sc::generation {

// After the colour layout and edge histogram descriptors of MPEG-7: B. S. Manjunath, J.-R. Ohm, V. V. Vasudevan, A. Yamada,
// "Color and Texture Descriptors" (IEEE CSVT 11(6), 2001), in CIELAB, with the shares of twelve hues beside them.
struct PictureLikeness
{
    static constexpr int kSide = 8;   // of the layout
    static constexpr int kLight = 10; // coefficients kept, in zigzag order
    static constexpr int kColour = 6; // of each of a* and b*
    static constexpr int kEdges = 80; // 4 x 4 places, five kinds each
    static constexpr int kHues = 12;

    std::array<float, kLight + 2 * kColour> layout{};
    std::array<float, kEdges> edges{};   // 0..1, share of the blocks of that place
    std::array<float, kHues + 1> hues{}; // shares of the picture's colourfulness; the last: how grey it is
};
[[nodiscard]] PictureLikeness likenessOf(const QImage &picture);

// 0 the same, 1 as far apart as pictures are. Two frames of one shot stay below about 0.1, other seeds of one prompt about 0.3.
[[nodiscard]] double likenessDistance(const PictureLikeness &a, const PictureLikeness &b);
inline constexpr double kAlike = 0.25; // "similar pictures" are nearer than this

// What is measured of a take: its small picture, else the picture, or the middle of the movie. A value: can go to another thread.
struct LikenessSource
{
    TakeId take;
    QString content; // hash of the media: the same content need not be measured twice
    QString thumb;   // absolute; may be empty or gone
    QString file;
    bool isMovie = false;
    Ticks length;
};
[[nodiscard]] LikenessSource likenessSourceOf(const project::ProjectSession &session, const timeline::Take &take);
// Any thread; blocking. MEDIA_MISSING, FILE_DAMAGED.
[[nodiscard]] Result<PictureLikeness> measureLikeness(const LikenessSource &source);

} // namespace sc::generation
