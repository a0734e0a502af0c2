// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/family_limits.h"

#include <array>

namespace sc::planning {

namespace {

// Frames and rates as the makers state them for their models.
constexpr std::array<FamilyLimit, 4> kLimits = {{
    {"wan_2_1", "Wan 2.1", 81, 16},
    {"wan_2_2", "Wan 2.2", 81, 16},
    {"ltx_video", "LTX-Video", 257, 24},
    {"hunyuan_video", "HunyuanVideo", 129, 24},
}};

} // namespace

std::span<const FamilyLimit> familyLimits()
{
    return kLimits;
}

std::optional<FamilyLimit> familyLimit(const QString &id)
{
    for (const FamilyLimit &limit : kLimits) {
        if (id == QLatin1String(limit.id))
            return limit;
    }
    return std::nullopt;
}

} // namespace sc::planning
