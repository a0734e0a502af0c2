// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/song_listener.h"

#include "core/audio/quality.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

int decimationFor(int sampleRate)
{
    return std::max(1, sampleRate / 44100);
}

constexpr Features kFromFrames = Feature::Rhythm | Feature::Structure | Feature::Descriptors | Feature::Groove | Feature::Spectral |
                                 Feature::Quality | Feature::Labels | Feature::Identity | Feature::Picture;
constexpr Features kFromColumns = Feature::Spectral | Feature::Quality | Feature::Labels | Feature::Identity | Feature::Picture;
constexpr Features kFromChroma =
    Feature::Key | Feature::Structure | Feature::Descriptors | Feature::Chords | Feature::Labels | Feature::Identity | Feature::Picture;
constexpr Features kFromLevels = Feature::Spectral | Feature::Quality | Feature::Labels;

} // namespace

SongListener::SongListener(int channels, int sampleRate, Features wanted)
    : m_channels(channels),
      m_sampleRate(sampleRate),
      m_downmix(channels, sampleRate),
      m_dcBlocker(sampleRate),
      m_loudness(channels, sampleRate),
      m_waveform(channels, sampleRate),
      m_decimator(decimationFor(sampleRate)),
      m_normalizer(static_cast<double>(sampleRate) / decimationFor(sampleRate))
{
    const double lowered = static_cast<double>(sampleRate) / decimationFor(sampleRate);
    if (wanted & kFromFrames)
        m_frames.emplace(lowered, bool(wanted & kFromColumns));
    if (wanted & kFromChroma)
        m_chroma.emplace(lowered);
    if (wanted & kFromLevels)
        m_levels.emplace(channels);
    if (wanted & Feature::Identity)
        m_fingerprinter.emplace(sampleRate);
}

void SongListener::push(std::span<const float> interleaved)
{
    m_loudness.push(interleaved);
    const std::span<const float> mono = m_downmix.push(interleaved);
    m_waveform.push(interleaved, mono);
    const std::span<const float> centred = m_dcBlocker.push(mono);
    if (m_levels)
        m_levels->push(interleaved);
    if (m_fingerprinter)
        m_fingerprinter->push(mono);
    hear(m_normalizer.push(m_decimator.push(centred)));
    m_sampleCount += std::ssize(mono);
}

void SongListener::hear(std::span<const float> levelled)
{
    countCrossings(levelled);
    if (m_frames)
        m_frames->push(levelled, m_normalizer.gain());
    if (m_chroma)
        m_chroma->push(levelled);
}

void SongListener::countCrossings(std::span<const float> mono)
{
    // A hair of hysteresis keeps dither from counting; silence neither counts nor dilutes.
    constexpr float kHair = 1e-4F;
    const double keep = 1 - 20.0 * decimationFor(m_sampleRate) / m_sampleRate;
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
    hear(m_normalizer.push(m_decimator.finish()));
    hear(m_normalizer.finish());
    features.waveform = m_waveform.finish();
    features.loudness = m_loudness.finish();
    if (m_frames)
        m_frames->finish(features.frames, features.slow.mel, features.spectrum);
    if (m_chroma)
        m_chroma->finish(features.slow.chroma, features.slow.bass, features.spectrum.tuningCents);
    finishColumns(features);
    if (m_fingerprinter)
        features.fingerprint = m_fingerprinter->finish();
    if (m_heard > 0)
        features.spectrum.zeroCrossings = static_cast<double>(m_crossings) / static_cast<double>(m_heard) / decimationFor(m_sampleRate);
    return features;
}

void SongListener::finishColumns(SongFeatures &features)
{
    if (!m_frames || !m_frames->columns())
        return;
    SpectrumColumns &columns = *m_frames->columns();
    features.picture.bands = columns.takePicture();
    features.spectral = columns.detail();
    if (!m_levels)
        return;
    m_levels->finish();
    features.spectral.rmsDb = m_levels->rmsDb();
    features.spectral.stereoWidth = m_levels->stereoWidth();
    if (m_levels->rmsDb() && m_levels->peakDb())
        features.spectral.crestDb = *m_levels->peakDb() - *m_levels->rmsDb();
    features.quality = judgeQuality(*m_levels, features.spectrum, features.loudness, columns.longTermDb(), columns.binHz());
}

} // namespace sc::audio
