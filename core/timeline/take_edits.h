// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/take.h"

// What takes change in the cut.
namespace sc::timeline {

// The take becomes the clip's chosen one of its kind. CONFLICT when it is locked, VALIDATION_ERROR when the take is not one
// of the clip's, NOTHING_TO_UPDATE when it is chosen already.
[[nodiscard]] Result<Timeline> chooseTake(const Timeline &timeline, const ClipId &clip, const Take &take);
// No take of this kind is chosen any more. NOTHING_TO_UPDATE when none was.
[[nodiscard]] Result<Timeline> chooseNoTake(const Timeline &timeline, const ClipId &clip, TakeKind kind);
// Clips that have chosen this take, locked ones too.
[[nodiscard]] std::vector<const Clip *> clipsShowing(const Timeline &timeline, const TakeId &take);

} // namespace sc::timeline
