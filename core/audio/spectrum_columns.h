// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/mel_bands.h"
#include "core/audio/sound_facts.h"

#include <span>
#include <vector>

namespace sc::audio {

// What ten mean power spectra a second say of a song: the bands of its picture, the spectral measures, and the long-term
// spectrum that tells where a file's sound ends. A column is the mean of the ten frames in its tenth of a second.
class SpectrumColumns
{
public:
    SpectrumColumns(double sampleRate, int fftSize);

    void addFrame(std::span<const float> magnitude, float powerScale = 1); // full-scale sine = 1 after scaling
    void finish();

    // After finish().
    [[nodiscard]] std::vector<std::array<std::uint8_t, SpectrumPicture::kBands>> takePicture() { return std::move(m_picture); }
    [[nodiscard]] SpectralDetail detail() const;         // without levels and stereo width
    [[nodiscard]] std::vector<float> longTermDb() const; // by bin, mean of the columns above the silence gate; empty for silence
    [[nodiscard]] double binHz() const { return m_binHz; }

private:
    void closeColumn();
    void addMeasures(double sum);
    void addContrast();

    double m_binHz;
    MelBands m_pictureBands;
    MelBands m_cepstrumBands;
    std::vector<float> m_power; // of the open column
    std::vector<float> m_last;  // of the column before, magnitudes
    int m_frames = 0;
    std::vector<std::array<std::uint8_t, SpectrumPicture::kBands>> m_picture;

    std::int64_t m_columns = 0; // above the gate
    double m_loudest = 0;
    double m_weight = 0;
    SpectralDetail m_sums; // weighted by power, or plain for contrast and cepstrum
    double m_flux = 0;
    double m_fluxWeight = 0;
    std::vector<double> m_longTerm;
    std::vector<float> m_scratch;
};

} // namespace sc::audio
