// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/edit_model.h"

namespace sc::interchange {

// Draws, copies, links and makes the files of `edit` that do not lie where they are, into `folder`, under their names. Sets what
// only making shows: the samples of the song. CANCELLED, INSUFFICIENT_STORAGE, problems of reading what is copied.
[[nodiscard]] Result<> makeMedia(Edit &edit, const ExportSource &source, const CutOptions &options, const QString &folder,
                                 const CancelToken &cancel, const ProgressFn &progress);
// About how much of the disk that takes.
[[nodiscard]] qint64 expectedBytes(const Edit &edit);
// What files of ours in a media folder are called; the others are a person's own.
[[nodiscard]] QRegularExpression namesOfMadeMedia();
[[nodiscard]] Problem exportCancelled();

} // namespace sc::interchange
