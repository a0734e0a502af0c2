// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticks.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace sc::audio {

// Spectral measures of the whole song, over frames above the silence gate. Detailed level.
struct SpectralDetail
{
    std::optional<double> bandwidthHz; // spread round the centroid
    std::optional<double> rolloffHz;   // below it lie 85 % of the power
    std::optional<double> flatness;    // 0..1, 1 = noise
    std::optional<double> flux;        // mean rise of the spectrum from frame to frame, 0..1
    std::optional<double> rmsDb;       // dBFS
    std::optional<double> stereoWidth; // 0 = mono, 1 = sides as strong as the middle
    std::optional<double> crestDb;     // peak over RMS
    std::array<double, 7> contrast{};  // dB between peaks and valleys in seven octave bands
    std::array<double, 20> mfcc{};     // mean of the cepstrum of 40 mel bands, coefficients 0..19
    std::array<double, 20> mfccSpread{}; // standard deviation of the same

    bool operator==(const SpectralDetail &) const = default;
};

// How well the recording was made, not how good the music is.
struct Quality
{
    std::optional<double> score;         // 0..100: excellent from 85, good from 65, fair from 40, else poor
    std::int64_t clippedSamples = 0;     // in runs of three and more at one extreme
    double clippingShare = 0;            // of all samples, 0..1
    std::optional<double> noiseFloorDb;  // dBFS of the quietest moments that are no digital silence
    std::optional<double> bandwidthHz;   // above it there is nothing: low for what was once a poor MP3
    bool operator==(const Quality &) const = default;
};
[[nodiscard]] QString qualityWord(double score); // "excellent" "good" "fair" "poor": for files, not translated

// A stretch that can be repeated without a seam, on beats.
struct LoopRegion
{
    Ticks start;
    Ticks end;
    int beats = 0;
    double seam = 0; // 0..1, 1 = cannot be heard
    bool operator==(const LoopRegion &) const = default;
};

// Spectrum and notes of the whole song in little: pictures for the screen. Column i covers [i, i + 1) * step.
struct SpectrumPicture
{
    static constexpr int kBands = 96; // mel-spaced, 30..16 000 Hz, or as far as the file goes
    static constexpr int kNotes = 12; // from C

    Ticks step = Ticks(Ticks::kPerSecond / 10);
    std::vector<std::array<std::uint8_t, kBands>> bands; // 0 = -90 dBFS and below, 255 = full scale
    std::vector<std::array<std::uint8_t, kNotes>> notes; // 255 = the strongest note of the song

    [[nodiscard]] bool isEmpty() const { return bands.empty(); }
    bool operator==(const SpectrumPicture &) const = default;
};

[[nodiscard]] QJsonObject toJson(const SpectralDetail &detail);
[[nodiscard]] Result<SpectralDetail> spectralDetailFromJson(const QJsonObject &json); // VALIDATION_ERROR
[[nodiscard]] QJsonObject toJson(const Quality &quality);
[[nodiscard]] Result<Quality> qualityFromJson(const QJsonObject &json); // VALIDATION_ERROR
// Compact, versioned, checked form for a database column.
[[nodiscard]] QByteArray toBytes(const SpectrumPicture &picture);
[[nodiscard]] Result<SpectrumPicture> spectrumPictureFromBytes(const QByteArray &bytes); // FILE_DAMAGED

} // namespace sc::audio
