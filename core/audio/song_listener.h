// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analyzer.h"
#include "core/audio/chroma_analyzer.h"
#include "core/audio/decimator.h"
#include "core/audio/downmix.h"
#include "core/audio/features.h"
#include "core/audio/fingerprint.h"
#include "core/audio/frame_analyzer.h"
#include "core/audio/level_meter.h"
#include "core/audio/level_normalizer.h"
#include "core/audio/loudness_meter.h"
#include "core/audio/waveform_builder.h"

#include <span>

namespace sc::audio {

// Hands every block of a song to the extractors that the wanted features need and collects what they heard. Memory grows
// by about 12 kB a second of song, whatever its rate and channels.
class SongListener
{
public:
    SongListener(int channels, int sampleRate, Features wanted);

    void push(std::span<const float> interleaved);
    [[nodiscard]] WaveformPyramid waveformSoFar() const { return m_waveform.soFar(); }
    [[nodiscard]] SongFeatures finish();

private:
    void hear(std::span<const float> levelled);
    void countCrossings(std::span<const float> mono);
    void finishColumns(SongFeatures &features);

    int m_channels;
    int m_sampleRate;
    std::int64_t m_sampleCount = 0;
    Downmix m_downmix;
    DcBlocker m_dcBlocker;
    LoudnessMeter m_loudness;
    WaveformBuilder m_waveform;
    Decimator m_decimator; // to 44.1 .. 88 kHz for the spectra
    LevelNormalizer m_normalizer;
    std::optional<FrameAnalyzer> m_frames;
    std::optional<ChromaAnalyzer> m_chroma;
    std::optional<LevelMeter> m_levels;
    std::optional<Fingerprinter> m_fingerprinter;
    std::int64_t m_crossings = 0;
    std::int64_t m_heard = 0; // samples outside silence
    int m_sign = 0;
    double m_level = 0; // running power
};

} // namespace sc::audio
