// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model_runner/memory_limit.h"

#include <QtCore/QtGlobal>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <sys/resource.h>
#endif

namespace sc {

void limitMemory(int megabytes)
{
#ifdef Q_OS_WIN
    const HANDLE job = CreateJobObjectW(nullptr, nullptr);
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_PROCESS_MEMORY;
    limits.ProcessMemoryLimit = static_cast<SIZE_T>(megabytes) << 20;
    if (job && SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits))
        AssignProcessToJobObject(job, GetCurrentProcess()); // the handle lives as long as the process
#else
    // The address sanitizer reserves terabytes of addresses and could not start a thread under the limit.
#if !defined(__SANITIZE_ADDRESS__)
    const rlimit limit{static_cast<rlim_t>(megabytes) << 20, static_cast<rlim_t>(megabytes) << 20};
    setrlimit(RLIMIT_AS, &limit);
#else
    Q_UNUSED(megabytes);
#endif
    const rlimit noCore{0, 0};
    setrlimit(RLIMIT_CORE, &noCore);
#endif
}

} // namespace sc
