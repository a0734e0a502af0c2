// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/clip_values.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/panel.h"

class QStackedWidget;
class QScrollArea;

namespace sc::ui {

class ClipDetails;
class EmptyState;
class FieldChoice;
class IconButton;
class InspectorField;
class LineField;
class ScenePage;
class Segment;
class TakePage;
class TextField;
class TextLabel;
class VersionPage;

// The panel right of the monitor: the fields of the selected shots or scene. Every field that is left after a change is
// one step of undo.
class InspectorPanel : public Panel
{
    Q_OBJECT

public:
    explicit InspectorPanel(TimelineEditor *editor, QWidget *parent = nullptr);
    void setCompact(bool compact); // only name, In, Out and Length
    void focusName();
    enum class ClipPage { Details, Takes, Versions };
    void showClipPage(ClipPage page);

private:
    [[nodiscard]] QWidget *buildClip();
    void refresh();
    void refreshClips();
    void refreshScene(const timeline::Scene &scene);
    void setClipsReadOnly(bool readOnly);

    // Runs `edit(timeline, clip)` over the selected shots as one step; a Problem goes to the field it belongs to.
    template<class Edit> void commitClips(InspectorField *field, const QString &name, Edit edit);
    void store(InspectorField *field, const QString &name, const Result<timeline::Timeline> &edited);
    void commitIn(const QString &text);
    void commitOut(const QString &text);
    void commitLength(const QString &text);

    TimelineEditor *m_editor;
    TextLabel *m_title;
    TextLabel *m_kind;
    IconButton *m_lock;
    QStackedWidget *m_pages;
    QWidget *m_tabRow; // which page of a shot
    Segment *m_tabs;
    QScrollArea *m_scroll;
    ClipDetails *m_details;
    TakePage *m_takes;
    VersionPage *m_versions;
    LineField *m_name;
    LineField *m_in;
    LineField *m_out;
    LineField *m_length;
    TextField *m_lyrics;
    TextField *m_prompt;
    QWidget *m_moveRow;
    FieldChoice *m_move;
    ScenePage *m_scene;
    std::vector<CameraMove> m_moves = cameraMoves();
};

} // namespace sc::ui
