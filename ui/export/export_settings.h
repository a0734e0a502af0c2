// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QSize>

namespace sc::ui {

enum class ExportKind { FinalCut, Movie };

// What the Export screen asks for; one set of options a kind.
struct ExportSettings
{
    ExportKind kind = ExportKind::FinalCut;
    QString destination; // absolute file

    // Final Cut Pro
    QString version = QStringLiteral("1.10");
    bool sectionMarkers = true;
    bool barMarkers = true;
    bool beatMarkers = false;
    bool lyricMarkers = false;
    bool promptNotes = true;
    bool startAtOneHour = true;

    // Movie
    QSize size;                     // empty = the project's
    int quality = 18;               // CRF
    std::optional<TickRange> range; // nothing = whole program
};

[[nodiscard]] QString exportName(ExportKind kind);   // "Final Cut Pro"
[[nodiscard]] QString exportSuffix(ExportKind kind); // ".fcpxml"
// Beside the project, in its exports folder, named like it.
[[nodiscard]] QString defaultDestination(const QString &bundle, const QString &projectName, ExportKind kind);

} // namespace sc::ui
