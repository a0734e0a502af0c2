// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArrayView>

namespace sc::media {

enum class MpegAudio { None, Mp3, Adts };

// Whether MPEG audio frames (layers 1 to 3, or AAC in ADTS) follow each other without a gap somewhere in `bytes`:
// three in a row, or fewer when the file ends there. One sync word alone is no proof, text and pictures have those too.
// `toFileEnd`: nothing of the file follows these bytes. Headers: ISO/IEC 11172-3 2.4.2.3, 14496-3 1.A.3.2.
[[nodiscard]] MpegAudio findMpegAudio(QByteArrayView bytes, bool toFileEnd);

} // namespace sc::media
