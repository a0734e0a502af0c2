// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/fft.h"

#include <fftw3.h>

#include <cmath>
#include <mutex>
#include <numbers>

namespace sc::audio {

namespace {

// FFTW's planner is the one part of it that is not thread-safe.
std::mutex &plannerMutex()
{
    static std::mutex mutex;
    return mutex;
}

} // namespace

struct RealFft::Plan
{
    float *in = nullptr;
    fftwf_complex *out = nullptr;
    fftwf_plan plan = nullptr;
};

RealFft::RealFft(int size) : m_size(size), m_plan(std::make_unique<Plan>())
{
    const std::lock_guard lock(plannerMutex());
    m_plan->in = fftwf_alloc_real(static_cast<size_t>(size));
    m_plan->out = fftwf_alloc_complex(static_cast<size_t>(size / 2 + 1));
    m_plan->plan = fftwf_plan_dft_r2c_1d(size, m_plan->in, m_plan->out, FFTW_ESTIMATE);
}

RealFft::~RealFft()
{
    const std::lock_guard lock(plannerMutex());
    fftwf_destroy_plan(m_plan->plan);
    fftwf_free(m_plan->out);
    fftwf_free(m_plan->in);
}

std::span<float> RealFft::input()
{
    return {m_plan->in, static_cast<size_t>(m_size)};
}

std::span<const std::complex<float>> RealFft::run()
{
    fftwf_execute(m_plan->plan);
    return {reinterpret_cast<const std::complex<float> *>(m_plan->out), static_cast<size_t>(m_size / 2 + 1)};
}

std::vector<float> hannWindow(int size)
{
    std::vector<float> window(static_cast<size_t>(size));
    for (int i = 0; i < size; ++i)
        window[static_cast<size_t>(i)] = static_cast<float>(0.5 - 0.5 * std::cos(2 * std::numbers::pi * i / size));
    return window;
}

} // namespace sc::audio
