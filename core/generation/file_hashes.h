// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>

namespace sc::generation {

// SHA-256 of files, hex, read once for each path, size and time of change. Blocking; one thread at a time.
class FileHashes
{
public:
    [[nodiscard]] QString of(const QString &path); // empty: it cannot be read

private:
    struct Entry
    {
        qint64 size = 0;
        qint64 changed = 0; // ms since 1970
        QString hash;
    };
    QHash<QString, Entry> m_known;
};

} // namespace sc::generation
