// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/chroma_analyzer.h"
#include "core/audio/decimator.h"
#include "core/audio/downmix.h"
#include "core/audio/features.h"
#include "core/audio/frame_analyzer.h"
#include "core/audio/loudness_meter.h"
#include "core/audio/waveform_builder.h"

#include <span>

namespace sc::audio {

// Hands every block of a song to all extractors and collects what they heard. Memory grows by about 12 kB a second of
// song, whatever its rate and channels.
class SongListener
{
public:
    SongListener(int channels, int sampleRate);

    void push(std::span<const float> interleaved);
    [[nodiscard]] SongFeatures finish();

private:
    void countCrossings(std::span<const float> mono);

    int m_channels;
    int m_sampleRate;
    std::int64_t m_sampleCount = 0;
    Downmix m_downmix;
    DcBlocker m_dcBlocker;
    LoudnessMeter m_loudness;
    WaveformBuilder m_waveform;
    Decimator m_decimator; // to 44.1 .. 88 kHz for the spectra
    FrameAnalyzer m_frames;
    ChromaAnalyzer m_chroma;
    std::int64_t m_crossings = 0;
    std::int64_t m_heard = 0; // samples outside silence
    int m_sign = 0;
    double m_level = 0; // running power
};

} // namespace sc::audio
