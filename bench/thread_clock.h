// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

#include <chrono>
#ifdef Q_OS_UNIX
#include <ctime>
#endif

namespace sc::bench {

// Seconds of processor that the calling thread has used, so that other work of the machine and of our own workers does
// not count. Where the system does not tell: seconds of a steady clock.
[[nodiscard]] inline double threadSeconds()
{
#ifdef Q_OS_UNIX
    timespec now{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0)
        return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
#endif
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace sc::bench
