// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/job_list.h"
#include "ui/queue/queue_desk.h"

#include <QtWidgets/QWidget>

class QPlainTextEdit;
class QStackedWidget;

namespace sc::ui {

class Chip;
class Panel;
class PlanStrip;
class PushButton;
class RowList;
class Segment;
class WhyPanel;

// One job: its place in time, picture and values, words, log, request and models; beside it the list of jobs and why it goes
// where it goes. In a narrow window the list folds away and the reasons are a tab.
class JobPage : public QWidget
{
    Q_OBJECT

public:
    JobPage(JobModel &model, JobPictures &pictures, GenerationFeed &feed, QueueDesk &desk, QWidget *parent = nullptr);

    void showJob(const QString &id);
    void refresh();
    [[nodiscard]] QString shownJob() const { return m_id; }
    [[nodiscard]] TextLabel *title() const { return m_title; }
    [[nodiscard]] RowList *log() const { return m_log; }
    [[nodiscard]] Segment *tabs() const { return m_tabs; }
    [[nodiscard]] WhyPanel *why() const { return m_why; }
    [[nodiscard]] PushButton *mainButton() const { return m_main; }

Q_SIGNALS:
    void closed();
    void menuRequested(const QPoint &globalPosition, const QString &id);
    void editRequested(const QString &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void showValues(const generation::Job &job);
    void showLog(const generation::Job &job);
    void showAdvice(const generation::Job &job);
    void takeMain();

    JobModel &m_model;
    JobPictures &m_pictures;
    GenerationFeed &m_feed;
    QueueDesk &m_desk;
    QString m_id;
    Panel *m_listPanel = nullptr;
    JobList *m_list = nullptr;
    Panel *m_panel = nullptr;
    TextLabel *m_title = nullptr;
    Chip *m_state = nullptr;
    PushButton *m_main = nullptr;
    PushButton *m_hold = nullptr;
    TextLabel *m_planTitle = nullptr;
    TextLabel *m_planSource = nullptr;
    PlanStrip *m_strip = nullptr;
    QWidget *m_picture = nullptr;
    TextLabel *m_pictureWords = nullptr;
    QWidget *m_values = nullptr;
    QWidget *m_advice = nullptr;
    TextLabel *m_prompt = nullptr;
    PushButton *m_edit = nullptr;
    Segment *m_tabs = nullptr;
    QStackedWidget *m_pages = nullptr;
    RowList *m_log = nullptr;
    QPlainTextEdit *m_request = nullptr;
    RowList *m_models = nullptr;
    WhyPanel *m_why = nullptr;
    QString m_shownState; // so that nothing is built again for nothing
};

} // namespace sc::ui
