// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a file of another program: read and checked. Nothing may crash, hang or run out of memory.
#include "core/interchange/read_cut.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto cut = sc::interchange::readXmeml(bytes);
    const QStringList breaches = sc::interchange::checkXmeml(bytes);
    if (!cut && breaches.isEmpty())
        __builtin_trap();
    return 0;
}
