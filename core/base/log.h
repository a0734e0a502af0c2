// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"

#include <QtCore/QLoggingCategory>

namespace sc {

Q_DECLARE_LOGGING_CATEGORY(logBase)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logMedia)
Q_DECLARE_LOGGING_CATEGORY(logAudio)
Q_DECLARE_LOGGING_CATEGORY(logUi)

// Also writes what is logged to `folder`/storycanvas.log; at 4 MB the file becomes storycanvas.1.log, of which
// three are kept. Call once, from main. A folder that cannot be written leaves only stderr.
void startLogFile(const QString &folder);

void logProblem(const QLoggingCategory &category, const Problem &problem);

} // namespace sc
