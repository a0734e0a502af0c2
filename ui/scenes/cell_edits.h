// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scenes/shot_columns.h"
#include "ui/timeline/clip_drag.h"

#include <span>

// What a cell of the table says and what typing into it does. Pure, so that it is tested without a window.
namespace sc::ui {

// The rules that places and lengths are read by.
struct CellContext
{
    const timeline::Timeline &timeline;
    std::span<const Beat> beats; // timeline time
    EditPreferences preferences;
};

[[nodiscard]] QString cellText(const CellContext &context, const timeline::Clip &clip, int number, ShotColumn column);
// What stands in the field when editing begins: for a length "1 bar", for a prompt the whole of it.
[[nodiscard]] QString editableText(const CellContext &context, const timeline::Clip &clip, ShotColumn column);

// The timeline with `text` written into that column of all `clips`, one after another. VALIDATION_ERROR with the rule for
// what cannot be read, CONFLICT naming what is locked or in the way.
[[nodiscard]] Result<timeline::Timeline> withCell(const CellContext &context, const std::vector<ClipId> &clips, ShotColumn column,
                                                  const QString &text);
[[nodiscard]] QString nameOfEdit(ShotColumn column, int shots); // "Change length of 3 shots"

// What a name or number means: "2", "Rain on the avenue". RESOURCE_NOT_FOUND naming the scenes there are.
[[nodiscard]] Result<SceneId> sceneNamed(const timeline::Timeline &timeline, const QString &text);

} // namespace sc::ui
