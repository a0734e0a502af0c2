// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/hit_test.h"
#include "ui/timeline/side_panel.h"
#include "ui/widgets/app_context.h"

#include <QtWidgets/QWidget>

class QStackedLayout;

namespace sc::ui {

class InspectorPanel;
class MonitorControls;
class MonitorPanel;
class Panel;
class TimelineEditor;
class TimelineSurface;
class TimelineToolbar;

// The main screen: audit, history and problems; monitor; inspector; and below them the lanes. Without a project it says
// how to get one, with a song but no shots it offers to plan them.
class TimelineScreen : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineScreen(AppContext &context, QWidget *parent = nullptr);
    ~TimelineScreen() override;

    [[nodiscard]] TimelineEditor *editor() const { return m_editor; }
    [[nodiscard]] TimelineSurface *surface() const { return m_surface; }
    [[nodiscard]] MonitorPanel *monitor() const { return m_monitor; }

    // For the overview in the transport: the stretch of time on screen.
    [[nodiscard]] TickRange visibleRange() const;
    void showExactly(TickRange range); // without air on its sides
    void showRange(TickRange range);

    [[nodiscard]] SidePanel *side() const { return m_side; }
    void showSide(SidePanel::Page page);
    void openPlan();
    void askForTime(); // Ctrl+J
    void renameCurrent();
    void loopSelection();
    void toggleSafeAreas();
    void toggleKaraoke();
    void cycleOnionSkin(); // off, the shot before, the next
    void toggleMonitorFullScreen();
    [[nodiscard]] bool isMonitorFullScreen() const;
    void showTakes(); // of the selected shot, in the inspector
    [[nodiscard]] AppContext &context() const { return m_context; }

Q_SIGNALS:
    void cutsChanged(const std::vector<sc::Ticks> &cuts); // starts of the shots, a moment after an edit
    void visibleRangeChanged(sc::TickRange range);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectPlayer();
    void connectEditor();
    void takeSession();
    void layOut();
    void placeOffer();
    void openContextMenu(const Hit &hit, QPoint globalPosition);
    [[nodiscard]] QWidget *buildNoProject();

    AppContext &m_context;
    TimelineEditor *m_editor;
    QWidget *m_noProject = nullptr;
    SidePanel *m_side = nullptr;
    MonitorPanel *m_monitor = nullptr;
    MonitorControls *m_monitorControls = nullptr;
    bool m_wasWindowFull = false; // before the monitor took it
    InspectorPanel *m_inspector = nullptr;
    Panel *m_lanesPanel = nullptr;
    TimelineSurface *m_surface = nullptr;
    TimelineToolbar *m_toolbar = nullptr;
    QWidget *m_planOffer = nullptr; // over the lanes while there are no shots
};

} // namespace sc::ui
