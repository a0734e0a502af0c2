// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"
#include "core/audio/fft.h"
#include "core/audio/spectrum_columns.h"

#include <complex>
#include <span>
#include <vector>

namespace sc::audio {

// One spectrum every 10 ms (Hann, about 46 ms), shared by everything that asks for one: the rise of the log spectrum in
// four bands (SuperFlux: Boeck and Widmer 2013, difference over two frames against a maximum over three neighbours),
// complex spectral difference, band levels, mel bands, centroid and flatness. Windows are centred on their frame's time.
class FrameAnalyzer
{
public:
    // With columns the picture of the spectrum and what else ten spectra a second tell are collected too.
    FrameAnalyzer(double sampleRate, bool withColumns);

    // `gain` is what the sound was multiplied by: the picture, the noise floor and the cepstrum tell of it as it was.
    void push(std::span<const float> mono, float gain = 1);
    // Adds the last frames and hands over what was heard.
    void finish(FrameSeries &frames, std::vector<MelFrame> &mel, SpectralSummary &summary);
    [[nodiscard]] std::optional<SpectrumColumns> &columns() { return m_columns; } // after finish()

private:
    struct Filter // triangle over spectrum bins
    {
        int firstBin = 0;
        std::vector<float> weights;
        int band = 0;
    };

    void makeFilters();
    void drain(std::int64_t knownSamples);
    void analyze(const float *samples);
    void addFlux();
    void addSoftFlux(std::span<const std::complex<float>> bins);
    void addLevels();
    void addMel();
    void addShape();
    void addQuietest(SpectralSummary &summary) const;

    double m_rate;
    float m_gain = 1;
    int m_size;
    RealFft m_fft;
    std::vector<float> m_window;
    std::vector<float> m_buffer; // from m_bufferStart on
    std::int64_t m_bufferStart = 0;
    std::int64_t m_sampleCount = 0;
    std::int64_t m_frameCount = 0;

    std::vector<Filter> m_filters; // 24 an octave, as far as bins allow
    std::vector<Filter> m_melFilters;
    std::array<size_t, kBands> m_bandEnds{};  // first bin above each band
    std::vector<float> m_magnitude;           // full-scale sine = 1
    std::array<std::vector<float>, 3> m_logs; // log spectra of this frame and the two before
    std::vector<std::complex<float>> m_turn;  // unit phase advance of each bin between the last two frames
    std::vector<std::complex<float>> m_last;  // bins of the frame before
    MelFrame m_mel{};

    FrameSeries m_frames;
    std::vector<MelFrame> m_melFrames;
    std::vector<float> m_centroid;
    std::vector<float> m_flatness;
    std::optional<SpectrumColumns> m_columns;
};

} // namespace sc::audio
