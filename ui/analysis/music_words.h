// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analyzer.h"

#include <QtCore/QStringList>

#include <span>

// Words of music for screens, translated.
namespace sc::ui {

[[nodiscard]] QString momentWord(KeyMomentKind kind);         // "drop"
[[nodiscard]] QString momentTitle(KeyMomentKind kind);        // "Drop"
[[nodiscard]] QString noteName(int pitchClass);               // 0 = "C"
[[nodiscard]] QString frequencyText(double hz);               // "2.34 kHz", "440 Hz"
[[nodiscard]] QString levelTitle(audio::AnalysisLevel level); // "standard"
[[nodiscard]] QString featureTitle(audio::Feature feature);   // "Chords and progression"
[[nodiscard]] QString qualityTitle(double score);             // "excellent"
[[nodiscard]] QString sectionWord(const QString &label);      // "Pre-chorus"; own words as they are, with a capital
[[nodiscard]] QString percent(double share);                  // "91 %"
[[nodiscard]] QString decimals(double value, int count);

// The labels that sections are offered, and the 24 keys round the wheel of fifths.
[[nodiscard]] const QStringList &sectionLabels();
[[nodiscard]] const QStringList &allKeys();
[[nodiscard]] std::span<const audio::Feature> allFeatures();

} // namespace sc::ui
