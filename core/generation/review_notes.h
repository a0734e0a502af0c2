// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/gallery.h"

// What was said of takes, for people who were not there: by shot in song order, with bar and time.
namespace sc::generation {

enum class NotesFormat { Markdown, Csv };
[[nodiscard]] std::optional<NotesFormat> notesFormatOf(const QString &file); // by its ending: md, txt, csv

// Takes without verdict, stars, note, tags or findings say nothing and are left out. UTF-8.
[[nodiscard]] QByteArray reviewNotes(const timeline::Timeline &timeline, const std::vector<GalleryItem> &items, NotesFormat format);
// INVALID_PARAMETER for an ending it does not know, NOTHING_TO_UPDATE when nothing was said, PERMISSION_DENIED,
// INSUFFICIENT_STORAGE. Replaces the file as a whole.
[[nodiscard]] Result<int> writeReviewNotes(const QString &file, const timeline::Timeline &timeline, const std::vector<GalleryItem> &items);

[[nodiscard]] QString checkTitle(const QString &check); // "wrong_length": translated "Length"

} // namespace sc::generation
