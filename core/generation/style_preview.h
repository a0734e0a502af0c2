// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/shot_request.h"

// A style before it is applied, and one out of what is there.
namespace sc::generation {

// The words of a shot as they would be sent with the style, and what of them is not said now.
struct StyledWords
{
    ComposedPrompt prompt;
    std::vector<PromptSpan> added; // stretches of its text; the origin says whose words
};
// RESOURCE_NOT_FOUND for a shot that is gone. `shot` may be locked: it is only shown.
[[nodiscard]] Result<StyledWords> styledWords(const Studio &studio, const ClipId &shot, const StyleTemplate &style, comfy::MediaKind kind);

// What the shot is made with now as a new style, without a name: its own template's words and values, and over them its own.
[[nodiscard]] Result<StyleTemplate> styleFromShot(const Studio &studio, const ClipId &shot);

} // namespace sc::generation
