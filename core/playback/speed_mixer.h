// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/mixer.h"

#include <memory>

namespace RubberBand {
class RubberBandStretcher;
}

namespace sc::playback {

// What is heard of a route at another speed than normal, or backwards: the mix, stretched in time with its pitch kept by
// the Rubber Band Library. Keeps in step with the route within its own block of some milliseconds, however long. One
// route; made in order from its start.
class SpeedMixer
{
public:
    // mixer outlives it.
    SpeedMixer(Mixer &mixer, const PlayRoute &route);
    ~SpeedMixer();

    // The next samples, stereo. Problems as Mixer::mix(); from there on it is silent.
    [[nodiscard]] Result<> make(std::span<float> out);

private:
    [[nodiscard]] Result<> feed(size_t frames);

    Mixer &m_mixer;
    PlayRoute m_route; // at normal speed, either way
    std::unique_ptr<RubberBand::RubberBandStretcher> m_stretcher;
    std::int64_t m_fed = 0; // program samples
    size_t m_toDrop = 0;    // of the stretcher's delay
    std::vector<float> m_block;
    std::vector<float> m_left;
    std::vector<float> m_right;
};

} // namespace sc::playback
