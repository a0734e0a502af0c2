// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/take.h"

namespace sc::ui {

class AppContext;
class TimelineEditor;

// Commands on the takes that the selected shots show, else the shot under the playhead. Problems are reported.
namespace edit {

void sendToPool(AppContext &context, TimelineEditor &editor);   // says what came into it, with a way there
void compareTakes(AppContext &context, TimelineEditor &editor); // on the Generate screen
void rateShown(TimelineEditor &editor, int stars);              // 1..5; the same again takes it back
void rejectShown(TimelineEditor &editor);                       // or takes it back, when all are rejected

} // namespace edit
} // namespace sc::ui
