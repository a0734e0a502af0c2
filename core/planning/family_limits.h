// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticks.h"

#include <QtCore/QString>

#include <optional>
#include <span>

namespace sc::planning {

// How long a shot a model family makes at once: the most frames it was trained for, at its own rate. Families of still
// pictures have no such limit.
struct FamilyLimit
{
    const char *id;   // "wan_2_2"
    const char *name; // "Wan 2.2"
    int frames = 0;   // on the family's grid
    int fps = 0;
    [[nodiscard]] Ticks longest() const { return Ticks::fromRational(frames, fps); }
};
[[nodiscard]] std::span<const FamilyLimit> familyLimits();
[[nodiscard]] std::optional<FamilyLimit> familyLimit(const QString &id);

} // namespace sc::planning
