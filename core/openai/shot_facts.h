// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/openai/written_help.h"
#include "core/timeline/model.h"

// What a project knows that helps with words. Pure.
namespace sc::openai {

// Of the stretch of the timeline: the section that most of it lies in, its energy, the lines that are sung.
[[nodiscard]] SongFacts songFactsIn(const timeline::Timeline &timeline, TickRange range);

// The shot's own prompt (of its video when `video`), or the picture's when it has none for video.
[[nodiscard]] PromptWish wishFor(const timeline::Timeline &timeline, const timeline::Clip &clip, bool video);

// The scene's live shots, kMostShotsAsked at most, numbered from 1 as they stand in it; `clips` gets whom each number means.
[[nodiscard]] SceneWish wishFor(const timeline::Timeline &timeline, const timeline::Scene &scene, std::vector<ClipId> *clips);

} // namespace sc::openai
