// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/clip_version.h"

#include <QtWidgets/QStackedWidget>

class QGridLayout;

namespace sc::ui {

class FieldChoice;
class PushButton;
class TimelineEditor;

// The inspector's page of a shot's versions: save the shot as it is, put any two side by side with what differs marked, and
// restore one.
class VersionPage : public QStackedWidget
{
    Q_OBJECT

public:
    explicit VersionPage(TimelineEditor *editor, QWidget *parent = nullptr);
    void setClip(const ClipId &clip, bool readOnly); // empty: several shots are selected
    void refresh();

private:
    void compare();
    void restore();

    TimelineEditor *m_editor;
    FieldChoice *m_left;
    FieldChoice *m_right;
    PushButton *m_restore;
    QWidget *m_table;
    QGridLayout *m_grid;
    ClipId m_clip;
    ClipId m_shown; // whose versions the choices name
    bool m_readOnly = false;
};

} // namespace sc::ui
