// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QHash>

#include <memory>

namespace sc::playback {

// What a clip shows: the file of its chosen take, resolved to where it lies on this machine.
struct ShotMedia
{
    enum class Kind { Card, Black, Still, Video };
    Kind kind = Kind::Card;
    QString file;  // absolute; empty when the project has lost the take: a slate shows `name` then
    QString proxy; // absolute, a lighter copy with the same frames at the same times; empty = none
    QString name;  // for the slate, when the file cannot be shown
    bool operator==(const ShotMedia &) const = default;
};

// Clips that are not in it show their card.
using ShotMediaMap = QHash<ClipId, ShotMedia>;

// The place in its media at which a clip is at program time t: source_in plus the time since its start at the clip's
// speed. May lie before 0 or behind the end, where a transition looks beyond the clip's edges or the media is too short:
// then the first or last picture stands.
[[nodiscard]] Ticks mediaTime(const timeline::Clip &clip, Ticks t);

} // namespace sc::playback
