// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/camera_move.h"

#include "core/playback/card_random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::playback {

namespace {

constexpr double kZoomTravel = 0.2;
constexpr double kPanTravel = 0.18;
constexpr double kDriftTravel = 0.10;

// Way of the move: 1 = forward, right or down.
struct Heading
{
    double zoom = 0;
    double x = 0;
    double y = 0;
    [[nodiscard]] bool isStill() const { return zoom == 0 && x == 0 && y == 0; }
};

bool hasAny(const QString &words, std::initializer_list<const char *> candidates)
{
    return std::ranges::any_of(candidates,
                               [&](const char *candidate) { return words.contains(QLatin1String(candidate), Qt::CaseInsensitive); });
}

Heading headingOf(const QString &words)
{
    Heading heading;
    const bool travels = hasAny(words, {"push", "pull", "dolly", "zoom", "track", "crash"});
    if (hasAny(words, {"pull", "out", "back"}) && travels)
        heading.zoom = -kZoomTravel;
    else if (travels && (hasAny(words, {"push", "crash"}) || hasAny(words, {" in", "_in", "-in", "forward"})))
        heading.zoom = kZoomTravel;
    if (hasAny(words, {"left"}))
        heading.x = -kPanTravel;
    else if (hasAny(words, {"right", "pan", "truck", "orbit", "arc", "whip"}))
        heading.x = kPanTravel;
    if (hasAny(words, {"down"}))
        heading.y = kPanTravel;
    else if (hasAny(words, {"up", "tilt", "crane", "rise", "boom"}))
        heading.y = -kPanTravel;
    return heading;
}

Heading driftOf(std::uint64_t seed)
{
    CardRandom random(seed ^ 0x6361'6d65'7261ULL);
    const double angle = random.between(0, 2 * std::numbers::pi);
    return {kDriftTravel * 0.5 * random.sign(), kDriftTravel * std::cos(angle), kDriftTravel * std::sin(angle)};
}

// Starts and ends gently, yet is never still at a cut.
double eased(double progress)
{
    const double smooth = progress * progress * (3 - 2 * progress);
    return 0.4 * progress + 0.6 * smooth;
}

} // namespace

bool isStill(const timeline::ShotDirection &direction)
{
    return hasAny(direction.cameraMove, {"static", "locked", "still", "tripod"});
}

CameraView cameraView(const timeline::ShotDirection &direction, Ticks length, Ticks t, std::uint64_t seed)
{
    if (isStill(direction))
        return {};
    Heading heading = headingOf(direction.cameraMove);
    if (heading.isStill())
        heading = driftOf(seed);

    const double seconds = std::max(length.toSeconds(), 1e-3);
    const double strength = std::isfinite(direction.motionStrength) ? std::clamp(direction.motionStrength, 0.0, 1.0) : 0.5;
    const double amount = strength * seconds / (seconds + 1.5);
    const double place = eased(std::clamp(t.toSeconds() / seconds, 0.0, 1.0)) - 0.5; // -0.5 .. 0.5

    CameraView view{1 + heading.zoom * amount * place, heading.x * amount * place, heading.y * amount * place};
    const double room = std::max(0.0, kOverscan / 2 - 0.5 / view.zoom);
    view.x = std::clamp(view.x, -room, room);
    view.y = std::clamp(view.y, -room, room);
    return view;
}

} // namespace sc::playback
