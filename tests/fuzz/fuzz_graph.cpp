// SPDX-License-Identifier: GPL-3.0-or-later
// A server's list of nodes, a zero byte, a graph: both from strangers. Neither crashes what reads, checks and fits them.
#include "core/base/json.h"
#include "core/comfy/graph_check.h"

#include <QtCore/QCoreApplication>

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype cut = text.indexOf('\0');
    const auto info = sc::comfy::ObjectInfo::parse(text.left(cut));
    const auto graph = sc::parseJsonObject(text.mid(cut + 1), QStringLiteral("graph"));
    if (!graph)
        return 0;
    const sc::comfy::ObjectInfo &nodes = info ? *info : sc::comfy::ObjectInfo::builtIn();
    (void)sc::comfy::checkGraph(*graph, nodes);
    (void)sc::comfy::checkGraph(sc::comfy::fittedTo(*graph, nodes), nodes);
    return 0;
}
