// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/object_info.h"

#include <QtCore/QStringList>

// Which of a server's files a graph uses.
namespace sc::comfy {

// One list of files on a server: an input of a loader.
struct FileList
{
    QString className; // "VAELoader"
    QString input;     // "vae_name"
};

// What is looked for in a list, best pattern first.
struct FileWish
{
    QStringList patterns; // regular expressions on the folded name (see foldedName)
    QString avoid;        // a pattern that rules a file out, may be empty
    QString canonical;    // the maker's file name: sent where the server does not tell its names, named where it is missing
    QString what;         // translated: "the VAE of Wan 2.1"
};

// Lower case, folders and extension left out, every run of space, '_', '.' and '-' one '-'.
[[nodiscard]] QString foldedName(const QString &fileName);

// The file that fits, as the server writes it. MODEL_MISSING names what is missing and the file that would do.
[[nodiscard]] Result<QString> pickFile(const ObjectInfo &info, const FileList &list, const FileWish &wish);
// The file that a person named: as the server writes it, also when only its base name was given. MODEL_MISSING with names
// that are alike.
[[nodiscard]] Result<QString> namedFile(const ObjectInfo &info, const FileList &list, const QString &name);
[[nodiscard]] bool listHas(const ObjectInfo &info, const FileList &list, const QString &name);

} // namespace sc::comfy
