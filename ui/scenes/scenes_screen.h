// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scenes/shot_list_files.h"
#include "ui/scenes/shot_table.h"
#include "ui/widgets/app_context.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

class Chip;
class EmptyState;
class IconButton;
class InspectorPanel;
class MultiEditBar;
class OutlineModel;
class OutlineView;
class Panel;
class PushButton;
class SearchField;
class Segment;
class TextLabel;
class TimelineEditor;

// Outline, table of shots, inspector. The selection is the timeline's: what is chosen here is chosen there.
class ScenesScreen : public QWidget
{
    Q_OBJECT

public:
    // `editor` is the timeline screen's and outlives this one.
    ScenesScreen(AppContext &context, TimelineEditor &editor, QWidget *parent = nullptr);

    [[nodiscard]] TimelineEditor &editor() const { return m_editor; }
    [[nodiscard]] AppContext &context() const { return m_context; }
    [[nodiscard]] ShotTable &table() const { return *m_table; }
    [[nodiscard]] ShotModel &model() const { return *m_model; }
    [[nodiscard]] OutlineView &outline() const { return *m_outline; }
    [[nodiscard]] MultiEditBar &multiEdit() const { return *m_multi; }
    [[nodiscard]] InspectorPanel &inspector() const { return *m_inspector; }
    [[nodiscard]] SearchField &search() const { return *m_search; }
    [[nodiscard]] ShotListFiles &listFiles() { return m_listFiles; }
    void setFilter(const ShotFilter &filter);

    // What the actions of this screen do.
    void newShot();
    void setDropKind(DropKind kind);
    [[nodiscard]] DropKind dropKind() const;
    void makeCurrentLive(); // the alternate that is current in the outline
    void toggleInspector(); // in a narrow window
    void focusSearch();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildOutline();
    void buildTable();
    void connectTable();
    void connectOutline();
    void takeTimeline();
    void takeSelection();
    void submitCell(const std::vector<ClipId> &clips, ShotColumn column, const QString &text);
    void openMenu(const QPoint &at, bool onScene);
    void openStateMenu();
    void refreshFilter();
    void keepColumns();
    void restoreColumns();
    void layOut();
    void placeBar();

    AppContext &m_context;
    TimelineEditor &m_editor;
    ShotListFiles m_listFiles;
    OutlineModel *m_outlineModel;
    ShotModel *m_model;
    Panel *m_outlinePanel = nullptr;
    Panel *m_tablePanel = nullptr;
    Panel *m_noProject = nullptr;
    OutlineView *m_outline = nullptr;
    ShotTable *m_table = nullptr;
    InspectorPanel *m_inspector = nullptr;
    MultiEditBar *m_multi = nullptr;
    SearchField *m_search = nullptr;
    SearchField *m_outlineSearch = nullptr;
    Chip *m_sceneChip = nullptr;
    Chip *m_stateChip = nullptr;
    Segment *m_drop = nullptr;
    TextLabel *m_count = nullptr;
    TextLabel *m_scenes = nullptr;
    IconButton *m_outlineButton = nullptr;
    IconButton *m_inspectorButton = nullptr;
    PushButton *m_newShot = nullptr;
    EmptyState *m_empty = nullptr;
    bool m_outlineOpen = false;   // as a drawer
    bool m_inspectorOpen = false; // as a drawer
    bool m_isTaking = false;      // the selection is on its way
};

// Actions of the screen; their keys work while it is shown.
void registerSceneActions(ActionRegistry &actions, ScenesScreen *screen);

} // namespace sc::ui
