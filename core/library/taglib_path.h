// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFile>
#include <QtCore/QString>

namespace sc::library {

// What TagLib wants for a path differs by system.
#ifdef Q_OS_WIN
[[nodiscard]] inline std::wstring nativePath(const QString &path)
{
    return path.toStdWString();
}
#else
[[nodiscard]] inline QByteArray nativePath(const QString &path)
{
    return QFile::encodeName(path);
}
#endif

} // namespace sc::library
