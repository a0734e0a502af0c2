// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QJsonObject>

// How far shots and scenes have come.
namespace sc::timeline {

enum class ClipState {
    Empty,   // nothing was written
    Planned, // there is a prompt
    Ready,   // a take is chosen
};
[[nodiscard]] ClipState clipState(const Clip &clip);
[[nodiscard]] QString clipStateName(ClipState state); // "planned": for files, not translated

struct SceneFigures
{
    int shots = 0; // live ones
    int ready = 0; // of them
    Ticks length;  // of the scene
    Ticks average; // shot; 0 without shots
    [[nodiscard]] double readyShare() const { return shots > 0 ? double(ready) / shots : 0; }
    bool operator==(const SceneFigures &) const = default;
};
[[nodiscard]] SceneFigures sceneFigures(const Timeline &timeline, const SceneId &scene);
[[nodiscard]] QJsonObject toJson(const SceneFigures &figures); // seconds

} // namespace sc::timeline
