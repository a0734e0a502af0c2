// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project_session.h"

#include <QtCore/QJsonObject>

namespace sc::project {

// Everything a bundle holds apart from its files, as {"schema": version, "tables": {table: [{column: value}]}}. Whole numbers beyond
// 2^53 are {"int": "text"}, bytes {"base64": "text"}, so that all comes back as it was. Reads everything: not for every edit.
[[nodiscard]] Result<QJsonObject> contentOf(const ProjectSession &session);

// Makes a bundle of such content; media are not its business. Columns that an older program did not know get their defaults.
// NEWER_VERSION, VALIDATION_ERROR (no such content, or rows the schema does not take), DUPLICATE_RESOURCE (a project is there),
// PERMISSION_DENIED, INSUFFICIENT_STORAGE. On any problem nothing is left.
[[nodiscard]] Result<> makeBundleOf(const QString &bundle, const QJsonObject &content);

} // namespace sc::project
