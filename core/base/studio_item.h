// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QString>

namespace sc {

// A character, a style template or a prompt template as it is kept: in a project, or shared in the library. What the
// content means is for core/generation to know.
struct StudioItem
{
    QString id;
    QString kind; // "character", "style_template", "prompt_template"
    QString name; // unique among its kind in one place, whatever the case
    QJsonObject content;
    int version = 1;   // counts every change
    QString createdAt; // UTC, ISO 8601 with milliseconds
    QString updatedAt;
    bool operator==(const StudioItem &) const = default;
};

// What it was before a change.
struct StudioItemVersion
{
    int version = 1;
    QString at; // when this version was made
    QString name;
    QJsonObject content;
    bool operator==(const StudioItemVersion &) const = default;
};

} // namespace sc
