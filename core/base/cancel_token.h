// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>

namespace sc {

// Tells long work to stop. Copies share one flag; cancel() may be called from any thread, the worker asks
// isCancelled() at least every 50 ms of work and then returns ProblemCode::Cancelled.
class CancelToken
{
public:
    CancelToken() : m_flag(std::make_shared<std::atomic_bool>(false)) {}
    void cancel() const { m_flag->store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool isCancelled() const { return m_flag->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic_bool> m_flag;
};

// Progress of long work, 0..1, never falling. Called on the worker's thread.
using ProgressFn = std::function<void(double)>;

} // namespace sc
