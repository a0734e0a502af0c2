// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/provenance.h"

namespace sc::generation {

// From the graph that ComfyUI writes into its pictures. Nothing for what is no such graph or samples nothing.
[[nodiscard]] std::optional<FoundRecipe> recipeOfComfyGraph(const QString &graph);
// From the text that the AUTOMATIC1111 web UI writes: words, "Negative prompt: ...", then "Steps: 20, Sampler: ...".
[[nodiscard]] std::optional<FoundRecipe> recipeOfWebUi(const QString &text);

} // namespace sc::generation
