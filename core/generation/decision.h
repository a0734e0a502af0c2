// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/ids.h"

#include <QtCore/QJsonObject>
#include <QtCore/QString>

namespace sc::generation {

// One line of a job's story: what was done with it and why.
struct Decision
{
    qint64 n = 0;
    JobId job;
    QString at;        // UTC, ISO 8601 with milliseconds
    QString kind;      // "assigned", "sent", "retried" ...: for scripts
    QString server;    // name; empty: none involved
    QString reason;    // translated sentence
    QJsonObject facts; // figures that it rests on
    bool operator==(const Decision &) const = default;
};

} // namespace sc::generation
