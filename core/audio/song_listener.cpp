// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/song_listener.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

int decimationFor(int sampleRate)
{
    return std::max(1, sampleRate / 44100);
}

} // namespace

SongListener::SongListener(int channels, int sampleRate)
    : m_channels(channels),
      m_sampleRate(sampleRate),
      m_downmix(channels, sampleRate),
      m_dcBlocker(sampleRate),
      m_loudness(channels, sampleRate),
      m_waveform(channels, sampleRate),
      m_decimator(decimationFor(sampleRate)),
      m_frames(static_cast<double>(sampleRate) / decimationFor(sampleRate)),
      m_chroma(static_cast<double>(sampleRate) / decimationFor(sampleRate))
{
}

void SongListener::push(std::span<const float> interleaved)
{
    m_loudness.push(interleaved);
    const std::span<const float> mono = m_downmix.push(interleaved);
    m_waveform.push(interleaved, mono);
    const std::span<const float> centred = m_dcBlocker.push(mono);
    countCrossings(centred);
    const std::span<const float> lowered = m_decimator.push(centred);
    m_frames.push(lowered);
    m_chroma.push(lowered);
    m_sampleCount += std::ssize(mono);
}

void SongListener::countCrossings(std::span<const float> mono)
{
    // A hair of hysteresis keeps dither from counting; silence neither counts nor dilutes.
    constexpr float kHair = 1e-4F;
    const double keep = 1 - 20.0 / m_sampleRate;
    for (const float sample : mono) {
        m_level = keep * m_level + (1 - keep) * double(sample) * double(sample);
        if (m_level < 1e-8)
            continue;
        ++m_heard;
        const int sign = sample > kHair ? 1 : sample < -kHair ? -1 : m_sign;
        m_crossings += sign * m_sign < 0 ? 1 : 0;
        m_sign = sign;
    }
}

SongFeatures SongListener::finish()
{
    SongFeatures features;
    features.sampleRate = m_sampleRate;
    features.channels = m_channels;
    features.sampleCount = m_sampleCount;
    const std::span<const float> rest = m_decimator.finish();
    m_frames.push(rest);
    m_chroma.push(rest);
    features.waveform = m_waveform.finish();
    features.loudness = m_loudness.finish();
    m_frames.finish(features.frames, features.slow.mel, features.spectrum);
    m_chroma.finish(features.slow.chroma, features.slow.bass, features.spectrum.tuningCents);
    if (m_heard > 0)
        features.spectrum.zeroCrossings = static_cast<double>(m_crossings) / static_cast<double>(m_heard);
    return features;
}

} // namespace sc::audio
