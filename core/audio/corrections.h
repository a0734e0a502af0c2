// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"

#include <array>
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

    std::optional<BeatGrid> grid; // with its metres; regions say edited or tapped. No regions: there is no beat
    std::optional<QString> key;   // "A minor"
    std::optional<std::vector<Section>> sections;
    std::vector<LabelChange> labels;

    [[nodiscard]] bool isEmpty() const { return !grid && !key && !sections && labels.empty(); }
    bool operator==(const Corrections &) const = default;
};

enum class CorrectionKind { Grid, Key, Sections, Labels };
inline constexpr std::array<CorrectionKind, 4> kCorrectionKinds = {CorrectionKind::Grid, CorrectionKind::Key, CorrectionKind::Sections,
                                                                   CorrectionKind::Labels};
[[nodiscard]] QString correctionKindName(CorrectionKind kind); // "grid": for files, not translated
[[nodiscard]] bool has(const Corrections &corrections, CorrectionKind kind);
[[nodiscard]] Corrections reset(Corrections corrections, CorrectionKind kind); // what was measured counts again
// Adds the change, or takes back an earlier one about the same label.
[[nodiscard]] Corrections withLabel(Corrections corrections, const Corrections::LabelChange &change);

// The analysis as it is to be used: corrected features have origin Edited and confidence 1, and what follows from them
// (tempo, metre and groove from the grid, the one key of a song that never modulates) follows. Sections and grid are cut to the
// song's length where it is known.
[[nodiscard]] Analysis corrected(Analysis analysis, const Corrections &corrections);

// VALIDATION_ERROR: a grid, a key, sections or a label that break their rules. What is stored has passed this.
[[nodiscard]] Result<> checkCorrections(const Corrections &corrections);

// An object with a member for each kind that is set.
[[nodiscard]] QJsonObject toJson(const Corrections &corrections);
[[nodiscard]] Result<Corrections> correctionsFromJson(const QJsonObject &json); // VALIDATION_ERROR

} // namespace sc::audio
