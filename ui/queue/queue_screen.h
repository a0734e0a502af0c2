// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/job_list.h"
#include "ui/queue/queue_desk.h"

#include <QtCore/QPointer>

class QScrollArea;
class QStackedWidget;

namespace sc::ui {

class BatchDialog;
class Chip;
class EmptyState;
class JobEditor;
class JobPage;
class LaneChart;
class Panel;
class PushButton;
class QueueCounters;
class ReportPage;
class SearchField;
class Segment;
class ServerCard;
class StillDialog;

// The queue: counters, servers over time, the list of jobs, the servers beside it; a job's own page; the morning report. Opens the
// batch dialog when another screen asks for it.
class QueueScreen : public QWidget
{
    Q_OBJECT

public:
    explicit QueueScreen(AppContext &context, QWidget *parent = nullptr);
    ~QueueScreen() override;

    [[nodiscard]] AppContext &context() const { return m_context; }
    [[nodiscard]] GenerationFeed *feed() const { return m_feed; } // null: a window without generation
    [[nodiscard]] QueueDesk &desk() const { return *m_desk; }
    [[nodiscard]] JobList &list() const { return *m_list; }
    [[nodiscard]] JobModel &model() const { return *m_model; }
    [[nodiscard]] JobPage &jobPage() const { return *m_jobPage; }
    [[nodiscard]] ReportPage &report() const { return *m_report; }
    [[nodiscard]] LaneChart &chart() const { return *m_chart; }
    [[nodiscard]] QueueCounters &counters() const { return *m_counters; }
    [[nodiscard]] SearchField &search() const { return *m_search; }
    [[nodiscard]] Segment &grouping() const { return *m_grouping; }
    [[nodiscard]] JobEditor *editor() const; // the open one; null: none
    [[nodiscard]] BatchDialog *batchDialog() const;
    [[nodiscard]] StillDialog *stillDialog() const;
    [[nodiscard]] PushButton *chooseButton() const { return m_choose; }

    void setGrouping(JobGrouping grouping);
    void setFilter(const JobFilter &filter);
    void showBoard();
    void openJob(const QString &id);
    void openReport();
    void openChoices(); // of the pictures that videos wait for
    void openBatch(const std::vector<ClipId> &clips);
    void editJob(const QString &id);

    // What the actions of this screen mean: the chosen jobs, on a job's page that one.
    [[nodiscard]] std::vector<generation::JobId> chosen() const;
    [[nodiscard]] bool hasChosen(const std::function<bool(const generation::Job &)> &test) const;
    void run(const QString &action); // of a row or a menu, on the chosen ones
    void askPriority();
    void openMoveMenu();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void buildBoard();
    void connectAll();
    void refreshRows();
    void refreshServers();
    void refreshHead();
    void fillMenu(class QMenu &menu, const generation::Job &job);
    void openStateMenu();
    void openQueueMenu(const QPoint &at);
    void considerReport();
    void layOut();

    AppContext &m_context;
    GenerationFeed *m_feed = nullptr;
    QueueDesk *m_desk = nullptr;
    JobPictures *m_pictures = nullptr;
    JobModel *m_model = nullptr;
    JobGrouping m_group = JobGrouping::State;
    JobFilter m_filter;
    QSet<QString> m_folded;

    QStackedWidget *m_stack = nullptr;
    QWidget *m_board = nullptr;
    QueueCounters *m_counters = nullptr;
    Panel *m_chartPanel = nullptr;
    LaneChart *m_chart = nullptr;
    Panel *m_listPanel = nullptr;
    JobList *m_list = nullptr;
    Segment *m_grouping = nullptr;
    Chip *m_states = nullptr;
    SearchField *m_search = nullptr;
    PushButton *m_choose = nullptr; // shown while pictures wait for a choice
    EmptyState *m_empty = nullptr;
    QScrollArea *m_cardArea = nullptr;
    QWidget *m_cardHost = nullptr;
    std::vector<ServerCard *> m_cards;
    PushButton *m_addServer = nullptr;
    PushButton *m_matrix = nullptr;
    EmptyState *m_nothing = nullptr; // without generation
    JobPage *m_jobPage = nullptr;
    ReportPage *m_report = nullptr;
    QPointer<JobEditor> m_editor;
    QPointer<BatchDialog> m_batch;
    QPointer<StillDialog> m_stills;
};

// Actions of the screen; their keys work while it is shown.
void registerQueueActions(ActionRegistry &actions, QueueScreen *screen);

} // namespace sc::ui
