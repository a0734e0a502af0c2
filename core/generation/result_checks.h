// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/take.h"

#include <QtGui/QImage>

#include <cstdint>
#include <vector>

// What can be seen to be wrong with a finished picture or movie without knowing what it should show. Every measure is 0..1 and
// depends on the pixels alone; a threshold decides whether it is worth a person's look. None of them throws a result away.
namespace sc::generation {

// Thresholds. Where they come from:
// black      FFmpeg's blackdetect: a picture is black when 98 % of it is below a tenth of full brightness.
// still      FFmpeg's freezedetect: two frames are the same when they differ by less than a thousandth on average (-60 dB).
// blurred    measured on 22 sharp photographs and drawings (0.15 to 0.35, one microscope picture 0.55) and the same under a
//            Gaussian of 3 px at 512 px (0.57 to 0.89).
// flicker    measured on made movies: pans, fades and single cuts leave less than 0.0001, brightness that jumps to and fro by
//            2 % leaves 0.016. A person sees about 1 % at 24 pictures a second.
inline constexpr double kBlackLevel = 0.10;
inline constexpr double kBlackShare = 0.98;
inline constexpr double kStillDifference = 0.001;
inline constexpr double kBlurredFrom = 0.58;
inline constexpr double kFlickerFrom = 0.004;
inline constexpr double kBlackFramesFrom = 0.05; // of a movie's frames
inline constexpr double kFrozenFrom = 0.5;       // of its steps, in one run
inline constexpr double kRepeatedFrom = 0.2;     // of its frames

// How blurred a picture is: 0 sharp, 1 nothing left. The share of its edges that a further blur does not take away, after F.
// Crété, T. Dolmiere, P. Ladret, M. Nicolas, "The blur effect: perception and estimation with a new no-reference perceptual
// blur metric" (SPIE 6492, 2007), the worst of three sizes, so that strong blur is seen as well. 1 for a flat picture.
[[nodiscard]] double blurOf(const QImage &picture);
// Share of the pixels that are as good as black.
[[nodiscard]] double blackShareOf(const QImage &picture);

// Sees every frame of a movie in order, or the one picture, and tells at the end what stood out.
class ResultWatcher
{
public:
    // Any size; kept as a small grey picture.
    void see(const QImage &frame);
    // For blur, which needs the picture's own size: a few frames suffice.
    void seeSharpness(const QImage &frame);

    [[nodiscard]] qint64 frames() const { return static_cast<qint64>(m_frames.size()); }
    // `asked`: frames, 0 = not known.
    [[nodiscard]] std::vector<timeline::TakeCheck> findings(qint64 asked = 0) const;

    // The measures behind it, 0..1.
    [[nodiscard]] double black() const;    // share of frames that are black
    [[nodiscard]] double frozen() const;   // longest run of frames that do not move, as a share of all steps
    [[nodiscard]] double repeated() const; // share of frames that show an earlier one again, frozen runs aside
    [[nodiscard]] double blurred() const;  // the median of the frames seen
    [[nodiscard]] double flicker() const;  // how far brightness jumps to and fro, as a share of full brightness

private:
    static constexpr int kSide = 48; // px of a kept frame
    using Small = std::vector<std::uint8_t>;
    [[nodiscard]] bool isSame(size_t a, size_t b) const;

    std::vector<Small> m_frames;
    std::vector<double> m_brightness; // mean of each frame, 0..1
    std::vector<double> m_black;
    std::vector<double> m_blur;
};

} // namespace sc::generation
