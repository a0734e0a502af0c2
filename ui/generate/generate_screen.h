// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/app_context.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

class EmptyState;
class GenerateDesk;
class Panel;
class ParamPanel;
class PushButton;
class ShotRack;
class TakeStage;
class TextLabel;
class TimelineEditor;

// The studio: shots to choose from, their takes to look at and compare, and all that the next take is made with. The selection is the
// timeline's: the shot that is chosen there is the one here.
class GenerateScreen : public QWidget
{
    Q_OBJECT

public:
    // `editor` is the timeline screen's and outlives this one.
    GenerateScreen(AppContext &context, TimelineEditor &editor, QWidget *parent = nullptr);

    [[nodiscard]] GenerateDesk &desk() const { return *m_desk; }
    [[nodiscard]] ShotRack &rack() const { return *m_rack; }
    [[nodiscard]] TakeStage &stage() const { return *m_stage; }
    [[nodiscard]] ParamPanel &params() const { return *m_params; }
    void goToShot(int by); // the one after or before

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void takeRequest(const std::vector<ClipId> &clips);
    void refreshState();
    void layOut();

    AppContext &m_context;
    TimelineEditor &m_editor;
    GenerateDesk *m_desk;
    ShotRack *m_rack;
    TakeStage *m_stage;
    ParamPanel *m_params;
    Panel *m_nothing; // no project, or one without shots
    EmptyState *m_noProject;
    EmptyState *m_noShots;
    Panel *m_serverBar;
    TextLabel *m_serverText;
    PushButton *m_serverButton;
};

// Actions of the screen; their keys work while it is shown.
void registerGenerateActions(ActionRegistry &actions, GenerateScreen *screen);

} // namespace sc::ui
