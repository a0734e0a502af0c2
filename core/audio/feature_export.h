// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"

// What was heard in a song, for other programs. Pure: analysis in, file content (UTF-8) out. Decimal points whatever the
// locale; times in seconds, six decimals. Hand the corrected analysis over to write the corrected beats.
namespace sc::audio {

enum class FeatureFormat {
    Json,            // everything, as `analyze run --json` prints it
    Csv,             // feature,value,confidence: one line a feature, without beats and curves
    Beats,           // time,bar,beat,downbeat
    Sections,        // start,end,label,energy,confidence
    Labels,          // Audacity label track: sections and beats
    SonicVisualiser, // time,label without a heading: an annotation layer of time instants
    Midi,            // midi_export.h
};
inline constexpr int kFeatureFormats = 7;
[[nodiscard]] QString featureFormatName(FeatureFormat format);   // "csv": for the command line
[[nodiscard]] QString featureFormatSuffix(FeatureFormat format); // of a file's name: "csv"
[[nodiscard]] std::optional<FeatureFormat> featureFormatFromName(const QString &name);

// VALIDATION_ERROR where the song has nothing of the kind: no beats, no sections.
[[nodiscard]] Result<QByteArray> exportFeatures(const Analysis &analysis, const QString &file, FeatureFormat format);

} // namespace sc::audio
