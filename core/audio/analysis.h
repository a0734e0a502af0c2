// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/harmony.h"
#include "core/audio/labels.h"
#include "core/audio/rhythm_facts.h"
#include "core/audio/sound_facts.h"
#include "core/audio/waveform.h"
#include "core/base/song_map.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <array>
#include <optional>
#include <vector>

namespace sc::audio {

enum class AnalysisLevel { Quick, Standard, Detailed, Custom };
inline constexpr std::array<const char *, 4> kLevelNames = {"quick", "standard", "detailed", "custom"}; // in files and answers
enum class FeatureOrigin { Measured, Tag, Edited };

// A feature's value with how sure we are. Empty where nothing can be said (silence has no tempo); below confidence
// 0.35 screens show it greyed with "uncertain".
template<class T> struct Measured
{
    std::optional<T> value;
    double confidence = 0; // 0..1
    FeatureOrigin origin = FeatureOrigin::Measured;
    bool operator==(const Measured &) const = default;
};

struct TempoCandidate
{
    double bpm = 0;
    double weight = 0; // 0..1 of the best one
    bool operator==(const TempoCandidate &) const = default;
};

// Everything that was heard in one song. Value; made by analyzeFile(), stored by core/library as JSON plus the
// bytes of waveform and spectrum picture. Times are song time.
struct Analysis
{
    AnalysisLevel level = AnalysisLevel::Standard;
    int engineVersion = 0;
    double elapsedSeconds = 0; // wall time the work took
    Ticks duration;            // decoded samples, not the header's claim
    int sampleRate = 0;        // Hz of the file
    int channels = 0;

    Measured<double> tempo;                      // BPM
    std::vector<TempoCandidate> tempoCandidates; // the best first, at most 4, incl. the chosen one
    Measured<QString> timeSignature;             // "4/4"
    Measured<QString> key;                       // "A minor", "Eb major"
    QString secondKey;
    double secondKeyDistance = 0; // 0 = as likely as the first
    double beatConfidence = 0;    // 0..1 that the beats are right; low: "no steady beat"

    std::optional<double> integratedLufs; // nothing for silence or under 400 ms
    std::optional<double> shortTermMaxLufs;
    std::optional<double> momentaryMaxLufs;
    std::optional<double> loudnessRange; // LU
    std::optional<double> truePeakDbtp;
    Curve loudness; // short-term LUFS, 10 a second; -70 = silence

    Measured<double> energy;           // 0..1
    Measured<double> danceability;     // 0..1
    Measured<double> valence;          // 0..1, low confidence by nature
    Measured<double> arousal;          // 0..1
    Measured<double> spectralCentroid; // Hz
    Measured<double> zeroCrossingRate; // crossings per sample
    Measured<double> rhythmStrength;   // 0..1

    RhythmFacts rhythm;
    Harmony harmony;
    SpectralDetail spectral;
    Quality quality;
    std::vector<LoopRegion> loops;  // the best first
    std::vector<Label> labels;      // by kind, the surest first
    QByteArray fingerprint;         // Chromaprint, compressed: equal recordings in whatever coding are near each other
    std::vector<float> embedding;   // place among other songs; its length depends on the engine's version

    std::vector<Ticks> onsets;
    std::vector<OnsetStrength> onsetStrengths; // one for each onset; empty in what engines before the third found
    SongMap map; // beats, sections, key moments, energy curve
    WaveformPyramid waveform;
    SpectrumPicture picture; // stored apart, like the waveform
    QStringList warnings; // translated sentences: "damaged after 1:23.4", "too short for a tempo"

    bool operator==(const Analysis &) const = default;
};

// "8A" for "A minor"; empty for what is no key.
[[nodiscard]] QString camelotOf(const QString &key);

// All but waveform and picture, for the database. Parts that an older engine did not write are empty. fromJson: VALIDATION_ERROR.
[[nodiscard]] QJsonObject toJson(const Analysis &analysis);
[[nodiscard]] Result<Analysis> analysisFromJson(const QJsonObject &json);

// What `analyze run --json` prints: seconds instead of ticks; the shape the corpus evaluation reads, with more.
[[nodiscard]] QJsonObject toReportJson(const Analysis &analysis, const QString &file);

} // namespace sc::audio
