// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a project file of either form, made into a bundle. Nothing may crash, hang or run out of memory; what is made
// can be opened, and what cannot be made leaves nothing.
#include "core/interchange/json_project.h"
#include "core/project/project_session.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QTemporaryDir folder;
    const QString bundle = folder.filePath(QStringLiteral("Film.storycanvas"));
    QFile file(folder.filePath(QStringLiteral("film.json")));
    const auto bytes = static_cast<qint64>(size);
    if (!file.open(QIODevice::WriteOnly) || file.write(reinterpret_cast<const char *>(data), bytes) != bytes)
        return 0;
    file.close();
    const auto made = sc::interchange::importProject(file.fileName(), bundle);
    if (!made && QDir(bundle).exists())
        __builtin_trap();
    if (made && !sc::project::ProjectSession::open(bundle, sc::project::OpenMode::ReadOnly))
        __builtin_trap();
    return 0;
}
