// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;

namespace sc::resources {

// Makes ":/tokens.json", ":/icons/*.svg", ":/fonts/*" and ":/demo/*" readable. A static library's resources are not
// found without it; calling it again does nothing.
void init();

// Gives the program the words of the person's language, English where there are none. Once, after the application object.
void installTranslations(QCoreApplication &app);

} // namespace sc::resources
