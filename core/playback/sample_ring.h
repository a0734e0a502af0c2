// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <span>
#include <vector>

namespace sc::playback {

// Samples from one writing to one reading thread without locks, waits or allocation after construction.
class SampleRing
{
public:
    explicit SampleRing(size_t capacity) : m_data(capacity) {}

    [[nodiscard]] size_t readable() const { return m_written.load(std::memory_order_acquire) - m_read.load(std::memory_order_acquire); }
    [[nodiscard]] size_t writable() const { return m_data.size() - readable(); }

    // As many as fit.
    size_t write(std::span<const float> samples)
    {
        const size_t count = std::min(samples.size(), writable());
        const size_t at = m_written.load(std::memory_order_relaxed);
        const size_t first = std::min(count, m_data.size() - at % m_data.size());
        std::copy_n(samples.begin(), first, m_data.begin() + static_cast<std::ptrdiff_t>(at % m_data.size()));
        std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(first), count - first, m_data.begin());
        m_written.store(at + count, std::memory_order_release);
        return count;
    }

    // As many as there are.
    size_t read(std::span<float> out)
    {
        const size_t count = std::min(out.size(), readable());
        const size_t at = m_read.load(std::memory_order_relaxed);
        const size_t first = std::min(count, m_data.size() - at % m_data.size());
        std::copy_n(m_data.begin() + static_cast<std::ptrdiff_t>(at % m_data.size()), first, out.begin());
        std::copy_n(m_data.begin(), count - first, out.begin() + static_cast<std::ptrdiff_t>(first));
        m_read.store(at + count, std::memory_order_release);
        return count;
    }

private:
    std::vector<float> m_data;
    std::atomic<size_t> m_written{0};
    std::atomic<size_t> m_read{0};
};

} // namespace sc::playback
