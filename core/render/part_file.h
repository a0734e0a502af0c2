// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QString>

namespace sc::render {

// A file while it grows, under a temporary name beside its destination. Removed again unless it was moved there.
class PartFile
{
public:
    explicit PartFile(const QString &destination);
    ~PartFile();
    PartFile(const PartFile &) = delete;
    PartFile &operator=(const PartFile &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    // Replaces the destination in one step. PERMISSION_DENIED.
    [[nodiscard]] Result<> moveToDestination() const;

private:
    QString m_destination;
    QString m_path;
};

} // namespace sc::render
