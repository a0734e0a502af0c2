// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/learned_figures.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <memory>
#include <optional>
#include <vector>

// Which waiting job goes to which server next. Pure: what it decides follows from what it was told, no clock, no store, no
// network. Kept up to date job by job, so that a decision does not look at the whole queue.
//
// List scheduling by earliest expected finish over unlike machines (as in HEFT, Topcuoglu et al. 2002), with a look-ahead that
// keeps a server on the models it has loaded, and bounds on how far a job may be passed over.
namespace sc::generation {

inline constexpr int kMaxPlanServers = 64;
inline constexpr int kMostOvertaken = 20;  // jobs that came later and may start before it
inline constexpr double kMostDelayS = 120; // that a job of lower priority may cost one of higher
inline constexpr int kLookAhead = 64;      // jobs looked at for one with the loaded models
inline constexpr double kFailureSurcharge = 0.3;
inline constexpr double kPreferredDiscount = 0.8; // of the expected finish at a preferred server

struct PlanServer
{
    ServerId id;
    QString name;
    bool usable = true; // active, online, not being emptied
    QString whyNot;     // translated, when it is not
    int places = 1;     // jobs at a time
    QString group;      // servers sharing a device; empty: none
    double weight = 1;
    QString loaded;           // models of the last job there; empty: not known
    std::vector<double> busy; // s until each job that is there ends, by estimate; an overdue one: 0
};

struct PlanJob
{
    JobId id;
    QString project;
    int front = 0;
    int priority = 0;
    double rank = 0;
    QString createdAt;
    QString models; // what has to be loaded
    RunKey run;
    quint64 fits = 0; // bit n: server n of setServers() can take it
    ServerId preferred;
};

struct Assignment
{
    JobId job;
    int server = 0; // index
    double loadS = 0;
    double runS = 0;
    double finishS = 0; // from now, expected
    QString reason;     // translated sentence
    QJsonObject facts;
};

// Why a job has not started.
struct WaitReason
{
    int position = 0;  // from 1, in the order of the queue
    QString server;    // that it is expected to run on; empty: none fits
    double startS = 0; // from now, expected, as far as the look-ahead sees
    QString reason;    // translated
};

class Scheduler
{
public:
    Scheduler();
    ~Scheduler();
    Scheduler(Scheduler &&) noexcept;
    Scheduler &operator=(Scheduler &&) noexcept;

    // At most kMaxPlanServers. The index is the bit in PlanJob::fits: when servers come or go, put() the jobs again.
    void setServers(std::vector<PlanServer> servers);
    [[nodiscard]] const std::vector<PlanServer> &servers() const;
    void setFigures(const LearnedFigures &figures);
    void setFairShare(bool on); // projects alternate inside one priority

    void put(const PlanJob &job); // adds it, or changes it where it stands; what it was passed over by stays counted
    void remove(const JobId &job);
    void clear();
    [[nodiscard]] bool has(const JobId &job) const;
    [[nodiscard]] int waiting() const;
    [[nodiscard]] std::vector<PlanJob> jobs() const; // in the order of the queue

    // Fills the free places: each assignment takes its job out of the queue and a place of its server.
    [[nodiscard]] std::vector<Assignment> plan();

    [[nodiscard]] WaitReason whyWaiting(const JobId &job) const;
    // How often later jobs were let past this one.
    [[nodiscard]] int overtaken(const JobId &job) const;
    // Seconds until all that waits is done, by estimate: work over places, no finer.
    [[nodiscard]] double expectedEnd() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sc::generation
