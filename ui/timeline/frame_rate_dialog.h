// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/project_edits.h"

#include <QtWidgets/QDialog>

namespace sc::ui {

class FieldChoice;
class PushButton;
class RowList;
class TextLabel;
class TimelineEditor;

// Another frame rate for the project: every boundary that would move and how far, before anything does. One step of undo.
class FrameRateDialog : public QDialog
{
    Q_OBJECT

public:
    explicit FrameRateDialog(TimelineEditor *editor, QWidget *parent = nullptr);

private:
    void refresh();
    void change();

    TimelineEditor *m_editor;
    FieldChoice *m_rate;
    TextLabel *m_summary;
    RowList *m_moves;
    PushButton *m_change;
    Result<timeline::FrameRateChange> m_preview;
};

} // namespace sc::ui
