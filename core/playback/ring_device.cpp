// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/ring_device.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace sc::playback {

namespace {

constexpr int kStereo = PlaySession::kChannels;

// Writes one frame in the device's format; left and right into the first two channels, silence into the others.
char *putFrame(char *out, const QAudioFormat &format, float left, float right)
{
    for (int channel = 0; channel < format.channelCount(); ++channel) {
        float value = channel == 0 ? left : channel == 1 ? right : 0;
        if (format.channelCount() == 1)
            value = (left + right) / 2;
        value = std::clamp(value, -1.f, 1.f);
        if (format.sampleFormat() == QAudioFormat::Float) {
            std::memcpy(out, &value, sizeof value);
        } else {
            const auto rounded = static_cast<std::int16_t>(std::lrint(value * 32767));
            std::memcpy(out, &rounded, sizeof rounded);
        }
        out += format.bytesPerSample();
    }
    return out;
}

} // namespace

void notePeaks(PlaySession &session, std::span<const float> block)
{
    float left = session.peakLeft.load(std::memory_order_relaxed);
    float right = session.peakRight.load(std::memory_order_relaxed);
    for (size_t i = 0; i + 1 < block.size(); i += kStereo) {
        left = std::max(left, std::abs(block[i]));
        right = std::max(right, std::abs(block[i + 1]));
    }
    session.peakLeft.store(left, std::memory_order_relaxed);
    session.peakRight.store(right, std::memory_order_relaxed);
}

RingDevice::RingDevice(std::shared_ptr<SoundControls> controls) : m_controls(std::move(controls)) {}

void RingDevice::begin(std::shared_ptr<PlaySession> session, const QAudioFormat &format)
{
    m_session = std::move(session);
    m_format = format;
    m_gain = m_controls->gain;
    m_missed = 0;
    if (!isOpen())
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 RingDevice::bytesAvailable() const
{
    // Endless: the sink must not think that the song is over while the ring is being filled.
    return 1 << 20;
}

qint64 RingDevice::readData(char *data, qint64 maxSize)
{
    const int bytesPerFrame = std::max(1, m_format.bytesPerFrame());
    const qint64 frames = m_session ? maxSize / bytesPerFrame : 0;
    const float target = m_controls->gain.load(std::memory_order_relaxed);
    const float step = (target - m_gain) / static_cast<float>(std::max<qint64>(1, frames));
    char *out = data;
    for (qint64 done = 0; done < frames;) {
        const auto wanted = static_cast<size_t>(std::min<qint64>(frames - done, std::ssize(m_block) / kStereo)) * kStereo;
        const std::span<float> block(m_block.data(), wanted);
        const size_t got = m_session->ring.read(block);
        std::fill(block.begin() + static_cast<std::ptrdiff_t>(got), block.end(), 0.f);
        m_missed.fetch_add(static_cast<std::int64_t>(wanted - got) / kStereo, std::memory_order_relaxed);
        notePeaks(*m_session, block);
        for (size_t i = 0; i < wanted; i += kStereo) {
            m_gain += step;
            out = putFrame(out, m_format, block[i] * m_gain, block[i + 1] * m_gain);
        }
        done += static_cast<qint64>(wanted) / kStereo;
    }
    m_gain = target;
    return frames * bytesPerFrame;
}

} // namespace sc::playback
