// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/scheduler.h"

// The queue run ahead in thought: which job will start where and when, if all takes as long as it took so far. Pure.
namespace sc::generation {

// What the planner knows at one moment. Value: a copy may be changed to try something out.
struct QueuePlan
{
    std::vector<PlanServer> servers;
    std::vector<PlanJob> jobs; // that may start
    LearnedFigures figures;
    bool fairShare = false;
};

struct PlannedRun
{
    JobId job;
    int server = 0;    // index
    double startS = 0; // from now
    double loadS = 0;
    double runS = 0;
    QString reason; // translated
    [[nodiscard]] double endS() const { return startS + loadS + runS; }
};

struct Forecast
{
    std::vector<PlannedRun> runs; // in the order of their start
    bool isWhole = true;          // false: there are more than were looked at
    double endS = 0;              // when the last of them, and of what runs now, is done
};

// Looks at no more than `most` starts.
[[nodiscard]] Forecast forecast(const QueuePlan &plan, int most = 400);
// Nothing when the job would not start within the reach of a forecast, or never.
[[nodiscard]] std::optional<PlannedRun> plannedRun(const QueuePlan &plan, const JobId &job, int most = 400);

// What if? The same plan with one thing changed.
[[nodiscard]] QueuePlan withJobFirst(QueuePlan plan, const JobId &job);
[[nodiscard]] QueuePlan withJobOnlyAt(QueuePlan plan, const JobId &job, const ServerId &server);
[[nodiscard]] QueuePlan withRun(QueuePlan plan, const JobId &job, const RunKey &run);
[[nodiscard]] QueuePlan withoutServer(QueuePlan plan, const ServerId &server);

// How one server compares for one job, by the same figures as the decision.
struct ServerOutlook
{
    int server = 0; // index
    bool fits = false;
    bool isUsable = false;
    double freeS = 0; // until it has a place
    double loadS = 0; // 0: it has the models
    double runS = 0;
    double riskS = 0; // the surcharge for the share of its runs that failed
    [[nodiscard]] double endS() const { return freeS + loadS + runS; }
};
[[nodiscard]] std::vector<ServerOutlook> outlookOf(const QueuePlan &plan, const PlanJob &job); // in the order of the servers

} // namespace sc::generation
