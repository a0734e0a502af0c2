// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"

namespace sc::audio {

// One thing that two analyses of a song, or the measured and the corrected one, say differently.
struct AnalysisDifference
{
    enum class Kind {
        Duration,
        Tempo,
        TimeSignature,
        Key,
        Loudness,
        LoudnessRange,
        TruePeak,
        Beats,
        Downbeats,
        SectionAdded,
        SectionRemoved,
        SectionMoved,
        SectionRenamed,
        LabelAdded,
        LabelRemoved,
    };
    Kind kind = Kind::Tempo;
    QString before; // as files write it: "118.00", "A minor", a section's label; empty = not known
    QString after;
    TickRange placeBefore; // of a section
    TickRange placeAfter;
    // Of beats and downbeats: how many there are, how many have no partner, and how far those with one moved.
    int countBefore = 0;
    int countAfter = 0;
    int added = 0;
    int removed = 0;
    Ticks medianShift;  // signed: positive = later
    Ticks largestShift; // signed, the one with the largest amount
    bool operator==(const AnalysisDifference &) const = default;
};

// What is worth telling: what a screen shows alike is alike, and so are beats within a millisecond. In the order of the
// kinds; sections by time. Empty for equal analyses.
[[nodiscard]] std::vector<AnalysisDifference> compareAnalyses(const Analysis &before, const Analysis &after);

[[nodiscard]] QString differenceKindName(AnalysisDifference::Kind kind);    // "section_moved": for files, not translated
[[nodiscard]] QString differenceText(const AnalysisDifference &difference); // translated: "Tempo: 118.00 instead of 59.00 BPM"
[[nodiscard]] QJsonObject toJson(const AnalysisDifference &difference);

} // namespace sc::audio
