// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/exports.h"

#include <QtCore/QJsonObject>

// Options of the exports to editors and to people as presets keep them. INVALID_PARAMETER names the key and what it may be.
namespace sc::render {

[[nodiscard]] Result<interchange::FcpxmlExport> fcpxmlFromJson(const QJsonObject &json, const QString &destination);
[[nodiscard]] Result<interchange::EdlExport> edlFromJson(const QJsonObject &json, const QString &destination);
[[nodiscard]] Result<interchange::OtioExport> otioFromJson(const QJsonObject &json, const QString &destination);
[[nodiscard]] Result<interchange::XmemlExport> xmemlFromJson(const QJsonObject &json, const QString &destination);
[[nodiscard]] Result<interchange::ResolveExport> resolveFromJson(const QJsonObject &json, const QString &destination);
[[nodiscard]] Result<interchange::JsonExport> jsonFromJson(const QJsonObject &json, const QString &destination);
[[nodiscard]] Result<interchange::StoryboardExport> storyboardFromJson(const QJsonObject &json, const QString &destination);
[[nodiscard]] Result<interchange::LyricsExport> lyricsFromJson(const QJsonObject &json, const QString &destination);
[[nodiscard]] Result<interchange::MarkersExport> markersFromJson(const QJsonObject &json, const QString &destination);
// What all cuts share; for a preview.
[[nodiscard]] Result<interchange::CutOptions> cutFromJson(const QJsonObject &json, const QString &destination);

} // namespace sc::render
