// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/queue_report.h"
#include "ui/queue/job_pictures.h"
#include "ui/queue/queue_desk.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace sc::ui {

class NightChart;
class Panel;
class PushButton;
class TakeGrid;

// Something of the night that waits for a person, worst first.
struct ReportCard
{
    enum class Level { Error, Warning, Info };
    Level level = Level::Info;
    QString title;
    QString text;
    std::vector<std::pair<QString, std::function<void()>>> actions; // button, what it does
};

// What was made while nobody looked: figures, the night by server, the takes, and what is for you to do.
class ReportPage : public QWidget
{
    Q_OBJECT

public:
    ReportPage(AppContext &context, GenerationFeed &feed, QueueDesk &desk, JobPictures &pictures, QWidget *parent = nullptr);

    void showNight();                      // since yesterday evening
    void showSince(const QString &isoUtc); // jobs that ended since
    [[nodiscard]] const std::vector<ReportCard> &cards() const { return m_cards; }
    [[nodiscard]] TextLabel *headline() const { return m_headline; }
    [[nodiscard]] const generation::QueueReport &shown() const { return m_report; }
    [[nodiscard]] PushButton *reviewButton() const { return m_review; }

Q_SIGNALS:
    void closed();
    void jobRequested(const QString &id);
    void choiceRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void gatherCards();
    void showCards();
    void openEarlier();

    AppContext &m_context;
    GenerationFeed &m_feed;
    QueueDesk &m_desk;
    JobPictures &m_pictures;
    QString m_since;
    generation::QueueReport m_report;
    std::vector<ReportCard> m_cards;
    Panel *m_headPanel = nullptr;
    Panel *m_nightPanel = nullptr;
    Panel *m_takesPanel = nullptr;
    Panel *m_sidePanel = nullptr;
    TextLabel *m_headline = nullptr;
    TextLabel *m_when = nullptr;
    std::vector<TextLabel *> m_figures;
    NightChart *m_night = nullptr;
    TakeGrid *m_takes = nullptr;
    TextLabel *m_takesWords = nullptr;
    TextLabel *m_sideTitle = nullptr;
    QVBoxLayout *m_cardBox = nullptr;
    PushButton *m_review = nullptr;
};

} // namespace sc::ui
