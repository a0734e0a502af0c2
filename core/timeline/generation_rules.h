// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/model.h"

#include <QtCore/QHash>

// The rules of generation_values.h. Internal to core/timeline.
namespace sc::timeline {

// As it is stored; VALIDATION_ERROR naming the field and its rule.
[[nodiscard]] Result<LookBible> checkedLook(const LookBible &look);
// CONFLICT when `clip` would go on from itself by way of others, RESOURCE_NOT_FOUND for a shot to go on from that is not there.
[[nodiscard]] Result<ClipGeneration> checkedGeneration(const Timeline &timeline, const ClipId &clip, const ClipGeneration &generation);
// What every family of models is asked for: a text of 1..100 characters, or nothing.
[[nodiscard]] Result<QString> checkedKey(const QString &key, const QString &field);
[[nodiscard]] Result<std::vector<PromptTemplateId>> checkedPromptTemplates(const std::vector<PromptTemplateId> &templates);

// Whether going on from `from` would lead `clip` back to itself.
[[nodiscard]] bool closesCircle(const Timeline &timeline, const ClipId &clip, const ClipId &from);
// Shots that go on from one that is gone begin on their own.
void dropDanglingContinuations(Timeline &timeline);
// Copies go on from copies where their originals went on from originals. `copies`: original to copy.
void followCopies(std::vector<Clip> &clips, const QHash<ClipId, ClipId> &copies);

} // namespace sc::timeline
