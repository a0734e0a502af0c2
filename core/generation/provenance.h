// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/delivery.h"
#include "core/media/embedded_texts.h"

#include <optional>

// How a picture was made, inside of its file: for ourselves under a key of our own, and the graph under the key that ComfyUI
// gives it, so that the file dropped on ComfyUI opens as the graph that made it.
namespace sc::generation {

inline constexpr auto kRecipeKey = "storycanvas";
inline constexpr auto kGraphKey = "prompt";

// Nothing of server, time or id: the same request gives the same file. Local paths in the parameters are cut to file names.
[[nodiscard]] media::EmbeddedTexts provenanceOf(const timeline::Take &take, const timeline::TakeRecipe &recipe);

// What a file from elsewhere tells of its making, in our words.
struct FoundRecipe
{
    enum class Source { StoryCanvas, ComfyUi, WebUi };
    Source source = Source::ComfyUi;
    timeline::TakeRecipe recipe;
    QString family; // empty when not known
    QString modelName;
    std::optional<qint64> seed;
};

// Reads what StoryCanvas, ComfyUI ("prompt") and the AUTOMATIC1111 web UI and its kin ("parameters") write into files. Nothing where
// there is none, or none that makes sense. ComfyUI's graphs are free; prompt, model, seed and sampler are followed from the first
// sampling node.
[[nodiscard]] std::optional<FoundRecipe> recipeIn(const media::EmbeddedTexts &texts);

} // namespace sc::generation
