// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"

#include <optional>

namespace sc::audio {

// What a person knows better than the analysis. Kept apart from it, so that it survives every re-analysis and every
// newer engine; what is set here always wins. Value; stored by core/library, one record a kind.
struct Corrections
{
    struct LabelChange
    {
        LabelKind kind = LabelKind::Tag;
        QString name;
        bool isThere = true; // false: the analysis says it, the person says no
        bool operator==(const LabelChange &) const = default;
    };

    std::optional<BeatGrid> grid; // with its metres; regions say edited or tapped
    std::optional<QString> key; // "A minor"
    std::optional<std::vector<Section>> sections;
    std::vector<LabelChange> labels;

    [[nodiscard]] bool isEmpty() const { return !grid && !key && !sections && labels.empty(); }
    bool operator==(const Corrections &) const = default;
};

// The analysis as it is to be used: corrected features have origin Edited and confidence 1, and what follows from them
// (tempo and metre from the grid) follows. Sections and grid are cut to the song's length.
[[nodiscard]] Analysis corrected(Analysis analysis, const Corrections &corrections);

[[nodiscard]] QJsonObject toJson(const Corrections &corrections);
[[nodiscard]] Result<Corrections> correctionsFromJson(const QJsonObject &json); // VALIDATION_ERROR

} // namespace sc::audio
