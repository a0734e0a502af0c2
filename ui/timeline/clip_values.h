// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QStringList>

namespace sc::ui {

// What the inspector shows of one or several shots: a value where all agree, nothing ("mixed") where they differ.
struct ClipValues
{
    int count = 0;
    std::optional<QString> name;
    std::optional<QString> lyrics;
    std::optional<QString> imagePrompt;
    std::optional<QString> cameraMove;
    std::optional<Ticks> start;
    std::optional<Ticks> end;
    std::optional<Ticks> length;
    std::optional<bool> locked;
    bool anyLocked = false; // itself or its scene: the fields take nothing
    bool operator==(const ClipValues &) const = default;
};

[[nodiscard]] ClipValues valuesOf(const timeline::Timeline &timeline, const std::vector<ClipId> &clips);

// Camera moves a person can choose, as they are stored; the first is "none". Translated names stand beside them.
struct CameraMove
{
    QString stored; // "push in"
    QString name;   // translated
};
[[nodiscard]] std::vector<CameraMove> cameraMoves();

} // namespace sc::ui
