// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <memory>
#include <span>
#include <vector>

namespace sc::audio {

// Real forward transform of one fixed size (FFTW, single precision). Plans are made with the estimate rule, so that the
// same input gives the same bits on every run. One owner thread; making and destroying are safe from any thread.
class RealFft
{
public:
    explicit RealFft(int size);
    ~RealFft();
    RealFft(const RealFft &) = delete;
    RealFft &operator=(const RealFft &) = delete;

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] std::span<float> input();     // size() samples, to be filled before run()
    std::span<const std::complex<float>> run(); // size() / 2 + 1 bins, valid until the next run

private:
    struct Plan;
    int m_size;
    std::unique_ptr<Plan> m_plan;
};

[[nodiscard]] std::vector<float> hannWindow(int size); // periodic, sum = size / 2

} // namespace sc::audio
