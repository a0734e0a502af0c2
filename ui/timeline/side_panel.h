// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/panel.h"

class QStackedWidget;
class QTabBar;

namespace sc::ui {

class PushButton;
class RowList;
class TextLabel;

// The panel left of the monitor: how well the cuts sit on the music, what was done so far, and what is wrong.
class SidePanel : public Panel
{
    Q_OBJECT

public:
    enum class Page { Audit, History, Problems };

    explicit SidePanel(TimelineEditor *editor, QWidget *parent = nullptr);
    void showPage(Page page);

private:
    void buildAudit(QStackedWidget *pages);
    void buildHistory(QStackedWidget *pages);
    void buildProblems(QStackedWidget *pages);
    void refreshAudit();
    void refreshHistory();
    void refreshProblems();
    void goTo(const ClipId &clip);

    TimelineEditor *m_editor;
    QTabBar *m_tabs;
    RowList *m_audit = nullptr;
    TextLabel *m_auditSummary = nullptr;
    PushButton *m_align = nullptr;
    RowList *m_history = nullptr;
    PushButton *m_savePoint = nullptr;
    RowList *m_problems = nullptr;
    TextLabel *m_verdict = nullptr;
};

} // namespace sc::ui
