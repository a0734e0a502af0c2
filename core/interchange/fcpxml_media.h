// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/interchange/fcpxml_document.h"

namespace sc::interchange {

// Draws each clip's card at the frame in its middle into `folder`, as PNG at the project's size. CANCELLED,
// INSUFFICIENT_STORAGE.
[[nodiscard]] Result<> writeStills(const timeline::Timeline &timeline, const FcpxmlDocument &document, const QString &folder,
                                   const CancelToken &cancel, const ProgressFn &progress);

// The song as 48 kHz WAV into `folder`; gives its facts and adds notices. Problems as media::AudioReader, CANCELLED.
[[nodiscard]] Result<DocumentSong> writeSongFile(const timeline::Timeline &timeline, const QString &songFile, const QString &folder,
                                                 QStringList &notices, const CancelToken &cancel, const ProgressFn &progress);

} // namespace sc::interchange
