// SPDX-License-Identifier: GPL-3.0-or-later
// Any JSON as a stored analysis. What is accepted can be written again and is accepted then too.
#include "core/audio/analysis.h"
#include "core/base/json.h"

#include <QtCore/QJsonDocument>

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto json = sc::parseJsonObject(text, QStringLiteral("text"));
    if (!json)
        return 0;
    const auto analysis = sc::audio::analysisFromJson(*json);
    if (!analysis)
        return 0;
    const QByteArray written = sc::toCompactJson(sc::audio::toJson(*analysis));
    const auto again = sc::parseJsonObject(written, QStringLiteral("text"));
    if (!again)
        __builtin_trap();
    if (!sc::audio::analysisFromJson(*again))
        __builtin_trap();
    (void)sc::audio::toReportJson(*analysis, QString());
    return 0;
}
