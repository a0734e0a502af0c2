// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/feature_export.h"
#include "ui/widgets/app_context.h"

class QWidget;

namespace sc::ui {

// Everything that was heard, as corrected, into a file of one of the formats; asks where to. `songFile` gives the name.
void openExportMenu(AppContext &context, const std::shared_ptr<const audio::Analysis> &analysis, const QString &songFile, QWidget *host,
                    QPoint globalPosition);

// Whole or not at all; false: the problem was raised.
bool exportAnalysis(AppContext &context, const audio::Analysis &analysis, const QString &songFile, audio::FeatureFormat format,
                    const QString &file);

} // namespace sc::ui
