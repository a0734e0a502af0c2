// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/problem.h"

#include <QtCore/QStringList>

#include <vector>

namespace sc::library {

// What an import has to look at.
struct FoundFiles
{
    struct Refused
    {
        QString path;
        Problem problem;
    };
    QStringList files;            // absolute; each once, folders in the order of their names
    std::vector<Refused> refused; // folders that may not be read
};

// `paths` themselves, and what lies in those of them that are folders, at any depth: files that are songs by their
// content, and those whose name says so (which are then refused with the reason). Hidden files and links to folders are
// passed over. Blocking; any thread.
[[nodiscard]] FoundFiles findSongs(const QStringList &paths, const CancelToken &cancel);

} // namespace sc::library
