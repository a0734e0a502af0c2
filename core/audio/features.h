// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/sound_facts.h"
#include "core/audio/waveform.h"
#include "core/base/cancel_token.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sc::audio {

// What one pass over the samples leaves behind: small, evenly spaced series from which tempo, key, sections and the
// rest are worked out. Never the sound itself. Frame i of a series lies at i / rate seconds of song time.

inline constexpr double kFrameRate = 100; // frames a second of FrameSeries
inline constexpr double kSlowRate = 10;   // frames a second of SlowSeries and of the loudness curves
inline constexpr int kBands = 4;          // below 160, 160..800, 800..4000 and above 4000 Hz
inline constexpr int kMelBands = 32;
inline constexpr int kChromaBins = 36; // an octave from C, three bins a semitone

struct FrameSeries
{
    std::array<std::vector<float>, kBands> flux;  // rise of the log spectrum in each band
    std::vector<float> softFlux;                  // complex spectral difference: soft and pitched onsets
    std::array<std::vector<float>, kBands> level; // RMS in each band, full scale = 1
    std::vector<float> rms;
    [[nodiscard]] size_t size() const { return rms.size(); }
};

using Chroma36 = std::array<float, kChromaBins>;
using MelFrame = std::array<float, kMelBands>;

struct SlowSeries
{
    std::vector<MelFrame> mel;    // log energies
    std::vector<Chroma36> chroma; // 55..2000 Hz, tonal peaks only
    std::vector<Chroma36> bass;   // 30..260 Hz
};

struct LoudnessSeries
{
    std::optional<double> integrated; // LUFS
    std::optional<double> shortTermMax;
    std::optional<double> momentaryMax;
    std::optional<double> range;    // LU
    std::optional<double> truePeak; // dBTP
    std::vector<float> shortTerm;   // LUFS at kSlowRate, window centred; kSilentLufs where there is nothing
    std::vector<float> momentary;   // the same over 400 ms; not more than 60 LU under the song's loudest
};
inline constexpr float kSilentLufs = -70;

struct SpectralSummary
{
    std::optional<double> centroidHz;    // mean over frames above the silence gate, weighted by power
    double centroidSpreadHz = 0;         // standard deviation of the same
    std::optional<double> zeroCrossings; // per sample
    double flatness = 0;                 // 0..1, 1 = noise; mean over frames above the gate
    double tuningCents = 0;              // -50..50 from A4 = 440 Hz
    std::optional<double> quietestDb;    // dBFS of the quietest hundredth that is no digital silence
    double quietestFlatness = 0;         // 0..1, mean of the same moments
};

struct SongFeatures
{
    int sampleRate = 0;
    int channels = 0;
    std::int64_t sampleCount = 0;
    WaveformPyramid waveform;
    FrameSeries frames;
    SlowSeries slow;
    LoudnessSeries loudness;
    SpectralSummary spectrum;
    SpectralDetail spectral; // with MFCC, also where the level does not show it
    Quality quality;
    SpectrumPicture picture; // bands only
    QByteArray fingerprint;
    std::int64_t replacedSamples = 0; // that were no numbers
    CancelToken cancel;               // long estimators ask it and then return early with whatever they have

    [[nodiscard]] double seconds() const { return sampleRate > 0 ? static_cast<double>(sampleCount) / sampleRate : 0; }
};

} // namespace sc::audio
