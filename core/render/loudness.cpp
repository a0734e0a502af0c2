// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/loudness.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>

namespace sc::render {

class LoudnessGauge::Private
{
public:
    Private(int channelCount, int sampleRate)
        : channels(channelCount),
          state(ebur128_init(static_cast<unsigned>(channelCount), static_cast<unsigned long>(sampleRate),
                             EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK))
    {
    }
    ~Private()
    {
        if (state)
            ebur128_destroy(&state);
    }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    int channels;
    ebur128_state *state;
};

LoudnessGauge::LoudnessGauge(int channels, int sampleRate) : d(std::make_unique<Private>(channels, sampleRate)) {}
LoudnessGauge::~LoudnessGauge() = default;

void LoudnessGauge::push(std::span<const float> interleaved)
{
    if (d->state)
        (void)ebur128_add_frames_float(d->state, interleaved.data(), interleaved.size() / static_cast<size_t>(d->channels));
}

Loudness LoudnessGauge::loudness() const
{
    Loudness result;
    if (!d->state)
        return result;
    double lufs = 0;
    if (ebur128_loudness_global(d->state, &lufs) == EBUR128_SUCCESS && std::isfinite(lufs))
        result.lufs = lufs;
    double peak = 0;
    for (int channel = 0; channel < d->channels; ++channel) {
        double of = 0;
        if (ebur128_true_peak(d->state, static_cast<unsigned>(channel), &of) == EBUR128_SUCCESS)
            peak = std::max(peak, of);
    }
    if (peak > 1e-6)
        result.peakDbtp = 20 * std::log10(peak);
    return result;
}

} // namespace sc::render
