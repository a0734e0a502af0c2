// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>

namespace sc {

// Reads one JSON object. Anything else is VALIDATION_ERROR with the byte offset; `what` names the text for people.
[[nodiscard]] Result<QJsonObject> parseJsonObject(const QByteArray &bytes, const QString &what);
[[nodiscard]] Result<QJsonArray> parseJsonArray(const QByteArray &bytes, const QString &what);

[[nodiscard]] QByteArray toCompactJson(const QJsonObject &object);
[[nodiscard]] QByteArray toCompactJson(const QJsonArray &array);

} // namespace sc
