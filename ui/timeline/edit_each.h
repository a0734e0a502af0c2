// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timeline_editor.h"

#include <QtCore/QCoreApplication>

// Internal to the commands of the timeline.
namespace sc::ui::edit {

inline void nothingToActOn(TimelineEditor &editor)
{
    editor.report(
        Problem(ProblemCode::ValidationError,
                QCoreApplication::translate("sc::ui::edit", "No shot is selected and none lies under the playhead. Select a shot first.")));
}

// Runs one edit after another on copies, so that several shots make one step of undo.
template<class Edit> void onEach(TimelineEditor &editor, const QString &name, const std::vector<ClipId> &clips, Edit edit)
{
    if (clips.empty()) {
        nothingToActOn(editor);
        return;
    }
    Result<timeline::Timeline> result = editor.timeline();
    for (const ClipId &clip : clips) {
        result = edit(*result, clip);
        if (!result)
            break;
    }
    editor.commit(name, result);
}

} // namespace sc::ui::edit
