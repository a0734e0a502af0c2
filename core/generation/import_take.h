// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/take_intake.h"
#include "core/project/take_shelf.h"

namespace sc::generation {

// project::takeFromFile(), and what the file tells of its making (StoryCanvas, ComfyUI, the AUTOMATIC1111 web UI) becomes the take's
// recipe, model and seed. Texts that make no sense are passed over. Any thread; blocking.
[[nodiscard]] Result<project::NewTake> importTake(const project::TakeIntake &intake);

} // namespace sc::generation
