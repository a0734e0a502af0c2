// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/loudness_meter.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

float heldLufs(double value)
{
    return std::isfinite(value) ? static_cast<float>(std::max<double>(kSilentLufs, value)) : kSilentLufs;
}

std::optional<double> maximum(const std::vector<float> &values, size_t from)
{
    float best = kSilentLufs;
    for (size_t i = from; i < values.size(); ++i)
        best = std::max(best, values[i]);
    return best > kSilentLufs ? std::optional<double>(best) : std::nullopt;
}

// A window's value belongs to its middle, which lies `marks` tenths of a second before its end.
std::vector<float> centred(const std::vector<float> &values, size_t marks, size_t count)
{
    std::vector<float> shifted(count, kSilentLufs);
    for (size_t i = 0; i < count && !values.empty(); ++i)
        shifted[i] = values[std::min(values.size() - 1, i + marks)];
    return shifted;
}

} // namespace

struct LoudnessMeter::Engine
{
    Engine(int channels, int sampleRate)
        : state(ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(sampleRate), EBUR128_MODE_I | EBUR128_MODE_LRA))
    {
    }
    ~Engine()
    {
        if (state)
            ebur128_destroy(&state);
    }
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    ebur128_state *state; // null for rates and channel counts that libebur128 refuses
};

LoudnessMeter::LoudnessMeter(int channels, int sampleRate)
    : m_channels(static_cast<size_t>(channels)),
      m_sampleRate(sampleRate),
      m_engine(std::make_unique<Engine>(channels, sampleRate)),
      m_truePeak(channels, sampleRate)
{
    if (!m_engine->state)
        return;
    for (unsigned channel = 6; channel < static_cast<unsigned>(std::min(channels, 8)); ++channel)
        ebur128_set_channel(m_engine->state, channel, channel % 2 == 0 ? EBUR128_LEFT_SURROUND : EBUR128_RIGHT_SURROUND);
}

LoudnessMeter::~LoudnessMeter() = default;

void LoudnessMeter::push(std::span<const float> interleaved)
{
    m_truePeak.push(interleaved);
    if (!m_engine->state)
        return;
    size_t done = 0;
    const size_t frames = interleaved.size() / m_channels;
    while (done < frames) {
        const std::int64_t mark = std::llround(static_cast<double>(m_marks + 1) * m_sampleRate / kSlowRate);
        const size_t count = std::min(frames - done, static_cast<size_t>(mark - m_frames));
        ebur128_add_frames_float(m_engine->state, interleaved.data() + done * m_channels, count);
        done += count;
        m_frames += static_cast<std::int64_t>(count);
        if (m_frames == mark)
            measure();
    }
}

void LoudnessMeter::measure()
{
    ++m_marks;
    double momentary = 0;
    ebur128_loudness_momentary(m_engine->state, &momentary);
    m_momentary.push_back(heldLufs(momentary));
    m_power.push_back(std::isfinite(momentary) ? std::pow(10, (momentary + 0.691) / 10) : 0);
    // Asking the library for three seconds ten times a second costs more than all else it does. The tenths that make up
    // 400 ms add up to the same figure.
    const size_t now = m_power.size() - 1;
    const double before = now > 0 ? m_power[now - 1] : 0;
    const double gone = now >= 4 ? m_tenths[now - 4] : 0;
    m_tenths.push_back(std::max(0.0, 4 * (m_power[now] - before) + gone));
    double sum = 0;
    for (size_t i = now >= 29 ? now - 29 : 0; i <= now; ++i)
        sum += m_tenths[i];
    m_shortTerm.push_back(sum > 1e-12 ? heldLufs(-0.691 + 10 * std::log10(sum / 30)) : kSilentLufs);
}

LoudnessSeries LoudnessMeter::finish()
{
    LoudnessSeries series;
    m_truePeak.finish();
    if (m_truePeak.peak() > 0)
        series.truePeak = 20 * std::log10(double(m_truePeak.peak()));
    if (!m_engine->state)
        return series;
    double value = 0;
    const bool longEnough = m_frames >= std::llround(0.4 * m_sampleRate);
    if (longEnough && ebur128_loudness_global(m_engine->state, &value) == EBUR128_SUCCESS && std::isfinite(value))
        series.integrated = value;
    if (series.integrated && m_frames >= 3 * std::int64_t(m_sampleRate) &&
        ebur128_loudness_range(m_engine->state, &value) == EBUR128_SUCCESS && std::isfinite(value))
        series.range = value;
    series.momentaryMax = maximum(m_momentary, 3);
    series.shortTermMax = maximum(m_shortTerm, 29);
    const auto count = static_cast<size_t>(std::ceil(static_cast<double>(m_frames) / m_sampleRate * kSlowRate));
    series.momentary = centred(m_momentary, 2, count);
    series.shortTerm = centred(m_shortTerm, 15, count);
    return series;
}

} // namespace sc::audio
