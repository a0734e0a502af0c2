// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/generation/gallery.h"

// Files of takes on their way out of a project.
namespace sc::generation {

struct TakeCopy
{
    TakeId take;
    QString from; // absolute
    QString to;
};
struct TakeCopies
{
    std::vector<TakeCopy> copies;
    std::vector<Problem> missing; // MEDIA_MISSING: takes whose file is not there
    qint64 bytes = 0;
};
// "025 Visor, close - take 3.mp4" in `folder`; where that name is taken, also by a file that is there already, "(2)" is added: nothing is
// ever overwritten. `fileOf`: absolute path of a take.
[[nodiscard]] TakeCopies planTakeCopies(const std::function<QString(const timeline::Take &)> &fileOf, const std::vector<GalleryItem> &items,
                                        const QString &folder);

struct CopiedTakes
{
    int copied = 0;
    qint64 bytes = 0;
    std::vector<Problem> problems; // of single files, naming them
};
// INSUFFICIENT_STORAGE before the first byte, PERMISSION_DENIED for the folder, CANCELLED (what was copied whole stays). Any
// thread; blocking.
[[nodiscard]] Result<CopiedTakes> copyTakes(const TakeCopies &plan, const QString &folder, const CancelToken &cancel = {},
                                            const ProgressFn &progress = {});

} // namespace sc::generation
