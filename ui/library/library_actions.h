// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sc::ui {

class ActionRegistry;
class AppContext;
class LibraryScreen;

// What the keys and the palette can do on the Library screen.
void addLibraryActions(LibraryScreen &screen, AppContext &context);

} // namespace sc::ui
