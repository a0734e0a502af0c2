// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>

#include <vector>

namespace sc::ui {

// One option of an export as the form shows it: a choice, or a check mark. Kept under `key` as core/render reads it.
struct ExportField
{
    enum class Kind { Choice, Check };
    struct Option
    {
        QString text;
        QJsonValue value;
    };
    QString key;
    QString label; // translated
    QString group; // heading of check marks
    Kind kind = Kind::Choice;
    std::vector<Option> options; // of a choice; the first is the usual one
    bool isOn = false;           // of a check mark, where nothing was said
    int count = -1;              // tertiary, right of a check mark; -1: none
};

// The options that make sense for this kind with what is chosen already: containers of the codec, limits where there is a
// loudness to reach. Pure.
[[nodiscard]] std::vector<ExportField> exportFields(const QString &kind, const QJsonObject &options, const timeline::Timeline &timeline);

// `options` without what does not go together any more after a change, each with its usual value instead.
[[nodiscard]] QJsonObject settledOptions(const QString &kind, QJsonObject options, const timeline::Timeline &timeline);

// The second line of a preset: "H.264, 1080p, -14 LUFS".
[[nodiscard]] QString presetDetail(const QString &kind, const QJsonObject &options, const timeline::Project *project);

} // namespace sc::ui
