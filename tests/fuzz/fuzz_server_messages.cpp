// SPDX-License-Identifier: GPL-3.0-or-later
// Anything as what a ComfyUI server says: events, binary frames and answers.
#include "core/comfy/server_answers.h"
#include "core/comfy/server_events.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    (void)sc::comfy::readEvent(bytes);
    (void)sc::comfy::readBinary(bytes);
    (void)sc::comfy::readHistory(bytes, QStringLiteral("p"));
    (void)sc::comfy::readQueue(bytes);
    (void)sc::comfy::readSubmission(200, bytes);
    (void)sc::comfy::readSubmission(400, bytes);
    (void)sc::comfy::readSystemStats(bytes);
    return 0;
}
