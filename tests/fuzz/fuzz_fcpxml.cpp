// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as FCPXML: read and checked. Nothing may crash, hang or run out of memory.
#include "core/interchange/fcpxml.h"
#include "core/interchange/read_cut.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray xml(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto read = sc::interchange::readFcpxml(xml);
    const QStringList breaches = sc::interchange::checkFcpxml(xml);
    // What cannot be read is never called sound.
    if (!read && breaches.isEmpty())
        __builtin_trap();
    (void)sc::interchange::readFcpxmlCut(xml);
    return 0;
}
