// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/decimator.h"
#include "core/audio/features.h"
#include "core/audio/fft.h"

#include <span>
#include <vector>

namespace sc::audio {

// Pitch-class energy ten times a second from spectral peaks at about 11 kHz (window 4096), after Gomez 2006: peaks that
// stand out of their neighbourhood, root compression, contributions to sub-harmonics; a separate bass chroma; the tuning
// from the peaks' deviations. Broadband hits have no such peaks and so leave little trace.
class ChromaAnalyzer
{
public:
    explicit ChromaAnalyzer(double sampleRate);

    void push(std::span<const float> mono);
    void finish(std::vector<Chroma36> &chroma, std::vector<Chroma36> &bass, double &tuningCents);

private:
    void drain(std::span<const float> samples);
    void analyze(const float *samples);
    void addPeak(double hz, float magnitude);

    Decimator m_decimator;
    double m_rate; // after decimation
    RealFft m_fft;
    std::vector<float> m_window;
    std::vector<float> m_buffer;
    std::int64_t m_bufferStart;
    std::int64_t m_sampleCount = 0;
    std::int64_t m_frameCount = 0;
    std::vector<float> m_magnitude;
    std::vector<double> m_running; // prefix sums of m_magnitude
    std::vector<Chroma36> m_chroma;
    std::vector<Chroma36> m_bass;
    double m_tuningCos = 0;
    double m_tuningSin = 0;
};

} // namespace sc::audio
