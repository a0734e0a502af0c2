// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sc::resources {

// Makes ":/tokens.json", ":/icons/*.svg", ":/fonts/*" and ":/demo/*" readable. A static library's resources are not
// found without it; calling it again does nothing.
void init();

} // namespace sc::resources
