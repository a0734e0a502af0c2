// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/clip_moves.h"
#include "core/timeline/edit_options.h"
#include "core/timeline/model.h"

// Speed and freeze frames. A speed is a fraction of 1/8..8, or 0: the frame at sourceIn stands still. A clip that outlasts its
// media holds the last frame (see source_time.h); nothing of it is cut off without being asked for.
namespace sc::timeline {

struct Speed
{
    int numerator = 1;
    int denominator = 1;
    [[nodiscard]] bool isFreeze() const { return numerator == 0; }
    [[nodiscard]] double toDouble() const { return static_cast<double>(numerator) / denominator; }
    bool operator==(const Speed &) const = default;
};
[[nodiscard]] Speed speedOf(const Clip &clip);
// The fraction in lowest terms, with numbers up to 100 000; the nearest such one where it needs larger ones.
[[nodiscard]] Speed reduced(std::int64_t numerator, std::int64_t denominator);
// "1/2", "0.5", "50%", "freeze". VALIDATION_ERROR with examples; the range is the edit's to check.
[[nodiscard]] Result<Speed> parseSpeed(const QString &text);
[[nodiscard]] QString speedText(Speed speed); // "50 %", "freeze frame": translated

enum class SpeedKeeps {
    Length,  // the clip stays as long as it is and shows more or less of its media
    Content, // it shows what it showed; its end moves
};

struct SetSpeed
{
    ClipId clip;
    Speed speed; // VALIDATION_ERROR outside of 1/8..8 and 0
    SpeedKeeps keeps = SpeedKeeps::Length;
    OverlapMode overlap = OverlapMode::Refuse; // with Content
    bool ripple = false;
};
[[nodiscard]] Result<Timeline> setSpeed(const Timeline &timeline, const SetSpeed &request);

// The speed at which the media from sourceIn to its end fills the clip exactly. VALIDATION_ERROR beyond 1/8..8 or without a movie.
struct FitToFill
{
    ClipId clip;
    std::optional<Ticks> mediaLength;
};
[[nodiscard]] Result<Timeline> fitToFill(const Timeline &timeline, const FitToFill &request);

// An edge moves and the speed follows, so that the clip shows what it showed (a drag with a modifier).
struct StretchClip
{
    ClipId clip;
    ClipEdge edge = ClipEdge::Out;
    Ticks to;
    OverlapMode overlap = OverlapMode::Refuse;
};
[[nodiscard]] Result<Timeline> stretchClip(const Timeline &timeline, const StretchClip &request);

// From `at` on the clip stands still: it is split there and the right part shows the frame at `at`. With `whole`, or at the
// clip's first frame, all of it shows that frame. VALIDATION_ERROR when `at` lies outside.
struct FreezeClip
{
    ClipId clip;
    Ticks at;
    ClipId rightId = ClipId::create();
    bool whole = false;
};
[[nodiscard]] Result<Timeline> freezeClip(const Timeline &timeline, const FreezeClip &request);

} // namespace sc::timeline
