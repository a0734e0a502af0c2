// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/label_features.h"
#include "core/audio/labels.h"

#include <array>
#include <optional>
#include <vector>

namespace sc::audio {

// One piece of evidence: how far a measure lies within a trapezoid, times a weight.
struct LabelTerm
{
    QString feature;
    std::array<std::optional<double>, 4> range; // rises between the first two, falls between the last two; empty = open
    double weight = 0;
};

struct LabelRule
{
    LabelKind kind = LabelKind::Tag;
    QString name;
    double cap = 1; // never said surer than this: what a synthetic corpus can vouch for
    double intercept = 0;
    std::vector<LabelTerm> terms;
};

// An additive model that a person can read: log-odds = intercept + sum of weight x membership. A measure that cannot be
// taken counts as not speaking for the label.
struct LabelModel
{
    double sayFrom = 0.35; // what is less likely is not said
    std::vector<LabelRule> rules;
};

// resources/labels/labels.json, read once. Thread-safe.
[[nodiscard]] const LabelModel &builtInLabelModel();
[[nodiscard]] Result<LabelModel> labelModelFromJson(const QByteArray &bytes); // VALIDATION_ERROR

[[nodiscard]] double membership(const LabelTerm &term, std::optional<double> value); // 0..1
// By kind, the surest first.
[[nodiscard]] std::vector<Label> classify(const LabelModel &model, const std::vector<LabelFeature> &features);

// Everything that is said of a song: classified words, and tags by definition (fast, loud, dense ...), whose confidence is
// that of their measure and how clearly it lies beyond its limit. Nothing for what is too short or has neither beat nor key.
[[nodiscard]] std::vector<Label> labelSong(const Analysis &analysis, const SongFeatures &features, const OnsetFunctions &onsets);

} // namespace sc::audio
