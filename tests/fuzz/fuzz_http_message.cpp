// SPDX-License-Identifier: GPL-3.0-or-later
// Anything as a request to the practice server: head, body, form; and as an address that a person typed.
#include "core/comfy/server_address.h"
#include "core/practice/http_message.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    sc::practice::HttpParse parse = sc::practice::parseHttp(bytes, 4096);
    (void)sc::practice::formParts(parse.message);
    parse.message.headers.insert("content-type", "multipart/form-data; boundary=b");
    parse.message.body = bytes;
    (void)sc::practice::formParts(parse.message);
    if (const auto address = sc::comfy::normalisedAddress(QString::fromUtf8(bytes))) {
        (void)sc::comfy::httpUrl(*address, QStringLiteral("/x"));
        (void)sc::comfy::socketUrl(*address, QStringLiteral("/ws"), QStringLiteral("c"));
    }
    return 0;
}
