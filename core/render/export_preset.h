// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <vector>

namespace sc::render {

// A kind of export with its options under a name.
struct ExportPreset
{
    QString id;          // of a built-in one a word ("youtube"), of an own one a UUID
    QString name;        // translated; of an own one what the person typed, 1..60
    QString kind;        // name of an ExportJobKind
    QJsonObject options; // as movie_options_json.h and cut_options_json.h read them
    bool isBuiltIn = false;
    bool operator==(const ExportPreset &) const = default;
};

[[nodiscard]] const std::vector<ExportPreset> &builtInPresets();

// Own presets as the profile keeps them. Entries that are none are left out.
inline const QString kPresetsSetting = QStringLiteral("exports/presets");
[[nodiscard]] std::vector<ExportPreset> presetsFromText(const QString &text);
[[nodiscard]] QString toText(const std::vector<ExportPreset> &own);

// Adds one, or replaces the own one with its id. VALIDATION_ERROR for the name, DUPLICATE_RESOURCE when another has it.
[[nodiscard]] Result<std::vector<ExportPreset>> withPreset(std::vector<ExportPreset> own, ExportPreset preset);
// By id or by name, letters of either case. RESOURCE_NOT_FOUND naming those there are.
[[nodiscard]] Result<ExportPreset> findPreset(const std::vector<ExportPreset> &own, const QString &wanted);

} // namespace sc::render
