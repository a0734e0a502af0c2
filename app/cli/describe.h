// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QJsonObject>

// Entities as JSON and text for `show`, `list` and the answer of an edit. Times in seconds and as timecode.
namespace sc::cli {

[[nodiscard]] QJsonObject projectJson(const timeline::Timeline &timeline); // key figures, no tree
[[nodiscard]] QJsonObject sceneJson(const timeline::Timeline &timeline, const timeline::Scene &scene);
[[nodiscard]] QJsonObject clipJson(const timeline::Timeline &timeline, const timeline::Clip &clip);
[[nodiscard]] QJsonObject markerJson(const timeline::Timeline &timeline, const timeline::Marker &marker);
[[nodiscard]] QJsonObject treeJson(const timeline::Timeline &timeline); // project with scenes, clips and markers inside

[[nodiscard]] QString projectText(const timeline::Timeline &timeline);
[[nodiscard]] QString treeText(const timeline::Timeline &timeline);

} // namespace sc::cli
