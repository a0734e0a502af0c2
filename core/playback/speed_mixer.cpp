// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/speed_mixer.h"

#include <rubberband/RubberBandStretcher.h>

#include <algorithm>
#include <array>

namespace sc::playback {

namespace {

using Stretcher = RubberBand::RubberBandStretcher;

constexpr size_t kMostFed = 2048; // samples at once

} // namespace

SpeedMixer::SpeedMixer(Mixer &mixer, const PlayRoute &route)
    : m_mixer(mixer),
      m_route(route),
      m_stretcher(
          std::make_unique<Stretcher>(static_cast<size_t>(route.sampleRate), size_t(2),
                                      Stretcher::OptionProcessRealTime | Stretcher::OptionEngineFaster | Stretcher::OptionChannelsTogether,
                                      1 / std::abs(route.speed.factor()), 1.0)),
      m_block(kMostFed * 2),
      m_left(kMostFed),
      m_right(kMostFed)
{
    m_route.speed = {route.speed.isBackward() ? -1 : 1, 1};
    m_stretcher->setMaxProcessSize(kMostFed);
    // The library's way to begin on the very first sample: silence before it, whose share of the output is dropped.
    const std::vector<float> silence(kMostFed);
    const std::array<const float *, 2> channels = {silence.data(), silence.data()};
    for (size_t pad = m_stretcher->getPreferredStartPad(); pad > 0;) {
        const size_t part = std::min(pad, kMostFed);
        m_stretcher->process(channels.data(), part, false);
        pad -= part;
    }
    m_toDrop = m_stretcher->getStartDelay();
}

SpeedMixer::~SpeedMixer() = default;

Result<> SpeedMixer::feed(size_t frames)
{
    const std::span<float> block(m_block.data(), frames * 2);
    Result<> outcome = m_route.speed.isBackward() ? m_mixer.mixBackward(m_route, m_fed, block) : m_mixer.mix(m_route, m_fed, block);
    for (size_t i = 0; i < frames; ++i) {
        m_left[i] = block[2 * i];
        m_right[i] = block[2 * i + 1];
    }
    m_fed += static_cast<std::int64_t>(frames);
    const std::array<const float *, 2> channels = {m_left.data(), m_right.data()};
    m_stretcher->process(channels.data(), frames, false);
    return outcome;
}

Result<> SpeedMixer::make(std::span<float> out)
{
    Result<> outcome;
    const size_t wanted = out.size() / 2;
    for (size_t done = 0; done < wanted;) {
        const int ready = m_stretcher->available();
        if (ready <= 0) {
            if (Result<> fed = feed(std::clamp<size_t>(m_stretcher->getSamplesRequired(), 1, kMostFed)); !fed)
                outcome = std::move(fed);
            continue;
        }
        const std::array<float *, 2> channels = {m_left.data(), m_right.data()};
        const size_t part = std::min({static_cast<size_t>(ready), kMostFed, m_toDrop > 0 ? m_toDrop : wanted - done});
        const size_t got = m_stretcher->retrieve(channels.data(), part);
        if (m_toDrop > 0) {
            m_toDrop -= got;
            continue;
        }
        for (size_t i = 0; i < got; ++i) {
            out[2 * (done + i)] = m_left[i];
            out[2 * (done + i) + 1] = m_right[i];
        }
        done += got;
    }
    return outcome;
}

} // namespace sc::playback
