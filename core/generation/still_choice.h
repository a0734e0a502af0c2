// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/generation_store.h"

// Stills first: a person chooses of a shot's pictures the one that its videos start from.
namespace sc::generation {

struct StillChoice
{
    QString bundle;
    QString clip;
    QString clipName;
    BatchId batch;
    std::vector<Job> stills;              // in the order they were made; also those on their way
    std::vector<JobId> videos;            // that wait for the choice
    [[nodiscard]] bool canChoose() const; // one picture at least is there
    [[nodiscard]] bool isWhole() const;   // no other is on its way
};

// The choices that are open, in the order of their first video in `jobs`. Pure.
[[nodiscard]] std::vector<StillChoice> openChoices(const std::vector<Job> &jobs);

// All that wait for a choice among pictures that this job is one of start from its picture, and need the others no more.
// CONFLICT while it has made none, NOTHING_TO_UPDATE when nothing waits for such a choice.
[[nodiscard]] Result<std::vector<JobId>> chooseStill(GenerationStore &store, const JobId &still);

} // namespace sc::generation
