// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/queue_desk.h"
#include "ui/widgets/panel.h"

class QVBoxLayout;

namespace sc::ui {

// One server as it compares for a job.
struct ServerBar
{
    QString server;
    QString figure; // "22:47:35", "does not fit"
    QString words;  // "free in 43 s, load 22 s, 2 min 36 s"
    double freeS = 0;
    double loadS = 0;
    double runS = 0;
    double riskS = 0;
    bool isChosen = false;
    bool fits = false;
};

// Something that could be done instead, tried on a copy of the plan.
struct WhatIf
{
    QString title;
    QString detail;
    double endS = 0;        // of the job, from now
    double differenceS = 0; // negative: sooner
    QString button;         // empty: cannot be done from here
    std::function<void()> run;
};

[[nodiscard]] std::vector<ServerBar> serverBars(const generation::Job &job, const GenerationFeed &feed);

// Why a job goes where it goes and when: every server on one axis, the rules of the order, and what else could be done.
class WhyPanel : public Panel
{
    Q_OBJECT

public:
    WhyPanel(GenerationFeed &feed, QueueDesk &desk, QWidget *parent = nullptr);

    void showJob(const generation::JobId &id);
    [[nodiscard]] const std::vector<WhatIf> &whatIfs() const { return m_whatIfs; }

private:
    void addReason(QVBoxLayout *into, const generation::Job &job, const std::vector<ServerBar> &bars);
    void addRules(QVBoxLayout *into, const generation::Job &job);
    void addWhatIfs(QVBoxLayout *into, const generation::Job &job);
    void gatherWhatIfs(const generation::Job &job);

    GenerationFeed &m_feed;
    QueueDesk &m_desk;
    QVBoxLayout *m_body;
    QWidget *m_host;
    std::vector<WhatIf> m_whatIfs;
    QString m_shown; // what is shown now, so that nothing is built again for nothing
};

} // namespace sc::ui
