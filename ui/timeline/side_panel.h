// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/panel.h"

class QStackedWidget;
class QTabBar;

namespace sc::ui {

class AuditPanel;
class ProblemWatch;
class PushButton;
class RowList;

// The panel left of the monitor: how well the cuts sit on the music, what was done so far, and what is wrong.
class SidePanel : public Panel
{
    Q_OBJECT

public:
    enum class Page { Audit, History, Problems };

    explicit SidePanel(TimelineEditor *editor, QWidget *parent = nullptr);
    void showPage(Page page);
    [[nodiscard]] AuditPanel *audit() const { return m_audit; }
    [[nodiscard]] ProblemWatch *watch() const { return m_watch; }

private:
    void buildHistory(QStackedWidget *pages);
    void refreshHistory();
    void refreshCounts();

    TimelineEditor *m_editor;
    ProblemWatch *m_watch;
    QTabBar *m_tabs;
    AuditPanel *m_audit = nullptr;
    RowList *m_history = nullptr;
    PushButton *m_savePoint = nullptr;
};

} // namespace sc::ui
