// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

namespace sc::bench {

// The main() of a tool that prints one JSON line a file: `measure` gives Result<QJsonObject> for a path. Files that cannot be
// measured are told on stderr and make it end with 1.
template<class Measure> [[nodiscard]] int printPerFile(int argc, char *argv[], Measure measure)
{
    const QCoreApplication app(argc, argv);
    bool isGood = argc > 1;
    for (const QString &path : QCoreApplication::arguments().mid(1)) {
        const auto line = measure(path);
        if (line)
            std::printf("%s\n", toCompactJson(*line).constData());
        else
            std::fprintf(stderr, "%s: %s\n", qPrintable(path), qPrintable(line.error().toLogLine()));
        isGood = isGood && line.has_value();
    }
    return isGood ? 0 : 1;
}

} // namespace sc::bench
