// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sc::ui {

class ActionRegistry;
class AnalysisScreen;

// Everything the analysis screen can do by a key, from the palette or a menu: ids "analysis.*".
void addAnalysisActions(ActionRegistry &actions, AnalysisScreen *screen);

} // namespace sc::ui
