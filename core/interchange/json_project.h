// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/cut_export.h"

#include <QtCore/QJsonObject>

// A project as JSON. storycanvas_v1 says what a person or a script wants to know, storycanvas_v2 holds the whole bundle.
namespace sc::interchange {

[[nodiscard]] QJsonObject readableJson(const ExportSource &source);

struct JsonImport
{
    QString bundle;
    int version = 0; // 1 or 2
    int scenes = 0;
    int clips = 0;
    int takes = 0;
    int mediaFound = 0;  // files that were brought along
    QStringList notices; // what was left out, files that are missing; translated
};
// Makes a bundle of either form. Media of v2 are taken from beside the file ("<name> Media") or from where they lay, known by their
// content. VALIDATION_ERROR, NEWER_VERSION, DUPLICATE_RESOURCE, problems of writing; then nothing is left.
[[nodiscard]] Result<JsonImport> importProject(const QString &file, const QString &bundle, const CancelToken &cancel = {});
// The timeline of a storycanvas_v1 text: clips, scenes, markers, lyrics. VALIDATION_ERROR with what is wrong.
[[nodiscard]] Result<timeline::Timeline> timelineFromJson(const QByteArray &bytes, QStringList &notices);

} // namespace sc::interchange
