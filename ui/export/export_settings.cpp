// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_settings.h"

#include "core/base/text.h"

#include <QtCore/QCoreApplication>

namespace sc::ui {

QString exportName(ExportKind kind)
{
    return kind == ExportKind::FinalCut ? QCoreApplication::translate("sc::ui", "Final Cut Pro")
                                        : QCoreApplication::translate("sc::ui", "Movie");
}

QString exportSuffix(ExportKind kind)
{
    return kind == ExportKind::FinalCut ? QStringLiteral(".fcpxml") : QStringLiteral(".mp4");
}

QString defaultDestination(const QString &bundle, const QString &projectName, ExportKind kind)
{
    return bundle + QStringLiteral("/exports/") + safeFileName(projectName) + exportSuffix(kind);
}

} // namespace sc::ui
