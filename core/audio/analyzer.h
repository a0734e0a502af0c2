// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/base/cancel_token.h"

#include <QtCore/QFlags>

namespace sc::audio {

// Goes up whenever results change; stored with every analysis.
inline constexpr int kEngineVersion = 4;

// What a custom analysis can be asked for. Loudness, duration and waveform are always measured.
enum class Feature {
    Rhythm = 0x1, // tempo, beats, bars, metre, onsets
    Key = 0x2,
    Structure = 0x4,   // sections, key moments, loops
    Descriptors = 0x8, // energy, danceability, valence, arousal, centroid, zero crossings
    Groove = 0x10,     // 16-step pattern, swing, syncopation, stability
    Chords = 0x20,
    Spectral = 0x40, // bandwidth, roll-off, contrast, MFCC
    Quality = 0x80,
    Labels = 0x100,
    Identity = 0x200, // fingerprint, embedding
    Picture = 0x400,  // spectrum and notes for the screen
};
Q_DECLARE_FLAGS(Features, Feature)
Q_DECLARE_OPERATORS_FOR_FLAGS(Features)
[[nodiscard]] Features featuresOf(AnalysisLevel level); // of Custom: those of Standard

struct AnalyzeOptions
{
    AnalysisLevel level = AnalysisLevel::Standard;
    Features features; // asked for when level is Custom; needs of a feature come with it
};
[[nodiscard]] Features wantedFeatures(const AnalyzeOptions &options); // with their needs

// Called on the worker's thread as parts become known: the waveform while the file is read (25 times a song at most, with
// the length that the header claims), then levels, rhythm, key, structure ... Each time the analysis so far; what is not
// known yet is empty. Cheap to ignore; a screen shows it until the whole comes.
using PartialFn = std::function<void(const Analysis &soFar)>;

// Decodes `path` once and hears everything `options` asks for. Blocking; call it on a worker thread, several at a
// time for several songs. Progress covers decoding (0..0.8) and thinking (0.8..1).
// INVALID_FILE_TYPE, FILE_DAMAGED, MEDIA_MISSING, PERMISSION_DENIED as core/media gives them; CANCELLED.
// Damage after some readable sound is no error: the part before it is analysed and a warning names the time.
[[nodiscard]] Result<Analysis> analyzeFile(const QString &path, const AnalyzeOptions &options = {}, const CancelToken &cancel = {},
                                           const ProgressFn &progress = {}, const PartialFn &partial = {});

} // namespace sc::audio
