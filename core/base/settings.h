// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QStringList>

#include <vector>

namespace sc {

enum class SettingKind { Switch, Choice, Number, Folder };

// One thing that a person can set. Values are texts: "on"/"off", one of `choices`, a whole number, a path.
struct SettingSpec
{
    QString key;   // "timeline.snap"
    QString page;  // "timeline"
    QString group; // translated heading within its page
    QString name;  // translated
    QString text;  // translated: one sentence on what it does
    SettingKind kind = SettingKind::Switch;
    QString standard;        // value when nothing was set
    QStringList choices;     // of a Choice: as stored
    QStringList choiceNames; // translated
    int least = 0;           // of a Number
    int most = 0;
    QString unit; // of a Number, translated
};

[[nodiscard]] const std::vector<SettingSpec> &settingSpecs();
[[nodiscard]] const SettingSpec *findSetting(const QString &key); // nullptr: not known
// Pages in their order: key and translated name.
[[nodiscard]] std::vector<std::pair<QString, QString>> settingPages();

// The value as it is stored. VALIDATION_ERROR with the rule and an example.
[[nodiscard]] Result<QString> checkedSetting(const SettingSpec &spec, const QString &text);
[[nodiscard]] QString ruleOf(const SettingSpec &spec); // "1 to 240, for example 12"
// "settings/timeline.snap": how the profile names it.
[[nodiscard]] QString storedKeyOf(const SettingSpec &spec);

} // namespace sc
