// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"

#include <QtCore/QJsonObject>

// Small JSON files of a profile that are read and written as a whole.
namespace sc::generation {

// An empty object when there is no such file. FILE_DAMAGED, PERMISSION_DENIED.
[[nodiscard]] Result<QJsonObject> readProfileFile(const ProfilePaths &profile, const QString &name);
// Whole or as it was before. PERMISSION_DENIED, INSUFFICIENT_STORAGE.
[[nodiscard]] Result<> writeProfileFile(const ProfilePaths &profile, const QString &name, const QJsonObject &json);
[[nodiscard]] Problem damagedProfileFile(const QString &name, const QString &detail);

} // namespace sc::generation
