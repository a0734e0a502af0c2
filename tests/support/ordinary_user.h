// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

#ifdef Q_OS_LINUX
#include <unistd.h>
#endif

namespace sc::test {

// While it lives, this process has the rights of nobody in particular, also where the tests are run by the system's
// administrator, who may read everything. What it is to reach must be open to all.
class OrdinaryUser
{
public:
#ifdef Q_OS_LINUX
    // The real user too: that is whose rights access() tells.
    OrdinaryUser() : m_isChanged(geteuid() == 0 && setresuid(kNobody, kNobody, 0) == 0) {}
    ~OrdinaryUser()
    {
        if (m_isChanged && setresuid(0, 0, 0) != 0)
            qFatal("the test cannot have its rights back");
    }
#else
    OrdinaryUser() = default;
    ~OrdinaryUser() = default;
#endif
    OrdinaryUser(const OrdinaryUser &) = delete;
    OrdinaryUser &operator=(const OrdinaryUser &) = delete;

private:
#ifdef Q_OS_LINUX
    static constexpr unsigned kNobody = 65534;
    bool m_isChanged;
#endif
};

} // namespace sc::test
