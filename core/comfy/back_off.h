// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

namespace sc::comfy {

// How long to wait before the next attempt: first, twice, four times ... up to `most`.
class BackOff
{
public:
    BackOff(std::chrono::milliseconds first, std::chrono::milliseconds most) : m_first(first), m_most(most), m_next(first) {}

    [[nodiscard]] std::chrono::milliseconds next()
    {
        const auto wait = m_next;
        m_next = std::min(m_next * 2, m_most);
        return wait;
    }
    void reset() { m_next = m_first; }

private:
    std::chrono::milliseconds m_first;
    std::chrono::milliseconds m_most;
    std::chrono::milliseconds m_next;
};

} // namespace sc::comfy
